#!/usr/bin/env bash
# completion_zsh.sh PROGRAM FILE: zsh completes options and arguments. An interactive zsh runs in a pseudo-terminal of
# another one (zpty); its compadd writes down what is offered.
set -euo pipefail
program=$1 file=$2
command -v zsh >/dev/null || { echo "no zsh: skipped"; exit 77; }
zsh -fc 'zmodload zsh/zpty && zpty probe true' || { echo "no pseudo-terminal: skipped"; exit 77; }
# shellcheck source=tests/manual/support.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/support.sh"
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir "$home/functions"
cp "$file" "$home/functions/_lfsr-analyze"

cat >"$home/.zshrc" <<'END'
PROMPT= RPROMPT=
fpath=($HOME/functions $fpath)
autoload -Uz compinit
compinit -u -D
# The words that a call of compadd would offer; those with which it only asks are passed on.
compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then
        builtin compadd "$@"
        return
    fi
    local -a offered
    builtin compadd -O offered "$@"
    print -rl -- $offered >>$HOME/offered
    builtin compadd "$@"
}
write_down() {
    _main_complete
    : >$HOME/done
    compstate[insert]= compstate[list]=
}
zle -C write-down complete-word write_down
bindkey '^I' write-down
zle-line-init() { : >$HOME/ready }
zle -N zle-line-init
END

complete_line() {
    rm -f "$home/offered" "$home/done" "$home/ready"
    # shellcheck disable=SC2016 # expanded by zsh
    HOME=$home ZDOTDIR=$home TERM=dumb zsh -f -c '
        zmodload zsh/zpty
        zpty -b inner zsh -i
        until [[ -e $HOME/ready ]]; do zpty -t inner || exit 1; zpty -r inner line; sleep 0.02; done
        zpty -w -n inner "$1"$'\''\t'\''
        until [[ -e $HOME/done ]]; do zpty -t inner || exit 1; zpty -r inner line; sleep 0.02; done
        zpty -d inner' - "$1" >/dev/null
    grep -s . "$home/offered" || true
}
list_word=
try_completions
