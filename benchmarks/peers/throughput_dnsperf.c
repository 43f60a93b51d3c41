// Runs dnsperf over a file of the names that the others look up, and tells what its report tells, as they do.
#include "common.h"
#include "figures.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

const char program_name[] = "throughput_dnsperf";
const char program_usage[] =
    "usage: throughput_dnsperf --port N [--outstanding N] [--names N]\n"
    "       throughput_dnsperf --version\n"
    "  --port N          the responder's UDP port on 127.0.0.1\n"
    "  --outstanding N   queries under way at most (default: 1000)\n"
    "  --names N         how many are looked up (default: 10000)\n";

enum {
    // More than twice what it says at the end.
    REPORT_BYTES = 8192,
    PROGRAM_NOT_FOUND = 127,
    // Often enough to see the threads of a run that takes a tenth of a second.
    LOOK_EVERY_MILLISECONDS = 10,
};

typedef struct {
    int port;
    size_t outstanding, names;
} options;

// What a run of dnsperf has said and taken.
typedef struct {
    char report[REPORT_BYTES];
    struct rusage used;
    unsigned threads; // the most that were seen
} run;

static int file_of_names(size_t names)
{
    int opened = memfd_create("names", 0);
    if (opened < 0)
        die(errno, "no memory for a file of names");
    FILE *file = fdopen(dup(opened), "w");
    if (file == NULL)
        die(errno, "no memory for a file of names");
    for (size_t i = 0; i < names; i++)
        fprintf(file, "n%08zu.bench.test A\n", i);
    if (fclose(file) != 0 || lseek(opened, 0, SEEK_SET) != 0)
        die(errno, "cannot write %zu names", names);
    return opened;
}

noreturn static void become_dnsperf(char **words, int input, int output)
{
    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (dup2(input, STDIN_FILENO) < 0 || dup2(output, STDOUT_FILENO) < 0)
        die(errno, "cannot give dnsperf its files");
    execvp(words[0], words);
    fprintf(stderr, "%s: cannot run %s: %s\n", program_name, words[0], strerror(errno));
    _exit(PROGRAM_NOT_FOUND);
}

static unsigned count_threads(pid_t process)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task", (int)process);
    DIR *folder = opendir(path);
    unsigned count = 0;
    if (folder == NULL)
        return 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        count += isdigit((unsigned char)entry->d_name[0]) != 0;
    closedir(folder);
    return count;
}

static void read_report(int from, pid_t process, run *run)
{
    size_t length = 0;
    for (ssize_t got = 1; got > 0;) {
        struct pollfd polled = { .fd = from, .events = POLLIN };
        unsigned threads = count_threads(process);
        run->threads = threads > run->threads ? threads : run->threads;
        if (poll(&polled, 1, LOOK_EVERY_MILLISECONDS) == 0)
            continue;
        // It has a line for each query that is lost; what counts is the end.
        if (length > REPORT_BYTES / 2) {
            size_t dropped = length - REPORT_BYTES / 2;
            memmove(run->report, run->report + dropped, length - dropped);
            length -= dropped;
        }
        got = read(from, run->report + length, sizeof run->report - 1 - length);
        if (got < 0)
            die(errno, "cannot read what dnsperf says");
        length += (size_t)got;
        run->report[length] = '\0';
    }
}

static void run_dnsperf(char **words, int input, run *run)
{
    int report[2], status;
    if (pipe(report) != 0)
        die(errno, "no pipe");
    pid_t process = fork();
    if (process < 0)
        die(errno, "no process");
    if (process == 0)
        become_dnsperf(words, input, report[1]);
    close(report[1]);
    read_report(report[0], process, run);
    // What this process had before it became dnsperf is in its peak, too: a mebibyte or two, less than dnsperf takes.
    if (wait4(process, &status, 0, &run->used) != process)
        die(errno, "cannot wait for dnsperf");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != EXIT_SUCCESS)
        die(0, "dnsperf ended with status %d and said\n%s", WIFEXITED(status) ? WEXITSTATUS(status) : -1, run->report);
}

// The number behind some words of the report.
static double number_after(const char *report, const char *words, bool must_be)
{
    const char *at = strstr(report, words);
    double value = 0;
    if ((at == NULL || sscanf(at + strlen(words), "%lf", &value) != 1) && must_be)
        die(0, "dnsperf tells no '%s':\n%s", words, report);
    return value;
}

static double microseconds(struct timeval time)
{
    return 1e6 * (double)time.tv_sec + (double)time.tv_usec;
}

// A socket for each client; one thread that sends and one that receives, since it has no fewer.
static void look_up_all(const options *options)
{
    char port[16], outstanding[16];
    snprintf(port, sizeof port, "%d", options->port);
    snprintf(outstanding, sizeof outstanding, "%zu", options->outstanding);
    char *words[] = { "dnsperf", "-s", "127.0.0.1", "-p", port, "-q", outstanding, "-c", "64", "-T", "1", "-n", "1",
                      "-b", "1024", NULL };
    static run run;
    run_dnsperf(words, file_of_names(options->names), &run);
    // Those that were lost, and those with another code.
    double lost = number_after(run.report, "Queries lost:", true);
    double good = number_after(run.report, "NOERROR", false);
    double missing = (double)options->names - good;
    samples times = { 0 };
    round_figures round = {
        .subject = "dnsperf", .family = "A", .outstanding = options->outstanding, .names = options->names,
        .conditions = "dnsperf -c 64 -T 1 -b 1024, which looks at the code of an answer alone; speed by its own report, "
                      "processor time of the whole process with its start",
        .failures = (size_t)(missing > lost ? missing : lost), .seconds = number_after(run.report, "Run time (s):", true),
        .cpu_microseconds = microseconds(run.used.ru_utime) + microseconds(run.used.ru_stime),
        .peak_bytes = (size_t)run.used.ru_maxrss * 1024, .threads = run.threads, .times = &times,
    };
    print_round(&round, "");
}

// It has no option for that alone, but tells it with its help.
static void print_version(void)
{
    char *words[] = { "dnsperf", "-h", NULL };
    static run run;
    run_dnsperf(words, file_of_names(0), &run);
    const char *at = strstr(run.report, "Version ");
    printf("dnsperf %.*s\n", at == NULL ? 0 : (int)strcspn(at + 8, "\n"), at == NULL ? "" : at + 8);
}

static options parse_options(int count, char **values)
{
    static const struct option known[] = {
        { "port", required_argument, NULL, 'p' },  { "outstanding", required_argument, NULL, 'o' },
        { "names", required_argument, NULL, 'n' }, { "version", no_argument, NULL, 'v' },
        { NULL, 0, NULL, 0 },
    };
    options chosen = { .outstanding = 1000, .names = 10000 };
    opterr = 0;
    for (int letter; (letter = getopt_long(count, values, ":", known, NULL)) != -1;) {
        switch (letter) {
        case 'p': chosen.port = (int)parse_whole("--port", optarg, 1, 65535); break;
        // All that are under way have an id each.
        case 'o': chosen.outstanding = (size_t)parse_whole("--outstanding", optarg, 1, 65535); break;
        case 'n': chosen.names = (size_t)parse_whole("--names", optarg, 1, 100000000); break;
        case 'v': print_version(); exit(EXIT_SUCCESS);
        case ':': die_usage("%s needs a value", values[optind - 1]);
        default: die_usage("unknown option '%s'", values[optind - 1]);
        }
    }
    if (optind < count || chosen.port == 0)
        die_usage(chosen.port == 0 ? "--port is missing" : "unexpected argument '%s'", values[optind]);
    return chosen;
}

int main(int count, char **values)
{
    options options = parse_options(count, values);
    look_up_all(&options);
    return EXIT_SUCCESS;
}
