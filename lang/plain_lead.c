/* plain_lead.c -- what leads to the values of a field, recognised when it comes again. */
/* SPDX-License-Identifier: Apache-2.0 */
#include "config.h"

#include "lang/plain_lead.h"

/* From 1 on; by the first bytes of the name, with its colon where it is short. */
static uint32_t place_of(const char *name, size_t bytes)
{
    uint64_t word = 0;
    uint32_t place;

    memcpy(&word, name, bytes < sizeof word ? bytes : sizeof word);
    place = (uint32_t)(word * UINT64_C(0x9e3779b97f4a7c15) >> (64 - PLAIN_LEAD_BITS));
    return place > 0 ? place : 1;
}

uint32_t plain_lead_learn(struct plain_leads *leads, uint32_t before, struct str lead,
                          const char *name)
{
    size_t from = (size_t)(name - lead.ptr);
    uint32_t number = place_of(name, lead.len - from);
    struct plain_lead *place = &leads->items[number];

    if (lead.len > UINT16_MAX)
        return 0;
    place->start = lead.ptr;
    place->bytes = (uint32_t)lead.len;
    place->name = (uint16_t)from;
    leads->items[before].next = (uint16_t)number;
    return number;
}
