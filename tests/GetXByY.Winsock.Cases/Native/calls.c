#include "cases.h"

static union {
    WSADATA data;
    unsigned char bytes[sizeof(WSADATA)];
} startup;
static void *pointers[MAX_NAMES];
static int pointer_count;

/* The hooks are exported by some systems only. */
#define EXPORT(type, name) ((type)(void *)GetProcAddress(GetModuleHandleA("ws2_32"), name))
typedef FARPROC(WSAAPI *set_hook)(FARPROC);
typedef int(WSAAPI *hook_call)(void);

static char hook_commands[4][LINE], hook_saw[LINE];
static int hook_next, hook_count;
static FARPROC default_hook;

/* One command for each time that it is called. */
static INT_PTR WSAAPI our_hook(void)
{
    char seen[LINE] = "";
    if (hook_next < hook_count) {
        perform(hook_commands[hook_next++], seen);
        say_more(hook_saw, "%s%s", hook_saw[0] != '\0' ? " | " : "", seen);
    }
    return FALSE;
}

static void data_text(char *out)
{
    for (size_t i = 0; i <= sizeof startup; i++) {
        if (i == sizeof startup) {
            say(out, "untouched");
            return;
        }
        if (startup.bytes[i] != 0xA5)
            break;
    }
    const WSADATA *data = &startup.data;
    say(out, "version %d.%d highest %d.%d sockets %d datagram %d \"%s\" \"%s\"",
        data->wVersion & 0xFF, data->wVersion >> 8, data->wHighVersion & 0xFF, data->wHighVersion >> 8,
        data->iMaxSockets, data->iMaxUdpDg, data->szDescription, data->szSystemStatus);
}

bool do_startup(const struct words *words, char *out)
{
    const char *first = words->text[0];
    if (strcmp(first, "WSAStartup") == 0) {
        WORD version = (WORD)(number(words->text[1]) | (number(strchr(words->text[1], '.') + 1) << 8));
        memset(&startup, 0xA5, sizeof startup);
        WSASetLastError(4711);
        int error = WSAStartup(version, words->count > 2 ? NULL : &startup.data);
        say(out, "%s", error_name(error));
    } else if (strcmp(first, "wsadata") == 0) {
        data_text(out);
    } else if (strcmp(first, "wsadata-bytes") == 0) {
        for (long long i = 0; i < number(words->text[2]); i++)
            say_more(out, "%02x", startup.bytes[number(words->text[1]) + i]);
    } else if (strcmp(first, "WSACleanup") == 0) {
        WSASetLastError(4711);
        say_code(out, WSACleanup());
    } else if (strcmp(first, "WSAGetLastError") == 0) {
        say(out, "%s", error_name(WSAGetLastError()));
    } else if (strcmp(first, "system-error") == 0) {
        say(out, "%s", error_name((int)GetLastError()));
    } else if (strcmp(first, "WSASetLastError") == 0) {
        WSASetLastError((int)number(words->text[1]));
        say(out, "set");
    } else if (strcmp(first, "sizeof") == 0) {
        const char *what = words->text[1];
        say(out, "%d", (int)(strcmp(what, "hostent") == 0 ? sizeof(struct hostent)
            : strcmp(what, "servent") == 0 ? sizeof(struct servent)
            : strcmp(what, "protoent") == 0 ? sizeof(struct protoent) : sizeof(WSADATA)));
    } else {
        return false;
    }
    return true;
}

bool do_calls(const struct words *words, char *out)
{
    const char *first = words->text[0];
    const char *argument = words->text[1];
    if (strcmp(first, "WSACancelAsyncRequest") == 0) {
        HANDLE handle;
        handle_named(argument, &handle);
        say_code(out, WSACancelAsyncRequest(handle));
    } else if (strcmp(first, "WSAMAKEASYNCREPLY") == 0) {
        say(out, "0x%lx", (unsigned long)WSAMAKEASYNCREPLY(number(argument), number(words->text[2])));
    } else if (strcmp(first, "WSAGETASYNCBUFLEN") == 0) {
        say(out, "%d", (int)WSAGETASYNCBUFLEN(number(argument)));
    } else if (strcmp(first, "WSAGETASYNCERROR") == 0) {
        say(out, "%d", (int)WSAGETASYNCERROR(number(argument)));
    } else {
        return false;
    }
    return true;
}

/* What a blocking function returns, and the structure that goes with it; false for other words. */
static bool look_up(const struct words *words, int from, const void **result, const char **kind)
{
    static __thread char room[LINE], second[LINE];
    unsigned char address[64];
    const char *first = words->text[from];
    const char *argument = words->text[from + 1];
    const char *name = unquote(argument, room);
    const char *protocol = words->count > from + 2 ? unquote(words->text[from + 2], second) : NULL;
    *kind = strncmp(first, "gethost", 7) == 0 ? "hostent" : strncmp(first, "getserv", 7) == 0 ? "servent" : "protoent";
    if (strcmp(first, "gethostbyname") == 0) {
        *result = gethostbyname(name);
    } else if (strcmp(first, "gethostbyaddr") == 0) {
        for (int i = 0; argument[0] == '#' && argument[1 + (2 * i)] != '\0'; i++)
            sscanf(argument + 1 + (2 * i), "%2hhx", &address[i]);
        *result = gethostbyaddr(argument[0] == '#' ? (char *)address : NULL,
            (int)number(words->text[from + 2]), (int)number(words->text[from + 3]));
    } else if (strcmp(first, "getservbyname") == 0) {
        *result = getservbyname(name, protocol);
    } else if (strcmp(first, "getservbyport") == 0) {
        *result = getservbyport((int)number(argument), protocol);
    } else if (strcmp(first, "getprotobyname") == 0) {
        *result = getprotobyname(name);
    } else if (strcmp(first, "getprotobynumber") == 0) {
        *result = getprotobynumber((int)number(argument));
    } else {
        return false;
    }
    return true;
}

static void host_name(const char *length, char *out)
{
    struct buffer *buffer = buffer_of("hostname", length);
    int result = gethostname((char *)buffer->address, buffer->claimed);
    int error = WSAGetLastError();
    char own[256];
    DWORD size = sizeof own;
    if (result != 0)
        say(out, "%d %s", result, error_name(error));
    else if (gethostname(own, (int)size) == 0 && strcmp(own, (char *)buffer->address) == 0)
        say(out, "0 this machine");
    else
        say(out, "0 another machine");
}

static bool do_hooks(const struct words *words, char *out)
{
    const char *first = words->text[0];
    if (strcmp(first, "WSASetBlockingHook") == 0) {
        set_hook function = EXPORT(set_hook, "WSASetBlockingHook");
        const char *which = words->text[1];
        FARPROC hook = strcmp(which, "mine") == 0 ? (FARPROC)our_hook : strcmp(which, "default") == 0 ? default_hook : NULL;
        FARPROC before = function(hook);
        int error = WSAGetLastError();
        if (before == NULL)
            say(out, "NULL %s", error_name(error));
        else
            say(out, before == (FARPROC)our_hook ? "mine" : "default");
        default_hook = before == (FARPROC)our_hook ? default_hook : before;
    } else if (strcmp(first, "WSAUnhookBlockingHook") == 0) {
        say_code(out, EXPORT(hook_call, "WSAUnhookBlockingHook")());
    } else if (strcmp(first, "WSAIsBlocking") == 0) {
        say(out, EXPORT(hook_call, "WSAIsBlocking")() ? "TRUE" : "FALSE");
    } else if (strcmp(first, "WSACancelBlockingCall") == 0) {
        say_code(out, EXPORT(hook_call, "WSACancelBlockingCall")());
    } else {
        return false;
    }
    return true;
}

bool do_blocking(const struct words *words, const char *command, char *out)
{
    const void *result;
    const char *kind;
    const char *first = words->text[0];
    WSASetLastError(0);
    if (strcmp(first, "gethostname") == 0) {
        host_name(words->text[1], out);
    } else if (strcmp(first, "in-hook") == 0) {
        strcpy(hook_commands[hook_count++], command + strlen("in-hook "));
        say(out, "set");
    } else if (strcmp(first, "hook-saw") == 0) {
        say(out, "%s", hook_saw[0] != '\0' ? hook_saw : "nothing");
    } else if (strcmp(first, "address-of") == 0 && look_up(words, 1, &result, &kind)) {
        int i = 0;
        while (i < pointer_count && pointers[i] != result)
            i++;
        pointers[i] = (void *)result;
        pointer_count = i < pointer_count ? pointer_count : i + 1;
        say(out, result == NULL ? "NULL" : "P%d", i + 1);
    } else if (look_up(words, 0, &result, &kind)) {
        int error = WSAGetLastError();
        if (result == NULL)
            say(out, "NULL %s", error_name(error));
        else
            structure_text(kind, result, NULL, out);
    } else {
        return do_hooks(words, out);
    }
    return true;
}

void forget_calls(void)
{
    pointer_count = 0;
    hook_saw[0] = '\0';
    EXPORT(set_hook, "WSASetBlockingHook")(NULL);
    hook_next = hook_count = 0;
    default_hook = NULL;
}
