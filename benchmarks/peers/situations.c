// Puts one peer into one situation and prints what came of it, as lines of JSON.
#include "situations.h"

#include "common.h"
#include "figures.h"
#include "outstanding.h"
#include "process.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char program_name[] = "cancel";
const char program_usage[] =
    "usage: cancel_PEER --port N --situation one|all|each|hanging|memory|throughput [--outstanding N]\n"
    "                   [--trials N] [--limit SECONDS] [--names N] [--both]\n"
    "       cancel_PEER --version\n"
    "  --port N          the responder's UDP port on 127.0.0.1\n"
    "  --situation NAME  see README.md\n"
    "  --outstanding N   look-ups of silent names (default: 1)\n"
    "  --trials N        at most so many (default: 1)\n"
    "  --limit SECONDS   how long to wait for one look-up, and when to begin no further trial (default: 20)\n"
    "  --names N         in situation throughput: how many are looked up (default: 10000)\n"
    "  --both            A and AAAA records, where the peer looks up both at once\n";

bool both_families;

typedef struct {
    int port;
    const char *situation;
    size_t outstanding, trials, names;
    double limit; // milliseconds
} options;

static void try_one(const options *options)
{
    samples reported = { 0 }, completions = { 0 }, busy = { 0 }, warm = { 0 };
    look_up(options->limit, &warm);
    held before = at_rest();
    hang(0, 1);
    cancel_report report = cancel_first();
    double begin = now(), rest = 0;
    // There is no event for a thread that ends or a socket that is closed: the kernel has to be asked again and again.
    while (now() - begin < options->limit) {
        if (holds_more(count_held(), before))
            rest = 0;
        else if (rest == 0)
            rest = now() - begin;
        the_peer.turn(1);
    }
    bool still = rest == 0;
    samples_add(&reported, report.success);
    samples_add(&completions, (double)late_completions());
    samples_add(&busy, still ? options->limit : rest);
    print_figure(the_peer.name, "cancel_reported", 1, "success", &reported, "%s", report.text);
    print_figure(the_peer.name, "completion_after_cancel", 1, "completions", &completions, "%s%.0f s watched",
                 report.success ? "" : "the cancel was refused, and the look-up went on; ", options->limit / 1000);
    print_figure(the_peer.name, "busy_after_cancel", 1, "ms", &busy,
                 "%smore threads or sockets than before the look-up; %.0f s watched",
                 still ? "more than the limit; " : "", options->limit / 1000);
}

static void try_all(const options *options)
{
    samples all = { 0 }, next = { 0 }, completions = { 0 };
    size_t successes = 0, count = options->outstanding;
    double begin = now();
    for (size_t trial = 0; trial < options->trials && (trial < 1 || now() - begin < options->limit); trial++) {
        hang(0, count);
        double first = now();
        successes = cancel_range(count, NULL);
        samples_add(&all, now() - first);
        look_up(options->limit, &next);
        samples_add(&completions, (double)late_completions());
    }
    print_figure(the_peer.name, "cancel_all", count, "ms", &all, "%zu of them reported success; %s", successes,
                 the_peer.conditions);
    print_figure(the_peer.name, "completion_after_cancel", count, "completions", &completions, "until the next answer");
    print_figure(the_peer.name, "next_look_up", count, "ms", &next, "%sright after the last cancel%s",
                 samples_at(&next, 0.5) >= options->limit ? "more than the limit; " : "",
                 next.failures > 0 ? "; it failed" : "");
}

// What an interval takes in which nothing is done, in ns.
static double reading_the_clock(void)
{
    samples empty = { 0 };
    for (int i = 0; i < 10000; i++) {
        int64_t begin = now_nanoseconds();
        samples_add(&empty, (double)(now_nanoseconds() - begin));
    }
    return samples_at(&empty, 0.5);
}

// On its own, because reading the clock costs as much as some cancels do.
static void try_each(const options *options)
{
    samples each = { 0 }, median = { 0 }, slow = { 0 };
    size_t count = options->outstanding;
    hang(0, count);
    double empty = reading_the_clock();
    cancel_range(count, &each);
    if (each.count == 0)
        die(0, "no cancel reported success");
    samples_add(&median, samples_at(&each, 0.5) - empty);
    samples_add(&slow, samples_at(&each, 0.99) - empty);
    const char *conditions = "of %zu, by the starter's thread; without the %.0f ns of reading the clock";
    print_figure(the_peer.name, "cancel_one", count, "ns", &median, conditions, each.count, empty);
    print_figure(the_peer.name, "cancel_one_p99", count, "ns", &slow, conditions, each.count, empty);
}

static void try_hanging(const options *options)
{
    samples taken = { 0 };
    size_t count = options->outstanding;
    if (count > 0) {
        hang(0, count);
        pump(500);
    }
    double begin = now();
    for (size_t trial = 0; trial < options->trials && now() - begin < options->limit; trial++)
        look_up(options->limit, &taken);
    print_figure(the_peer.name, count == 0 ? "responsive_alone" : "responsive_while_hanging", count, "ms", &taken,
                 "%s%s%s", samples_at(&taken, 0.5) >= options->limit ? "more than the limit; " : "",
                 taken.failures > 0 ? "it failed; " : "", the_peer.conditions);
}

static void try_memory(const options *options)
{
    samples bytes = { 0 }, outstanding = { 0 };
    size_t half = options->outstanding / 2;
    hang(0, half);
    // What has ended by itself gives memory back, so these can also become less.
    double heap = (double)heap_bytes(), resident = (double)resident_bytes();
    hang(half, 2 * half);
    samples_add(&bytes, ((double)heap_bytes() - heap) / (double)half);
    samples_add(&outstanding, (double)still_outstanding());
    bytes.failures = (unsigned)(2 * half - still_outstanding());
    print_figure(the_peer.name, "memory_of_one", 2 * half, "bytes", &bytes,
                 "of malloc, from %zu to %zu outstanding; resident memory grew by %.0f for each", half, 2 * half,
                 ((double)resident_bytes() - resident) / (double)half);
    print_figure(the_peer.name, "outstanding", 2 * half, "look-ups", &outstanding, "of those that were started");
}

// No limit: who never answers is ended by whoever started this program.
static void try_throughput(const options *options)
{
    samples times = { 0 }, warm = { 0 };
    look_up(options->limit, &warm);
    double cpu = cpu_microseconds(), begin = now();
    size_t failures = look_up_many(options->names, options->outstanding == 1 ? &times : NULL);
    round_figures round = {
        .subject = the_peer.name, .family = both_families ? "A+AAAA" : "A", .conditions = the_peer.conditions, .outstanding = options->outstanding,
        .names = options->names, .failures = failures, .seconds = (now() - begin) / 1000,
        .cpu_microseconds = cpu_microseconds() - cpu, .threads = (unsigned)count_held().threads, .times = &times,
    };
    print_round(&round, "");
}

static options parse_options(int count, char **values)
{
    static const struct option known[] = {
        { "port", required_argument, NULL, 'p' },        { "situation", required_argument, NULL, 's' },
        { "outstanding", required_argument, NULL, 'o' }, { "trials", required_argument, NULL, 't' },
        { "limit", required_argument, NULL, 'l' },       { "names", required_argument, NULL, 'n' },
        { "both", no_argument, NULL, 'b' },              { "version", no_argument, NULL, 'v' },
        { NULL, 0, NULL, 0 },
    };
    options chosen = { .situation = "", .outstanding = 1, .trials = 1, .limit = 20000, .names = 10000 };
    opterr = 0;
    for (int letter; (letter = getopt_long(count, values, ":", known, NULL)) != -1;) {
        switch (letter) {
        case 'p': chosen.port = (int)parse_whole("--port", optarg, 1, 65535); break;
        case 's': chosen.situation = optarg; break;
        case 'o': chosen.outstanding = (size_t)parse_whole("--outstanding", optarg, 0, 1000000); break;
        case 't': chosen.trials = (size_t)parse_whole("--trials", optarg, 1, 1000); break;
        case 'l': chosen.limit = 1000 * (double)parse_whole("--limit", optarg, 1, 3600); break;
        case 'n': chosen.names = (size_t)parse_whole("--names", optarg, 1, 100000000); break;
        case 'b': both_families = true; break;
        case 'v': printf("%s %s\n", the_peer.name, the_peer.version()); exit(EXIT_SUCCESS);
        case ':': die_usage("%s needs a value", values[optind - 1]);
        default: die_usage("unknown option '%s'", values[optind - 1]);
        }
    }
    if (both_families && !the_peer.can_ask_both)
        die_usage("%s asks for A alone", the_peer.name);
    if (optind < count || chosen.port == 0)
        die_usage(chosen.port == 0 ? "--port is missing" : "unexpected argument '%s'", values[optind]);
    return chosen;
}

int main(int count, char **values)
{
    static const struct {
        const char *name;
        void (*try)(const options *);
    } situations[] = {
        { "one", try_one },         { "all", try_all },       { "each", try_each },
        { "hanging", try_hanging }, { "memory", try_memory },
        { "throughput", try_throughput },
    };
    options options = parse_options(count, values);
    reserve(options.outstanding);
    for (size_t i = 0; i < sizeof situations / sizeof *situations; i++) {
        if (strcmp(options.situation, situations[i].name) == 0) {
            the_peer.open(options.port);
            situations[i].try(&options);
            fflush(stdout);
            // Not exit: what hangs on in a library must not hold up the end of the process.
            _exit(EXIT_SUCCESS);
        }
    }
    die_usage("unknown situation '%s'", options.situation);
}
