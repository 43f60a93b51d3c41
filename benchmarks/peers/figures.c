// Figures as lines of JSON.
#include "figures.h"

#include "common.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void samples_add(samples *samples, double value)
{
    if (samples->count == samples->room) {
        samples->room = samples->room == 0 ? 64 : 2 * samples->room;
        samples->values = realloc(samples->values, samples->room * sizeof *samples->values);
        if (samples->values == NULL)
            die(errno, "no memory for %zu samples", samples->room);
    }
    samples->values[samples->count++] = value;
}

static int compare(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

double samples_at(samples *samples, double share)
{
    qsort(samples->values, samples->count, sizeof *samples->values, compare);
    size_t index = (size_t)(share * (double)samples->count);
    return samples->values[index < samples->count ? index : samples->count - 1];
}

// The texts are this repository's own, and those of libraries about themselves: a quote is all there can be to escape.
static void print_text(const char *text)
{
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            putchar('\\');
        putchar(*text);
    }
    putchar('"');
}

void print_figure(const char *subject, const char *measure, size_t outstanding, const char *unit, samples *samples,
                  const char *format, ...)
{
    if (samples->count == 0)
        return;
    char conditions[512];
    va_list values;
    va_start(values, format);
    vsnprintf(conditions, sizeof conditions, format, values);
    va_end(values);
    double median = samples_at(samples, 0.5);
    printf("{\"suite\":\"cancel\",\"subject\":\"%s\",\"measure\":\"%s\",\"family\":\"A\",\"outstanding\":%zu,"
           "\"unit\":\"%s\",\"median\":%.6g,\"min\":%.6g,\"max\":%.6g,\"runs\":%zu,\"failures\":%u,\"conditions\":",
           subject, measure, outstanding, unit, median, samples->values[0], samples->values[samples->count - 1],
           samples->count, samples->failures);
    print_text(conditions);
    puts("}");
    fflush(stdout);
}

void print_round(const round_figures *round, const char *more)
{
    double names = (double)round->names;
    printf("{\"subject\":\"%s\",\"family\":\"%s\",\"outstanding\":%zu,\"names\":%zu,\"names_per_second\":%.0f,"
           "\"cpu_us_per_name\":%.4g,\"peak_bytes\":%zu,\"threads\":%u,\"failures\":%zu,",
           round->subject, round->family, round->outstanding, round->names, names / round->seconds,
           round->cpu_microseconds / names, round->peak_bytes > 0 ? round->peak_bytes : peak_bytes(), round->threads, round->failures);
    if (round->times->count > 0)
        printf("\"median_us\":%.5g,\"p99_us\":%.5g,", samples_at(round->times, 0.5), samples_at(round->times, 0.99));
    printf("%s\"conditions\":", more);
    print_text(round->conditions);
    puts("}");
    if (fflush(stdout) != 0)
        die(errno, "cannot write the result to standard output");
}
