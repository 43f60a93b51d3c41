// The DNS messages of the responder (RFC 1035 4, RFC 6891).
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    ANSWER_BYTES = 320, // header 12, question 255 + 4, one record 28, OPT 11: at most 310
};

typedef struct {
    const uint8_t *question; // name, type and class
    size_t question_length;
    size_t name_length;
    uint16_t id, flags, type, class;
    bool has_opt;
    uint8_t opt_version;
    uint16_t opt_flags;
} query;

// Whether the datagram is a standard query of one question; all else is for the caller to ignore.
bool parse_query(const uint8_t *bytes, size_t length, query *query);

// The length of the answer written to bytes, which has room for ANSWER_BYTES.
size_t write_answer(const query *query, uint8_t *bytes);
