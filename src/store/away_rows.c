#include "store/away_rows.h"

#include <stdio.h>

#include "base/hash.h"
#include "store/driver.h"
#include "store/store_file.h"

enum { NAME_SHOWN = 80, HASHES_MAX = 1 << 16, VALUE_MAX = 64 };

static bool is_journal(const struct schema_table *s)
{
	return str_eq(str_c(s->name), S("journal"));
}

static void read_row(struct db_rows *r, const struct schema_table *s, struct db_value *v)
{
	for (int i = 0; i < s->n_cols; i++)
		v[i] = db_col(r, i);
}

/* Hashes --------------------------------------------------------------------------------------------------------- */

/* Each with its kind and length, so that no two rows have the same bytes. */
static void add_value(struct sha256_ctx *h, const struct db_value *v)
{
	char head[VALUE_MAX];
	bool bytes = v->kind == DB_TEXT || v->kind == DB_BLOB;
	int n = snprintf(head, sizeof head, "%d:%lld|", (int)v->kind,
			 bytes               ? (long long)v->s.n
			 : v->kind == DB_I64 ? (long long)v->i
					     : 0LL);
	sha256_add(h, (str){head, (size_t)n});
	if (bytes)
		sha256_add(h, v->s);
}

static td_rc hash_table(struct tx *t, const struct schema_table *s, cluster_year_id year, struct sha256 *out)
{
	struct sha256_ctx *h = sha256_new(t->a);
	struct db_value key = db_i64(year.v);
	struct db_rows r;
	db_query(t, &r, &s->of_year, &key);
	struct arena_mark m = arena_mark(t->a);
	while (db_rows_next(&r)) {
		for (int i = 0; i < s->n_cols; i++) {
			struct db_value v = db_col(&r, i);
			if (s->quiet[i] == '.')
				add_value(h, &v);
		}
		arena_release(t->a, m);
	}
	td_rc rc = db_rows_end(&r);
	return rc == TD_OK ? sha256_done(h, out) : rc;
}

static str version_line(struct arena *a)
{
	return arena_fmt(a, "schema %u\n", schema_n_migrations);
}

td_rc away_rows_hash(struct tx *t, cluster_year_id year, str *out)
{
	struct sb b = sb_new(t->a, HASHES_MAX);
	td_rc rc = TD_OK;
	sb_put(&b, version_line(t->a));
	for (u32 i = 0; rc == TD_OK && i < schema_n_tables; i++) {
		const struct schema_table *s = &schema_tables[i];
		struct sha256 h;
		if (s->kind != TABLE_YEAR)
			continue;
		rc = hash_table(t, s, year, &h);
		if (rc == TD_OK)
			sb_fmt(&b, "%s %.*s\n", s->name, STRF(hex_of(t->a, h.b, SHA256_LEN)));
	}
	*out = sb_str(&b);
	return rc;
}

td_rc away_rows_same(struct tx *t, cluster_year_id year, str hashes)
{
	size_t said = t->e->n_total;
	td_rc rc = TD_OK;
	if (!str_has_prefix(hashes, version_line(t->a)))
		return TD_OK;
	for (u32 i = 0; rc == TD_OK && i < schema_n_tables; i++) {
		const struct schema_table *s = &schema_tables[i];
		struct sha256 h;
		if (s->kind != TABLE_YEAR)
			continue;
		rc = hash_table(t, s, year, &h);
		if (rc != TD_OK)
			return rc;
		str line = arena_fmt(t->a, "\n%s %.*s\n", s->name, STRF(hex_of(t->a, h.b, SHA256_LEN)));
		if (str_find(hashes, line) == hashes.n)
			err_add(t->e, TD_CONFLICT, str_c(s->name),
				N_("«%s» của năm này trên máy chủ đã khác lúc mang đi."),
				i18n_tr(t->e->lang, s->label));
	}
	return t->e->n_total == said ? rc : TD_CONFLICT;
}

/* Differences ---------------------------------------------------------------------------------------------------- */

static int order_of(const struct db_value *a, const struct db_value *b)
{
	if (a->kind == DB_I64 && b->kind == DB_I64)
		return (a->i > b->i) - (a->i < b->i);
	return str_cmp(a->s, b->s);
}

static int by_key(const struct schema_table *s, const struct db_value *a, const struct db_value *b)
{
	int d = 0;
	for (int k = 0; d == 0 && k < s->n_key; k++)
		d = order_of(&a[s->key[k]], &b[s->key[k]]);
	return d;
}

static bool same_value(const struct db_value *a, const struct db_value *b)
{
	if (a->kind != b->kind)
		return false;
	return a->kind == DB_I64 ? a->i == b->i : str_eq(a->s, b->s);
}

static bool same_row(const struct schema_table *s, const struct db_value *a, const struct db_value *b)
{
	for (int i = 0; i < s->n_cols; i++)
		if (!same_value(&a[i], &b[i]))
			return false;
	return true;
}

struct side {
	struct db_rows r;
	struct db_value v[COLS_MAX];
	bool is; /* v holds a row */
};

static void step(struct side *x, const struct schema_table *s)
{
	x->is = db_rows_next(&x->r);
	if (x->is)
		read_row(&x->r, s, x->v);
}

static void note(struct arena *a, const struct schema_table *s, enum away_kind kind, const struct db_value *v,
		 away_change_list *out)
{
	struct db_value *row = NEW_N(a, struct db_value, (size_t)s->n_cols);
	memcpy(row, v, (size_t)s->n_cols * sizeof *v);
	VEC_PUSH(a, out) = (struct away_change){s, kind, row};
}

/* Both sides come by their keys: one walk. */
static td_rc compare_table(struct tx *t, struct tx *from, const struct schema_table *s, cluster_year_id year,
			   away_change_list *out)
{
	struct db_value key = db_i64(year.v);
	struct side *us = NEW(t->a, struct side), *them = NEW(t->a, struct side);
	db_query(t, &us->r, &s->of_year, &key);
	db_query(from, &them->r, &s->of_year, &key);
	step(us, s);
	step(them, s);
	while (us->is || them->is) {
		int d = !us->is ? 1 : !them->is ? -1 : by_key(s, us->v, them->v);
		if (d < 0)
			note(t->a, s, AWAY_DROPPED, us->v, out);
		else if (d > 0)
			note(t->a, s, AWAY_ADDED, them->v, out);
		else if (!same_row(s, us->v, them->v))
			note(t->a, s, AWAY_CHANGED, them->v, out);
		if (d <= 0)
			step(us, s);
		if (d >= 0)
			step(them, s);
	}
	td_rc rc = db_rows_end(&us->r), rc2 = db_rows_end(&them->r);
	return rc != TD_OK ? rc : rc2;
}

td_rc away_rows_compare(struct tx *t, struct tx *from, cluster_year_id year, away_change_list *out)
{
	td_rc rc = TD_OK;
	*out = (away_change_list){0};
	for (u32 i = 0; rc == TD_OK && i < schema_n_tables; i++) {
		if (schema_tables[i].kind == TABLE_YEAR)
			rc = compare_table(t, from, &schema_tables[i], year, out);
	}
	return rc;
}

/* What is in the way --------------------------------------------------------------------------------------------- */

/* TD_NOT_FOUND: no such row. v may be NULL. */
static td_rc get_row(struct tx *t, const struct schema_table *s, const struct db_value *key,
		     struct db_value *v)
{
	struct db_rows r;
	db_query(t, &r, &s->get, key);
	if (db_rows_next(&r) && v)
		read_row(&r, s, v);
	return db_rows_one(&r);
}

static str row_name(struct arena *a, enum lang lang, const struct schema_table *s, const struct db_value *v)
{
	const struct db_value *key = &v[s->key[s->n_key - 1]];
	str number = key->kind == DB_TEXT ? key->s : arena_fmt(a, "%lld", (long long)key->i);
	str name = s->name_col >= 0 ? v[s->name_col].s : STR_NULL;
	const char *label = i18n_tr(lang, s->label);
	if (name.n == 0)
		return arena_fmt(a, i18n_tr(lang, N_("%s số %.*s")), label, STRF(number));
	return arena_fmt(a, i18n_tr(lang, N_("%s số %.*s «%.*s»")), label, STRF(number),
			 STRF(str_upto(name, NAME_SHOWN)));
}

str away_row_name(struct arena *a, enum lang lang, const struct away_change *c)
{
	return row_name(a, lang, c->table, c->v);
}

/* A row of the site's that a changed row points to. */
static td_rc check_ref(struct tx *t, struct tx *from, const struct away_change *c, int col)
{
	const struct schema_table *to = &schema_tables[c->table->refs[col] - 1];
	struct db_value row[COLS_MAX];
	if (c->v[col].kind == DB_NULL || to->kind != TABLE_SITE)
		return TD_OK;
	td_rc rc = get_row(t, to, &c->v[col], NULL);
	if (rc != TD_NOT_FOUND)
		return rc;
	rc = get_row(from, to, &c->v[col], row);
	if (rc == TD_OK)
		err_add(t->e, TD_CONFLICT, away_row_name(t->a, t->e->lang, c),
			N_("%.*s chỉ có trên máy họp; xin lập trên máy chủ trước khi nhập, hoặc bỏ khỏi năm "
			   "này trên máy "
			   "họp."),
			STRF(row_name(t->a, t->e->lang, to, row)));
	return rc;
}

static td_rc check_change(struct tx *t, struct tx *from, const struct away_change *c)
{
	const struct schema_table *s = c->table;
	struct db_value key[KEY_MAX];
	td_rc rc = TD_OK;
	if (is_journal(s) && c->kind != AWAY_ADDED)
		err_add(t->e, TD_CONFLICT, away_row_name(t->a, t->e->lang, c),
			N_("Nhật ký chỉ được thêm dòng, không được sửa hay bỏ."));
	if (c->kind == AWAY_DROPPED)
		return TD_OK;
	for (int i = 0; rc == TD_OK && i < s->n_cols; i++) {
		if (s->refs[i])
			rc = check_ref(t, from, c, i);
	}
	if (rc != TD_OK || c->kind != AWAY_ADDED)
		return rc;
	for (int k = 0; k < s->n_key; k++)
		key[k] = c->v[s->key[k]];
	rc = get_row(t, s, key, NULL);
	if (rc == TD_OK)
		err_add(t->e, TD_CONFLICT, away_row_name(t->a, t->e->lang, c),
			N_("Số này trên máy chủ đã thuộc về dữ liệu khác."));
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

td_rc away_rows_check(struct tx *t, struct tx *from, const away_change_list *changes)
{
	size_t said = t->e->n_total;
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < changes->n; i++) {
		size_t before = t->e->n_total;
		struct arena_mark m = arena_mark(t->a);
		rc = check_change(t, from, &changes->at[i]);
		if (t->e->n_total == before)
			arena_release(t->a, m); /* with the statements that looked */
	}
	return rc == TD_OK && t->e->n_total != said ? TD_CONFLICT : rc;
}

/* Making them ---------------------------------------------------------------------------------------------------- */

struct carried {
	i64 theirs, ours;
};

struct carrying {
	struct tx *t, *from;
	VEC(struct carried) files;
	i64 n_new;
	file_id reading;
};

static td_rc read_file(void *ctx, i64 at, char *p, size_t n)
{
	const struct carrying *c = ctx;
	while (n > 0) {
		struct arena_mark m = arena_mark(c->from->a);
		str chunk;
		td_rc rc = store_file_chunk(c->from, c->reading, at / FILE_CHUNK, &chunk);
		str part = rc == TD_OK ? str_upto(str_from(chunk, (size_t)(at % FILE_CHUNK)), n) : STR_NULL;
		if (rc == TD_OK && part.n == 0)
			rc = TD_CORRUPT;
		if (rc != TD_OK)
			return rc == TD_NOT_FOUND ? TD_CORRUPT : rc;
		memcpy(p, part.p, part.n);
		p += part.n;
		n -= part.n;
		at += (i64)part.n;
		arena_release(c->from->a, m);
	}
	return TD_OK;
}

/* Its number here, taken over when its content is not here yet. */
static td_rc carry_file(struct carrying *c, i64 *id)
{
	struct file_row theirs, ours;
	for (size_t i = 0; i < c->files.n; i++) {
		if (c->files.at[i].theirs == *id) {
			*id = c->files.at[i].ours;
			return TD_OK;
		}
	}
	td_rc rc = store_file_get(c->from, (file_id){*id}, &theirs);
	if (rc != TD_OK)
		return rc == TD_NOT_FOUND ? TD_CORRUPT : rc;
	file_id is = {*id};
	rc = store_file_get(c->t, is, &ours);
	if (rc == TD_NOT_FOUND || (rc == TD_OK && !bytes_same(ours.hash.b, theirs.hash.b, SHA256_LEN))) {
		struct file_source source = {theirs.size, read_file, c};
		c->reading = (file_id){*id};
		rc = store_file_take(c->t, &source, theirs.media_type, &is);
		c->n_new++;
	}
	VEC_PUSH(c->t->a, &c->files) = (struct carried){*id, is.v};
	*id = is.v;
	return rc;
}

static td_rc carry_files(struct carrying *c, const struct schema_table *s, struct db_value *v)
{
	td_rc rc = TD_OK;
	for (int i = 0; rc == TD_OK && i < s->n_cols; i++) {
		if (s->refs[i] && schema_tables[s->refs[i] - 1].kind == TABLE_CONTENT && v[i].kind == DB_I64)
			rc = carry_file(c, &v[i].i);
	}
	return rc;
}

static td_rc drop_row(struct tx *t, const struct away_change *c)
{
	struct db_value key[KEY_MAX];
	for (int k = 0; k < c->table->n_key; k++)
		key[k] = c->v[c->table->key[k]];
	return db_exec(t, &c->table->drop, key, NULL);
}

/* Where nothing points to a row it is taken out and put in again: two rows may have changed places. */
static bool in_place(const struct away_change *c)
{
	return c->kind == AWAY_CHANGED && c->table->pointed;
}

static td_rc drop_all(struct tx *t, const away_change_list *changes)
{
	td_rc rc = TD_OK;
	for (size_t i = changes->n; rc == TD_OK && i-- > 0;) {
		const struct away_change *c = &changes->at[i];
		struct arena_mark m = arena_mark(t->a);
		if (c->kind == AWAY_DROPPED || (c->kind == AWAY_CHANGED && !in_place(c)))
			rc = drop_row(t, c);
		arena_release(t->a, m);
	}
	return rc;
}

td_rc away_rows_apply(struct tx *t, struct tx *from, const away_change_list *changes, i64 *n_files)
{
	struct carrying k = {.t = t, .from = from};
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < changes->n; i++) {
		if (changes->at[i].kind != AWAY_DROPPED)
			rc = carry_files(&k, changes->at[i].table, changes->at[i].v);
	}
	if (rc == TD_OK)
		rc = drop_all(t, changes);
	for (size_t i = 0; rc == TD_OK && i < changes->n; i++) {
		const struct away_change *c = &changes->at[i];
		struct arena_mark m = arena_mark(t->a);
		if (c->kind != AWAY_DROPPED)
			rc = db_exec(t, in_place(c) ? &c->table->change : &c->table->load, c->v, NULL);
		if (rc == TD_CONFLICT)
			return err_add(t->e, rc, away_row_name(t->a, t->e->lang, c),
				       N_("Trùng với dữ liệu khác trên máy chủ."));
		arena_release(t->a, m);
	}
	*n_files = k.n_new;
	return rc;
}
