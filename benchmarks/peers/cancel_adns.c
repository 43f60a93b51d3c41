// adns: adns_cancel ends one look-up, in the thread that also starts and reads.
#include "common.h"
#include "situations.h"

#include <adns.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>

enum {
    MOST_POLLED = 64,
    DNS_PORT = 53,
    // What ours asks for; with the system's default answers are lost where many are outstanding.
    RECEIVE_BUFFER_BYTES = 1 << 20,
};

static adns_state state;
static adns_query *queries;
static size_t room;

// The library tells no version of itself; benchmarks/peers/run asks the package.
static const char *version(void)
{
    return "";
}

static void open_state(int port)
{
    if (port != DNS_PORT)
        die(0, "adns asks port 53 only, not %d", port);
    adns_initflags flags = adns_if_noenv | adns_if_noerrprint | adns_if_noserverwarn | adns_if_noautosys;
    int error = adns_init_strcfg(&state, flags, NULL, "nameserver 127.0.0.1\n");
    if (error != 0)
        die(error, "adns_init_strcfg");
    // It has no option for this, but tells which sockets it has.
    struct pollfd polled[MOST_POLLED];
    int count = MOST_POLLED, timeout = 0, bytes = RECEIVE_BUFFER_BYTES;
    if (adns_beforepoll(state, polled, &count, &timeout, NULL) != 0)
        die(errno, "adns_beforepoll");
    for (int i = 0; i < count; i++)
        (void)setsockopt(polled[i].fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

static void start(size_t index, const char *name)
{
    if (index >= room) {
        room = 2 * (index + 1);
        queries = realloc(queries, room * sizeof *queries);
        if (queries == NULL)
            die(errno, "no memory for %zu queries", room);
    }
    int error = adns_submit(state, name, adns_r_a, adns_qf_none, (void *)index, &queries[index]);
    if (error != 0)
        die(error, "adns_submit");
}

static cancel_report cancel(size_t index)
{
    // A look-up that is over was freed with its answer, and must not be touched.
    if (queries[index] == NULL)
        return (cancel_report){ false, "already completed" };
    adns_cancel(queries[index]);
    return (cancel_report){ true, "returns nothing; the handle is invalid, and there is no callback" };
}

static void turn(int milliseconds)
{
    struct pollfd polled[MOST_POLLED];
    int count = MOST_POLLED, timeout = milliseconds;
    if (adns_beforepoll(state, polled, &count, &timeout, NULL) != 0)
        die(errno, "adns_beforepoll");
    int ready = poll(polled, (nfds_t)count, timeout < milliseconds && timeout >= 0 ? timeout : milliseconds);
    adns_afterpoll(state, polled, ready < 0 ? 0 : count, NULL);
    adns_answer *answer;
    void *context;
    for (adns_query query = NULL; adns_check(state, &query, &answer, &context) == 0; query = NULL) {
        queries[(size_t)context] = NULL;
        completed((size_t)context, answer->status == adns_s_ok && answer->nrrs > 0);
        free(answer);
    }
}

const peer the_peer = {
    .name = "adns",
    .conditions = "adns_submit of one state, without system calls at every opportunity, a receive buffer of 1 MiB",
    .version = version,
    .open = open_state,
    .start = start,
    .cancel = cancel,
    .turn = turn,
};
