// The yardstick of lists over GF(2): what a competent user writes with NTL in an afternoon.
//   peer_ntl lines|factor|irreducible < LIST      LIST: 0x1002D, or taps:16,5,3,2 (+ 1), one a line
// lines: factors, orders (numbers 2^d - 1, d <= 64, are factored by Pollard's method), cycles, one JSON line each.
#include <NTL/GF2XFactoring.h>
#include <NTL/ZZ.h>

#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <vector>

using namespace NTL;
using std::map;
using std::string;
using std::vector;

static GF2X read(const string &line)
{
    GF2X f;
    if (line.compare(0, 5, "taps:") == 0) {
        SetCoeff(f, 0);
        for (const char *at = line.c_str() + 4; *at != '\0';) {
            char *end;
            SetCoeff(f, strtol(at + 1, &end, 10));
            at = end;
        }
        return f;
    }
    long bit = 0;
    for (size_t k = line.size(); k-- > 2; bit += 4) {
        int c = line[k], v = c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
        for (int b = 0; b < 4; b++)
            if (v >> b & 1)
                SetCoeff(f, bit + b);
    }
    return f;
}

static ZZ divisor(const ZZ &n)
{
    for (long c = 1;; c++) {
        ZZ x(2), y(2), d(1);
        while (d == 1) {
            x = (x * x + c) % n;
            y = (y * y + c) % n;
            y = (y * y + c) % n;
            d = GCD(abs(x - y), n);
        }
        if (d != n)
            return d;
    }
}

static void split(const ZZ &n, map<ZZ, int> &primes)
{
    if (n == 1)
        return;
    if (ProbPrime(n, 20)) {
        primes[n]++;
        return;
    }
    ZZ d = divisor(n);
    split(d, primes);
    split(n / d, primes);
}

static const map<ZZ, int> &primes_of(long d)
{
    static map<long, map<ZZ, int>> known;
    auto at = known.find(d);
    if (at != known.end())
        return at->second;
    map<ZZ, int> primes;
    ZZ n = power2_ZZ(d) - 1;
    for (long p = 3; p < 100000; p += 2)
        while (n % p == 0) {
            primes[ZZ(p)]++;
            n /= p;
        }
    split(n, primes);
    return known[d] = primes;
}

static ZZ order(const GF2X &f)
{
    if (deg(f) == 1)
        return ZZ(1);
    ZZ e = power2_ZZ(deg(f)) - 1;
    GF2XModulus F(f);
    for (auto &prime : primes_of(deg(f)))
        for (int i = 0; i < prime.second && IsOne(PowerXMod(e / prime.first, F)); i++)
            e /= prime.first;
    return e;
}

static string text(ZZ n)
{
    string s;
    for (; n > 0; n /= 10)
        s.insert(s.begin(), char('0' + to_long(n % 10)));
    return s.empty() ? "0" : s;
}

typedef map<ZZ, ZZ> cycles;

static cycles product(const cycles &a, const cycles &b)
{
    cycles out;
    for (auto &x : a)
        for (auto &y : b) {
            ZZ g = GCD(x.first, y.first);
            out[x.first * y.first / g] += x.second * y.second * g;
        }
    return out;
}

static void answer(const string &line)
{
    vec_pair_GF2X_long factors;
    GF2X f = read(line);
    CanZass(factors, f);
    cycles all;
    all[ZZ(1)] = 1;
    ZZ whole(1);
    string list;
    for (long j = 0; j < factors.length(); j++) {
        long d = deg(factors[j].a), m = factors[j].b, t = 1;
        ZZ o = order(factors[j].a), period = o, before(1);
        cycles one;
        one[ZZ(1)] += 1;
        for (long k = 1; k <= m; k++) {
            for (; t < k; t *= 2)
                period *= 2;
            ZZ now = power2_ZZ(d * k);
            one[period] += (now - before) / period;
            before = now;
        }
        all = product(all, one);
        whole = whole * period / GCD(whole, period);
        list += (j ? ",{\"degree\":" : "{\"degree\":") + std::to_string(d) + ",\"multiplicity\":" + std::to_string(m) +
                ",\"order\":\"" + text(o) + "\"}";
    }
    bool irreducible = factors.length() == 1 && factors[0].b == 1;
    bool primitive = irreducible && whole == power2_ZZ(deg(f)) - 1;
    string shown;
    for (auto &c : all)
        shown += (shown.empty() ? "{\"period\":\"" : ",{\"period\":\"") + text(c.first) + "\",\"count\":\"" +
                 text(c.second) + "\"}";
    printf("{\"input\":\"%s\",\"irreducible\":%s,\"primitive\":%s,\"order\":\"%s\",\"factors\":[%s],\"cycles\":[%s]}\n",
           line.c_str(), irreducible ? "true" : "false", primitive ? "true" : "false", text(whole).c_str(),
           list.c_str(), shown.c_str());
}

int main(int argc, char **argv)
{
    string what = argc > 1 ? argv[1] : "lines", line;
    while (getline(std::cin, line)) {
        if (what == "lines") {
            answer(line);
        } else if (what == "factor") {
            vec_pair_GF2X_long factors;
            CanZass(factors, read(line));
            printf("%ld\n", factors.length());
        } else {
            printf("%ld\n", IterIrredTest(read(line)));
        }
    }
}
