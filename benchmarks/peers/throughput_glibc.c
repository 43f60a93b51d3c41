// glibc looks up many names: getaddrinfo in as many threads as may be outstanding, or getaddrinfo_a with as many requests.
#include "common.h"
#include "figures.h"
#include "process.h"

#include <errno.h>
#include <getopt.h>
#include <netdb.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

const char program_name[] = "throughput_glibc";
const char program_usage[] =
    "usage: throughput_glibc --port 53 [--outstanding N] [--names N] [--both] [--requests]\n"
    "  --port 53         the port of the servers in /etc/resolv.conf: it can ask no other\n"
    "  --outstanding N   threads, or requests (default: 1)\n"
    "  --names N         how many are looked up (default: 10000)\n"
    "  --both            A and AAAA records\n"
    "  --requests        getaddrinfo_a instead of threads with getaddrinfo\n";

enum {
    DNS_PORT = 53,
    // A thread has no more than getaddrinfo needs.
    STACK_BYTES = 256 * 1024,
    // Of all requests the oldest 20 are at work; a few more, since some of them may have ended.
    MOST_LOOKED_AT = 64,
};

typedef struct {
    long outstanding, names;
    bool both, by_requests;
} options;

typedef struct {
    struct gaicb block;
    char name[64];
} request;

static options chosen = { .outstanding = 1, .names = 10000 };
static struct addrinfo hints = { .ai_family = AF_INET, .ai_socktype = SOCK_STREAM };
static atomic_long next_number, failures;
static pthread_barrier_t ready, done;
static samples times;

// Takes what was found, and tells whether all addresses that there are were.
static void take(int error, struct addrinfo *found)
{
    bool four = false, six = !chosen.both;
    for (struct addrinfo *at = error == 0 ? found : NULL; at != NULL; at = at->ai_next) {
        four |= at->ai_family == AF_INET;
        six |= at->ai_family == AF_INET6;
    }
    if (error == 0)
        freeaddrinfo(found);
    if (!four || !six)
        atomic_fetch_add(&failures, 1);
}

static void name_of(long number, char *name, size_t room)
{
    snprintf(name, room, "n%08ld.bench.test", number);
}

// ---- threads ----

noreturn static void *look_up_one_after_the_other(void *unused)
{
    (void)unused;
    pthread_barrier_wait(&ready);
    for (long number; (number = atomic_fetch_add(&next_number, 1)) < chosen.names;) {
        char name[64];
        struct addrinfo *found = NULL;
        name_of(number, name, sizeof name);
        int64_t begin = now_nanoseconds();
        int error = getaddrinfo(name, NULL, &hints, &found);
        take(error, found);
        if (chosen.outstanding == 1)
            samples_add(&times, (double)(now_nanoseconds() - begin) / 1000);
    }
    pthread_barrier_wait(&done);
    // They end with the process: until then they are counted.
    for (;;)
        pause();
}

static void start_threads(void)
{
    pthread_attr_t attributes;
    pthread_t thread;
    pthread_barrier_init(&ready, NULL, (unsigned)chosen.outstanding + 1);
    pthread_barrier_init(&done, NULL, (unsigned)chosen.outstanding + 1);
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    for (long i = 0; i < chosen.outstanding; i++) {
        int error = pthread_create(&thread, &attributes, look_up_one_after_the_other, NULL);
        if (error != 0)
            die(error, "no thread, after %ld", i);
    }
}

static void look_up_by_threads(void)
{
    pthread_barrier_wait(&ready);
    pthread_barrier_wait(&done);
}

// ---- requests ----

static request *requests;
static struct gaicb **out; // the oldest first
static size_t out_count;

static void make_requests(void)
{
    requests = calloc((size_t)chosen.outstanding, sizeof *requests);
    out = calloc((size_t)chosen.outstanding, sizeof *out);
    if (requests == NULL || out == NULL)
        die(errno, "no memory for %ld requests", chosen.outstanding);
    for (long i = 0; i < chosen.outstanding; i++) {
        requests[i].block.ar_name = requests[i].name;
        requests[i].block.ar_request = &hints;
    }
}

// Starts some in one batch.
static void start_requests(struct gaicb **some, size_t count)
{
    size_t started = 0;
    for (; started < count && atomic_load(&next_number) < chosen.names; started++) {
        request *request_of = (request *)some[started];
        some[started]->ar_result = NULL;
        name_of(atomic_fetch_add(&next_number, 1), request_of->name, sizeof request_of->name);
    }
    if (started == 0)
        return;
    memcpy(out + out_count, some, started * sizeof *some);
    out_count += started;
    int error = getaddrinfo_a(GAI_NOWAIT, some, (int)started, NULL);
    if (error != 0)
        die(0, "getaddrinfo_a: %s", gai_strerror(error));
}

// Waits until the oldest has ended, and gives all that have. The oldest alone: gai_suspend of several (glibc 2.36) leaves some of
// its stack with one that ends just when another does, and the thread that worked on that one writes there.
static size_t await_requests(struct gaicb **ended)
{
    size_t looked_at = out_count < MOST_LOOKED_AT ? out_count : MOST_LOOKED_AT, kept = 0, count = 0;
    (void)gai_suspend((const struct gaicb *const *)out, 1, NULL);
    for (size_t i = 0; i < looked_at; i++) {
        int error = gai_error(out[i]);
        if (error == EAI_INPROGRESS) {
            out[kept++] = out[i];
            continue;
        }
        take(error, out[i]->ar_result);
        ended[count++] = out[i];
    }
    memmove(out + kept, out + looked_at, (out_count - looked_at) * sizeof *out);
    out_count -= count;
    return count;
}

static void look_up_by_requests(void)
{
    struct gaicb *ended[MOST_LOOKED_AT], **first = calloc((size_t)chosen.outstanding, sizeof *first);
    if (first == NULL)
        die(errno, "no memory for %ld requests", chosen.outstanding);
    for (long i = 0; i < chosen.outstanding; i++)
        first[i] = &requests[i].block;
    int64_t begin = now_nanoseconds();
    start_requests(first, (size_t)chosen.outstanding);
    while (out_count > 0) {
        size_t count = await_requests(ended);
        if (chosen.outstanding == 1 && count > 0) {
            samples_add(&times, (double)(now_nanoseconds() - begin) / 1000);
            begin = now_nanoseconds();
        }
        start_requests(ended, count);
    }
    free(first);
}

// ---- the program ----

static void parse_options(int count, char **values)
{
    static const struct option known[] = {
        { "port", required_argument, NULL, 'p' },  { "outstanding", required_argument, NULL, 'o' },
        { "names", required_argument, NULL, 'n' }, { "both", no_argument, NULL, 'b' },
        { "requests", no_argument, NULL, 'r' },    { NULL, 0, NULL, 0 },
    };
    long port = 0;
    opterr = 0;
    for (int letter; (letter = getopt_long(count, values, ":", known, NULL)) != -1;) {
        switch (letter) {
        case 'p': port = parse_whole("--port", optarg, DNS_PORT, DNS_PORT); break;
        case 'o': chosen.outstanding = parse_whole("--outstanding", optarg, 1, 10000); break;
        case 'n': chosen.names = parse_whole("--names", optarg, 1, 100000000); break;
        case 'b': chosen.both = true; break;
        case 'r': chosen.by_requests = true; break;
        case ':': die_usage("%s needs a value", values[optind - 1]);
        default: die_usage("unknown option '%s'", values[optind - 1]);
        }
    }
    if (optind < count || port == 0)
        die_usage(port == 0 ? "--port is missing" : "unexpected argument '%s'", values[optind]);
    if (chosen.both)
        hints.ai_family = AF_UNSPEC;
}

int main(int count, char **values)
{
    parse_options(count, values);
    if (chosen.by_requests)
        make_requests();
    else
        start_threads();
    struct addrinfo *found = NULL;
    int error = getaddrinfo("quick000000.bench.test", NULL, &hints, &found);
    take(error, found);
    double cpu = cpu_microseconds();
    int64_t begin = now_nanoseconds();
    (chosen.by_requests ? look_up_by_requests : look_up_by_threads)();
    round_figures round = {
        .subject = chosen.by_requests ? "glibc" : "glibc-threads", .family = chosen.both ? "A+AAAA" : "A",
        .conditions = chosen.by_requests ? "getaddrinfo_a, which works on 20 at a time; as many are started as have ended"
                                         : "getaddrinfo, in a thread for each that may be outstanding",
        .outstanding = (size_t)chosen.outstanding, .names = (size_t)chosen.names, .failures = (size_t)atomic_load(&failures),
        .seconds = (double)(now_nanoseconds() - begin) / (double)NANOSECONDS_PER_SECOND,
        .cpu_microseconds = cpu_microseconds() - cpu, .threads = (unsigned)count_held().threads, .times = &times,
    };
    print_round(&round, "");
    // Not exit: threads are waiting.
    _exit(EXIT_SUCCESS);
}
