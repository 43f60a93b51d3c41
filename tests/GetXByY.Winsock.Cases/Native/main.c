/* usage: cases.exe DATA EXCHANGE SKIP FILE...
 *
 * Runs the cases of the files but for the first SKIP, and writes what was seen in the form of the table. A case that
 * crashes or hangs ends the program, after it has said so: it is to be started again with the cases that are left. */
#include "cases.h"

enum { CRASHED = 98, HANGS = 99, CASE_LIMIT = 20000, MAX_STEPS = 64 };

static struct {
    char id[128];
    bool is_possible, is_started, is_ended;
    unsigned short version;
    int step_count;
    char steps[MAX_STEPS][LINE];
} now;
static volatile LONG generation;

/* Functions of ws2_32: they alone may change the last error, which is one with that of the system. */
static bool do_function(const struct words *words, const char *command, char *out)
{
    static __thread DWORD last_error;
    SetLastError(last_error);
    bool is_done = do_start(words, out) || do_startup(words, out) || do_calls(words, out)
        || do_successors(words, out) || do_extended(words, out) || do_blocking(words, command, out);
    last_error = is_done ? GetLastError() : last_error;
    return is_done;
}

void perform(const char *command, char *out)
{
    struct words *words = malloc(sizeof *words); /* too large for the stack of a thread */
    split(command, words);
    out[0] = '\0';
    if (!do_threads(words, command, out) && !do_world(words, out) && !do_messages(words, out)
        && !do_buffers(words, out) && !do_every_length(words, command, out) && !do_function(words, command, out))
        say(out, NOT_HERE);
    free(words);
}

static void finish(const char *how, UINT code)
{
    printf("= %s\n", how);
    fflush(stdout);
    TerminateProcess(GetCurrentProcess(), code);
}

static LONG WINAPI on_crash(EXCEPTION_POINTERS *pointers)
{
    (void)pointers;
    finish("the program ends", CRASHED);
    return EXCEPTION_EXECUTE_HANDLER;
}

static DWORD WINAPI watch(void *parameter)
{
    for (LONG seen = generation;; seen = generation) {
        for (int i = 0; i < CASE_LIMIT / 100 && seen == generation; i++)
            Sleep(100);
        if (seen == generation)
            finish("hangs", HANGS);
    }
    return parameter == NULL;
}

static DWORD WINAPI run_case(void *parameter)
{
    (void)parameter;
    WSADATA data;
    open_window();
    if (now.is_started)
        WSAStartup(now.version, &data);
    printf("case %s\n", now.id);
    for (int i = 0; i < now.step_count && now.is_possible; i++) {
        char seen[LINE];
        printf("> %s\n", now.steps[i]);
        fflush(stdout);
        perform(now.steps[i], seen);
        printf("= %s\n", seen);
        fflush(stdout);
        if (strcmp(seen, NOT_HERE) == 0)
            break;
    }
    forget_threads();
    while (WSACleanup() == 0)
        ;
    forget_requests();
    forget_buffers();
    forget_calls();
    forget_extended();
    return 0;
}

static void end_case(int *skip)
{
    if (now.id[0] == '\0' || (*skip)-- > 0)
        return;
    InterlockedIncrement(&generation);
    HANDLE thread = CreateThread(NULL, 8 << 20, run_case, NULL, 0, NULL);
    WaitForSingleObject(thread, INFINITE);
    CloseHandle(thread);
    restore_world();
}

static void begin_case(const char *id)
{
    memset(&now, 0, sizeof now);
    snprintf(now.id, sizeof now.id, "%s", id);
    now.is_possible = now.is_started = true;
    now.version = 0x0202;
}

static void read_line(const char *line, int *skip)
{
    char words[LINE];
    line += strspn(line, " ");
    if (strncmp(line, "case ", 5) == 0) {
        end_case(skip);
        begin_case(line + 5);
    } else if (strncmp(line, "> ", 2) == 0 && now.step_count < MAX_STEPS) {
        strcpy(now.steps[now.step_count++], line + 2);
    } else if (strncmp(line, "world ", 6) == 0 && *skip <= 0) {
        strcpy(words, line + 6);
        now.is_started = now.is_started && strcmp(words, "not-started") != 0;
        if (strncmp(words, "version ", 8) == 0)
            now.version = (unsigned short)(number(words + 8) | (number(strchr(words, '.') + 1) << 8));
        now.is_possible = make_world(words) && now.is_possible;
    }
}

int main(int count, char **arguments)
{
    static char line[LINE];
    if (count < 5)
        return 2;
    int skip = atoi(arguments[3]);
    setvbuf(stdout, NULL, _IOFBF, 1 << 16);
    SetUnhandledExceptionFilter(on_crash);
    SetErrorMode(SEM_NOGPFAULTERRORBOX | SEM_FAILCRITICALERRORS);
    set_folders(arguments[1], arguments[2]);
    CloseHandle(CreateThread(NULL, 0, watch, NULL, 0, NULL));
    for (int i = 4; i < count; i++) {
        FILE *file = fopen(arguments[i], "rb");
        if (file == NULL)
            return 2;
        while (fgets(line, sizeof line, file) != NULL) {
            line[strcspn(line, "\r\n")] = '\0';
            read_line(line, &skip);
        }
        fclose(file);
    }
    end_case(&skip);
    return 0;
}
