// c-ares: ares_cancel ends all look-ups of a channel at once.
#include "common.h"
#include "situations.h"

#include <ares.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

enum {
    MOST_CHANNELS = 32,
    // A channel gives every query a 16-bit id of its own, which it finds by trying.
    MOST_IN_CHANNEL = 50000,
    // What ours asks for; with the system's default answers are lost where many are outstanding.
    RECEIVE_BUFFER_BYTES = 1 << 20,
};

static ares_channel channels[MOST_CHANNELS];
static size_t opened;
static int server_port;

static const char *version(void)
{
    return ares_version(NULL);
}

static void check(int status, const char *what)
{
    if (status != ARES_SUCCESS)
        die(0, "%s: %s", what, ares_strerror(status));
}

static void open_channel(void)
{
    if (opened == MOST_CHANNELS)
        die(0, "more than %d look-ups", MOST_CHANNELS * MOST_IN_CHANNEL);
    // Only DNS: with files too it would read the file of hosts anew for every look-up.
    char lookups[] = "b", servers[32];
    struct ares_options options = { .lookups = lookups, .socket_receive_buffer_size = RECEIVE_BUFFER_BYTES };
    check(ares_init_options(&channels[opened], &options, ARES_OPT_LOOKUPS | ARES_OPT_SOCK_RCVBUF), "ares_init_options");
    snprintf(servers, sizeof servers, "127.0.0.1:%d", server_port);
    check(ares_set_servers_ports_csv(channels[opened], servers), "ares_set_servers_ports_csv");
    opened++;
}

static void open_all(int port)
{
    server_port = port;
    check(ares_library_init(ARES_LIB_INIT_ALL), "ares_library_init");
    open_channel();
}

static void on_addresses(void *argument, int status, int timeouts, struct ares_addrinfo *result)
{
    (void)timeouts;
    // Of those a cancel ends it tells inside the cancel.
    if (status != ARES_ECANCELLED)
        completed((size_t)argument, status == ARES_SUCCESS && result->nodes != NULL
                                        && (!both_families || result->nodes->ai_next != NULL));
    ares_freeaddrinfo(result);
}

// The look-up that follows a cancel shares a channel with those that were cancelled.
static ares_channel channel_of(size_t index)
{
    // A look-up of both families takes two ids.
    size_t most = both_families ? MOST_IN_CHANNEL / 2 : MOST_IN_CHANNEL, wanted = index / most;
    if (wanted == opened && index % most == 0 && opened > 1)
        wanted = opened - 1;
    while (opened <= wanted)
        open_channel();
    return channels[wanted];
}

static void start(size_t index, const char *name)
{
    struct ares_addrinfo_hints hints = { .ai_family = both_families ? AF_UNSPEC : AF_INET, .ai_flags = ARES_AI_NOSORT };
    ares_getaddrinfo(channel_of(index), name, NULL, &hints, on_addresses, (void *)index);
}

static cancel_report cancel(size_t index)
{
    (void)index;
    for (size_t i = 0; i < opened; i++)
        ares_cancel(channels[i]);
    return (cancel_report){ true, "returns nothing; each callback is called inside it, with ARES_ECANCELLED" };
}

static void turn(int milliseconds)
{
    struct pollfd polled[MOST_CHANNELS * ARES_GETSOCK_MAXNUM];
    ares_channel owners[MOST_CHANNELS * ARES_GETSOCK_MAXNUM];
    nfds_t count = 0;
    for (size_t i = 0; i < opened; i++) {
        ares_socket_t sockets[ARES_GETSOCK_MAXNUM];
        int bits = ares_getsock(channels[i], sockets, ARES_GETSOCK_MAXNUM);
        for (int at = 0; at < ARES_GETSOCK_MAXNUM; at++) {
            short wanted = (short)((ARES_GETSOCK_READABLE(bits, at) ? POLLIN : 0) |
                                   (ARES_GETSOCK_WRITABLE(bits, at) ? POLLOUT : 0));
            if (wanted != 0) {
                owners[count] = channels[i];
                polled[count++] = (struct pollfd){ .fd = sockets[at], .events = wanted };
            }
        }
    }
    (void)poll(polled, count, milliseconds);
    for (nfds_t i = 0; i < count; i++)
        ares_process_fd(owners[i], (polled[i].revents & ~POLLOUT) != 0 ? polled[i].fd : ARES_SOCKET_BAD,
                        (polled[i].revents & POLLOUT) != 0 ? polled[i].fd : ARES_SOCKET_BAD);
}

const peer the_peer = {
    .name = "c-ares",
    .conditions = "ares_getaddrinfo, a channel for each 50,000 look-ups, a receive buffer of 1 MiB; there is only a cancel of a whole channel",
    .can_ask_both = true,
    .cancels_all_at_once = true,
    .version = version,
    .open = open_all,
    .start = start,
    .cancel = cancel,
    .turn = turn,
};
