\\ The yardstick of lists over any field: PARI/GP. Q and LIST are environment variables; LIST is a file of rows as
\\ make_list writes them for peers, each in brackets: [codes of the coefficients, constant first].
\\ Factors, and the order of x modulo each; q^d - 1 is factored once for each degree.
default(parisizemax, 2*10^9);
q = eval(getenv("Q"));
k = isprimepower(q, &p);
if(k > 1, a = ffgen(ffinit(p, k, 'a), 'a));
element(c) = if(k == 1, Mod(c, p), my(v = digits(c, p)); sum(i = 1, #v, v[i]*a^(#v - i), 0*a));
fa = Map();
primesof(d) = { my(v); if(mapisdefined(fa, d, &v), return(v)); v = factor(q^d - 1); mapput(fa, d, v); v };
orderof(g) = { my(d = poldegree(g), y = Mod('x, g), e = q^d - 1, F = primesof(d));
  for(i = 1, matsize(F)[1], for(j = 1, F[i,2], if(y^(e/F[i,1]) == 1, e /= F[i,1], break))); e };
answer(r) = { my(f = sum(i = 1, #r, element(r[i])*'x^(i - 1)), F = factor(f));
  vector(matsize(F)[1], i, [poldegree(F[i,1]), F[i,2], orderof(F[i,1])]) };
v = readvec(getenv("LIST"));
for(i = 1, #v, print(answer(v[i])));
quit
