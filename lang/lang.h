/* lang.h -- the one door of lang/: from files to a tree, and to formatted text. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_LANG_LANG_H
#define ISMS_LANG_LANG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/attr.h"
#include "base/diag.h"
#include "base/intern.h"
#include "base/out.h"
#include "base/source.h"
#include "lang/ast.h"

/*
 * How the program reads files. Paths are relative to the project's root, with `/`. All functions
 * return 0 or a negative errno; lang never opens a file itself.
 */
struct file_reader {
    void *self;
    /* The whole file into the arena, followed by at least 16 NUL bytes. -EISDIR, -ENXIO (a FIFO, a
     * device), -EFBIG (over the limit) and what the system says. */
    int (*read)(void *self, struct str path, struct arena *arena, struct str *ret_text);
    /* All files below the root whose path matches the glob, sorted by byte; hidden ones and vendor/
     * are left out. `*` matches within a folder, `**` any number of folders. */
    int (*list)(void *self, struct str glob, struct arena *arena, struct str **ret_paths,
                uint32_t *ret_count);
    bool (*exists)(void *self, struct str path); /* a regular file inside the root */
};

/* The standard library: texts by module path, `iso27001/2022/rules`. */
struct library_file {
    const char *path; /* "iso27001/2022/rules.isms" */
    const char *text;
    size_t text_bytes;
};
struct imprints;
struct known_names;
struct library {
    const struct library_file *files; /* sorted by path */
    uint32_t count;
    const struct imprints *imprints; /* their trees, see imprint.h; NULL: the texts are parsed */
    const struct known_names *names; /* of the trees; without trees NULL */
};

struct limits {
    uint64_t file_bytes;   /* 512 MiB */
    uint64_t total_bytes;  /* 2 GiB */
    uint32_t files;        /* 100,000 */
    uint32_t token_bytes;  /* 1 MiB */
    uint32_t name_bytes;   /* 255 */
    uint32_t module_depth; /* 64 */
};
extern const struct limits limits_default;

/* What one module is: a file of the library or of vendor/, or all files of the project. */
struct module {
    struct str name;   /* "iso27001.2022.rules"; "" for the project */
    sym_id namespace_; /* its namespace: the name itself, or none for the project's root */
    uint32_t first_source, source_count;
};

/* One `use` line. */
struct use {
    uint32_t source;      /* the file that says it */
    uint32_t module;      /* index into modules */
    sym_id alias;         /* none: opened */
    bool is_project_wide; /* it stands in project.isms */
    struct span span;
};

struct lang {
    struct arena *arena;
    struct interner *names;
    struct source_map *sources;
    struct diag_sink *sink;
    struct ast *ast;
    const struct file_reader *reader;
    const struct library *library;
    const struct limits *limits;
    /* First words of declarations of which nobody will see more than the name, where they are part
     * of the library and parsed already: they have no parts. Known before anything is loaded. */
    const sym_id *left_out;
    uint32_t left_out_count;
    VEC(struct module) modules; /* modules.items[0] is the project */
    VEC(struct use) uses;
    uint64_t bytes_read; /* by the loader, without the library */
    uint32_t files_read;
    uint32_t threads;     /* most at work at a time; 0 or 1: one. Changes no result. */
    uint32_t piece_bytes; /* what one of them takes at a time; 0: as is best. For tests. */
    bool only_grammar;    /* without the shortcut for plain lines; tests compare both ways */
};

/* Parses one text that is already in the source map and adds its declarations to the tree. */
void lang_parse(struct lang *lang, uint32_t source);
/*
 * A paragraph of a file that is plain (plain.h) is only checked when it is parsed: its declaration
 * is *folded*, it has no parts but its doc comment. Its nodes are made from
 * the text when somebody looks, for good or for a moment. Nodes move when others are made: no
 * pointer to one survives.
 */
void lang_unfold(struct lang *lang, decl_id decl);

/* Where the tables of the tree end. Rewinding folds what was unfolded since. */
struct tree_mark {
    uint32_t decls, parts, fields, exprs, unfolded;
};
struct tree_mark lang_mark(const struct lang *lang);
void lang_rewind(struct lang *lang, struct tree_mark mark);

/*
 * The fields alone, for loops over many objects: those of all take the same place, one after the
 * other.
 */
struct unfolded {
    decl_id decl; /* none: it was not folded */
    struct tree_mark start, end;
};
struct unfolded lang_unfold_briefly(struct lang *lang, decl_id decl) ISMS_NODISCARD;
/* Unless it was unfolded for good, or nodes were made behind its own, in the meantime. */
void lang_fold_again(struct lang *lang, struct unfolded unfolded);

/* The title of a declaration, folded or not, as ast_string gives it; empty without. */
struct str lang_title(const struct lang *lang, struct arena *arena, decl_id decl);
/* Fetches the text where it is, of a folded one, into the cache, for somebody who will read it. */
void lang_prefetch_title(const struct lang *lang, decl_id decl);

/*
 * The next hole of a text from an offset on: where its braces are. `{{` and what stands behind a
 * backslash is none; a brace in quotes or in further braces closes none. `close` is the length of
 * the text when nothing closes the hole. False when there is none.
 */
struct hole_place {
    size_t open, close;
};
bool lang_next_hole(struct str text, size_t from, struct hole_place *ret_place);
/*
 * Parses the bytes of a span, which lies in one source, as one expression: a hole `{...}` in a text
 * (without its braces). Texts in it may stand in single quotes. None after an error.
 */
expr_id lang_parse_hole(struct lang *lang, struct span span);

/*
 * What somebody asks: an expression, or columns for each combination of some variables,
 * `r.id, r.level for r in risk where r.level >= high`. Members of a list are chained by next.
 */
struct query {
    expr_id items;     /* as in `columns:` of a view */
    expr_id binds;     /* BINDs; none without `for` */
    expr_id condition; /* none without `where` behind them */
};
/* Parses a whole source as one query, in which texts may stand in single quotes. False after an
 * error. */
bool lang_parse_query(struct lang *lang, uint32_t source, struct query *ret_query);

/*
 * Loads a project: project.isms, the files of its `sources:` globs (default all `.isms` files) and
 * every module that they use, each once. The module `core` of the library is always loaded. What
 * cannot be read is a diagnostic; the tree holds all that could be understood.
 */
void lang_load_project(struct lang *lang);
/* The same for single files without a project (an implicit project; uses core and what they name).
 */
void lang_load_files(struct lang *lang, const struct str *paths, uint32_t count);
void lang_release(struct lang *lang);

enum format_result {
    FORMAT_DONE,
    FORMAT_ERRORS,     /* the text cannot be parsed; the sink says why */
    FORMAT_UNFAITHFUL, /* a fault of the formatter's: the new text would not say the same */
};
/*
 * Formats the bytes of a file: a byte order mark and Windows line ends are taken away, quotes and
 * blanks of word processors replaced. Names, sources, sink, arena and limits of `lang` are used,
 * its tree stays as it is. What is written to `out`, a memory, has been parsed again and compared
 * with the old text, tree and comments. Formatting a formatted text changes nothing.
 */
enum format_result lang_format(struct lang *lang, struct str path, struct str bytes,
                               struct out *out) ISMS_NODISCARD;

/* Does a path match a glob, as file_reader.list wants it? See glob.h. */
bool lang_glob_match(struct str glob, struct str path);

#endif
