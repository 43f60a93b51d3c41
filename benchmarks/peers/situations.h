// The situations every peer is put into, and what a peer is to them. A program is situations.c and one peer.
#ifndef GETXBYY_PEERS_SITUATIONS_H
#define GETXBYY_PEERS_SITUATIONS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    bool success;
    const char *text; // what the call returned, in words
} cancel_report;

// All its functions are called by the main thread.
typedef struct {
    const char *name;         // as in the figures
    const char *conditions;   // how it is used here
    bool can_ask_both;        // A and AAAA records in one look-up
    bool cancels_all_at_once; // there is no cancel of one look-up: cancel(0) ends all
    const char *(*version)(void);
    void (*open)(int port);
    // Starts the look-up of the A records of a name. The index is free again once it completed or was cancelled.
    void (*start)(size_t index, const char *name);
    cancel_report (*cancel)(size_t index);
    // Lets the library work, for at most that long; less when there was something to do.
    void (*turn)(int milliseconds);
} peer;

extern const peer the_peer;

// Whether a look-up asks for A and AAAA, and has failed unless both came; else it asks for A. Set before open.
extern bool both_families;

// A peer calls this whenever a look-up has come to an end by itself, with an address or without.
void completed(size_t index, bool found);

#endif
