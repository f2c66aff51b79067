# shellcheck shell=bash
# A bare Debian in a directory, for tests that install packages: debootstrap makes it, with the apt sources of this
# machine. Needs root. Sourced after lib.sh.

# make_bare_root: sets bare_root, a directory that is removed when the script ends.
make_bare_root() {
    [ "$(id -u)" -eq 0 ] || die "a bare Debian is made by root only"
    command -v debootstrap >/dev/null || install_packages debootstrap
    local suite
    suite=$(sed -nE 's/^VERSION_CODENAME=//p' /etc/os-release)
    [ -n "$suite" ] || die "this is no Debian"
    bare_root=$(mktemp -d)
    chmod 755 "$bare_root"
    trap 'rm -rf --one-file-system "$bare_root"' EXIT
    say "A bare $suite in $bare_root"
    debootstrap --variant=minbase "$suite" "$bare_root" >"$bare_root.log" 2>&1 || {
        tail -n 20 "$bare_root.log" >&2
        die "debootstrap failed"
    }
    rm -f "$bare_root.log"
    # The sources replace those of debootstrap; keys and settings come along.
    rm -f "$bare_root/etc/apt/sources.list"
    local part
    for part in etc/apt/sources.list etc/apt/sources.list.d etc/apt/apt.conf.d etc/apt/preferences.d etc/apt/keyrings \
        etc/apt/trusted.gpg.d usr/share/keyrings etc/resolv.conf; do
        if [ -e "/$part" ]; then
            rm -rf "${bare_root:?}/$part"
            cp -rL "/$part" "$bare_root/$part"
        fi
    done
    printf '127.0.0.1 localhost %s\n' "$(hostname)" >"$bare_root/etc/hosts"
    in_bare_root apt-get update -q
}

# in_bare_root COMMAND...: /proc, /dev and /sys are there for the command only, in a mount namespace of its own.
in_bare_root() {
    local proxies
    mapfile -t proxies < <(env | grep -iE '^[a-z]+_proxy=' || true)
    # shellcheck disable=SC2016 # expanded by the inner shell
    unshare --mount --pid --fork --mount-proc="$bare_root/proc" bash -c \
        'mount --rbind /dev "$1/dev" && mount --rbind /sys "$1/sys" && exec chroot "$1" env -i "${@:2}"' - "$bare_root" \
        PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C DEBIAN_FRONTEND=noninteractive "${proxies[@]}" "$@"
}
