/* Runs shell commands in turns, each as often as the others, and compares their processor time.
 *
 *     in_turns ROUNDS NAME COMMAND [NAME COMMAND]...
 *
 * Everything runs on the processor on which the program starts; what the commands write is thrown away. A
 * line a command: name, median, least and greatest processor time (user and system, children included) in
 * milliseconds, greatest resident memory of a process in MB, exit status. */
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_ROUNDS = 101, MOST_COMMANDS = 8 };

typedef struct command {
    const char *name, *text;
    double ms[MOST_ROUNDS];
    long memory;
    int status;
} command;

static double milliseconds(struct timeval t)
{
    return 1e3 * (double)t.tv_sec + 1e-3 * (double)t.tv_usec;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void run(command *c, int round)
{
    struct rusage used;
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_RDWR);
        dup2(nowhere, 0);
        dup2(nowhere, 1);
        dup2(nowhere, 2);
        execl("/bin/sh", "sh", "-c", c->text, (char *)NULL);
        _exit(127);
    }
    if (child < 0 || wait4(child, &c->status, 0, &used) != child) {
        perror(c->name);
        exit(1);
    }
    c->ms[round] = milliseconds(used.ru_utime) + milliseconds(used.ru_stime);
    if (used.ru_maxrss > c->memory)
        c->memory = used.ru_maxrss;
}

int main(int argc, char **argv)
{
    static command commands[MOST_COMMANDS];
    int rounds = argc > 1 ? atoi(argv[1]) : 0, count = (argc - 2) / 2;
    if (rounds < 1 || rounds > MOST_ROUNDS || count < 1 || count > MOST_COMMANDS || argc % 2 != 0) {
        fprintf(stderr, "usage: in_turns ROUNDS NAME COMMAND [NAME COMMAND]...\n");
        return 1;
    }
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET((size_t)sched_getcpu(), &one);
    sched_setaffinity(0, sizeof one, &one);
    for (int i = 0; i < count; i++)
        commands[i] = (command){.name = argv[2 + 2 * i], .text = argv[3 + 2 * i]};
    for (int round = 0; round < rounds; round++)
        for (int i = 0; i < count; i++)
            run(&commands[i], round);
    for (command *c = commands; c < commands + count; c++) {
        qsort(c->ms, (size_t)rounds, sizeof *c->ms, by_value);
        printf("%s %.3f %.3f %.3f %.0f %d\n", c->name, c->ms[rounds / 2], c->ms[0], c->ms[rounds - 1],
               (double)c->memory / 1024, WIFEXITED(c->status) ? WEXITSTATUS(c->status) : 128);
    }
    return 0;
}
