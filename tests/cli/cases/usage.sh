# Help, version, and every way to call the tool wrongly: status 1, one line, nothing on standard output.
try --help
try -h --nonsense
try -V
try --version
try
try --nonsense x
try --nonsense=3 x
try -Z x
try --re 3 x
try --m x
try --list=3 x
try -q
try --order
try --workers 0 x
try --workers 5000 x
try --workers two x
try --workers -1 x
try --workers '' x
try --workers 99999999999999999999999 x
try --repeat 0 x
try --timeout -1 x
try --timeout 1.2.3 x
try --timeout abc x
try --timeout 1000001 x
try --timeout . x
try --max-states 0 x
try --max-states 2^64 x
try --max-states 2^99999999999999999999 x
try --max-states 1.5 x
try --max-states 1e x
try --max-states many x
try --engine '' x
try --engine fast x
try --engine algebraic, x
try --engine auto,reference x
try --format xml x
try --start-method thread x
try --start-method mpi x
try --quiet --verbose x
try --quiet --progress x
try --progress --no-progress x
try --list --format csv x
try --compare --format brief x
try --compare --engine algebraic x
try --file list x
try --file a --file b
try -x^2+1
try -x
try -l x
try -n 8 x
try --threads 2 x
try --json x
try --list-cycles x
try --nonsense-word x
try --checkpoint saved x
try --engine al x
try --check x^4+x+1
try -q x+1
try -f csv x^4 + x + 1
