# Every option the help names is taken, and its line stays on a screen.
lfsr-analyze --help | awk 'length > 100 { print "too long: " $0 }'
lfsr-analyze --help | grep -oE -- '^ +(-[a-zA-Z], )?--[][a-z-]+' | grep -oE -- '--[][a-z-]+' | sed 's/\[no-\]//'
