/* A list of blocks. Blocks are added and never freed, so that a signal handler can walk the list at any
 * time. */
#include "children.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define BLOCK_PIDS 64

typedef struct block {
    volatile pid_t pids[BLOCK_PIDS]; /* 0: free */
    struct block *volatile next;
} block;

static block first;
static volatile pid_t owner; /* the process whose children the table holds; 0: none yet */

/* The entry of this pid, or NULL. 0 finds a free entry. */
static volatile pid_t *find(pid_t pid)
{
    for (block *b = &first; b != NULL; b = b->next)
        for (size_t i = 0; i < BLOCK_PIDS; i++)
            if (b->pids[i] == pid)
                return &b->pids[i];
    return NULL;
}

bool lfsr_children_reserve(void)
{
    if (owner != getpid()) {
        for (block *b = &first; b != NULL; b = b->next)
            for (size_t i = 0; i < BLOCK_PIDS; i++)
                b->pids[i] = 0;
        owner = getpid();
    }
    if (find(0) != NULL)
        return true;
    block *added = calloc(1, sizeof *added);
    if (added == NULL)
        return false;
    added->next = first.next;
    first.next = added;
    return true;
}

void lfsr_children_add(pid_t pid)
{
    volatile pid_t *place = find(0);
    if (place != NULL)
        *place = pid;
}

void lfsr_children_remove(pid_t pid)
{
    volatile pid_t *place = find(pid);
    if (place != NULL)
        *place = 0;
}

void lfsr_children_kill(void)
{
    if (owner != getpid())
        return;
    for (block *b = &first; b != NULL; b = b->next)
        for (size_t i = 0; i < BLOCK_PIDS; i++)
            if (b->pids[i] != 0)
                (void)kill(b->pids[i], SIGKILL);
    for (block *b = &first; b != NULL; b = b->next)
        for (size_t i = 0; i < BLOCK_PIDS; i++)
            if (b->pids[i] != 0)
                (void)waitpid(b->pids[i], NULL, 0);
}
