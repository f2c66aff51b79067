#!/usr/bin/env bash
# The Slurm scripts of docs/examples on a cluster of one node, started for this test in a folder of its own and ended with
# it. Usage: slurm.sh FOLDER, where lfsr-analyze and lfsr-analyze-mpi are. Status 77, a skipped test: Slurm is not installed
# (Debian: slurmctld slurmd slurm-client munge), it needs root, or it does not start here.
set -u
bin=$(realpath -- "$1")
examples=$(realpath -- "$(dirname -- "${BASH_SOURCE[0]}")/../../docs/examples")
skip() {
    echo "skipped: $*"
    exit 77
}
[ "$(id -u)" = 0 ] || skip "Slurm is started as root"
for program in slurmctld slurmd sbatch munged; do
    command -v "$program" >/dev/null || skip "no $program"
done

work=$(mktemp -d)
chmod 755 "$work"
daemons=()
finish() {
    scancel --quiet --user root 2>/dev/null
    for ((i = ${#daemons[@]} - 1; i >= 0; i--)); do
        kill "${daemons[i]}" 2>/dev/null
        wait "${daemons[i]}" 2>/dev/null
    done
    rm -rf -- "$work"
}
trap finish EXIT
cd -- "$work" || exit 1

# --- The cluster ---
mkdir state spool munge
dd if=/dev/urandom of=munge/key bs=1 count=128 status=none
chmod 700 munge
chmod 600 munge/key
munged --foreground --force --key-file="$work/munge/key" --socket="$work/socket" --pid-file="$work/munge/pid" \
    --log-file="$work/munge/log" --seed-file="$work/munge/seed" >munge.out 2>&1 &
daemons+=($!)
port=$((20000 + RANDOM % 10000))
node=$(hostname -s)
export SLURM_CONF=$work/slurm.conf
cat >slurm.conf <<CONF
ClusterName=one
SlurmctldHost=$node(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/socket
SlurmctldPort=$port
SlurmdPort=$((port + 1))
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
SlurmdParameters=config_overrides
MpiDefault=${SLURM_TEST_MPI:-pmix}
KillWait=5
NodeName=$node NodeAddr=127.0.0.1 CPUs=8 Boards=1 SocketsPerBoard=1 CoresPerSocket=8 ThreadsPerCore=1 RealMemory=1000 State=UNKNOWN
PartitionName=short Nodes=$node Default=YES MaxTime=INFINITE State=UP
CONF
echo "CgroupPlugin=cgroup/v1" >cgroup.conf
slurmctld -D >slurmctld.log 2>&1 &
daemons+=($!)
slurmd -D >slurmd.log 2>&1 &
daemons+=($!)
for ((i = 0; i < 60; i++)); do
    sinfo --noheader --states=idle 2>/dev/null | grep -q idle && break
    sleep 0.5
done
sinfo --noheader --states=idle 2>/dev/null | grep -q idle || {
    tail -n 5 slurmctld.log slurmd.log
    skip "Slurm does not start here"
}

fail() {
    echo "FAILED: $*"
    tail -n 20 -- *.out
    squeue
    exit 1
}
export PATH=$bin:$PATH
walk() { sbatch --quiet --ntasks=3 --mem-per-cpu=100 --job-name=walk "$examples/slurm_walk.sh" "$polynomial" walk; }
# A job that asks to be queued again waits two minutes; the test does not. A step that is launched before Slurm has
# forgotten the last one of the job fails; then the job is submitted again, as a user would.
wait_for_walk() {
    for ((i = 0; i < 600; i++)); do
        [ -e walk.json ] && return 0
        for job in $(squeue --noheader --states=pending --format=%A); do
            scontrol update "jobid=$job" starttime=now 2>/dev/null
        done
        [ -n "$(squeue --noheader)" ] || [ -e walk.json ] || walk
        sleep 1
    done
    fail "walk.json did not appear"
}

# --- A walk, stopped by TERM as at a time limit, goes on ---
polynomial='x^40 + x^5 + x^4 + x^3 + 1'
walk
for ((i = 0; i < 300; i++)); do
    [ -s walk.checkpoint ] && break
    sleep 0.1
done
[ -s walk.checkpoint ] || fail "no checkpoint"
scancel --quiet --signal=TERM --name=walk
wait_for_walk
lfsr-analyze --quiet --engine sequential --max-states 2^62 --format json "$polynomial" >local.json
answer() { grep -o '"cycles":\[[^]]*\]' "$1"; }
[ -n "$(answer walk.json)" ] || fail "no cycles"
[ "$(answer walk.json)" = "$(answer local.json)" ] || fail "the walk's answer is not the local one"
grep -q '"start_method":"mpi"' walk.json || fail "it was not walked over MPI"
echo "walk: the same cycles, restarts of the job: $(scontrol show job 2>/dev/null | sed -n 's/.*Restarts=\([0-9]*\).*/\1/p' | head -n 1)"

# --- A list in three parts, put together in its order ---
for ((i = 0; i < 300; i++)); do
    echo "0x$(printf %x $(((1 << 40) + 2 * (RANDOM * 32768 + RANDOM) + 1)))"
done >list.txt
sbatch --quiet --wait --array=1-3 --cpus-per-task=1 "$examples/slurm_list.sh" list.txt answers || fail "the list"
timeless() { sed 's/"seconds":[-+.0-9e]*//g'; }
lfsr-analyze --quiet --format jsonl --file list.txt | timeless >expected
paste -d '\n' answers.1.jsonl answers.2.jsonl answers.3.jsonl | timeless | cmp - expected || fail "the list's answers are not the local ones"
echo "list: the same 300 answers"
