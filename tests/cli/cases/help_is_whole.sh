# The help fits 80 columns, names every option that is accepted, and its own examples run.
lfsr-analyze --help | awk 'length > 80 { print "too long: " $0 }'
lfsr-analyze --help | grep -oE -- '^ +(-[a-zA-Z], )?--[][a-z-]+' | grep -oE -- '--[][a-z-]+' | sed 's/\[no-\]//'
echo 'taps:16,15,13,4' > taps.txt
lfsr-analyze --help | grep '^  lfsr-analyze ' | while IFS= read -r example; do
    echo "$example"
    eval "${example%%#*} --quiet" > /dev/null < /dev/null
    echo "status $?"
done
