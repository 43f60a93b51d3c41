/* The table of cases against the ws2_32 of the system: the same commands as in Run/, and the same observations. */
#ifndef CASES_H
#define CASES_H

#include <winsock2.h>
#include <windows.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE = 4096, MAX_WORDS = 12, MAX_NAMES = 32, LONG_WAIT = 10000, QUIET_WAIT = 200 };

/* A command that cannot be done here ends its case; one that only makes a situation more certain is left out. */
#define NOT_HERE "n/a"
#define LEFT_OUT "left out"

/* words.c */
struct words {
    int count;
    char text[MAX_WORDS][LINE]; /* one in quotes keeps the first of them */
};
void split(const char *command, struct words *words);
char *unquote(const char *word, char *room); /* NULL for NULL, "own-name" is what gethostname gives */
long long number(const char *word);
const char *error_name(int code);
void say(char *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
void say_more(char *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
void say_code(char *out, int result); /* the result of a function that gives 0 or SOCKET_ERROR */

/* buffer.c: callers' buffers, between guards */
struct buffer {
    char name[32];
    unsigned char *memory, *address; /* NULL when the caller has none */
    int total, length, claimed;
};
struct buffer *buffer_named(const char *name);
struct buffer *buffer_of(const char *name, const char *word); /* "1024", "1024@3", "NULL:100", "a", "a:10" */
bool do_buffers(const struct words *words, char *out);
void forget_buffers(void);

/* structures.c */
void structure_text(const char *kind, const void *structure, const struct buffer *inside, char *out);
void bytes_text(const struct buffer *buffer, int count, char *out);

/* requests.c: the functions that begin a request, and their messages */
bool do_start(const struct words *words, char *out);
bool do_messages(const struct words *words, char *out);
bool do_every_length(const struct words *words, const char *command, char *out);
bool handle_named(const char *word, HANDLE *handle);
void open_window(void);
void forget_requests(void);

/* calls.c: the functions that end at once or block */
bool do_startup(const struct words *words, char *out);
bool do_calls(const struct words *words, char *out);
bool do_blocking(const struct words *words, const char *command, char *out);
void forget_calls(void);

/* successors.c: getaddrinfo and getnameinfo */
bool do_successors(const struct words *words, char *out);
void address_text(const struct sockaddr *address, char *out);

/* extended.c: GetAddrInfoExW */
bool do_extended(const struct words *words, char *out);
void forget_extended(void);

/* world.c: files, the name server, threads */
void set_folders(const char *data, const char *exchange);
bool make_world(const char *words); /* false when it cannot be made here */
void restore_world(void);
bool do_world(const struct words *words, char *out);
bool do_threads(const struct words *words, const char *command, char *out);
void forget_threads(void);

/* main.c */
void perform(const char *command, char *out);

#endif
