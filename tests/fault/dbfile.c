#include "tests/fault/dbfile.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sb.h"
#include "tests/lib/check.h"

/* ---- files ---- */

void dbfile_load(struct dbfile *f, const char *path)
{
	struct stat st;
	FILE *in = fopen(path, "rb");
	if (in == NULL || fstat(fileno(in), &st) != 0)
		abort();
	f->n = (size_t)st.st_size;
	f->bytes = malloc(f->n + 1);
	if (f->bytes == NULL || fread(f->bytes, 1, f->n, in) != f->n)
		abort();
	fclose(in);
}

void dbfile_free(struct dbfile *f)
{
	free(f->bytes);
	*f = (struct dbfile){0};
}

static char *beside(char *room, size_t n, const char *path, const char *what)
{
	snprintf(room, n, "%s%s", path, what);
	return room;
}

void dbfile_put(const struct dbfile *f, const char *path)
{
	char room[256];
	unlink(beside(room, sizeof room, path, "-wal"));
	unlink(beside(room, sizeof room, path, "-shm"));
	unlink(beside(room, sizeof room, path, "-journal"));
	FILE *out = fopen(path, "wb");
	if (out == NULL || fwrite(f->bytes, 1, f->n, out) != f->n || fclose(out) != 0)
		abort();
}

bool dbfile_is(const struct dbfile *f, const char *path)
{
	static char room[1 << 16];
	struct stat st;
	if (stat(beside(room, sizeof room, path, "-wal"), &st) == 0 || stat(path, &st) != 0 ||
	    (size_t)st.st_size != f->n)
		return false;
	FILE *in = fopen(path, "rb");
	size_t at = 0, n;
	while (in && (n = fread(room, 1, sizeof room, in)) > 0 && memcmp(room, f->bytes + at, n) == 0)
		at += n;
	if (in)
		fclose(in);
	return at == f->n;
}

/* ---- what is in them ---- */

static sqlite3 *open_db(const char *path)
{
	sqlite3 *h = NULL;
	if (sqlite3_open_v2(path, &h, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		abort();
	sqlite3_busy_timeout(h, 5000);
	return h;
}

static sqlite3_stmt *prepare(sqlite3 *h, const char *sql)
{
	sqlite3_stmt *s = NULL;
	if (sqlite3_prepare_v2(h, sql, -1, &s, NULL) != SQLITE_OK) {
		fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(h));
		abort();
	}
	return s;
}

static void put_row(struct sb *all, sqlite3_stmt *row)
{
	for (int i = 0; i < sqlite3_column_count(row); i++) {
		int type = sqlite3_column_type(row, i);
		str v = {sqlite3_column_blob(row, i), (size_t)sqlite3_column_bytes(row, i)};
		sb_fmt(all, "%d:%zu:", type, v.n);
		sb_put(all, v);
	}
}

/* Everything of one table; the generations are part of the shape. */
static void put_table(sqlite3 *h, const char *name, struct sb *all, struct sb *shape)
{
	char sql[128];
	int n = 0;
	bool shown = strcmp(name, "generation") == 0;
	snprintf(sql, sizeof sql, "SELECT * FROM \"%s\"", name);
	sqlite3_stmt *row = prepare(h, sql);
	for (; sqlite3_step(row) == SQLITE_ROW; n++)
		put_row(shown ? shape : all, row);
	sqlite3_finalize(row);
	sb_fmt(shape, " %s %d", name, n);
}

struct reading {
	struct arena *a;
	sqlite3 *h;
	struct dbstate *out;
};

static td_rc read_all(void *ctx)
{
	struct reading *r = ctx;
	struct sb all = sb_new(r->a, (size_t)64 << 20), shape = sb_new(r->a, sizeof r->out->shape - 1);
	sqlite3_stmt *tables =
	    prepare(r->h, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
	while (sqlite3_step(tables) == SQLITE_ROW)
		put_table(r->h, (const char *)sqlite3_column_text(tables, 0), &all, &shape);
	sqlite3_finalize(tables);
	str s = sb_str(&shape);
	sb_put(&all, s);
	memcpy(r->out->shape, s.p, s.n);
	r->out->shape[s.n] = '\0';
	return sha256_of(sb_str(&all), &r->out->all);
}

static void read_state(sqlite3 *h, struct dbstate *out)
{
	struct reading r = {arena_new("state", (size_t)256 << 20), h, out};
	if (r.a == NULL || arena_run(r.a, read_all, &r) != TD_OK)
		abort();
	arena_free(r.a);
}

void dbstate_read(const char *path, struct dbstate *out)
{
	sqlite3 *h = open_db(path);
	read_state(h, out);
	sqlite3_close(h);
}

bool dbstate_same(const struct dbstate *a, const struct dbstate *b)
{
	return memcmp(a->all.b, b->all.b, SHA256_LEN) == 0;
}

/* ---- while others work on it ---- */

void watch_open(struct watch *w, const char *path)
{
	w->h = open_db(path);
	w->version = prepare(w->h, "PRAGMA data_version");
}

void watch_close(struct watch *w)
{
	sqlite3_finalize(w->version);
	sqlite3_close(w->h);
	*w = (struct watch){0};
}

i64 watch_number(struct watch *w)
{
	CHECK_INT(sqlite3_step(w->version), SQLITE_ROW);
	i64 v = sqlite3_column_int64(w->version, 0);
	sqlite3_reset(w->version);
	return v;
}

void watch_state(struct watch *w, struct dbstate *out)
{
	read_state(w->h, out);
}
