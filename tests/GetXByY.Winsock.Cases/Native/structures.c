#include "cases.h"

#include <ws2tcpip.h>

static bool can_read(const struct buffer *inside, const void *place, int length)
{
    const unsigned char *at = place;
    return inside == NULL || (at >= inside->address && at + length <= inside->address + inside->length);
}

static void text_of(const struct buffer *inside, const char *text, char *out)
{
    size_t before = strlen(out);
    if (text == NULL) {
        say_more(out, "NULL");
        return;
    }
    say_more(out, "\"");
    for (; can_read(inside, text, 1); text++) {
        unsigned char c = (unsigned char)*text;
        if (c == 0) {
            say_more(out, "\"");
            return;
        }
        if (c > 0x20 && c < 0x7F)
            say_more(out, "%c", c);
        else
            say_more(out, "\\x%02x", c);
    }
    out[before] = '\0';
    say_more(out, "outside");
}

static bool begin_list(const struct buffer *inside, void *list, char *out)
{
    if (list != NULL && can_read(inside, list, sizeof(char *)))
        return true;
    say_more(out, list == NULL ? " NULL" : " outside");
    return false;
}

static char *at(const struct buffer *inside, char **entry)
{
    char *value = NULL; /* the entry may lie at an odd address */
    if (can_read(inside, entry, sizeof value))
        memcpy(&value, entry, sizeof value);
    return value;
}

static void list_of(const struct buffer *inside, char **list, char *out)
{
    if (!begin_list(inside, list, out))
        return;
    for (; at(inside, list) != NULL; list++) {
        say_more(out, " ");
        text_of(inside, at(inside, list), out);
    }
}

static void host_text(const struct buffer *inside, const struct hostent *host, char *out)
{
    say(out, "name ");
    text_of(inside, host->h_name, out);
    say_more(out, " aliases");
    list_of(inside, host->h_aliases, out);
    say_more(out, " type %d length %d addresses", host->h_addrtype, host->h_length);
    if (!begin_list(inside, host->h_addr_list, out))
        return;
    for (char **each = host->h_addr_list; at(inside, each) != NULL; each++) {
        char text[64] = "outside";
        int family = host->h_length == 16 ? AF_INET6 : AF_INET;
        if (can_read(inside, at(inside, each), host->h_length))
            inet_ntop(family, at(inside, each), text, sizeof text);
        say_more(out, " %s", text);
    }
}

void structure_text(const char *kind, const void *structure, const struct buffer *inside, char *out)
{
    if (structure == NULL) {
        say(out, "NULL");
    } else if (!can_read(inside, structure, 16)) {
        say(out, "too small to be read");
    } else if (strcmp(kind, "hostent") == 0) {
        host_text(inside, structure, out);
    } else if (strcmp(kind, "servent") == 0) {
        const struct servent *service = structure;
        say(out, "name ");
        text_of(inside, service->s_name, out);
        say_more(out, " aliases");
        list_of(inside, service->s_aliases, out);
        say_more(out, " port %d proto ", ntohs((u_short)service->s_port));
        text_of(inside, service->s_proto, out);
    } else {
        const struct protoent *protocol = structure;
        say(out, "name ");
        text_of(inside, protocol->p_name, out);
        say_more(out, " aliases");
        list_of(inside, protocol->p_aliases, out);
        say_more(out, " number %d", protocol->p_proto);
    }
}

void bytes_text(const struct buffer *buffer, int count, char *out)
{
    bool is_offset = false;
    count = count < buffer->length ? count : buffer->length;
    say(out, "%s", "");
    for (int i = 0; i < count; i += is_offset ? (int)sizeof(void *) : 1) {
        bool follows = is_offset;
        ptrdiff_t offset = -1;
        unsigned char *pointer;
        if (i + (int)sizeof pointer <= count) {
            memcpy(&pointer, buffer->address + i, sizeof pointer);
            offset = pointer - buffer->address;
        }
        is_offset = offset >= 0 && offset < buffer->length;
        say_more(out, "%s", i > 0 && (is_offset || follows) ? " " : "");
        if (is_offset)
            say_more(out, "+%d", (int)offset);
        else
            say_more(out, "%02x", buffer->address[i]);
    }
}
