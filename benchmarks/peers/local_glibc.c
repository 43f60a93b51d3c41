// How many services, protocols or hosts of the hosts file a second glibc finds, one after the other on one thread.
#include "common.h"

#include <errno.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

const char program_name[] = "local_glibc";
const char program_usage[] = "usage: local_glibc service|protocol|host REQUESTS NAME...\n";

static bool find_service(const char *name)
{
    char buffer[1024];
    struct servent entry, *found = NULL;
    return getservbyname_r(name, "tcp", &entry, buffer, sizeof buffer, &found) == 0 && found != NULL;
}

static bool find_protocol(const char *name)
{
    char buffer[1024];
    struct protoent entry, *found = NULL;
    return getprotobyname_r(name, &entry, buffer, sizeof buffer, &found) == 0 && found != NULL;
}

static bool find_host(const char *name)
{
    static const struct addrinfo hints = { .ai_family = AF_INET, .ai_socktype = SOCK_STREAM };
    struct addrinfo *found = NULL;
    if (getaddrinfo(name, NULL, &hints, &found) != 0)
        return false;
    freeaddrinfo(found);
    return true;
}

int main(int count, char **words)
{
    if (count < 4)
        die_usage("too few words");
    bool (*find)(const char *) = NULL;
    if (strcmp(words[1], "service") == 0)
        find = find_service;
    else if (strcmp(words[1], "protocol") == 0)
        find = find_protocol;
    else if (strcmp(words[1], "host") == 0)
        find = find_host;
    else
        die_usage("unknown database '%s'", words[1]);
    long requests = parse_whole("REQUESTS", words[2], 1, 1000000000);
    int64_t begun = now_nanoseconds();
    for (long i = 0; i < requests; i++) {
        const char *name = words[3 + i % (count - 3)];
        if (!find(name))
            die(0, "there is no %s %s", words[1], name);
    }
    double seconds = (double)(now_nanoseconds() - begun) / NANOSECONDS_PER_SECOND;
    printf("%.6g\n", (double)requests / seconds);
    return 0;
}
