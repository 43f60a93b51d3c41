#include "cases.h"

#include <ws2tcpip.h>

/* Not in the headers of mingw. */
int WSAAPI GetAddrInfoExCancel(LPHANDLE handle);
int WSAAPI GetAddrInfoExOverlappedResult(LPOVERLAPPED overlapped);

/* One GetAddrInfoExW; its words are those of Run/ExtendedCall.cs. */
static struct call {
    OVERLAPPED overlapped; /* first: the routine gets its address */
    char name[32], how[32];
    ADDRINFOEXW *result;
    HANDLE handle, event, completed;
    LONG times;
    DWORD error;
} *calls[MAX_NAMES];
static int call_count;

static struct call *call_named(const char *name)
{
    for (int i = 0; i < call_count; i++) {
        if (strcmp(calls[i]->name, name) == 0)
            return calls[i];
    }
    return NULL;
}

static void CALLBACK on_completion(DWORD error, DWORD bytes, LPWSAOVERLAPPED overlapped)
{
    struct call *call = (struct call *)overlapped;
    (void)bytes;
    call->error = error;
    InterlockedIncrement(&call->times);
    SetEvent(call->completed);
}

static wchar_t *wide(const char *word, wchar_t *room)
{
    if (word[0] != '"')
        return NULL;
    MultiByteToWideChar(CP_UTF8, 0, word + 1, -1, room, LINE);
    return room;
}

static const char *option(const struct words *words, const char *name)
{
    size_t length = strlen(name);
    for (int i = 5; i < words->count; i++) {
        if (strncmp(words->text[i], name, length) == 0)
            return words->text[i] + length;
    }
    return NULL;
}

static void addresses(const struct call *call, char *out)
{
    for (ADDRINFOEXW *each = call->result; each != NULL; each = (ADDRINFOEXW *)each->ai_next) {
        say_more(out, " ");
        address_text(each->ai_addr, out);
    }
}

static void begin(const struct words *words, char *out)
{
    static wchar_t name[LINE], service[LINE];
    struct call *call = calloc(1, sizeof *call); /* never freed: what was begun may still write to it */
    ADDRINFOEXW hints = { 0 };
    struct timeval timeout = { 0 };
    int length = 0;
    calls[call_count++] = call;
    snprintf(call->name, sizeof call->name, "%s", words->text[1]);
    snprintf(call->how, sizeof call->how, "%s", words->text[4]);
    call->event = CreateEventA(NULL, TRUE, FALSE, NULL);
    call->completed = CreateEventA(NULL, TRUE, FALSE, NULL);
    call->result = (ADDRINFOEXW *)0x5A5A; /* the call makes it NULL */
    if (strncmp(call->how, "event", 5) == 0)
        call->overlapped.hEvent = call->event;
    const char *hinted = option(words, "hints="), *milliseconds = option(words, "timeout=");
    if (hinted != NULL)
        sscanf(hinted, "%i/%d/%d/%d", &hints.ai_flags, &hints.ai_family, &hints.ai_socktype, &length);
    hints.ai_addrlen = (size_t)length;
    if (milliseconds != NULL) {
        timeout.tv_sec = (long)number(milliseconds) / 1000;
        timeout.tv_usec = (long)number(milliseconds) % 1000 * 1000;
    }
    bool waits = strcmp(call->how, "wait") == 0 || strcmp(call->how, "routine-alone") == 0;
    const char *space = option(words, "namespace=");
    int error = GetAddrInfoExW(
        wide(words->text[2], name), wide(words->text[3], service), space != NULL ? (DWORD)number(space) : NS_DNS, NULL,
        hinted != NULL ? &hints : NULL, option(words, "result=") != NULL ? NULL : &call->result,
        milliseconds != NULL ? &timeout : NULL, waits ? NULL : &call->overlapped,
        strstr(call->how, "routine") != NULL ? on_completion : NULL, waits ? NULL : &call->handle);
    say(out, "%s", error_name(error));
    if (strcmp(call->how, "wait") == 0 && error == 0)
        addresses(call, out);
}

static void completion(struct call *call, char *out)
{
    bool is_event = strcmp(call->how, "event") == 0;
    if (WaitForSingleObject(is_event ? call->event : call->completed, LONG_WAIT) != WAIT_OBJECT_0) {
        say(out, is_event ? "not set" : "not completed");
        return;
    }
    Sleep(QUIET_WAIT / 4); /* a second time would be wrong */
    if (is_event)
        say(out, "set %s", error_name(GetAddrInfoExOverlappedResult(&call->overlapped)));
    else
        say(out, "%s %s", call->times == 1 ? "once" : "more than once", error_name((int)call->error));
    addresses(call, out);
}

static void variables(const struct call *call, char *out)
{
    say(out, "result %s, %s, event %s, Internal %s, Pointer to %s",
        call->result == NULL ? "NULL" : (INT_PTR)call->result == 0x5A5A ? "untouched" : "a list",
        call->handle == NULL ? "no handle" : "a handle",
        WaitForSingleObject(call->event, 0) == WAIT_OBJECT_0 ? "set" : "not set",
        error_name((int)call->overlapped.Internal),
        call->overlapped.Pointer == (void *)&call->result ? "the result" : "nothing");
}

bool do_extended(const struct words *words, char *out)
{
    const char *first = words->text[0];
    struct call *call = words->count > 1 ? call_named(words->text[1]) : NULL;
    if (strcmp(first, "GetAddrInfoExW") == 0)
        begin(words, out);
    else if (strcmp(first, "GetAddrInfoExCancel") == 0)
        say(out, "%s", error_name(GetAddrInfoExCancel(call == NULL ? NULL : &call->handle)));
    else if (strcmp(first, "GetAddrInfoExOverlappedResult") == 0)
        say(out, "%s", error_name(GetAddrInfoExOverlappedResult(call == NULL ? NULL : &call->overlapped)));
    else if (strcmp(first, "FreeAddrInfoExW") == 0)
        FreeAddrInfoExW(NULL), say(out, "freed");
    else if (strcmp(first, "completed") == 0)
        completion(call, out);
    else if (strcmp(first, "variables") == 0)
        variables(call, out);
    else
        return false;
    return true;
}

void forget_extended(void)
{
    call_count = 0;
}
