#include "message.h"

#include "common.h"

#include <string.h>

enum {
    NAME_BYTES = 255,
    LABEL_BYTES = 63,
    RECORD_TTL = 60,
    OPT_PAYLOAD = 1232,
};

enum { FLAG_QR = 0x8000, FLAG_RD = 0x0100, FLAG_RA = 0x0080, FLAG_CD = 0x0010, MASK_OPCODE = 0x7800 };

// Where the uncompressed name that starts at `at` ends, or NULL when it is cut, compressed or too long.
static const uint8_t *skip_plain_name(const uint8_t *at, const uint8_t *end)
{
    const uint8_t *start = at;
    while (at < end) {
        unsigned length = *at++;
        if (length > LABEL_BYTES || length > (size_t)(end - at))
            return NULL;
        at += length;
        if (at - start > NAME_BYTES)
            return NULL;
        if (length == 0)
            return at;
    }
    return NULL;
}

// The same for a name that may end in a compression pointer, which is passed over and not followed.
static const uint8_t *skip_name(const uint8_t *at, const uint8_t *end)
{
    while (at < end) {
        unsigned length = *at++;
        if (length >= 0xc0)
            return at < end ? at + 1 : NULL;
        if (length > LABEL_BYTES || length > (size_t)(end - at))
            return NULL;
        at += length;
        if (length == 0)
            return at;
    }
    return NULL;
}

// Passes over a record of the authority or additional section; notes an OPT. NULL when malformed.
static const uint8_t *read_record(query *query, const uint8_t *at, const uint8_t *end, bool additional)
{
    const uint8_t *owner = at;
    at = skip_name(at, end);
    if (at == NULL || end - at < 10)
        return NULL;
    unsigned type = get16(at);
    size_t data_length = get16(at + 8);
    if (type == DNS_TYPE_OPT) {
        if (query->has_opt || !additional || *owner != 0)
            return NULL;
        query->has_opt = true;
        query->opt_version = at[5];
        query->opt_flags = get16(at + 6);
    }
    at += 10;
    return data_length <= (size_t)(end - at) ? at + data_length : NULL;
}

bool parse_query(const uint8_t *bytes, size_t length, query *query)
{
    if (length < DNS_HEADER)
        return false;
    memset(query, 0, sizeof *query);
    query->id = get16(bytes);
    query->flags = get16(bytes + 2);
    unsigned questions = get16(bytes + 4), answers = get16(bytes + 6);
    unsigned authorities = get16(bytes + 8), additionals = get16(bytes + 10);
    if ((query->flags & (FLAG_QR | MASK_OPCODE)) != 0 || questions != 1 || answers != 0)
        return false;

    const uint8_t *end = bytes + length;
    query->question = bytes + DNS_HEADER;
    const uint8_t *at = skip_plain_name(query->question, end);
    if (at == NULL || end - at < 4)
        return false;
    query->name_length = (size_t)(at - query->question);
    query->type = get16(at);
    query->class = get16(at + 2);
    at += 4;
    query->question_length = (size_t)(at - query->question);

    for (unsigned i = 0; i < authorities + additionals; i++) {
        at = read_record(query, at, end, i >= authorities);
        if (at == NULL)
            return false;
    }
    return at == end;
}

// FNV-1a over the lower-cased name and a finishing mix: one name has one address, however it is spelt.
static uint64_t hash_name(const uint8_t *name, size_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < length; i++) {
        unsigned letter = name[i];
        if (letter >= 'A' && letter <= 'Z')
            letter += 'a' - 'A';
        hash = (hash ^ letter) * UINT64_C(0x100000001b3);
    }
    hash ^= hash >> 32;
    hash *= UINT64_C(0xd6e8feb86659fd93);
    return hash ^ (hash >> 32);
}

// The data of the one record of the answer with its length before it, or `at` itself for NODATA.
static uint8_t *put_data(uint8_t *at, const query *query)
{
    static const uint8_t pointer_target[] = "\4host\4test"; // the ending NUL is the root label
    uint64_t hash = hash_name(query->question, query->name_length);
    switch (query->type) {
    case DNS_TYPE_A:
        at = put16(at, 4);
        return put32(at, UINT32_C(0xc0000200) | (uint32_t)(1 + hash % 254)); // 192.0.2.1 to 192.0.2.254
    case DNS_TYPE_AAAA:
        at = put16(at, 16);
        at = put32(put32(at, UINT32_C(0x20010db8)), 0);
        return put32(put32(at, (uint32_t)(hash >> 32)), (uint32_t)hash);
    case DNS_TYPE_PTR:
        at = put16(at, sizeof pointer_target);
        memcpy(at, pointer_target, sizeof pointer_target);
        return at + sizeof pointer_target;
    default:
        return at;
    }
}

size_t write_answer(const query *query, uint8_t *bytes)
{
    bool bad_version = query->has_opt && query->opt_version != 0;
    uint8_t *at = bytes + DNS_HEADER;
    memcpy(at, query->question, query->question_length);
    at += query->question_length;

    unsigned answers = 0;
    if (query->class == DNS_CLASS_IN && !bad_version) {
        uint8_t *data = at + 10, *data_end = put_data(data, query);
        if (data_end != data) {
            at = put16(at, 0xc00c);
            at = put16(at, query->type);
            at = put16(at, DNS_CLASS_IN);
            put32(at, RECORD_TTL);
            at = data_end;
            answers = 1;
        }
    }
    if (query->has_opt) {
        *at++ = 0;
        at = put16(at, DNS_TYPE_OPT);
        at = put16(at, OPT_PAYLOAD);
        *at++ = bad_version ? 1 : 0; // the upper bits of BADVERS, 16
        *at++ = 0;
        at = put16(at, query->opt_flags & 0x8000u); // DO, copied
        at = put16(at, 0);
    }
    put16(bytes, query->id);
    put16(bytes + 2, FLAG_QR | FLAG_RA | (query->flags & (FLAG_RD | FLAG_CD)));
    put16(bytes + 4, 1);
    put16(bytes + 6, answers);
    put16(bytes + 8, 0);
    put16(bytes + 10, query->has_opt ? 1 : 0);
    return (size_t)(at - bytes);
}
