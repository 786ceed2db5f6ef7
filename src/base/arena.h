/* Memory with one lifetime. A request, a command or an import has one arena; nothing it makes outlives it.
 * arena_alloc() never returns NULL: when the limit is reached or malloc fails it unwinds to the arena_run() that
 * encloses it, which then returns TD_LIMIT. Finalizers run last-in first-out when the arena is reset or freed. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdalign.h>
#include <stdarg.h>

#include "base/str.h"

struct arena;

/* A new arena, or NULL when even its first bytes cannot be had. name is for logs; limit in bytes. */
struct arena *arena_new(const char *name, size_t limit);

/* Runs the finalizers and frees everything. NULL is fine. */
void arena_free(struct arena *a);

/* Runs the finalizers and keeps one chunk for the next use. */
void arena_reset(struct arena *a);

/* Zeroed memory of n bytes, aligned for any type. Only inside arena_run(). */
void *arena_alloc(struct arena *a, size_t n) __attribute__((returns_nonnull, malloc, alloc_size(2)));

/* n items of size bytes; the product is checked. */
void *arena_array(struct arena *a, size_t n, size_t size) __attribute__((returns_nonnull, malloc));

#define NEW(a, type)      ((type *)arena_array((a), 1, sizeof(type)))
#define NEW_N(a, type, n) ((type *)arena_array((a), (n), sizeof(type)))

/* A copy with a NUL behind it (not counted). STR_NULL stays STR_NULL. */
str arena_str(struct arena *a, str s);

/* printf into the arena, NUL behind. */
str arena_fmt(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
str arena_vfmt(struct arena *a, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));

/* fn(arg) when the arena ends. */
void arena_defer(struct arena *a, void (*fn)(void *), void *arg);

/* Scratch: everything allocated (and every finalizer registered) after the mark goes at arena_release(). */
struct arena_mark {
	size_t chunks, used;
	void *fin;
};
struct arena_mark arena_mark(const struct arena *a);
void arena_release(struct arena *a, struct arena_mark m);

/* Runs fn(ctx) with this arena's boundary set. Returns what fn returns, or TD_LIMIT when an allocation unwound.
 * May be nested, also across threads as long as only one uses the arena at a time. After TD_LIMIT the memory is
 * still there; the owner resets it. */
MUST_CHECK td_rc arena_run(struct arena *a, td_rc (*fn)(void *ctx), void *ctx);

/* Unwind to the boundary as a failed allocation would. */
_Noreturn void arena_fail(struct arena *a);

/* Bytes handed out since the last reset, for budgets and the system page. */
size_t arena_used(const struct arena *a);

/* Test hook: the n-th allocation from now (1 = next) fails, once or from then on; 0 switches it off.
 * Counts every arena of the process. arena_fault_count() tells how many allocations were seen while it was on
 * (LONG_MAX only counts). */
void arena_fault_at(long n, bool persistent);
long arena_fault_count(void);

/* For allocators that foreign libraries are given (expat): counts one allocation and says whether it must fail. */
bool arena_fault_now(void);

#endif
