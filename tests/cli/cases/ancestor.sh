# The sample file of a predecessor of this tool: rows of integers are recurrences.
cat >sample.csv <<'END'
1,1,1,0,0,0,0,0,1,1
1,1,1,0,0,0,0,0,1,1,0,1,1,1,0
1,1,1,0,0,0,0,0,1,1,0,1,1,1,1
END
try --file sample.csv --format csv -e all -w 2
try 'coeffs:1,1,1,0,0,0,0,0,1,1' -e all -w 2
