#include "cases.h"

#include <stdarg.h>

void split(const char *command, struct words *words)
{
    words->count = 0;
    while (*command != '\0' && words->count < MAX_WORDS) {
        if (*command == ' ') {
            command++;
            continue;
        }
        char *word = words->text[words->count++];
        const char *end = *command == '"' ? strchr(command + 1, '"') : strchr(command, ' ');
        size_t length = end != NULL ? (size_t)(end - command) : strlen(command);
        memcpy(word, command, length);
        word[length] = '\0';
        command += length + (*command == '"' ? 1 : 0);
    }
}

char *unquote(const char *word, char *room)
{
    if (strcmp(word, "own-name") == 0)
        return gethostname(room, 256) == 0 ? room : NULL;
    if (word[0] != '"')
        return NULL;
    char *to = room;
    for (word++; *word != '\0'; word++) {
        char digits[4] = "";
        if (word[0] == '\\' && word[1] == 'x') {
            memcpy(digits, word + 2, 2);
            *to++ = (char)strtol(digits, NULL, 16);
            word += 3;
        } else if (word[0] == '\\' && word[1] == '*') { /* the byte before, so often */
            memcpy(digits, word + 2, 3);
            for (long left = strtol(digits, NULL, 10) - 1; left > 0; left--, to++)
                *to = to[-1];
            word += 4;
        } else {
            *to++ = *word;
        }
    }
    *to = '\0';
    return room;
}

long long number(const char *word)
{
    bool negative = word[0] == '-';
    const char *digits = word + (negative ? 1 : 0);
    bool hexadecimal = strncmp(digits, "0x", 2) == 0;
    long long value = (long long)strtoull(digits, NULL, hexadecimal ? 16 : 10);
    return negative ? -value : value;
}

const char *error_name(int code)
{
    static const struct {
        int code;
        const char *name;
    } names[] = {
#define NAME(code) { code, #code }
        NAME(WSAEINTR), NAME(WSAEACCES), NAME(WSAEFAULT), NAME(WSAEINVAL), NAME(WSAEWOULDBLOCK), NAME(WSAEINPROGRESS),
        NAME(WSAEALREADY), NAME(WSAENOTSOCK), NAME(WSAESOCKTNOSUPPORT), NAME(WSAEOPNOTSUPP), NAME(WSAEAFNOSUPPORT),
        NAME(WSAENETDOWN), NAME(WSAENOBUFS), NAME(WSAEPROCLIM), NAME(WSASYSNOTREADY), NAME(WSAVERNOTSUPPORTED),
        NAME(WSANOTINITIALISED), NAME(WSASERVICE_NOT_FOUND), NAME(WSATYPE_NOT_FOUND), NAME(WSA_E_NO_MORE),
        NAME(WSA_E_CANCELLED), NAME(WSAHOST_NOT_FOUND), NAME(WSATRY_AGAIN), NAME(WSANO_RECOVERY), NAME(WSANO_DATA),
        { WSA_IO_PENDING, "WSA_IO_PENDING" }, { WSA_INVALID_HANDLE, "WSA_INVALID_HANDLE" },
        { WSA_NOT_ENOUGH_MEMORY, "WSA_NOT_ENOUGH_MEMORY" }, { WSA_OPERATION_ABORTED, "WSA_OPERATION_ABORTED" },
#undef NAME
    };
    static __thread char other[16];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (names[i].code == code)
            return names[i].name;
    }
    sprintf(other, "%d", code);
    return other;
}

void say(char *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(out, LINE, format, arguments);
    va_end(arguments);
}

void say_more(char *out, const char *format, ...)
{
    size_t length = strlen(out);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(out + length, LINE - length, format, arguments);
    va_end(arguments);
}

void say_code(char *out, int result)
{
    int error = WSAGetLastError();
    if (result == 0)
        say(out, "0");
    else
        say(out, "%d %s", result, error_name(error));
}
