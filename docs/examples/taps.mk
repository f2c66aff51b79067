# The table of taps is checked again when it has changed.
taps.checked: taps.txt
	lfsr-analyze --quiet --expect primitive -f csv -i $< -o $@
