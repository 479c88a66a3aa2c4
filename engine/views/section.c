/* section.c -- what a document holds, one section after another. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "engine/views/cell.h"
#include "engine/views/table_write.h"

uint32_t document_section_count(const struct document *document)
{
    return document->sections != NULL ? document->section_count : document->table_count;
}

struct section document_section(const struct document *document, uint32_t index)
{
    if (document->sections != NULL)
        return document->sections[index];
    return (struct section){ .kind = SECTION_TABLE,
                             .heading = document->tables[index]->title,
                             .table = index };
}

bool document_has_graphs(const struct document *document)
{
    for (uint32_t i = 0; document->sections != NULL && i < document->section_count; i++)
        if (document->sections[i].kind == SECTION_GRAPH)
            return true;
    return false;
}

bool document_is_single(const struct document *document)
{
    return document->title.len > 0 || (document->sections == NULL && document->table_count == 1);
}

struct str document_title(const struct document *document)
{
    if (document->title.len > 0)
        return document->title;
    return document_is_single(document) ? document->tables[0]->title
                                        : title_block_name(&document->block);
}
