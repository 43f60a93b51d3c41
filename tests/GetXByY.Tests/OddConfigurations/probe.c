/* What glibc makes of the configuration files around it, for GlibcTests.
 *
 *   probe state                          what res_ninit(3) understood
 *   probe ask NAME inet|inet6|any        what getaddrinfo(3) finds, without AI_ADDRCONFIG
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netdb.h>
#include <resolv.h>
#include <stdio.h>
#include <string.h>

static void print_servers(const struct __res_state *state)
{
    char text[INET6_ADDRSTRLEN];
    printf("servers");
    for (int i = 0; i < state->nscount; i++) {
        if (state->nsaddr_list[i].sin_family == AF_INET) {
            printf(" %s", inet_ntop(AF_INET, &state->nsaddr_list[i].sin_addr, text, sizeof text));
            continue;
        }
        const struct sockaddr_in6 *server = state->_u._ext.nsaddrs[i];
        printf(" %s", inet_ntop(AF_INET6, &server->sin6_addr, text, sizeof text));
        if (server->sin6_scope_id != 0)
            printf("%%%u", server->sin6_scope_id);
    }
    printf("\n");
}

static void print_options(const struct __res_state *state)
{
    static const struct { unsigned long bit; const char *name; } flags[] = {
        { RES_NOAAAA, "no-aaaa" }, { RES_NORELOAD, "no-reload" }, { RES_NOTLDQUERY, "no-tld-query" },
        { RES_ROTATE, "rotate" }, { RES_SNGLKUP | RES_SNGLKUPREOP, "single-request" },
        { RES_TRUSTAD, "trust-ad" }, { RES_USEVC, "use-vc" },
    };
    printf("options ndots:%d timeout:%d attempts:%d", state->ndots, state->retrans, state->retry);
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (state->options & flags[i].bit)
            printf(" %s", flags[i].name);
    }
    printf("\n");
}

static int print_state(void)
{
    struct __res_state state;
    memset(&state, 0, sizeof state);
    if (res_ninit(&state) != 0)
        return 1;
    print_servers(&state);
    printf("search");
    for (int i = 0; i < MAXDNSRCH && state.dnsrch[i] != NULL; i++)
        printf(" %s", state.dnsrch[i]);
    printf("\n");
    print_options(&state);
    return 0;
}

static int ask(const char *name, const char *family)
{
    struct addrinfo hints = { .ai_socktype = SOCK_STREAM }, *result;
    hints.ai_family = strcmp(family, "inet") == 0 ? AF_INET : strcmp(family, "inet6") == 0 ? AF_INET6 : AF_UNSPEC;
    int error = getaddrinfo(name, NULL, &hints, &result);
    if (error != 0) {
        puts(error == EAI_NONAME ? "not found" : error == EAI_NODATA ? "no data"
            : error == EAI_AGAIN ? "try again" : gai_strerror(error));
        return 0;
    }
    for (; result != NULL; result = result->ai_next) {
        char text[INET6_ADDRSTRLEN];
        getnameinfo(result->ai_addr, result->ai_addrlen, text, sizeof text, NULL, 0, NI_NUMERICHOST);
        puts(text);
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "state") == 0)
        return print_state();
    if (argc == 4 && strcmp(argv[1], "ask") == 0)
        return ask(argv[2], argv[3]);
    fprintf(stderr, "usage: probe state | probe ask NAME inet|inet6|any\n");
    return 2;
}
