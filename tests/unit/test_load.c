/* test_load.c -- which files belong to a project, and which modules they use. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include <errno.h>

#include "tests/unit/lang_case.h"

/* ---- a project in memory ---- */

struct file {
    const char *path, *text; /* no text: it cannot be read */
    int error;
};

enum { FILES_MOST = 12 };

struct project {
    struct lang_case c;
    struct file_reader reader;
    struct library library;
    struct library_file library_files[FILES_MOST];
    const struct file *files;
    uint32_t reads;
};

static const struct file *find_file(const struct project *project, struct str path)
{
    for (const struct file *file = project->files; file->path != NULL; file++) {
        if (str_equal(path, str_from(file->path)))
            return file;
    }
    return NULL;
}

static int read_file(void *self, struct str path, struct arena *arena, struct str *ret_text)
{
    struct project *project = self;
    const struct file *file = find_file(project, path);
    char *copy;

    project->reads++;
    if (file == NULL)
        return -ENOENT;
    if (file->text == NULL)
        return file->error;
    copy = ARENA_ARRAY(arena, char, strlen(file->text) + 16);
    memcpy(copy, file->text, strlen(file->text));
    *ret_text = (struct str){ copy, strlen(file->text) };
    return 0;
}

static int list_files(void *self, struct str glob, struct arena *arena, struct str **ret_paths,
                      uint32_t *ret_count)
{
    const struct project *project = self;
    struct str *paths = ARENA_ARRAY(arena, struct str, FILES_MOST);
    uint32_t count = 0;

    if (str_equal(glob, STR("unlisted/*")))
        return -EACCES;
    for (const struct file *file = project->files; file->path != NULL; file++) {
        struct str path = str_from(file->path);
        if (lang_glob_match(glob, path) && !str_starts_with(path, STR("vendor/")))
            paths[count++] = path;
    }
    *ret_paths = paths;
    *ret_count = count;
    return 0;
}

static bool file_exists(void *self, struct str path)
{
    return find_file(self, path) != NULL;
}

/* Files end with one without a path; library files are sorted. */
static void project_open(struct project *project, const struct file *files,
                         const struct file *library)
{
    *project = (struct project){ .files = files };
    lang_case_open(&project->c);
    for (; library != NULL && library->path != NULL; library++)
        project->library_files[project->library.count++] =
            (struct library_file){ library->path, library->text, strlen(library->text) };
    project->library.files = project->library_files;
    project->reader = (struct file_reader){ project, read_file, list_files, file_exists };
    project->c.lang.reader = &project->reader;
    project->c.lang.library = &project->library;
}

static const struct file library[] = {
    { "core.isms", "use core.people\nuse shared\nkind risk\n", 0 },
    { "core/people.isms", "use core\nkind person\n", 0 },
    { "iso27001/2022.isms", "clause 4.1\n", 0 },
    { "iso27001/2022/rules.isms", "use iso27001.2022 as iso\nrule R-1 \"x\"\n", 0 },
    { "shared.isms", "kind shared\n", 0 },
    { NULL, NULL, 0 },
};

/* `name(namespace) sources; ...` of all modules, then `file->module[ as alias][ everywhere]`. */
static struct str describe(struct project *project)
{
    struct lang *lang = &project->c.lang;
    struct out out;
    struct str text;

    out_open_memory(&out);
    for (uint32_t i = 0; i < lang->modules.count; i++) {
        const struct module *module = &lang->modules.items[i];
        out_str(&out, module->name);
        out_char(&out, '(');
        if (module->namespace_.v != 0)
            out_str(&out, sym_text(lang->names, module->namespace_));
        out_char(&out, ')');
        for (uint32_t s = 0; s < module->source_count; s++) {
            out_char(&out, ' ');
            out_str(&out, project->c.sources.sources.items[module->first_source + s].path);
        }
        out_char(&out, '\n');
    }
    for (uint32_t i = 0; i < lang->uses.count; i++) {
        const struct use *use = &lang->uses.items[i];
        out_str(&out, project->c.sources.sources.items[use->source].path);
        out_text(&out, " -> ");
        out_str(&out, lang->modules.items[use->module].name);
        if (use->alias.v != 0) {
            out_text(&out, " as ");
            out_str(&out, sym_text(lang->names, use->alias));
        }
        if (use->is_project_wide)
            out_text(&out, " everywhere");
        out_char(&out, '\n');
    }
    text = arena_copy(&project->c.arena, out_memory(&out));
    out_release(&out);
    return text;
}

/* ---- what is loaded ---- */

static void a_project_has_all_its_files_and_the_modules_they_use(void **state)
{
    static const struct file files[] = {
        { "b/x.isms", "use iso27001.2022 as norm\nrisk R-2\n", 0 },
        { "a.isms", "\xEF\xBB\xBFrisk R-1\n", 0 },
        { "project.isms", "project p \"P\"\nuse iso27001.2022.rules\n", 0 },
        { "readme.md", "no", 0 },
        { "vendor/own/kinds.isms", "use shared\n", 0 },
        { "vendor/unused.isms", "x, y", 0 },
        { NULL, NULL, 0 },
    };
    struct project project;

    (void)state;
    project_open(&project, files, library);
    lang_load_project(&project.c.lang);
    assert_text(lang_case_messages(&project.c), "");
    assert_text(describe(&project), "() project.isms a.isms b/x.isms\n"
                                    "core(core) std://core.isms\n"
                                    "core.people(core) std://core/people.isms\n"
                                    "shared(core) std://shared.isms\n"
                                    "iso27001.2022.rules(iso27001.2022.rules) "
                                    "std://iso27001/2022/rules.isms\n"
                                    "iso27001.2022(iso27001.2022) std://iso27001/2022.isms\n"
                                    "std://core/people.isms -> core\n"
                                    "std://core.isms -> core.people\n"
                                    "std://core.isms -> shared\n"
                                    "std://iso27001/2022/rules.isms -> iso27001.2022 as iso\n"
                                    "project.isms -> iso27001.2022.rules everywhere\n"
                                    "b/x.isms -> iso27001.2022 as norm\n");
    assert_int_equal(project.reads, 3);
    lang_case_close(&project.c);
}

static void sources_choose_the_files_each_once(void **state)
{
    static const struct file files[] = {
        { "project.isms",
          "project p\n  sources: \"a/*.isms\", \"**/x.isms\"\n  sources:\n    - \"project.isms\"\n",
          0 },
        { "a/x.isms", "risk R-1\n", 0 },
        { "a/y.isms", "risk R-2\n", 0 },
        { "b/y.isms", "risk, broken", 0 },
        { NULL, NULL, 0 },
    };
    struct project project;

    (void)state;
    project_open(&project, files, NULL);
    lang_load_project(&project.c.lang);
    assert_text(lang_case_messages(&project.c), "");
    assert_text(describe(&project), "() project.isms a/x.isms a/y.isms\n");
    lang_case_close(&project.c);
}

static void files_without_a_project_use_modules_too(void **state)
{
    static const struct file files[] = {
        { "one.isms", "use vendored.thing\n", 0 },
        { "two.isms", "risk R-1\n", 0 },
        { "vendor/vendored/thing.isms", "use shared as s\n", 0 },
        { NULL, NULL, 0 },
    };
    const struct str paths[] = { STR("two.isms"), STR("one.isms"), STR("two.isms") };
    struct project project;

    (void)state;
    project_open(&project, files, library);
    lang_load_files(&project.c.lang, paths, 3);
    assert_text(lang_case_messages(&project.c), "");
    assert_text(describe(&project), "() one.isms two.isms\n"
                                    "core(core) std://core.isms\n"
                                    "core.people(core) std://core/people.isms\n"
                                    "shared(core) std://shared.isms\n"
                                    "vendored.thing(vendored.thing) vendor/vendored/thing.isms\n"
                                    "std://core/people.isms -> core\n"
                                    "std://core.isms -> core.people\n"
                                    "std://core.isms -> shared\n"
                                    "vendor/vendored/thing.isms -> shared as s\n"
                                    "one.isms -> vendored.thing\n");
    lang_case_close(&project.c);
}

/* ---- what goes wrong ---- */

struct row {
    const char *name;
    struct file files[FILES_MOST];
    const char *messages;
    int exit_status;
};

static const struct row rows[] = {
    { "no_project_file",
      { { "a.isms", "", 0 } },
      "E0501 0:0 there is no project.isms in this folder or above it",
      2 },
    { "a_project_file_that_cannot_be_read",
      { { "project.isms", NULL, -EACCES } },
      "E0601 0:0 cannot read `project.isms`: Permission denied",
      4 },
    { "a_file_that_cannot_be_read",
      { { "project.isms", "project p\n", 0 },
        { "a.isms", NULL, -EISDIR },
        { "b.isms", "x, y\n", 0 } },
      "E0601 0:0 cannot read `a.isms`: it is a folder\n"
      "E0102 1:1 this line is neither a declaration nor a field",
      4 },
    { "a_file_that_is_no_file",
      { { "project.isms", "project p\n", 0 }, { "a.isms", NULL, -ENXIO } },
      "E0601 0:0 cannot read `a.isms`: it is not a regular file",
      4 },
    { "a_file_that_the_reader_finds_too_large",
      { { "project.isms", "project p\n", 0 }, { "a.isms", NULL, -EFBIG } },
      "E0604 0:0 `a.isms` is larger than 1000 bytes, the limit for one file",
      5 },
    { "a_pattern_that_matches_nothing",
      { { "project.isms", "project p\n  sources: \"**/*.isms\", \"b/*\"\n", 0 } },
      "E0505 2:25 no file matches `b/*`",
      2 },
    { "a_pattern_that_leaves_the_project",
      { { "project.isms", "project p\n  sources: \"../*.isms\", \"/etc/passwd\", x\n", 0 } },
      "E0503 2:12 `../*.isms` cannot name source files: it leaves the folder of project.isms\n"
      "E0503 2:25 `/etc/passwd` cannot name source files: it begins with `/`; paths are relative "
      "to "
      "the folder of project.isms\n"
      "E0503 2:40 `sources` takes patterns in quotes",
      3 },
    { "a_folder_that_cannot_be_listed",
      { { "project.isms", "project p\n  sources: \"unlisted/*\"\n", 0 } },
      "E0601 2:12 cannot read `unlisted/*`: Permission denied",
      4 },
    { "an_unknown_module",
      { { "project.isms", "use iso27001.2023\n", 0 } },
      "E0204 1:5 there is no module named `iso27001.2023`",
      3 },
    { "a_module_twice",
      { { "project.isms", "use iso27001.2022\n", 0 },
        { "vendor/iso27001/2022.isms", "risk R-1\n", 0 } },
      "E0205 1:5 two modules are named `iso27001.2022`",
      3 },
    { "a_vendored_module_that_cannot_be_read",
      { { "project.isms", "use v\n", 0 }, { "vendor/v.isms", NULL, -EACCES } },
      "E0601 1:5 cannot read `vendor/v.isms`: Permission denied",
      4 },
    { "modules_in_a_circle",
      { { "project.isms", "use a.b\n", 0 },
        { "vendor/a/b.isms", "use c\n", 0 },
        { "vendor/c.isms", "use a.b\n", 0 } },
      "E0502 1:5 modules use each other in a circle: a.b -> c -> a.b",
      3 },
    { "a_module_that_uses_itself",
      { { "project.isms", "use a\n", 0 }, { "vendor/a.isms", "use a\n", 0 } },
      "E0502 1:5 modules use each other in a circle: a -> a",
      3 },
    { "modules_too_deep",
      { { "project.isms", "use a\n", 0 },
        { "vendor/a.isms", "use b\n", 0 },
        { "vendor/b.isms", "use c\n", 0 },
        { "vendor/c.isms", "use d\n", 0 },
        { "vendor/d.isms", "use e\n", 0 } },
      "E0605 1:5 modules use each other more than 4 levels deep",
      5 },
    { "too_many_files",
      { { "a.isms", "", 0 },
        { "b.isms", "", 0 },
        { "c.isms", "", 0 },
        { "d.isms", "", 0 },
        { "e.isms", "", 0 },
        { "f.isms", "", 0 },
        { "project.isms", "project p\n", 0 } },
      "E0605 0:0 the project has more than 5 source files; `e.isms` was not read",
      5 },
    { "too_many_bytes",
      { { "a.isms", "risk R-1 \"a title that is long enough to go over the limit of this test\"\n",
          0 },
        { "b.isms", "", 0 },
        { "project.isms", "project p\n", 0 } },
      "E0604 0:0 all source files together are larger than 70 bytes; `a.isms` was not read",
      5 },
    { "a_file_in_another_encoding",
      { { "a.isms", "\xFF\xFEr", 0 }, { "project.isms", "project p\n", 0 } },
      "E0109 1:1 this file is UTF-16; source files are UTF-8",
      3 },
    { "a_use_line_that_says_more",
      { { "project.isms", "use shared \"x\"\nuse shared as a as b\n", 0 } },
      "E0101 1:12 expected `as NAME` or the end of the line behind the name of the module\n"
      "E0101 2:17 expected `as NAME` or the end of the line behind the name of the module",
      3 },
    { "a_use_line_without_a_name",
      { { "project.isms", "use \"x\"\nuse\n", 0 } },
      "E0113 1:1 `use` wants the name of a module\nE0113 2:1 `use` has no name behind it",
      3 },
};

static void loading_raises(void **state)
{
    const struct row *row = *state;
    struct project project;

    project_open(&project, row->files, library);
    project.c.limits.module_depth = 4;
    project.c.limits.files = 5;
    project.c.limits.file_bytes = 1000;
    if (strcmp(row->name, "too_many_bytes") == 0)
        project.c.limits.total_bytes = 70;
    lang_load_project(&project.c.lang);
    assert_text(lang_case_messages(&project.c), row->messages);
    assert_int_equal(project.c.sink.exit_status, row->exit_status);
    lang_case_close(&project.c);
}

static void a_similar_module_is_suggested(void **state)
{
    static const struct file files[] = { { "project.isms", "use iso27001.2023\nuse iso27001\n", 0 },
                                         { NULL, NULL, 0 } };
    struct project project;
    const struct diag *diag;

    (void)state;
    project_open(&project, files, library);
    lang_load_project(&project.c.lang);
    assert_int_equal(project.c.sink.diags.count, 2);
    diag = project.c.sink.diags.items[0];
    assert_text(diag->fixes->replacement, "iso27001.2022");
    diag = project.c.sink.diags.items[1];
    assert_non_null(diag->fixes != NULL ? (const void *)diag->fixes : (const void *)diag->notes);
    lang_case_close(&project.c);
}

static void no_file_at_all_is_an_error(void **state)
{
    static const struct file files[] = { { NULL, NULL, 0 } };
    struct project project;

    (void)state;
    project_open(&project, files, NULL);
    lang_load_files(&project.c.lang, NULL, 0);
    assert_text(lang_case_messages(&project.c), "E0505 0:0 no file was named");
    lang_case_close(&project.c);
}

int main(void)
{
    enum { ROWS = sizeof rows / sizeof rows[0] };
    struct CMUnitTest faults[ROWS];
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_project_has_all_its_files_and_the_modules_they_use),
        cmocka_unit_test(sources_choose_the_files_each_once),
        cmocka_unit_test(files_without_a_project_use_modules_too),
        cmocka_unit_test(a_similar_module_is_suggested),
        cmocka_unit_test(no_file_at_all_is_an_error),
    };

    for (size_t i = 0; i < ROWS; i++)
        faults[i] = (struct CMUnitTest){ rows[i].name, loading_raises, NULL, NULL,
                                         (void *)(uintptr_t)&rows[i] };
    return cmocka_run_group_tests_name("projects", tests, NULL, NULL) +
           cmocka_run_group_tests_name("faults", faults, NULL, NULL);
}
