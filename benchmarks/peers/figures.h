// Figures as lines of JSON, with the fields that benchmarks/GetXByY.Benchmarks/Measurement.cs explains.
#ifndef GETXBYY_PEERS_FIGURES_H
#define GETXBYY_PEERS_FIGURES_H

#include <stddef.h>

typedef struct {
    double *values;
    size_t count, room;
    unsigned failures;
} samples;

void samples_add(samples *samples, double value);

// The value that a share of the samples does not exceed; 0.5 is the median.
double samples_at(samples *samples, double share);

// Prints one figure; without samples it prints nothing, because nothing was measured.
void print_figure(const char *subject, const char *measure, size_t outstanding, const char *unit, samples *samples,
                  const char *format, ...) __attribute__((format(printf, 6, 7)));

// One round of looking up many names, with the fields that benchmarks/GetXByY.Benchmarks/Throughput/Round.cs explains.
typedef struct {
    const char *subject, *family, *conditions;
    size_t outstanding, names, failures;
    double seconds, cpu_microseconds;
    unsigned threads;
    size_t peak_bytes; // 0 for this process's own
    samples *times; // of each look-up, in microseconds, where one is looked up after the other
} round_figures;

// Prints a round; more is what the program has to add, as JSON fields, or nothing.
void print_round(const round_figures *round, const char *more);

#endif
