// What the kernel and malloc know about this process.
#ifndef GETXBYY_PEERS_PROCESS_H
#define GETXBYY_PEERS_PROCESS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    size_t threads, sockets;
} held;

// What the process holds now.
held count_held(void);

// Whether it holds more threads or more sockets than it did.
bool holds_more(held now, held before);

// Bytes that malloc has given out, in all threads.
size_t heap_bytes(void);

// Bytes of physical memory.
size_t resident_bytes(void);

// UDP datagrams sent in this network namespace, by whomever.
size_t datagrams_sent(void);

#endif
