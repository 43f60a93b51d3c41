// What the kernel and malloc know about this process.
#include "process.h"

#include "common.h"

#include <dirent.h>
#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static DIR *open_folder(const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        die(errno, "cannot open %s", path);
    return folder;
}

static size_t count_threads(void)
{
    DIR *folder = open_folder("/proc/self/task");
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        count += entry->d_name[0] != '.';
    closedir(folder);
    return count;
}

static size_t count_sockets(void)
{
    static const char prefix[] = "socket:";
    DIR *folder = open_folder("/proc/self/fd");
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char target[32] = { 0 };
        // A descriptor that was closed meanwhile has no target, and is no socket.
        if (readlinkat(dirfd(folder), entry->d_name, target, sizeof target - 1) > 0)
            count += strncmp(target, prefix, sizeof prefix - 1) == 0;
    }
    closedir(folder);
    return count;
}

held count_held(void)
{
    return (held){ .threads = count_threads(), .sockets = count_sockets() };
}

bool holds_more(held now, held before)
{
    return now.threads > before.threads || now.sockets > before.sockets;
}

size_t heap_bytes(void)
{
    struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

size_t resident_bytes(void)
{
    size_t whole, resident;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%zu %zu", &whole, &resident) != 2)
        die(errno, "cannot read /proc/self/statm");
    fclose(file);
    return resident * (size_t)sysconf(_SC_PAGESIZE);
}

size_t datagrams_sent(void)
{
    // Two lines begin with "Udp:": the names, then the values in the same order; the fourth is OutDatagrams.
    char line[512];
    size_t sent = 0;
    bool found = false;
    FILE *file = fopen("/proc/net/snmp", "r");
    if (file == NULL)
        die(errno, "cannot open /proc/net/snmp");
    while (!found && fgets(line, sizeof line, file) != NULL)
        found = sscanf(line, "Udp: %*u %*u %*u %zu", &sent) == 1;
    fclose(file);
    if (!found)
        die(0, "/proc/net/snmp tells no count of UDP datagrams");
    return sent;
}
