/* memory_project.h -- bytes as the files of a project, for fuzz targets. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_TESTS_FUZZ_MEMORY_PROJECT_H
#define ISMS_TESTS_FUZZ_MEMORY_PROJECT_H

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lang/lang.h"

/*
 * The input is cut at form feeds: the first piece is project.isms, the others a.isms, b.isms and so
 * on, so that the fuzzer finds faults between files too.
 */
enum { MEMORY_FILES_MOST = 6 };

struct memory_project {
    struct str texts[MEMORY_FILES_MOST];
    uint32_t count;
};

static const struct str memory_paths[MEMORY_FILES_MOST] = {
    { "project.isms", 12 }, { "a.isms", 6 }, { "b.isms", 6 },
    { "c.isms", 6 },        { "d.isms", 6 }, { "e.isms", 6 },
};

static inline void memory_project_cut(struct memory_project *project, const uint8_t *data,
                                      size_t size)
{
    struct str rest = { (const char *)data, size };

    project->count = 0;
    while (project->count < MEMORY_FILES_MOST) {
        size_t end = project->count + 1 < MEMORY_FILES_MOST ? str_find(rest, '\f') : rest.len;
        project->texts[project->count++] = str_slice(rest, 0, end);
        if (end == rest.len)
            break;
        rest = str_slice(rest, end + 1, rest.len);
    }
}

static inline int memory_read(void *self, struct str path, struct arena *arena,
                              struct str *ret_text)
{
    const struct memory_project *project = self;

    for (uint32_t i = 0; i < project->count; i++) {
        if (!str_equal(path, memory_paths[i]))
            continue;
        char *copy = ARENA_ARRAY(arena, char, project->texts[i].len + 16);
        if (project->texts[i].len > 0)
            memcpy(copy, project->texts[i].ptr, project->texts[i].len);
        *ret_text = (struct str){ copy, project->texts[i].len };
        return 0;
    }
    return -ENOENT;
}

static inline int memory_list(void *self, struct str glob, struct arena *arena,
                              struct str **ret_paths, uint32_t *ret_count)
{
    const struct memory_project *project = self;

    (void)glob;
    *ret_paths = ARENA_ARRAY(arena, struct str, MEMORY_FILES_MOST);
    *ret_count = project->count;
    for (uint32_t i = 0; i + 1 < project->count; i++)
        (*ret_paths)[i] = memory_paths[i + 1]; /* a, b, ... come before project by byte */
    (*ret_paths)[project->count - 1] = memory_paths[0];
    return 0;
}

static inline bool memory_exists(void *self, struct str path)
{
    const struct memory_project *project = self;

    for (uint32_t i = 0; i < project->count; i++)
        if (str_equal(path, memory_paths[i]))
            return true;
    return false;
}

static inline struct file_reader memory_reader(struct memory_project *project)
{
    return (struct file_reader){ project, memory_read, memory_list, memory_exists };
}

/* A small library with what the language offers: kinds, records, closures, computed fields, a
 * method. */
static const char fuzz_core[] =
    "scale level\n  low: 1\n  medium: 2\n  high: 3\n\n"
    "scale impact\n  minor: 1\n  major: 2\n\n"
    "matrix risk-level (level, impact) -> level\n"
    "  low: low, medium\n  medium: low, high\n  high: medium, high\n\n"
    "let appetite = low\n\n"
    "kind person\n  boss: person?, inverse: reports\n\n"
    "kind link\n  on: thing, head: yes\n  why: text?\n  parts: (one of (C, I, A))*, default: [C, "
    "I]\n\n"
    "kind thing\n  owner: (person or thing)?\n  own: impact?\n"
    "  rests-on: link*, inverse: carries, acyclic: yes\n"
    "  needs: thing* = [l.on for l in rests-on where C in l.parts], inverse: needed\n"
    "  value: impact? = max(t.own for t in needed*)\n  since: date?\n  cost: money?\n  tags: "
    "text*\n\n"
    "kind risk extends thing\n  about: thing*, inverse: risks\n  odds: level?\n"
    "  size: impact?, default: max(t.value for t in about)\n"
    "  rating: level? = risk-level(odds, size)\n\n"
    "extend rule\n  phase: (one of (plan, do))?\n\n"
    "let f (t: thing) -> integer = count(t.rests-on)\n\n"
    "rule core-1 \"owned\"\n  phase: plan\n  for: t in thing, u in t.needs+\n"
    "  require: t.owner is set or u.owner is set\n"
    "  message: \"{t} rests on {u}, {t.since otherwise 'never'}\"\n\n"
    "relation leans (t: thing, u: thing)\n  when: u in t.needs\n"
    "  when: some v in t.needs where leans(v, u)\n\n"
    "rule core-2 \"leaning on owned things only\"\n  for: t in thing, u in thing where leans(t, "
    "u)\n"
    "  require: u.owner is set\n  message: \"{t} leans on {u}\"\n\n"
    "extend waiver\n  reason: text?\n  in-force: yes-no = reason is set and today <= expires\n\n"
    "extend adjust\n  in-force: yes-no = yes\n\n"
    "view all\n  from: t in thing where t.value is set\n  columns: t.id, t.value, t.risks, f(t)\n"
    "  order: desc(t.value), t.id\n\n"
    "graph web\n  nodes: thing, person\n  edges: thing.rests-on, person.boss\n"
    "  state: thing by value\n  glyph: major: gap\n";

static const struct library_file fuzz_files[] = {
    { "core.isms", fuzz_core, sizeof(fuzz_core) - 1 },
};
static const struct library fuzz_library = { .files = fuzz_files, .count = 1 };

#endif
