#include "cases.h"

static char data_folder[MAX_PATH], exchange_folder[MAX_PATH];
static long case_begins_at; /* in the list of queries */

/* ---- files ---- */

void set_folders(const char *data, const char *exchange)
{
    snprintf(data_folder, sizeof data_folder, "%s", data);
    snprintf(exchange_folder, sizeof exchange_folder, "%s", exchange);
    restore_world();
}

static void path_of(const char *name, char *path)
{
    snprintf(path, MAX_PATH, "C:\\windows\\system32\\drivers\\etc\\%s", name);
}

static void remove_file(const char *name)
{
    char path[MAX_PATH];
    path_of(name, path);
    DeleteFileA(path);
    RemoveDirectoryA(path);
}

static bool change_file(const char *name, const char *how)
{
    char path[MAX_PATH];
    remove_file(name);
    path_of(name, path);
    return strcmp(how, "missing") == 0 || CreateDirectoryA(path, NULL);
}

static long length_of_queries(void)
{
    char path[MAX_PATH];
    snprintf(path, sizeof path, "%s\\queries", exchange_folder);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return 0;
    fseek(file, 0, SEEK_END);
    long length = ftell(file);
    fclose(file);
    return length;
}

bool make_world(const char *words)
{
    char name[32], how[32];
    case_begins_at = length_of_queries();
    if (sscanf(words, "%31s %31s", name, how) != 2)
        return strcmp(words, "not-started") == 0 || strcmp(words, "impatient") == 0
            || strcmp(words, "windows-window") == 0 || strcmp(words, "own-window") == 0;
    if (strcmp(name, "version") == 0)
        return true;
    return (strcmp(name, "services") == 0 || strcmp(name, "protocols") == 0) && change_file(name, how);
}

void restore_world(void)
{
    static const char *const names[] = { "services", "protocols" };
    for (int i = 0; i < 2; i++) {
        char from[MAX_PATH + 16], to[MAX_PATH];
        remove_file(names[i]);
        path_of(names[i], to);
        snprintf(from, sizeof from, "%s\\%s", data_folder, names[i]);
        CopyFileA(from, to, FALSE);
    }
    case_begins_at = length_of_queries();
}

/* ---- the name server: it writes down its queries in one file, and lets go of what it holds when it sees another ---- */

static int queries_for(const char *name)
{
    char path[MAX_PATH], line[LINE];
    int count = 0;
    snprintf(path, sizeof path, "%s\\queries", exchange_folder);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return 0;
    fseek(file, case_begins_at, SEEK_SET);
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        count += strcmp(line, name) == 0;
    }
    fclose(file);
    return count;
}

static void release(void)
{
    char path[MAX_PATH];
    snprintf(path, sizeof path, "%s\\release", exchange_folder);
    fclose(fopen(path, "wb"));
    for (int i = 0; i < 1000 && GetFileAttributesA(path) != INVALID_FILE_ATTRIBUTES; i++)
        Sleep(2);
}

bool do_world(const struct words *words, char *out)
{
    const char *first = words->text[0];
    if (strcmp(first, "asked") == 0) {
        for (int i = 0; i < 2000 && queries_for(words->text[1]) == 0; i++)
            Sleep(2);
        say(out, queries_for(words->text[1]) > 0 ? "asked" : "not asked");
    } else if (strcmp(first, "queries") == 0) {
        Sleep(20); /* the file may be behind */
        say(out, "%d", queries_for(words->text[1]));
    } else if (strcmp(first, "answer") == 0) {
        release();
        say(out, "answered");
    } else if (strcmp(first, "engine") == 0 || strcmp(first, "queue") == 0 || strcmp(first, "refused") == 0
        || strcmp(first, "hooked") == 0) {
        say(out, LEFT_OUT);
    } else if (strcmp(first, "network") == 0 || strcmp(first, "in-poster") == 0) {
        say(out, NOT_HERE);
    } else {
        return false;
    }
    return true;
}

/* ---- threads: "@2 command" waits for it, "begin 2 command" and "end 2" do not ---- */

static struct thread {
    char name[8];
    HANDLE go, done;
    char command[LINE], seen[LINE];
} threads[4];
static int thread_count;

static DWORD WINAPI serve(void *parameter)
{
    struct thread *thread = parameter;
    while (WaitForSingleObject(thread->go, INFINITE) == WAIT_OBJECT_0 && thread->command[0] != '\0') {
        thread->seen[0] = '\0';
        perform(thread->command, thread->seen);
        SetEvent(thread->done);
    }
    return 0;
}

static struct thread *thread_named(const char *name)
{
    for (int i = 0; i < thread_count; i++) {
        if (strcmp(threads[i].name, name) == 0)
            return &threads[i];
    }
    struct thread *thread = &threads[thread_count++];
    snprintf(thread->name, sizeof thread->name, "%s", name);
    thread->go = CreateEventA(NULL, FALSE, FALSE, NULL);
    thread->done = CreateEventA(NULL, TRUE, FALSE, NULL);
    CloseHandle(CreateThread(NULL, 0, serve, thread, 0, NULL));
    return thread;
}

static void give(struct thread *thread, const char *command)
{
    ResetEvent(thread->done);
    snprintf(thread->command, sizeof thread->command, "%s", command);
    SetEvent(thread->go);
}

static void await(struct thread *thread, char *out)
{
    if (WaitForSingleObject(thread->done, LONG_WAIT) == WAIT_OBJECT_0)
        say(out, "%s", thread->seen);
    else
        say(out, "hangs");
}

bool do_threads(const struct words *words, const char *command, char *out)
{
    const char *first = words->text[0];
    if (first[0] == '@') {
        struct thread *thread = thread_named(first + 1);
        give(thread, command + strlen(first) + 1);
        await(thread, out);
    } else if (strcmp(first, "begin") == 0) {
        give(thread_named(words->text[1]), command + strlen("begin ") + strlen(words->text[1]) + 1);
        say(out, "begun");
    } else if (strcmp(first, "running") == 0) {
        say(out, WaitForSingleObject(thread_named(words->text[1])->done, 50) == WAIT_OBJECT_0 ? "ended" : "running");
    } else if (strcmp(first, "end") == 0) {
        await(thread_named(words->text[1]), out);
    } else {
        return false;
    }
    return true;
}

void forget_threads(void)
{
    for (int i = 0; i < thread_count; i++)
        give(&threads[i], "");
    Sleep(thread_count > 0 ? 20 : 0); /* they end by themselves */
    thread_count = 0;
}
