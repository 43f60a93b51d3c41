// libunbound: ub_cancel takes one look-up's callback away; its thread goes on with the work.
#include "common.h"
#include "situations.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unbound.h>

static struct ub_ctx *context;
static int *ids;
static size_t room;

static const char *version(void)
{
    return ub_version();
}

static void check(int error, const char *what)
{
    if (error != 0)
        die(0, "%s: %s", what, ub_strerror(error));
}

static void open_context(int port)
{
    char server[32];
    snprintf(server, sizeof server, "127.0.0.1@%d", port);
    context = ub_ctx_create();
    if (context == NULL)
        die(errno, "ub_ctx_create");
    check(ub_ctx_set_option(context, "do-not-query-localhost:", "no"), "do-not-query-localhost");
    check(ub_ctx_set_option(context, "module-config:", "iterator"), "module-config");
    check(ub_ctx_set_option(context, "local-zone:", "test. transparent"), "local-zone");
    check(ub_ctx_set_option(context, "outgoing-range:", "8192"), "outgoing-range");
    check(ub_ctx_set_option(context, "num-queries-per-thread:", "4096"), "num-queries-per-thread");
    check(ub_ctx_set_option(context, "so-rcvbuf:", "1m"), "so-rcvbuf");
    check(ub_ctx_set_fwd(context, server), "ub_ctx_set_fwd");
    check(ub_ctx_async(context, 1), "ub_ctx_async");
}

static void on_result(void *argument, int error, struct ub_result *result)
{
    completed((size_t)argument, error == 0 && result->havedata);
    ub_resolve_free(result);
}

static void start(size_t index, const char *name)
{
    if (index >= room) {
        room = 2 * (index + 1);
        ids = realloc(ids, room * sizeof *ids);
        if (ids == NULL)
            die(errno, "no memory for %zu ids", room);
    }
    check(ub_resolve_async(context, name, DNS_TYPE_A, DNS_CLASS_IN, (void *)index, on_result, &ids[index]),
          "ub_resolve_async");
}

static cancel_report cancel(size_t index)
{
    int error = ub_cancel(context, ids[index]);
    if (error != 0)
        return (cancel_report){ false, ub_strerror(error) };
    return (cancel_report){ true, "0; there is no callback" };
}

static void turn(int milliseconds)
{
    struct pollfd polled = { .fd = ub_fd(context), .events = POLLIN };
    if (poll(&polled, 1, milliseconds) > 0)
        check(ub_process(context), "ub_process");
}

const peer the_peer = {
    .name = "libunbound",
    .conditions = "ub_resolve_async with a thread, forwarding, no validation, outgoing-range 8192 (16 if not set)",
    .version = version,
    .open = open_context,
    .start = start,
    .cancel = cancel,
    .turn = turn,
};
