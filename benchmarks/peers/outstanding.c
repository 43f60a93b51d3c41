// The look-ups of a situation: those that hang, and one that is answered.
#include "outstanding.h"

#include "common.h"
#include "process.h"
#include "situations.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A slot is unused -> started by us, then -> ended by completed, or -> cancelled by us, after which completed is late.
typedef enum { SLOT_UNUSED, SLOT_STARTED, SLOT_FOUND, SLOT_FAILED, SLOT_CANCELLED } slot_state;

static slot_state *slots;
static size_t probe; // the slot of the look-up that is answered
static size_t late;

// Where many are looked up the slots that are free again, the last one first.
static size_t *free_slots;
static size_t free_count, without_address;

void reserve(size_t count)
{
    probe = count;
    slots = calloc(count + 1, sizeof *slots);
    if (slots == NULL)
        die(errno, "no memory for %zu look-ups", count);
}

void completed(size_t index, bool found)
{
    if (free_slots != NULL) {
        free_slots[free_count++] = index;
        without_address += !found;
        return;
    }
    if (slots[index] == SLOT_CANCELLED)
        late++;
    else
        slots[index] = found ? SLOT_FOUND : SLOT_FAILED;
}

size_t late_completions(void)
{
    return late;
}

size_t still_outstanding(void)
{
    size_t count = 0;
    for (size_t i = 0; i < probe; i++)
        count += slots[i] == SLOT_STARTED;
    return count;
}

double now(void)
{
    return (double)now_nanoseconds() / (double)NANOSECONDS_PER_MILLISECOND;
}

void pump(double milliseconds)
{
    double end = now() + milliseconds;
    while (now() < end)
        the_peer.turn(1);
}

static void start(size_t index, const char *format, size_t number)
{
    char name[64];
    snprintf(name, sizeof name, format, number);
    slots[index] = SLOT_STARTED;
    the_peer.start(index, name);
}

void look_up(double limit, samples *samples)
{
    static size_t number;
    double begin = now();
    start(probe, "quick%06zu.bench.test", number++);
    while (slots[probe] == SLOT_STARTED && now() - begin < limit)
        the_peer.turn(1);
    double taken = now() - begin;
    samples_add(samples, slots[probe] == SLOT_STARTED ? limit : taken);
    samples->failures += slots[probe] == SLOT_FAILED;
}

size_t look_up_many(size_t count, samples *times)
{
    free_slots = calloc(probe, sizeof *free_slots);
    if (free_slots == NULL)
        die(errno, "no memory for %zu slots", probe);
    while (free_count < probe) {
        free_slots[free_count] = probe - 1 - free_count;
        free_count++;
    }
    size_t started = 0;
    while (started < count || free_count < probe) {
        double begin = now();
        while (started < count && free_count > 0) {
            start(free_slots[--free_count], "n%08zu.bench.test", started++);
            if (started % 64 == 0)
                the_peer.turn(0);
        }
        size_t before = free_count;
        // All may have ended while the last were being started.
        while (free_count == before && free_count < probe)
            the_peer.turn(1);
        if (times != NULL)
            samples_add(times, 1000 * (now() - begin));
    }
    return without_address;
}

void hang(size_t from, size_t to)
{
    size_t before = datagrams_sent(), sent = before;
    for (size_t i = from; i < to; i++) {
        start(i, "silent%06zu.bench.test", i);
        if (i % 64 == 0)
            the_peer.turn(0);
    }
    double begin = now(), changed = begin;
    while (sent - before < to - from && now() - changed < 250 && now() - begin < 10000) {
        pump(5);
        size_t seen = datagrams_sent();
        if (seen != sent)
            changed = now();
        sent = seen;
    }
}

cancel_report cancel_first(void)
{
    cancel_report report = the_peer.cancel(0);
    if (report.success)
        slots[0] = SLOT_CANCELLED;
    return report;
}

size_t cancel_range(size_t count, samples *each)
{
    size_t successes = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t begin = each != NULL ? now_nanoseconds() : 0;
        cancel_report report = the_peer.cancel(i);
        if (each != NULL && report.success)
            samples_add(each, (double)(now_nanoseconds() - begin));
        successes += report.success;
        if (report.success)
            slots[i] = SLOT_CANCELLED;
        if (the_peer.cancels_all_at_once) {
            for (size_t other = 0; other < count; other++)
                slots[other] = SLOT_CANCELLED;
            return count;
        }
    }
    return successes;
}

held at_rest(void)
{
    held seen = count_held();
    for (double changed = now(); now() - changed < 500;) {
        pump(5);
        held again = count_held();
        if (memcmp(&again, &seen, sizeof seen) != 0)
            changed = now();
        seen = again;
    }
    return seen;
}
