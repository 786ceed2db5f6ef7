#include "base/arena.h"

#include <setjmp.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

/* Under AddressSanitizer what is not handed out is poisoned, with a gap behind every piece. */
#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
enum { GAP = 16 };
#else
#define ASAN_POISON_MEMORY_REGION(p, n)   ((void)(p), (void)(n))
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)(p), (void)(n))
enum { GAP = 0 };
#endif

enum { CHUNK_MIN = 16 * 1024, ALIGN = alignof(max_align_t) };

struct chunk {
	struct chunk *prev;
	size_t cap, used;
	alignas(max_align_t) char bytes[];
};

struct fin {
	struct fin *prev;
	void (*fn)(void *);
	void *arg;
};

struct arena {
	const char *name;
	size_t limit, held, given, n_chunks;
	struct chunk *top;
	struct fin *fin;
	jmp_buf *boundary;
};

static atomic_long fault_left, fault_seen;
static atomic_bool fault_on, fault_persistent;

void arena_fault_at(long n, bool persistent)
{
	atomic_store(&fault_on, false);
	atomic_store(&fault_seen, 0);
	atomic_store(&fault_left, n);
	atomic_store(&fault_persistent, persistent);
	atomic_store(&fault_on, n > 0);
}

long arena_fault_count(void)
{
	return atomic_load(&fault_seen);
}

bool arena_fault_now(void)
{
	if (!atomic_load_explicit(&fault_on, memory_order_relaxed))
		return false;
	atomic_fetch_add(&fault_seen, 1);
	long left = atomic_fetch_sub(&fault_left, 1);
	if (left > 1)
		return false;
	if (atomic_load(&fault_persistent))
		return true;
	return left == 1;
}

struct arena *arena_new(const char *name, size_t limit)
{
	struct arena *a = arena_fault_now() ? NULL : calloc(1, sizeof *a);
	if (a != NULL) {
		a->name = name;
		a->limit = limit;
	}
	return a;
}

static void run_finalizers(struct arena *a, const struct fin *until)
{
	while (a->fin != until) {
		struct fin *f = a->fin;
		a->fin = f->prev;
		f->fn(f->arg);
	}
}

static void cut(struct chunk *c, size_t used)
{
	c->used = used;
	ASAN_POISON_MEMORY_REGION(c->bytes + used, c->cap - used);
}

static void drop_top(struct arena *a)
{
	struct chunk *c = a->top;
	ASAN_UNPOISON_MEMORY_REGION(c->bytes, c->cap);
	a->top = c->prev;
	a->held -= c->cap;
	a->n_chunks--;
	free(c);
}

void arena_reset(struct arena *a)
{
	run_finalizers(a, NULL);
	while (a->top && a->top->prev)
		drop_top(a);
	if (a->top && a->top->cap > CHUNK_MIN)
		drop_top(a);
	if (a->top)
		cut(a->top, 0);
	a->given = 0;
}

void arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	run_finalizers(a, NULL);
	while (a->top)
		drop_top(a);
	free(a);
}

void arena_fail(struct arena *a)
{
	if (a->boundary == NULL)
		abort(); /* an allocation outside arena_run() is a programming error */
	longjmp(*a->boundary, 1);
}

static void grow(struct arena *a, size_t n)
{
	size_t cap = a->top ? a->top->cap * 2 : CHUNK_MIN;
	if (cap > (size_t)1 << 20)
		cap = (size_t)1 << 20;
	if (cap < n)
		cap = n;
	if (cap > a->limit - a->held)
		cap = n;
	if (cap > a->limit - a->held || arena_fault_now())
		arena_fail(a);
	struct chunk *c = malloc(sizeof *c + cap);
	if (c == NULL)
		arena_fail(a);
	c->prev = a->top;
	c->cap = cap;
	cut(c, 0);
	a->top = c;
	a->held += cap;
	a->n_chunks++;
}

void *arena_alloc(struct arena *a, size_t n)
{
	if (n >= a->limit)
		arena_fail(a);
	size_t room = (n + GAP + ALIGN - 1) / ALIGN * ALIGN;
	if (atomic_load_explicit(&fault_on, memory_order_relaxed) && arena_fault_now())
		arena_fail(a);
	if (a->top == NULL || a->top->cap - a->top->used < room)
		grow(a, room);
	void *p = a->top->bytes + a->top->used;
	a->top->used += room;
	a->given += room;
	ASAN_UNPOISON_MEMORY_REGION(p, n);
	return memset(p, 0, n);
}

void *arena_array(struct arena *a, size_t n, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(n, size, &bytes))
		arena_fail(a);
	return arena_alloc(a, bytes);
}

str arena_str(struct arena *a, str s)
{
	if (s.p == NULL)
		return s;
	char *p = arena_alloc(a, s.n + 1);
	if (s.n)
		memcpy(p, s.p, s.n);
	return (str){p, s.n};
}

str arena_vfmt(struct arena *a, const char *fmt, va_list ap)
{
	va_list count;
	va_copy(count, ap);
	int n = vsnprintf(NULL, 0, fmt, count);
	va_end(count);
	if (n < 0)
		arena_fail(a);
	char *p = arena_alloc(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	return (str){p, (size_t)n};
}

str arena_fmt(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	str s = arena_vfmt(a, fmt, ap); /* unwinding past va_end() is harmless here: it does nothing */
	va_end(ap);
	return s;
}

void arena_defer(struct arena *a, void (*fn)(void *), void *arg)
{
	struct fin *f = NEW(a, struct fin);
	*f = (struct fin){a->fin, fn, arg};
	a->fin = f;
}

struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){a->n_chunks, a->top ? a->top->used : 0, a->fin};
}

void arena_release(struct arena *a, struct arena_mark m)
{
	run_finalizers(a, m.fin);
	while (a->n_chunks > m.chunks)
		drop_top(a);
	if (a->top)
		cut(a->top, m.used);
}

td_rc arena_run(struct arena *a, td_rc (*fn)(void *ctx), void *ctx)
{
	jmp_buf here;
	jmp_buf *volatile outer = a->boundary;
	td_rc rc;
	if (setjmp(here) == 0) {
		a->boundary = &here;
		rc = fn(ctx);
	} else {
		rc = TD_LIMIT;
	}
	a->boundary = outer;
	return rc;
}

size_t arena_used(const struct arena *a)
{
	return a->given;
}
