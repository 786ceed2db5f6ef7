/* SQLite's memory through the counter of arena_fault_at(), for tests that fail every allocation in turn. Linking this file
 * is enough. */
#include <sqlite3.h>
#include <stdlib.h>

#include "base/arena.h"

enum { HEAD = 16 };

static void *mem_alloc(int n)
{
	char *p = arena_fault_now() ? NULL : malloc((size_t)n + HEAD);
	if (p == NULL)
		return NULL;
	memcpy(p, &n, sizeof n);
	return p + HEAD;
}

static void mem_free(void *p)
{
	if (p)
		free((char *)p - HEAD);
}

static int mem_size(void *p)
{
	int n = 0;
	if (p)
		memcpy(&n, (char *)p - HEAD, sizeof n);
	return n;
}

static void *mem_realloc(void *p, int n)
{
	char *q = arena_fault_now() ? NULL : realloc((char *)p - HEAD, (size_t)n + HEAD);
	if (q == NULL)
		return NULL;
	memcpy(q, &n, sizeof n);
	return q + HEAD;
}

static int mem_round(int n)
{
	return (n + 7) & ~7;
}

static int mem_init(void *p)
{
	(void)p;
	return SQLITE_OK;
}

static void mem_end(void *p)
{
	(void)p;
}

__attribute__((constructor)) static void use_own_memory(void)
{
	static const sqlite3_mem_methods m = {mem_alloc, mem_free, mem_realloc, mem_size,
					      mem_round, mem_init, mem_end,     NULL};
	sqlite3_config(SQLITE_CONFIG_MALLOC, &m);
	sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
}
