#include "cases.h"

#include <ws2tcpip.h>

void address_text(const struct sockaddr *address, char *out)
{
    char text[64];
    const struct sockaddr_in *ipv4 = (const struct sockaddr_in *)address;
    const struct sockaddr_in6 *ipv6 = (const struct sockaddr_in6 *)address;
    if (address->sa_family == AF_INET)
        inet_ntop(AF_INET, (void *)&ipv4->sin_addr, text, sizeof text);
    else
        inet_ntop(AF_INET6, (void *)&ipv6->sin6_addr, text, sizeof text);
    say_more(out, "%s:%d", text, ntohs(ipv4->sin_port));
}

static void address_info(const struct words *words, char *out)
{
    char name[LINE], service[LINE];
    struct addrinfo hints = { 0 }, *result = NULL;
    int length = 0;
    sscanf(words->text[3], "%i/%d/%d/%d", &hints.ai_flags, &hints.ai_family, &hints.ai_socktype, &length);
    hints.ai_addrlen = (size_t)length;
    int error = getaddrinfo(unquote(words->text[1], name), unquote(words->text[2], service), &hints, &result);
    if (error != 0) {
        say(out, "%s", error_name(error));
        return;
    }
    for (struct addrinfo *each = result; each != NULL; each = each->ai_next) {
        say_more(out, "%s", each == result ? "" : " ");
        address_text(each->ai_addr, out);
        say_more(out, "/%d", each->ai_socktype);
        if (each->ai_canonname != NULL)
            say_more(out, " \"%s\"", each->ai_canonname);
    }
    freeaddrinfo(result);
}

/* NULL for no address, "none/80" for one of no family; a third number is the length that is told of it. */
static int place_of(const char *word, struct sockaddr_in6 *place)
{
    char text[64] = "";
    int port = 0, told = -1;
    struct sockaddr_in *ipv4 = (struct sockaddr_in *)place;
    memset(place, 0, sizeof *place);
    if (strcmp(word, "NULL") == 0)
        return 0;
    sscanf(word, "%63[^/]/%d/%d", text, &port, &told);
    place->sin6_port = htons((unsigned short)port);
    if (inet_pton(AF_INET, text, &ipv4->sin_addr) == 1)
        place->sin6_family = AF_INET;
    else if (inet_pton(AF_INET6, text, &place->sin6_addr) == 1)
        place->sin6_family = AF_INET6;
    return told >= 0 ? told : place->sin6_family == AF_INET6 ? (int)sizeof *place : (int)sizeof *ipv4;
}

static void name_info(const struct words *words, char *out)
{
    struct sockaddr_in6 place;
    char node[256] = "", service[256] = "";
    int node_size = 0, service_size = 0;
    int length = place_of(words->text[1], &place);
    sscanf(words->text[3], "%d/%d", &node_size, &service_size);
    int error = getnameinfo(
        length == 0 ? NULL : (struct sockaddr *)&place, length, node_size == 0 ? NULL : node, (DWORD)node_size,
        service_size == 0 ? NULL : service, (DWORD)service_size, (int)number(words->text[2]));
    if (error != 0)
        say(out, "%s", error_name(error));
    else
        say(out, "\"%s\" \"%s\"", node, service);
}

bool do_successors(const struct words *words, char *out)
{
    const char *first = words->text[0];
    if (strcmp(first, "getaddrinfo") == 0)
        address_info(words, out);
    else if (strcmp(first, "getnameinfo") == 0)
        name_info(words, out);
    else if (strcmp(first, "freeaddrinfo") == 0)
        freeaddrinfo(NULL), say(out, "freed");
    else
        return false;
    return true;
}
