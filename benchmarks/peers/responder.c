// A UDP name server for tests and benchmarks: answers from the question alone, or is silent, slow or lossy on demand.
#include "common.h"
#include "message.h"

#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

const char program_name[] = "responder";
const char program_usage[] =
    "usage: responder [--port N] [--mode answer|silence|delay|loss] [--delay-ms N] [--loss PERCENT] [--seed N]\n"
    "                 [--rate N] [--buffer BYTES]\n"
    "  --port N        UDP port of 127.0.0.1; 0, the default, lets the kernel choose\n"
    "  --mode MODE     what befalls names that do not start with 'silent' or 'slow' (default: answer)\n"
    "  --delay-ms N    the delay of mode delay and of names starting with 'slow' (default: 100)\n"
    "  --loss PERCENT  how many queries mode loss drops (default: 10)\n"
    "  --seed N        where the random numbers of mode loss start (default: 1)\n"
    "  --rate N        how many queries a second it takes from its socket; the others wait there (default: 0, no limit)\n"
    "  --buffer BYTES  the size of its receive buffer as the kernel counts it (default: 0, as large as it may be)\n";

enum {
    QUERY_BYTES = 1232,     // the payload the OPT of every answer offers
    PENDING_ANSWERS = 1 << 18, // a power of two; the pages are only taken when used
    BATCHES_PER_POLL = 256, // under load signals are let in at least this often
};

typedef enum { MODE_ANSWER, MODE_SILENCE, MODE_DELAY, MODE_LOSS } mode;

typedef struct {
    int port;
    mode mode;
    int64_t delay;          // nanoseconds
    double loss;            // 0 to 1
    uint64_t seed;
    int64_t rate;           // a second; 0 for no limit
    int buffer;             // bytes; 0 for as many as there may be
} options;

typedef struct {
    int64_t due;
    struct sockaddr_in peer;
    uint16_t length;
    uint8_t bytes[ANSWER_BYTES];
} pending_answer;

// Every delay is the same, so the answers fall due in the order they came: a ring is all it takes.
typedef struct {
    pending_answer *slots;
    size_t head, count;
} ring;

typedef struct {
    uint64_t received, answered, malformed, silent, lost, overflow, unsent;
} counts;

typedef struct {
    struct mmsghdr headers[BATCH];
    struct iovec parts[BATCH];
    unsigned count;
} outbox;

static volatile sig_atomic_t stop_requested;
static pid_t first_parent;

static void on_stop(int signal)
{
    (void)signal;
    stop_requested = 1;
}

// The kernel sends this when the THREAD that started us ends; only another parent process means that ours is dead.
static void on_parent_thread_end(int signal)
{
    (void)signal;
    if (getppid() != first_parent)
        stop_requested = 1;
}

static mode parse_mode(const char *text)
{
    static const char *const names[] = { "answer", "silence", "delay", "loss" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(text, names[i]) == 0)
            return (mode)i;
    die_usage("--mode must be answer, silence, delay or loss, not '%s'", text);
}

static options parse_options(int count, char **values)
{
    static const struct option known[] = {
        { "port", required_argument, NULL, 'p' },     { "mode", required_argument, NULL, 'm' },
        { "delay-ms", required_argument, NULL, 'd' }, { "loss", required_argument, NULL, 'l' },
        { "seed", required_argument, NULL, 's' },     { "rate", required_argument, NULL, 'r' },
        { "buffer", required_argument, NULL, 'b' },   { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    options chosen = { .mode = MODE_ANSWER, .delay = 100 * NANOSECONDS_PER_MILLISECOND, .loss = 0.1, .seed = 1 };
    opterr = 0;
    for (int letter; (letter = getopt_long(count, values, ":", known, NULL)) != -1;) {
        switch (letter) {
        case 'p': chosen.port = (int)parse_whole("--port", optarg, 0, 65535); break;
        case 'm': chosen.mode = parse_mode(optarg); break;
        case 'd': chosen.delay = parse_whole("--delay-ms", optarg, 0, 3600000) * NANOSECONDS_PER_MILLISECOND; break;
        case 'l': chosen.loss = parse_decimal("--loss", optarg, 0, 100) / 100; break;
        case 's': chosen.seed = (uint64_t)parse_whole("--seed", optarg, 1, INT32_MAX); break;
        case 'r': chosen.rate = parse_whole("--rate", optarg, 0, INT32_MAX); break;
        case 'b': chosen.buffer = (int)parse_whole("--buffer", optarg, 0, INT32_MAX / 2); break;
        case 'h': fputs(program_usage, stdout); exit(EXIT_SUCCESS);
        case ':': die_usage("%s needs a value", values[optind - 1]);
        default: die_usage("unknown option '%s'", values[optind - 1]);
        }
    }
    if (optind < count)
        die_usage("unexpected argument '%s'", values[optind]);
    return chosen;
}

static bool first_label_starts(const query *query, const char *prefix, size_t length)
{
    return query->question[0] >= length && strncasecmp((const char *)query->question + 1, prefix, length) == 0;
}

static mode mode_of(const query *query, mode general)
{
    if (first_label_starts(query, "silent", 6))
        return MODE_SILENCE;
    return first_label_starts(query, "slow", 4) ? MODE_DELAY : general;
}

// xorshift64*: the next number in [0, 1).
static double next_random(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (double)((*state * UINT64_C(0x2545f4914f6cdd1d)) >> 11) / 9007199254740992.0;
}

static void outbox_add(outbox *outbox, struct sockaddr_in *peer, uint8_t *bytes, size_t length)
{
    unsigned i = outbox->count++;
    outbox->parts[i] = (struct iovec){ .iov_base = bytes, .iov_len = length };
    outbox->headers[i].msg_hdr = (struct msghdr){
        .msg_name = peer, .msg_namelen = sizeof *peer, .msg_iov = &outbox->parts[i], .msg_iovlen = 1,
    };
}

// Sends what was added; a datagram the kernel refuses is counted and passed over.
static void outbox_send(int socket, outbox *outbox, counts *counts)
{
    unsigned done = 0;
    while (done < outbox->count) {
        int sent = sendmmsg(socket, outbox->headers + done, outbox->count - done, 0);
        if (sent > 0) {
            counts->answered += (unsigned)sent;
            done += (unsigned)sent;
        } else if (errno != EINTR) {
            counts->unsent++;
            done++;
        }
    }
    outbox->count = 0;
}

static pending_answer *ring_at(const ring *ring, size_t index)
{
    return &ring->slots[(ring->head + index) & (PENDING_ANSWERS - 1)];
}

static void send_due(int socket, ring *ring, outbox *outbox, counts *counts)
{
    int64_t now = now_nanoseconds();
    while (ring->count > 0 && ring_at(ring, 0)->due <= now) {
        while (outbox->count < BATCH && outbox->count < ring->count && ring_at(ring, outbox->count)->due <= now) {
            pending_answer *answer = ring_at(ring, outbox->count);
            outbox_add(outbox, &answer->peer, answer->bytes, answer->length);
        }
        unsigned taken = outbox->count;
        outbox_send(socket, outbox, counts);
        ring->head += taken;
        ring->count -= taken;
    }
}

static int open_socket(int port, int buffer)
{
    int opened = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (opened < 0)
        die(errno, "cannot open a UDP socket");
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    if (bind(opened, (struct sockaddr *)&address, sizeof address) != 0)
        die(errno, "cannot bind 127.0.0.1:%d", port);
    socklen_t size = sizeof address;
    if (getsockname(opened, (struct sockaddr *)&address, &size) != 0)
        die(errno, "cannot read the bound port");
    int granted = raise_socket_buffers(opened);
    // The kernel doubles what it is asked for.
    int half = buffer / 2;
    size = sizeof granted;
    if (buffer > 0 && (setsockopt(opened, SOL_SOCKET, SO_RCVBUF, &half, sizeof half) != 0
                       || getsockopt(opened, SOL_SOCKET, SO_RCVBUF, &granted, &size) != 0))
        die(errno, "cannot set the size of the receive buffer");
    fprintf(stderr, "responder: receive buffer %d bytes\n", granted);
    if (printf("listening 127.0.0.1:%d\n", ntohs(address.sin_port)) < 0 || fflush(stdout) != 0)
        die(errno, "cannot write the port to standard output");
    return opened;
}

static void handle_signal(int number, void (*handler)(int))
{
    struct sigaction action = { .sa_handler = handler };
    sigemptyset(&action.sa_mask);
    if (sigaction(number, &action, NULL) != 0)
        die(errno, "cannot handle signal %d", number);
}

// All signals stay blocked but inside ppoll, so none can slip in between a look at the flag and the wait.
static sigset_t prepare_signals(void)
{
    handle_signal(SIGTERM, on_stop);
    handle_signal(SIGINT, on_stop);
    handle_signal(SIGUSR1, on_parent_thread_end);
    sigset_t handled, while_waiting;
    sigemptyset(&handled);
    sigaddset(&handled, SIGTERM);
    sigaddset(&handled, SIGINT);
    sigaddset(&handled, SIGUSR1);
    if (sigprocmask(SIG_BLOCK, &handled, &while_waiting) != 0)
        die(errno, "cannot block signals");
    sigdelset(&while_waiting, SIGTERM);
    sigdelset(&while_waiting, SIGINT);
    sigdelset(&while_waiting, SIGUSR1);
    if (prctl(PR_SET_PDEATHSIG, SIGUSR1) != 0)
        die(errno, "cannot ask to be told of the parent's death");
    if (getppid() != first_parent)
        die(0, "the parent died before the start was done");
    return while_waiting;
}

// Lets signals in; waits for a datagram, the next due answer or a signal unless busy.
static void wait_for_work(int socket, const ring *ring, const sigset_t *mask, bool busy)
{
    struct timespec limit = { 0, 0 }, *timeout = &limit;
    if (!busy && ring->count == 0) {
        timeout = NULL;
    } else if (!busy) {
        int64_t left = ring_at(ring, 0)->due - now_nanoseconds();
        if (left > 0)
            limit = (struct timespec){ left / NANOSECONDS_PER_SECOND, left % NANOSECONDS_PER_SECOND };
    }
    struct pollfd polled = { .fd = socket, .events = POLLIN };
    if (ppoll(&polled, 1, timeout, mask) < 0 && errno != EINTR)
        die(errno, "cannot wait for datagrams");
}

typedef struct {
    struct mmsghdr headers[BATCH];
    struct iovec parts[BATCH];
    struct sockaddr_in peers[BATCH];
    uint8_t bytes[BATCH][QUERY_BYTES];
} inbox;

static unsigned inbox_receive(int socket, inbox *inbox, unsigned most)
{
    for (unsigned i = 0; i < most; i++) {
        inbox->parts[i] = (struct iovec){ .iov_base = inbox->bytes[i], .iov_len = QUERY_BYTES };
        inbox->headers[i].msg_hdr = (struct msghdr){
            .msg_name = &inbox->peers[i], .msg_namelen = sizeof inbox->peers[i],
            .msg_iov = &inbox->parts[i], .msg_iovlen = 1,
        };
    }
    int received = recvmmsg(socket, inbox->headers, most, MSG_DONTWAIT, NULL);
    if (received < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
        die(errno, "cannot receive");
    return received < 0 ? 0 : (unsigned)received;
}

// How many queries may be taken now, by when the last was; what was not used for long is not saved up.
static unsigned allowance(int64_t rate, int64_t *last)
{
    if (rate == 0)
        return BATCH;
    int64_t now = now_nanoseconds(), each = NANOSECONDS_PER_SECOND / rate, most = rate > 2000 ? BATCH : 2;
    if (*last < now - most * each)
        *last = now - most * each;
    return (unsigned)((now - *last) / each);
}

static void rest(const sigset_t *mask)
{
    struct timespec moment = { 0, NANOSECONDS_PER_MILLISECOND / 10 };
    if (ppoll(NULL, 0, &moment, mask) < 0 && errno != EINTR)
        die(errno, "cannot rest");
}

// Puts the answer into the ring; one for which there is no room is counted and dropped.
static void answer_later(ring *ring, const query *query, const struct sockaddr_in *peer, int64_t due, counts *counts)
{
    if (ring->count == PENDING_ANSWERS) {
        counts->overflow++;
        return;
    }
    pending_answer *answer = ring_at(ring, ring->count++);
    answer->due = due;
    answer->peer = *peer;
    answer->length = (uint16_t)write_answer(query, answer->bytes);
}

static void serve(int socket, options *options, const sigset_t *mask, ring *ring, counts *counts)
{
    static inbox inbox;
    static outbox outbox;
    static uint8_t answers[BATCH][ANSWER_BYTES];
    unsigned batches = 0;
    int64_t last = now_nanoseconds();
    while (!stop_requested) {
        unsigned most = allowance(options->rate, &last);
        if (most == 0) {
            rest(mask);
            continue;
        }
        unsigned received = inbox_receive(socket, &inbox, most);
        last += options->rate > 0 ? received * (NANOSECONDS_PER_SECOND / options->rate) : 0;
        int64_t due = received > 0 ? now_nanoseconds() + options->delay : 0;
        counts->received += received;
        for (unsigned i = 0; i < received; i++) {
            query query;
            bool whole = (inbox.headers[i].msg_hdr.msg_flags & MSG_TRUNC) == 0;
            if (!whole || !parse_query(inbox.bytes[i], inbox.headers[i].msg_len, &query)) {
                counts->malformed++;
                continue;
            }
            mode mode = mode_of(&query, options->mode);
            if (mode == MODE_SILENCE)
                counts->silent++;
            else if (mode == MODE_LOSS && next_random(&options->seed) < options->loss)
                counts->lost++;
            else if (mode == MODE_DELAY)
                answer_later(ring, &query, &inbox.peers[i], due, counts);
            else
                outbox_add(&outbox, &inbox.peers[i], answers[i], write_answer(&query, answers[i]));
        }
        outbox_send(socket, &outbox, counts);
        if (ring->count > 0)
            send_due(socket, ring, &outbox, counts);
        if (received == 0 || ++batches % BATCHES_PER_POLL == 0)
            wait_for_work(socket, ring, mask, received > 0);
    }
}

static void print_counts(int socket, const counts *counts, size_t pending)
{
    fprintf(stderr, "received %llu answered %llu dropped %llu\n", (unsigned long long)counts->received,
            (unsigned long long)counts->answered, (unsigned long long)(counts->received - counts->answered));
    fprintf(stderr, "dropped: silent %llu loss %llu malformed %llu ring-full %llu refused-by-kernel %llu pending %zu\n",
            (unsigned long long)counts->silent, (unsigned long long)counts->lost,
            (unsigned long long)counts->malformed, (unsigned long long)counts->overflow,
            (unsigned long long)counts->unsent, pending);
    uint32_t memory[SK_MEMINFO_VARS] = { 0 };
    socklen_t size = sizeof memory;
    if (getsockopt(socket, SOL_SOCKET, SO_MEMINFO, memory, &size) == 0 && size > SK_MEMINFO_DROPS * sizeof *memory)
        fprintf(stderr, "never received, the buffer being full: %u\n", memory[SK_MEMINFO_DROPS]);
}

int main(int count, char **values)
{
    first_parent = getppid();
    options options = parse_options(count, values);
    sigset_t mask = prepare_signals();
    ring ring = { .slots = calloc(PENDING_ANSWERS, sizeof(pending_answer)) };
    if (ring.slots == NULL)
        die(errno, "no memory for %d pending answers", PENDING_ANSWERS);
    counts counts = { 0 };
    int socket = open_socket(options.port, options.buffer);
    serve(socket, &options, &mask, &ring, &counts);
    print_counts(socket, &counts, ring.count);
    close(socket);
    free(ring.slots);
    return EXIT_SUCCESS;
}
