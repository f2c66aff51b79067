# shellcheck shell=bash
# An installation from a build directory leaves a list of its files there, which the target `uninstall` reads. Tests
# leave the list of the user's own installation as it was, and install one after the other.

# keeping_manifest BUILD COMMAND...
keeping_manifest() {
    local build=$1 kept status=0
    shift
    exec 8>"$build/.install-test.lock"
    flock 8
    kept=$(mktemp -d)
    find "$build" -maxdepth 1 -name 'install_manifest*.txt' -exec mv -t "$kept" {} +
    "$@" || status=$?
    rm -f "$build"/install_manifest*.txt
    find "$kept" -name '*.txt' -exec mv -t "$build" {} +
    rmdir "$kept"
    exec 8>&-
    return "$status"
}
