// How many names a second can be looked up over this machine's loopback at all: one thread, batched system calls, and
// of each answer only what must be looked at to trust it.
#include "common.h"
#include "figures.h"

#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <netinet/in.h>
#include <netinet/udp.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

const char program_name[] = "flooder";
const char program_usage[] =
    "usage: flooder --port N [--sockets S] [--outstanding N] [--names T] [--segment] [--mixed]\n"
    "  --port N         UDP port of the responder on 127.0.0.1\n"
    "  --sockets S      connected sockets, at most as many as outstanding queries (default: 64, or fewer if N is)\n"
    "  --outstanding N  queries kept under way (default: 1000)\n"
    "  --names T        names looked up in all (default: 200000)\n"
    "  --segment        hand queries to the kernel as one that it cuts up (UDP_SEGMENT)\n"
    "  --mixed          names of 5 to 60 characters instead of 20\n";

enum {
    NAME_DIGITS = 8,
    QUESTION_TAIL = 4, // type and class
    EQUAL_QUERY_BYTES = DNS_HEADER + 1 + 1 + NAME_DIGITS + 1 + 5 + 1 + 4 + 1 + QUESTION_TAIL, // n00000000.bench.test
    SHORTEST_NAME = 5,
    NAME_LENGTHS = 56,
    NAME_LETTERS = 26,
    QUERY_BYTES = DNS_HEADER + 1 + SHORTEST_NAME + NAME_LENGTHS + QUESTION_TAIL,
    ANSWER_BYTES = 512,
    MAXIMUM_NAMES = 100000000, // as many as the digits can tell apart
    MAXIMUM_SOCKETS = 1024,
    MAXIMUM_PER_SOCKET = 1 << 15, // ids are 16 bits and the table has twice the places
    IDLE_WAIT_MILLISECONDS = 10,
};

#define RESEND_AFTER NANOSECONDS_PER_SECOND
#define LOOK_FOR_LOST_EVERY (NANOSECONDS_PER_SECOND / 20)
#define GIVE_UP_AFTER (10 * NANOSECONDS_PER_SECOND)

typedef struct {
    int port;
    long sockets, outstanding, names;
    bool segment, mixed;
} options;

typedef struct {
    int64_t sent_at;
    bool busy;
    uint8_t length;
    uint8_t query[QUERY_BYTES];
} place;

// The queries of one socket: a place for each id modulo the size of the table, which is twice the window or more, so
// that the next free id is always near.
typedef struct {
    int socket;
    uint16_t next_id;
    unsigned window, busy, mask;
    place *places;
} lane;

typedef struct {
    const options *options;
    lane *lanes;
    struct pollfd *polled;
    long started, answered;
    uint64_t lost;
    int64_t last_answer_at;
} flood;

typedef struct {
    struct mmsghdr headers[BATCH];
    struct iovec parts[BATCH];
    union {
        char bytes[CMSG_SPACE(sizeof(uint16_t))];
        struct cmsghdr align;
    } controls[BATCH];
    unsigned count;
} outbox;

static options parse_options(int count, char **values)
{
    static const struct option known[] = {
        { "port", required_argument, NULL, 'p' },        { "sockets", required_argument, NULL, 's' },
        { "outstanding", required_argument, NULL, 'o' }, { "names", required_argument, NULL, 'n' },
        { "segment", no_argument, NULL, 'g' },           { "mixed", no_argument, NULL, 'm' },
        { "help", no_argument, NULL, 'h' },              { NULL, 0, NULL, 0 },
    };
    options chosen = { .outstanding = 1000, .names = 200000 };
    opterr = 0;
    for (int letter; (letter = getopt_long(count, values, ":", known, NULL)) != -1;) {
        switch (letter) {
        case 'p': chosen.port = (int)parse_whole("--port", optarg, 1, 65535); break;
        case 's': chosen.sockets = parse_whole("--sockets", optarg, 1, MAXIMUM_SOCKETS); break;
        case 'o':
            chosen.outstanding = parse_whole("--outstanding", optarg, 1, (long)MAXIMUM_SOCKETS * MAXIMUM_PER_SOCKET);
            break;
        case 'n': chosen.names = parse_whole("--names", optarg, 1, MAXIMUM_NAMES); break;
        case 'g': chosen.segment = true; break;
        case 'm': chosen.mixed = true; break;
        case 'h': fputs(program_usage, stdout); exit(EXIT_SUCCESS);
        case ':': die_usage("%s needs a value", values[optind - 1]);
        default: die_usage("unknown option '%s'", values[optind - 1]);
        }
    }
    if (optind < count)
        die_usage("unexpected argument '%s'", values[optind]);
    if (chosen.port == 0)
        die_usage("--port is missing");
    if (chosen.segment && chosen.outstanding == 1)
        die_usage("--segment wants more than one outstanding query");
    if (chosen.sockets == 0)
        chosen.sockets = chosen.outstanding < 64 ? chosen.outstanding : 64;
    if (chosen.sockets > chosen.outstanding)
        die_usage("%ld sockets are more than the %ld outstanding queries", chosen.sockets, chosen.outstanding);
    if (chosen.outstanding > chosen.sockets * MAXIMUM_PER_SOCKET)
        die_usage("%ld outstanding queries are more than %d for each of %ld sockets", chosen.outstanding,
                  MAXIMUM_PER_SOCKET, chosen.sockets);
    return chosen;
}

// Four letters count, and after two of them is the dot: "ab.cd" is the shortest name. GetXByY.Benchmarks makes the same.
static uint8_t write_mixed_query(uint8_t *bytes, unsigned id, long number)
{
    static const uint8_t pattern[] = "\0\0\1\0\0\1\0\0\0\0\0\0"; // recursion desired, one question
    size_t more = ((uint32_t)number * 2654435761u >> 16) % NAME_LENGTHS;
    memcpy(bytes, pattern, DNS_HEADER);
    put16(bytes, id);
    uint8_t *name = bytes + DNS_HEADER, letters[4];
    for (int i = 3; i >= 0; number /= NAME_LETTERS)
        letters[i--] = (uint8_t)('a' + number % NAME_LETTERS);
    name[0] = 2;
    memcpy(name + 1, letters, 2);
    name[3] = (uint8_t)(2 + more);
    memcpy(name + 4, letters + 2, 2);
    memset(name + 6, 'x', more);
    memcpy(name + 6 + more, "\0\0\1\0\1", 1 + QUESTION_TAIL); // the root, A, IN
    return (uint8_t)(DNS_HEADER + 6 + more + 1 + QUESTION_TAIL);
}

static uint8_t write_equal_query(uint8_t *bytes, unsigned id, long number)
{
    static const uint8_t pattern[EQUAL_QUERY_BYTES] =
        "\0\0\1\0\0\1\0\0\0\0\0\0" // recursion desired, one question
        "\x09n00000000\5bench\4test\0"
        "\0\1\0\1"; // A, IN
    memcpy(bytes, pattern, EQUAL_QUERY_BYTES);
    put16(bytes, id);
    for (uint8_t *digit = bytes + DNS_HEADER + 1 + NAME_DIGITS; number > 0; number /= 10)
        *digit-- = (uint8_t)('0' + number % 10);
    return EQUAL_QUERY_BYTES;
}

static void write_query(const options *options, place *place, unsigned id, long number)
{
    place->length = (options->mixed ? write_mixed_query : write_equal_query)(place->query, id, number);
}

static bool is_answer_to(const place *place, const uint8_t *bytes, size_t length)
{
    const uint8_t *query = place->query;
    return length > place->length && (bytes[2] & 0x80) != 0 && (bytes[3] & 0x0f) == 0 // QR set, no error
        && get16(bytes) == get16(query) && get16(bytes + 4) == 1 && get16(bytes + 6) >= 1
        && memcmp(bytes + DNS_HEADER, query + DNS_HEADER, place->length - (size_t)DNS_HEADER) == 0;
}

static void open_lane(lane *lane, int port, unsigned window)
{
    lane->socket = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (lane->socket < 0)
        die(errno, "cannot open a UDP socket");
    raise_socket_buffers(lane->socket);
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    if (connect(lane->socket, (struct sockaddr *)&address, sizeof address) != 0)
        die(errno, "cannot connect to 127.0.0.1:%d", port);
    unsigned size = 2;
    while (size < 2 * window)
        size *= 2;
    lane->window = window;
    lane->mask = size - 1;
    lane->places = calloc(size, sizeof *lane->places);
    if (lane->places == NULL)
        die(errno, "no memory for %u places", size);
}

static void open_lanes(flood *flood)
{
    const options *options = flood->options;
    flood->lanes = calloc((size_t)options->sockets, sizeof *flood->lanes);
    flood->polled = calloc((size_t)options->sockets, sizeof *flood->polled);
    if (flood->lanes == NULL || flood->polled == NULL)
        die(errno, "no memory for %ld sockets", options->sockets);
    for (long i = 0; i < options->sockets; i++) {
        long window = options->outstanding / options->sockets + (i < options->outstanding % options->sockets);
        open_lane(&flood->lanes[i], options->port, (unsigned)window);
        flood->polled[i] = (struct pollfd){ .fd = flood->lanes[i].socket, .events = POLLIN };
    }
}

static void close_lanes(flood *flood)
{
    for (long i = 0; i < flood->options->sockets; i++) {
        close(flood->lanes[i].socket);
        free(flood->lanes[i].places);
    }
    free(flood->lanes);
    free(flood->polled);
}

// An ICMP "port unreachable" of an earlier query comes up at whichever call is next.
static noreturn void die_of_socket(const flood *flood, const char *what)
{
    if (errno == ECONNREFUSED)
        die(0, "nothing listens at 127.0.0.1:%d (UDP)", flood->options->port);
    die(errno, "cannot %s", what);
}

static noreturn void die_of_silence(const flood *flood)
{
    die(0, "no good answer from 127.0.0.1:%d for %d seconds; %ld of %ld names answered", flood->options->port,
        (int)(GIVE_UP_AFTER / NANOSECONDS_PER_SECOND), flood->answered, flood->options->names);
}

// The kernel cuts a message into pieces of one length, but for the last, which may be shorter.
static void outbox_tell_length(outbox *outbox, struct msghdr *message, unsigned index)
{
    message->msg_control = outbox->controls[index].bytes;
    message->msg_controllen = sizeof outbox->controls[index].bytes;
    struct cmsghdr *header = CMSG_FIRSTHDR(message);
    uint16_t length = (uint16_t)message->msg_iov->iov_len;
    header->cmsg_level = SOL_UDP;
    header->cmsg_type = UDP_SEGMENT;
    header->cmsg_len = CMSG_LEN(sizeof length);
    memcpy(CMSG_DATA(header), &length, sizeof length);
}

// Makes messages of the queries; gives their number.
static unsigned outbox_lay_out(outbox *outbox, bool segment)
{
    unsigned messages = 0;
    for (unsigned i = 0, next; i < outbox->count; i = next) {
        next = i + 1;
        while (segment && next < outbox->count && outbox->parts[next].iov_len == outbox->parts[i].iov_len)
            next++;
        if (segment && next < outbox->count && outbox->parts[next].iov_len < outbox->parts[i].iov_len)
            next++;
        struct msghdr *message = &outbox->headers[messages].msg_hdr;
        *message = (struct msghdr){ .msg_iov = &outbox->parts[i], .msg_iovlen = next - i };
        if (next - i > 1)
            outbox_tell_length(outbox, message, messages);
        messages++;
    }
    return messages;
}

// What the kernel has no room for counts as sent: it is lost like any other and sent again.
static void outbox_send(const flood *flood, int socket, outbox *outbox)
{
    unsigned done = 0, messages = outbox_lay_out(outbox, flood->options->segment);
    while (done < messages) {
        int sent = sendmmsg(socket, outbox->headers + done, messages - done, 0);
        if (sent > 0)
            done += (unsigned)sent;
        else if (errno == ENOBUFS)
            done++;
        else if (errno != EINTR)
            die_of_socket(flood, "send");
    }
    outbox->count = 0;
}

static void outbox_add(const flood *flood, int socket, outbox *outbox, place *place)
{
    outbox->parts[outbox->count++] = (struct iovec){ .iov_base = place->query, .iov_len = place->length };
    if (outbox->count == BATCH)
        outbox_send(flood, socket, outbox);
}

static void fill_window(flood *flood, lane *lane, outbox *outbox)
{
    if (lane->busy == lane->window || flood->started == flood->options->names)
        return;
    int64_t now = now_nanoseconds();
    while (lane->busy < lane->window && flood->started < flood->options->names) {
        while (lane->places[lane->next_id & lane->mask].busy)
            lane->next_id++;
        place *place = &lane->places[lane->next_id & lane->mask];
        place->busy = true;
        place->sent_at = now;
        write_query(flood->options, place, lane->next_id++, flood->started++);
        lane->busy++;
        outbox_add(flood, lane->socket, outbox, place);
    }
    outbox_send(flood, lane->socket, outbox);
}

// Takes one batch of answers; those to no query under way, or with an error, count for nothing.
static void take_answers(flood *flood, lane *lane)
{
    static struct mmsghdr headers[BATCH];
    static struct iovec parts[BATCH];
    static uint8_t bytes[BATCH][ANSWER_BYTES];
    if (parts[0].iov_len == 0) {
        for (int i = 0; i < BATCH; i++) {
            parts[i] = (struct iovec){ .iov_base = bytes[i], .iov_len = ANSWER_BYTES };
            headers[i].msg_hdr = (struct msghdr){ .msg_iov = &parts[i], .msg_iovlen = 1 };
        }
    }
    int received = recvmmsg(lane->socket, headers, BATCH, MSG_DONTWAIT, NULL);
    if (received < 0) {
        if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
            die_of_socket(flood, "receive");
        return;
    }
    for (int i = 0; i < received; i++) {
        if (headers[i].msg_len < DNS_HEADER)
            continue;
        place *place = &lane->places[get16(bytes[i]) & lane->mask];
        if (place->busy && is_answer_to(place, bytes[i], headers[i].msg_len)) {
            place->busy = false;
            lane->busy--;
            flood->answered++;
        }
    }
}

static void resend_lost(flood *flood, int64_t now, outbox *outbox)
{
    for (long i = 0; i < flood->options->sockets; i++) {
        lane *lane = &flood->lanes[i];
        for (unsigned j = 0; j <= lane->mask; j++) {
            place *place = &lane->places[j];
            if (!place->busy || now - place->sent_at < RESEND_AFTER)
                continue;
            flood->lost++;
            place->sent_at = now;
            outbox_add(flood, lane->socket, outbox, place);
        }
        outbox_send(flood, lane->socket, outbox);
    }
}

// One name after the other, with the two system calls that this takes at least. A query without an answer is sent again.
static double run_alone(flood *flood, samples *times)
{
    const options *options = flood->options;
    lane *lane = flood->lanes;
    place *place = lane->places;
    struct timeval wait = { .tv_sec = RESEND_AFTER / NANOSECONDS_PER_SECOND };
    if (setsockopt(lane->socket, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait) != 0)
        die(errno, "cannot limit the wait for an answer");
    int64_t start = now_nanoseconds(), begin = start;
    flood->last_answer_at = start;
    while (flood->answered < options->names) {
        uint8_t answer[ANSWER_BYTES];
        write_query(options, place, lane->next_id++, flood->answered);
        if (send(lane->socket, place->query, place->length, 0) < 0)
            die_of_socket(flood, "send");
        ssize_t length = recv(lane->socket, answer, sizeof answer, 0);
        int64_t now = now_nanoseconds();
        if (length < 0 && errno != EAGAIN && errno != EINTR)
            die_of_socket(flood, "receive");
        if (length >= 0 && is_answer_to(place, answer, (size_t)length)) {
            samples_add(times, (double)(now - begin) / 1000);
            begin = flood->last_answer_at = now;
            flood->answered++;
        } else {
            flood->lost++;
            if (now - flood->last_answer_at >= GIVE_UP_AFTER)
                die_of_silence(flood);
        }
    }
    return (double)(now_nanoseconds() - start) / NANOSECONDS_PER_SECOND;
}

// Looks up every name; gives the seconds from before the first query to after the last answer.
static double run(flood *flood)
{
    static outbox outbox;
    const options *options = flood->options;
    int64_t start = now_nanoseconds(), looked_at = start;
    flood->last_answer_at = start;
    for (long i = 0; i < options->sockets; i++)
        fill_window(flood, &flood->lanes[i], &outbox);
    while (flood->answered < options->names) {
        long answered_before = flood->answered;
        for (long i = 0; i < options->sockets; i++) {
            take_answers(flood, &flood->lanes[i]);
            fill_window(flood, &flood->lanes[i], &outbox);
        }
        int64_t now = now_nanoseconds();
        if (now - looked_at >= LOOK_FOR_LOST_EVERY) {
            looked_at = now;
            resend_lost(flood, now, &outbox);
        }
        if (flood->answered > answered_before)
            flood->last_answer_at = now;
        else if (now - flood->last_answer_at >= GIVE_UP_AFTER)
            die_of_silence(flood);
        else if (poll(flood->polled, (nfds_t)options->sockets, IDLE_WAIT_MILLISECONDS) < 0 && errno != EINTR)
            die(errno, "cannot wait for answers");
    }
    return (double)(now_nanoseconds() - start) / NANOSECONDS_PER_SECOND;
}

int main(int count, char **values)
{
    options options = parse_options(count, values);
    flood flood = { .options = &options };
    samples times = { 0 };
    open_lanes(&flood);
    double cpu = cpu_microseconds();
    bool alone = options.outstanding == 1;
    double seconds = alone ? run_alone(&flood, &times) : run(&flood);
    round_figures round = {
        .subject = options.segment ? "limit-gso" : "limit",
        .family = "A",
        .conditions = alone             ? "no resolver: send and recv of one socket, ids that count up"
                      : options.segment ? "no resolver: UDP_SEGMENT and recvmmsg, ids that count up"
                                        : "no resolver: sendmmsg and recvmmsg, ids that count up",
        .outstanding = (size_t)options.outstanding, .names = (size_t)options.names,
        .seconds = seconds, .cpu_microseconds = cpu_microseconds() - cpu, .threads = 1, .times = &times,
    };
    close_lanes(&flood);
    char more[64];
    snprintf(more, sizeof more, "\"lost\":%llu,\"sockets\":%ld,", (unsigned long long)flood.lost, options.sockets);
    print_round(&round, more);
    return EXIT_SUCCESS;
}
