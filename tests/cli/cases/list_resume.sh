# A list that is interrupted again and again and resumed each time as the message says: all parts together are
# the whole output.
for ((i = 0; i < 4000; i++)); do printf '0x%x\n' $((1048577 + 2 * i)); done >list
for format in csv brief; do
    lfsr-analyze --quiet -f $format -w 2 -i list >whole
    : >parts
    : >hints # shown where the parts differ from the whole
    options='' stops=0 RANDOM=7
    while [ "$stops" -lt 20 ]; do
        mkfifo in
        : >part # so that the wait below does not see the last part
        # Until it is interrupted the tool waits for the rest of its input.
        # shellcheck disable=SC2086
        lfsr-analyze -f $format -w 2 -i in $options >part 2>err &
        pid=$!
        exec 3<>in # does not wait for a reader, in case the tool did not start
        head -n $((200 * (stops + 1) - RANDOM % 100)) list >&3
        while ! grep -q . part && kill -0 $pid; do sleep 0.01; done
        kill -TERM $pid
        wait $pid 2>/dev/null
        echo "$?" >>statuses
        exec 3>&-
        rm in
        cat part >>parts
        options=$(sed -n 's/^lfsr-analyze: stopped; the same command with \(.*\) resumes$/\1/p' err)
        stops=$((stops + 1))
        echo "part $stops: $(wc -l <part) lines, $(tr '\n' ';' <err)" >>hints
        if [ -z "$options" ]; then echo "no hint: $(cat err)"; break; fi
    done
    # shellcheck disable=SC2086
    lfsr-analyze --quiet -f $format -w 2 -i list $options >>parts
    "$CLI/mask.sh" <whole >masked
    "$CLI/mask.sh" <parts | diff masked - || cat hints
    wc -l <parts
done
sort statuses | uniq -c | tr -s ' '
