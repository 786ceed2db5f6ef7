#include "tests/lib/ackload.h"

#include <pthread.h>
#include <unistd.h>

#include "store/journal.h"
#include "store/maintain.h"

enum { CHAIN = 5 };

struct load {
	struct db *db;
	const struct ackload *how;
	int fd, index, next;
	bool bad;
	pthread_t thread;
};

static td_rc append(struct tx *t, void *ctx)
{
	const i32 *id = ctx;
	static const char filler[1500] = {0};
	str bytes = arena_str(t->a, (str){filler, sizeof filler});
	memset((char *)bytes.p, 'a' + *id % 26, bytes.n);
	return journal_add(t, CHAIN, S("thử"), S("unit"), *id, STR_NULL, bytes, STR_NULL);
}

static void *work(void *p)
{
	struct load *l = p;
	struct actor who = {0, S("kiểm thử")};
	struct arena *a = arena_new("load", 8 << 20);
	for (int i = 0; i < l->how->n_each && !l->bad; i++) {
		i32 id = l->index * l->how->n_each + i;
		struct err e = err_new(a, LANG_VI);
		td_rc rc = db_write(l->db, a, &e, &who, append, &id);
		if (rc == TD_OK)
			l->bad = write(l->fd, &id, sizeof id) != sizeof id;
		else
			l->bad = l->how->expect_ok || rc_http(rc) < 500 || e.n_total != 1;
		arena_reset(a);
	}
	arena_free(a);
	return NULL;
}

_Noreturn void ackload_child(const struct fixture *f, const struct ackload *how, int fd, void (*before)(void))
{
	static struct load l[ACKLOAD_THREADS];
	struct arena *a = arena_new("child", 8 << 20);
	struct err e = err_new(a, LANG_VI);
	struct db_config cfg = fixture_config(f, DB_SERVE);
	struct db *db;
	bool bad = false;
	cfg.vfs = how->vfs;
	if (db_open(&cfg, env_system(), &e, &db) != TD_OK)
		_exit(4);
	if (before)
		before();
	for (int i = 0; i < ACKLOAD_THREADS; i++) {
		l[i] = (struct load){.db = db, .how = how, .fd = fd, .index = i};
		if (pthread_create(&l[i].thread, NULL, work, &l[i]) != 0)
			_exit(5);
	}
	for (int i = 0; i < ACKLOAD_THREADS; i++) {
		pthread_join(l[i].thread, NULL);
		bad = bad || l[i].bad;
	}
	db_close(db);
	_exit(bad ? 3 : 0);
}

/* Afterwards ----------------------------------------------------------------------------------------------------- */

struct seen {
	bool there[ACKLOAD_MAX];
	i64 n;
};

static td_rc read_journal(struct tx *t, void *ctx)
{
	struct seen *s = ctx;
	journal_list list;
	td_rc rc = journal_page(t, CHAIN, 0, ACKLOAD_MAX, &list);
	for (size_t i = 0; rc == TD_OK && i < list.n; i++)
		s->there[list.at[i].object_id] = true;
	s->n = (i64)list.n;
	return rc;
}

static td_rc reopen_and_check(void *p)
{
	struct fixture *f = p;
	struct maintain_report r;
	td_rc rc = fixture_reopen(f, DB_SERVE);
	return rc == TD_OK ? maintain_check(f->db, f->a, &f->e, &r) : rc;
}

int ackload_verify(struct fixture *f, int fd)
{
	static struct seen s;
	i32 id;
	int n = 0, lost = 0;
	s = (struct seen){0};
	CHECK_INT(arena_run(f->a, reopen_and_check, f), TD_OK);
	CHECK_STR(err_first(&f->e), "");
	if (f->db == NULL)
		return -1;
	CHECK_INT(fixture_read(f, read_journal, &s), TD_OK);
	while (read(fd, &id, sizeof id) == sizeof id) {
		n++;
		lost += id < 0 || id >= ACKLOAD_MAX || !s.there[id];
	}
	CHECK_INT(lost, 0);
	CHECK(s.n >= n);
	return n;
}
