// glibc: gai_cancel takes a request out of the queue of getaddrinfo_a; one that is being worked on goes on.
#include "common.h"
#include "situations.h"

#include <errno.h>
#include <gnu/libc-version.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

enum {
    DNS_PORT = 53,
};

typedef struct {
    struct gaicb block;
    char name[64];
} request;

static const struct addrinfo hints = { .ai_family = AF_INET, .ai_socktype = SOCK_STREAM };
static request **requests;
static size_t room, watched;

static void check_port(int port)
{
    if (port != DNS_PORT)
        die(0, "getaddrinfo asks port 53 of the servers in /etc/resolv.conf, not %d", port);
}

static void start(size_t index, const char *name)
{
    if (index >= room) {
        room = 2 * (index + 1);
        requests = realloc(requests, room * sizeof(request *));
        if (requests == NULL)
            die(errno, "no memory for %zu requests", room);
    }
    // Always a new one, and never freed unless the queue has let go of it: a thread may still be writing to the old.
    request *made = calloc(1, sizeof *made);
    if (made == NULL)
        die(errno, "no memory for a request");
    snprintf(made->name, sizeof made->name, "%s", name);
    made->block.ar_name = made->name;
    made->block.ar_request = &hints;
    requests[index] = made;
    watched = index;
    struct gaicb *list[] = { &made->block };
    int error = getaddrinfo_a(GAI_NOWAIT, list, 1, NULL);
    if (error != 0)
        die(0, "getaddrinfo_a: %s", gai_strerror(error));
}

static cancel_report cancel(size_t index)
{
    int error = gai_cancel(&requests[index]->block);
    switch (error) {
    case EAI_CANCELED: return (cancel_report){ true, "EAI_CANCELED" };
    case EAI_NOTCANCELED: return (cancel_report){ false, "EAI_NOTCANCELED: a thread is at work on it" };
    case EAI_ALLDONE: return (cancel_report){ false, "EAI_ALLDONE" };
    default: return (cancel_report){ false, gai_strerror(error) };
    }
}

// Requests end without being asked to; only of the last that was started it is looked whether it has.
static void turn(int milliseconds)
{
    struct timespec limit = { .tv_nsec = milliseconds * NANOSECONDS_PER_MILLISECOND };
    if (requests == NULL || requests[watched] == NULL) {
        (void)poll(NULL, 0, milliseconds);
        return;
    }
    const struct gaicb *list[] = { &requests[watched]->block };
    if (gai_suspend(list, 1, &limit) == EAI_AGAIN)
        return;
    int error = gai_error(&requests[watched]->block);
    if (error != EAI_INPROGRESS) {
        free(requests[watched]);
        requests[watched] = NULL;
        completed(watched, error == 0);
    }
}

const peer the_peer = {
    .name = "glibc",
    .conditions = "getaddrinfo_a, which works on 20 at a time",
    .version = gnu_get_libc_version,
    .open = check_port,
    .start = start,
    .cancel = cancel,
    .turn = turn,
};
