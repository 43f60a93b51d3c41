#include "common.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

noreturn void die(int error, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    fprintf(stderr, "%s: ", program_name);
    vfprintf(stderr, format, values);
    va_end(values);
    if (error != 0)
        fprintf(stderr, ": %s", strerror(error));
    fputc('\n', stderr);
    exit(EXIT_FAILURE);
}

noreturn void die_usage(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    fprintf(stderr, "%s: ", program_name);
    vfprintf(stderr, format, values);
    va_end(values);
    fprintf(stderr, "\n%s", program_usage);
    exit(EXIT_USAGE);
}

long parse_whole(const char *option, const char *text, long minimum, long maximum)
{
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (end == text || *end != '\0')
        die_usage("%s needs a whole number, not '%s'", option, text);
    if (errno == ERANGE || value < minimum || value > maximum)
        die_usage("%s must be between %ld and %ld, not %s", option, minimum, maximum, text);
    return value;
}

double parse_decimal(const char *option, const char *text, double minimum, double maximum)
{
    char *end;
    double value = strtod(text, &end);
    if (end == text || *end != '\0')
        die_usage("%s needs a number, not '%s'", option, text);
    if (!(value >= minimum && value <= maximum)) // so written, it refuses NaN too
        die_usage("%s must be between %g and %g, not %s", option, minimum, maximum, text);
    return value;
}

int64_t now_nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * NANOSECONDS_PER_SECOND + now.tv_nsec;
}

double cpu_microseconds(void)
{
    struct rusage used;
    if (getrusage(RUSAGE_SELF, &used) != 0)
        die(errno, "cannot read the processor time");
    return 1e6 * (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
        + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

size_t peak_bytes(void)
{
    char line[128];
    size_t kibibytes = 0;
    FILE *file = fopen("/proc/self/status", "r");
    if (file == NULL)
        die(errno, "cannot open /proc/self/status");
    while (kibibytes == 0 && fgets(line, sizeof line, file) != NULL)
        (void)sscanf(line, "VmHWM: %zu", &kibibytes);
    fclose(file);
    if (kibibytes == 0)
        die(0, "/proc/self/status tells no peak of memory");
    return kibibytes * 1024;
}

// FORCE passes net.core.*mem_max but needs CAP_NET_ADMIN; the plain option is cut to the maximum without a word.
static void raise_buffer(int socket, int force, int plain)
{
    int bytes = SOCKET_BUFFER_BYTES;
    if (setsockopt(socket, SOL_SOCKET, force, &bytes, sizeof bytes) != 0)
        (void)setsockopt(socket, SOL_SOCKET, plain, &bytes, sizeof bytes);
}

int raise_socket_buffers(int socket)
{
    raise_buffer(socket, SO_RCVBUFFORCE, SO_RCVBUF);
    raise_buffer(socket, SO_SNDBUFFORCE, SO_SNDBUF);
    int granted = 0;
    socklen_t size = sizeof granted;
    if (getsockopt(socket, SOL_SOCKET, SO_RCVBUF, &granted, &size) != 0)
        die(errno, "cannot read the size of the receive buffer");
    return granted;
}
