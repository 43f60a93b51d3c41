#include "cases.h"

static struct {
    char name[32];
    HANDLE handle;
} requests[MAX_NAMES];
static int request_count;
static HWND window, own_window;

enum { MISALIGNMENTS = 8 };

void open_window(void)
{
    own_window = CreateWindowExA(0, "STATIC", "", 0, 0, 0, 0, 0, HWND_MESSAGE, NULL, NULL, NULL);
    window = own_window;
}

void forget_requests(void)
{
    DestroyWindow(own_window);
    request_count = 0;
}

/* "a", "a+4294967296", "a~" for a signed 32-bit copy, or a number */
bool handle_named(const char *word, HANDLE *handle)
{
    for (int i = 0; i < request_count; i++) {
        size_t length = strlen(requests[i].name);
        if (strncmp(word, requests[i].name, length) != 0)
            continue;
        *handle = requests[i].handle;
        if (word[length] == '~')
            *handle = (HANDLE)(INT_PTR)(int)(INT_PTR)*handle;
        else if (word[length] == '+')
            *handle = (HANDLE)((INT_PTR)*handle + (INT_PTR)number(word + length + 1));
        else if (word[length] != '\0')
            continue;
        return true;
    }
    *handle = (HANDLE)(INT_PTR)number(word);
    return true;
}

static HANDLE begin(const struct words *words, UINT message, struct buffer *buffer)
{
    static __thread char first[LINE], second[LINE];
    static unsigned char address[LINE];
    const char *function = words->text[2];
    const char *argument = words->text[3];
    char *name = unquote(argument, first);
    char *protocol = words->count > 5 ? unquote(words->text[4], second) : NULL;
    char *to = (char *)buffer->address;
    HANDLE handle = NULL;
    if (strcmp(function, "WSAAsyncGetHostByName") == 0) {
        handle = WSAAsyncGetHostByName(window, message, name, to, buffer->claimed);
    } else if (strcmp(function, "WSAAsyncGetHostByAddr") == 0) {
        for (int i = 0; argument[0] == '#' && argument[1 + (2 * i)] != '\0'; i++)
            sscanf(argument + 1 + (2 * i), "%2hhx", &address[i]);
        handle = WSAAsyncGetHostByAddr(
            window, message, argument[0] == '#' ? (char *)address : NULL,
            (int)number(words->text[4]), (int)number(words->text[5]), to, buffer->claimed);
        address[0] = 0xEE; /* a caller may change its arguments as soon as the call has returned */
    } else if (strcmp(function, "WSAAsyncGetServByName") == 0) {
        handle = WSAAsyncGetServByName(window, message, name, protocol, to, buffer->claimed);
    } else if (strcmp(function, "WSAAsyncGetServByPort") == 0) {
        handle = WSAAsyncGetServByPort(window, message, (int)number(argument), protocol, to, buffer->claimed);
    } else if (strcmp(function, "WSAAsyncGetProtoByName") == 0) {
        handle = WSAAsyncGetProtoByName(window, message, name, to, buffer->claimed);
    } else if (strcmp(function, "WSAAsyncGetProtoByNumber") == 0) {
        handle = WSAAsyncGetProtoByNumber(window, message, (int)number(argument), to, buffer->claimed);
    }
    memset(first, '!', strlen(first));
    memset(second, '!', strlen(second));
    return handle;
}

bool do_start(const struct words *words, char *out)
{
    if (words->count < 5 || strcmp(words->text[1], "=") != 0)
        return false;
    struct buffer *buffer = buffer_of(words->text[0], words->text[words->count - 1]);
    WSASetLastError(0);
    HANDLE handle = begin(words, WM_USER + (UINT)request_count, buffer);
    int error = WSAGetLastError();
    if (handle == NULL) {
        say(out, "0 %s", error_name(error));
        return true;
    }
    say(out, "%s", words->text[0]);
    for (int i = 0; i < request_count; i++) {
        if (requests[i].handle == handle)
            say(out, "%s, a handle that another request has", words->text[0]);
    }
    int slot = 0; /* a name that is used again means the later request */
    while (slot < request_count && strcmp(requests[slot].name, words->text[0]) != 0)
        slot++;
    request_count += slot == request_count;
    snprintf(requests[slot].name, sizeof requests[0].name, "%s", words->text[0]);
    requests[slot].handle = handle;
    return true;
}

static void of_length(const char *kind, const char *request, int length, int misalignment, char *out)
{
    static char command[LINE], seen[LINE];
    snprintf(command, sizeof command, "length = %s %d@%d", request, length, misalignment);
    perform(command, seen);
    perform("message", seen);
    say(out, "%s", seen + strcspn(seen, " ") + 1);
    perform("untouched length", seen);
    if (strcmp(seen, "untouched") != 0) {
        snprintf(command, sizeof command, "%s length", kind);
        perform(command, seen);
    }
    say_more(out, " %s", seen);
}

/* Lengths with the same outcome are told together. */
static void lengths(const char *kind, int last, const char *request, int misalignment, char *out)
{
    static char seen[LINE], before[LINE];
    int from = 0;
    out[0] = '\0';
    for (int length = 0; length <= last + 1; length++) {
        if (length <= last)
            of_length(kind, request, length, misalignment, seen);
        if (length > 0 && (length > last || strcmp(seen, before) != 0)) {
            say_more(out, from > 0 ? " | %d" : "%d", from);
            if (from < length - 1)
                say_more(out, "-%d", length - 1);
            say_more(out, ": %s", before);
            from = length;
        }
        strcpy(before, seen);
    }
}

bool do_every_length(const struct words *words, const char *command, char *out)
{
    static char here[LINE];
    if (strcmp(words->text[0], "every-length") != 0)
        return false;
    for (int misalignment = 0; misalignment < MISALIGNMENTS; misalignment++) {
        lengths(words->text[1], (int)number(words->text[2]) + 1, strstr(command, words->text[3]), misalignment, here);
        if (misalignment > 0 && strcmp(here, out) != 0) {
            say_more(out, "; %d bytes behind an aligned address %s", misalignment, here);
            break;
        }
        say(out, "%s", here);
    }
    return true;
}

static bool take(MSG *message, DWORD wait)
{
    DWORD end = GetTickCount() + wait;
    while (!PeekMessageA(message, NULL, WM_USER, WM_USER + MAX_NAMES, PM_REMOVE)) {
        DWORD left = end - GetTickCount();
        if ((int)left <= 0)
            return false;
        MsgWaitForMultipleObjects(0, NULL, FALSE, left, QS_ALLINPUT);
    }
    return true;
}

static void message_text(const MSG *message, bool with_length, char *out)
{
    const char *name = "the message of nobody";
    for (int i = 0; i < request_count; i++) {
        if ((WPARAM)requests[i].handle == message->wParam)
            name = requests[i].name;
    }
    say(out, "%s %s", name, error_name(WSAGETASYNCERROR(message->lParam)));
    if (with_length)
        say_more(out, " %d", WSAGETASYNCBUFLEN(message->lParam));
    if ((unsigned long long)message->lParam >> 32 != 0)
        say_more(out, " and a bit above the 32nd");
}

static int compare(const void *one, const void *other)
{
    return strcmp(one, other);
}

static void several(int count, char *out)
{
    static char texts[MAX_NAMES][LINE];
    MSG message;
    for (int i = 0; i < count; i++) {
        if (take(&message, LONG_WAIT))
            message_text(&message, true, texts[i]);
        else
            say(texts[i], "none");
    }
    qsort(texts, (size_t)count, sizeof texts[0], compare);
    for (int i = 0; i < count; i++)
        say_more(out, "%s%s", i > 0 ? " | " : "", texts[i]);
}

bool do_messages(const struct words *words, char *out)
{
    const char *first = words->text[0];
    MSG message;
    if (strcmp(first, "message") == 0) {
        if (take(&message, LONG_WAIT))
            message_text(&message, words->count < 2, out);
        else
            say(out, "none");
    } else if (strcmp(first, "messages") == 0) {
        several((int)number(words->text[1]), out);
    } else if (strcmp(first, "posted") == 0) {
        DWORD end = GetTickCount() + LONG_WAIT;
        while (!PeekMessageA(&message, NULL, WM_USER, WM_USER + MAX_NAMES, PM_NOREMOVE) && GetTickCount() < end)
            MsgWaitForMultipleObjects(0, NULL, FALSE, 10, QS_ALLINPUT);
        say(out, "posted");
    } else if (strcmp(first, "quiet") == 0) {
        if (take(&message, QUIET_WAIT)) {
            say(out, "a message: ");
            message_text(&message, true, out + strlen(out));
        } else {
            say(out, "no message");
        }
    } else if (strcmp(first, "window") == 0) {
        const char *to = words->text[1];
        if (strcmp(to, "destroyed") == 0)
            DestroyWindow(own_window);
        window = strcmp(to, "NULL") == 0 ? NULL : strcmp(to, "never") == 0 ? (HWND)(INT_PTR)0x76543211 : own_window;
        say(out, "%s", to);
    } else {
        return false;
    }
    return true;
}
