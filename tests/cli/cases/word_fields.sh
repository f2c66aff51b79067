# Fields at the edges of a machine word, each in the middle of a list: no line costs another its answer.
lines() {
    echo 'x^4+x+1'
    for p in 18446744073709551557 16426429804115958551 13387366271104743461 14338527684858000101 9513771809981108767 \
        10117749102600369913 14348190520747358357 16332088731172139683; do
        echo "$p: x+7"
        echo "$p: x^2+x+3"
    done
    for p in 9223372036854775783 9223372036854775837 18446744073709551629 4294967291^2 4294967311^2 3037000507^2 2^63 2^64; do
        echo "$p: x^2+x+3"
        echo "$p: (x+1)^3"
    done
    echo 'x^3+x+1'
}
lines >list
try -f csv -e algebraic -i list
try -f csv -q 18446744073709551557 'x^2+x+3'
