#include "cases.h"

enum { GUARD = 64, FILL = 0xA5 };

static struct buffer buffers[MAX_NAMES];
static int buffer_count;

static bool is_filled(const unsigned char *from, const unsigned char *to)
{
    for (; from < to; from++) {
        if (*from != FILL)
            return false;
    }
    return true;
}

static bool are_guards_whole(const struct buffer *buffer)
{
    return buffer->memory == NULL
        || (is_filled(buffer->memory, buffer->address)
            && is_filled(buffer->address + buffer->length, buffer->memory + buffer->total));
}

struct buffer *buffer_named(const char *name)
{
    for (int i = buffer_count - 1; i >= 0; i--) {
        if (strcmp(buffers[i].name, name) == 0)
            return &buffers[i];
    }
    return NULL;
}

static void allocate(struct buffer *buffer, int length, int misalignment)
{
    buffer->claimed = length;
    buffer->length = length > 0 ? length : 0;
    buffer->total = GUARD + misalignment + buffer->length + GUARD;
    buffer->memory = malloc((size_t)buffer->total); /* never freed: what was begun may still write to it */
    buffer->address = buffer->memory + GUARD + misalignment;
    memset(buffer->memory, FILL, (size_t)buffer->total);
}

struct buffer *buffer_of(const char *name, const char *word)
{
    struct buffer *buffer = buffer_named(name); /* a name that is used again means the later buffer */
    char first[32] = "";
    const char *colon = strchr(word, ':');
    memcpy(first, word, colon != NULL ? (size_t)(colon - word) : strlen(word) < 31 ? strlen(word) : 31);
    const struct buffer *named = buffer_named(first);
    const struct buffer other = named != NULL ? *named : (struct buffer){ 0 };
    if (buffer == NULL)
        buffer = &buffers[buffer_count++];
    memset(buffer, 0, sizeof *buffer);
    if (strcmp(first, "NULL") == 0) {
        buffer->claimed = (int)number(colon + 1);
    } else if (named != NULL) {
        *buffer = other;
        if (colon != NULL)
            buffer->claimed = (int)number(colon + 1);
    } else {
        const char *at = strchr(word, '@');
        allocate(buffer, (int)number(word), at != NULL ? (int)number(at + 1) : 0);
    }
    snprintf(buffer->name, sizeof buffer->name, "%s", name);
    return buffer;
}

static bool is_this_machine(const struct hostent *host)
{
    char own[256];
    gethostname(own, sizeof own);
    return _strnicmp(host->h_name, own, strlen(own)) == 0 && host->h_addr_list[0] != NULL;
}

bool do_buffers(const struct words *words, char *out)
{
    const char *first = words->text[0];
    const struct buffer *buffer = words->count > 1 ? buffer_named(words->text[1]) : NULL;
    if (buffer == NULL)
        return false;
    if (strcmp(first, "hostent") == 0 || strcmp(first, "servent") == 0 || strcmp(first, "protoent") == 0)
        structure_text(first, buffer->address, buffer, out);
    else if (strcmp(first, "bytes") == 0)
        bytes_text(buffer, words->count > 2 ? (int)number(words->text[2]) : buffer->length, out);
    else if (strcmp(first, "this-machine") == 0)
        say(out, is_this_machine((const struct hostent *)buffer->address) ? "this machine" : "another machine");
    else if (strcmp(first, "untouched") == 0)
        say(out, is_filled(buffer->address, buffer->address + buffer->length) ? "untouched" : "touched");
    else
        return false;
    if (!are_guards_whole(buffer))
        say_more(out, ", and bytes beside the buffer");
    return true;
}

void forget_buffers(void)
{
    buffer_count = 0;
}
