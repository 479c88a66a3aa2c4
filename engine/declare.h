/* declare.h -- first pass: which names exist. */
/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ISMS_ENGINE_DECLARE_H
#define ISMS_ENGINE_DECLARE_H

struct workspace;

/*
 * Walks the declarations once and gives every kind, scale, matrix, let, rule, view, graph, report
 * and object its name. Kinds come first, since the first word of an object names one.
 */
void declare_definitions(struct workspace *ws);
void declare_objects(struct workspace *ws);

/* Tells declarations whose names the language or the library has already (E0110). */
void refuse_hiding(struct workspace *ws);

/* Tells what does not belong on the first line of a declaration, and fields where none can be. */
struct decl;
void check_head(struct workspace *ws, const struct decl *decl);

#endif
