// What the responder and the flooder share: checked arguments, the clock, big-endian fields, socket buffers.
#ifndef GETXBYY_PEERS_COMMON_H
#define GETXBYY_PEERS_COMMON_H

#include <stddef.h>
#include <stdint.h>
#include <stdnoreturn.h>

enum {
    BATCH = 64,          // datagrams per recvmmsg and sendmmsg
    DNS_HEADER = 12,
    DNS_TYPE_A = 1,
    DNS_TYPE_PTR = 12,
    DNS_TYPE_AAAA = 28,
    DNS_TYPE_OPT = 41,
    DNS_CLASS_IN = 1,
    EXIT_USAGE = 2,
};

#define NANOSECONDS_PER_SECOND INT64_C(1000000000)
#define NANOSECONDS_PER_MILLISECOND INT64_C(1000000)
#define SOCKET_BUFFER_BYTES (16 * 1024 * 1024)

// Each program defines its own; the first is printed before every complaint, the second after one about arguments.
extern const char program_name[];
extern const char program_usage[];

// Ends the program with status 1, naming what failed and, when error is not 0, why.
noreturn void die(int error, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Ends the program with status 2 and the usage.
noreturn void die_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

// A whole number between the bounds, or the end of the program.
long parse_whole(const char *option, const char *text, long minimum, long maximum);

// A decimal number between the bounds, or the end of the program.
double parse_decimal(const char *option, const char *text, double minimum, double maximum);

// Nanoseconds of the monotonic clock.
int64_t now_nanoseconds(void);

// Microseconds of processor time that all threads of this process have had, in the kernel too.
double cpu_microseconds(void);

// The most memory this process has had resident, in bytes. Not ru_maxrss: that begins with what its parent had.
size_t peak_bytes(void);

// Raises both buffers of the socket towards SOCKET_BUFFER_BYTES; gives the receive buffer the kernel granted.
int raise_socket_buffers(int socket);

static inline uint16_t get16(const uint8_t *at)
{
    return (uint16_t)((at[0] << 8) | at[1]);
}

static inline uint8_t *put16(uint8_t *at, unsigned value)
{
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
    return at + 2;
}

static inline uint8_t *put32(uint8_t *at, uint32_t value)
{
    return put16(put16(at, value >> 16), value & 0xffff);
}

#endif
