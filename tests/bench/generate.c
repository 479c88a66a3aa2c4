/* generate.c -- writes a made-up organisation in any encoding, or the figures that it must have. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "tests/bench/encodings.h"
#include "tests/bench/workload.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void write_fn(const struct workload *load, const char *folder);

static const struct encoding {
    const char *name;
    write_fn *write;
} encodings[] = {
    { "isms", write_isms }, { "json", write_json },     { "csv", write_csv },
    { "tsv", write_tsv },   { "prolog", write_prolog }, { "asp", write_asp },
};
enum { ENCODINGS = sizeof encodings / sizeof encodings[0], SEED = 27001 };

static int usage(void)
{
    fputs("usage: generate RISKS                        prints the figures that it must have\n"
          "       generate RISKS FOLDER [ENCODING...]   writes it: isms (the default), json, csv,\n"
          "                                             tsv, prolog, asp\n",
          stderr);
    return 2;
}

static const struct encoding *find_encoding(const char *name)
{
    for (size_t i = 0; i < ENCODINGS; i++) {
        if (strcmp(name, encodings[i].name) == 0)
            return &encodings[i];
    }
    return NULL;
}

static void print_figures(const struct workload *load)
{
    struct figures figures;
    workload_expect(load, &figures);
#define FIGURE(field, name) printf("%s %" PRIu64 "\n", name, figures.field);
#include "tests/bench/figures.def"
#undef FIGURE
}

/* Half of all numbers an id can have: enough for every organisation that fits into a machine. */
static uint32_t parse_risks(const char *text)
{
    char *end = NULL;
    unsigned long long risks = strtoull(text, &end, 10);
    return *text == '-' || *end != '\0' || risks > INT32_MAX ? 0 : (uint32_t)risks;
}

int main(int argc, char **argv)
{
    uint32_t risks = argc >= 2 ? parse_risks(argv[1]) : 0;
    if (risks == 0)
        return usage();
    for (int i = 3; i < argc; i++) {
        if (find_encoding(argv[i]) == NULL)
            return usage();
    }
    struct workload load;
    workload_build(&load, risks, SEED);
    if (argc == 2)
        print_figures(&load);
    if (argc == 3)
        write_isms(&load, argv[2]);
    for (int i = 3; i < argc; i++) {
        const struct encoding *encoding = find_encoding(argv[i]);
        assert(encoding != NULL); /* looked up above */
        encoding->write(&load, argv[2]);
    }
    workload_release(&load);
    return ferror(stdout) ? 4 : 0;
}
