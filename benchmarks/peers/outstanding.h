// The look-ups of a situation: those that hang, and one that is answered.
#ifndef GETXBYY_PEERS_OUTSTANDING_H
#define GETXBYY_PEERS_OUTSTANDING_H

#include "figures.h"
#include "process.h"
#include "situations.h"

#include <stddef.h>

// Makes room for look-ups that hang.
void reserve(size_t count);

// Milliseconds of the monotonic clock.
double now(void);

// Lets the peer work for so long.
void pump(double milliseconds);

// Starts look-ups that are never answered, and goes on until all are sent or the peer sends no more: some send only
// few at a time. What they sent is seen in the kernel's count alone.
void hang(size_t from, size_t to);

// Adds how long the look-up of a name takes that is answered; the limit when it was not over by then.
void look_up(double limit, samples *samples);

// Looks up so many names that are answered, as many at once as there is room for; gives how many got no address. Unless
// it is NULL, times gets the microseconds of each.
size_t look_up_many(size_t count, samples *times);

// Cancels the first look-ups; gives how many cancels reported success. Unless it is NULL, each gets their nanoseconds.
size_t cancel_range(size_t count, samples *each);

// Cancels the first look-up alone.
cancel_report cancel_first(void);

// Completions after a cancel that had reported success.
size_t late_completions(void);

// Look-ups that were started and have come to no end.
size_t still_outstanding(void);

// What the process holds when it is at rest: the same for half a second.
held at_rest(void);

#endif
