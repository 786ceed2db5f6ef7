#include "store/store_scheme.h"

#include <pthread.h>

#include "base/utf8.h"
#include "format/scheme_json.h"
#include "store/q_scheme.h"
#include "store/util.h"

static struct scheme_row scheme_of(const struct q_scheme *r)
{
	return (struct scheme_row){
	    .id = {r->id},
	    .code = r->code,
	    .version = r->version,
	    .title = r->title,
	    .source = r->source,
	    .hash = store_hash(r->hash),
	    .n_criteria = r->n_criteria,
	    .created_at_ms = r->created_at,
	    .sealed_at_ms = r->sealed_at,
	};
}

/* Adding --------------------------------------------------------------------------------------------------------- */

/* A draft of the same code and version gives way when nobody uses it. */
static td_rc make_room(struct tx *t, const struct scheme *s)
{
	struct q_scheme old;
	struct q_scheme_uses_row uses;
	td_rc rc = q_scheme_by_version(t, s->code, s->version, &old);
	if (rc != TD_OK)
		return rc == TD_NOT_FOUND ? TD_OK : rc;
	rc = q_scheme_uses(t, old.id, &uses);
	if (rc != TD_OK)
		return rc;
	if (old.sealed_at.set || uses.n > 0)
		return err_add(t->e, TD_CONFLICT, S("version"),
			       N_("Bảng tiêu chí %.*s phiên bản %.*s đã được dùng hoặc niêm phong: xin đặt "
				  "phiên bản mới."),
			       STRF(s->code), STRF(s->version));
	rc = q_criterion_delete(t, old.id, NULL);
	return rc == TD_OK ? q_scheme_delete(t, old.id, NULL) : rc;
}

static td_rc add_rows(struct tx *t, const struct scheme *s, i64 id)
{
	td_rc rc = TD_OK;
	for (u32 k = 0; rc == TD_OK && k < s->n_nodes; k++)
		rc = q_criterion_add(t, id, k, s->nodes[k].code, s->nodes[k].name, NULL);
	return rc;
}

/* What the table's columns take. */
static td_rc check_texts(struct tx *t, const struct scheme *s)
{
	size_t before = t->e->n_total;
	if (s->code.n == 0 || utf8_len(s->code) > 100)
		err_add(t->e, TD_INVALID, S("code"), N_("Ghi mã của bảng tiêu chí, nhiều nhất 100 ký tự."));
	if (s->version.n == 0 || utf8_len(s->version) > 100)
		err_add(t->e, TD_INVALID, S("version"),
			N_("Ghi phiên bản của bảng tiêu chí, nhiều nhất 100 ký tự."));
	if (s->title.n == 0 || utf8_len(s->title) > 500)
		err_add(t->e, TD_INVALID, S("title"), N_("Ghi tên của bảng tiêu chí, nhiều nhất 500 ký tự."));
	return t->e->n_total == before ? TD_OK : TD_INVALID;
}

td_rc store_scheme_add(struct tx *t, const struct scheme *s, scheme_id *out)
{
	struct q_scheme_by_hash_row same;
	struct q_scheme_add_row added;
	struct sha256 hash;
	if (check_texts(t, s) != TD_OK)
		return TD_INVALID;
	str body = scheme_canonical_json(t->a, s);
	td_rc rc = sha256_of(body, &hash);
	if (rc == TD_OK)
		rc = q_scheme_by_hash(t, store_hash_bytes(&hash), &same);
	if (rc == TD_OK)
		out->v = same.id;
	if (rc != TD_NOT_FOUND)
		return rc;
	rc = make_room(t, s);
	if (rc == TD_OK)
		rc = q_scheme_add(t,
				  &(struct q_scheme_add_args){.code = s->code,
							      .version = s->version,
							      .title = s->title,
							      .source = s->source,
							      .hash = store_hash_bytes(&hash),
							      .body = body,
							      .n_criteria = s->n_nodes,
							      .created_at = t->now_ms},
				  &added);
	if (rc == TD_OK)
		rc = add_rows(t, s, out->v = added.id);
	return store_wrote(t, rc, DB_TAG_SYSTEM, NULL);
}

td_rc store_scheme_seal(struct tx *t, scheme_id id)
{
	const struct scheme *s;
	td_rc rc = store_scheme_load(t, id, &s);
	if (rc == TD_OK)
		rc = scheme_check_seal(s, t->e);
	if (rc == TD_OK)
		rc = q_scheme_seal(t, id.v, t->now_ms, NULL);
	return store_wrote(t, rc, DB_TAG_SYSTEM, NULL);
}

/* Reading -------------------------------------------------------------------------------------------------------- */

td_rc store_scheme_get(struct tx *t, scheme_id id, struct scheme_row *out)
{
	struct q_scheme row;
	td_rc rc = q_scheme_get(t, id.v, &row);
	if (rc == TD_OK)
		*out = scheme_of(&row);
	return rc;
}

td_rc store_scheme_list(struct tx *t, scheme_list *out)
{
	struct db_rows r;
	struct q_scheme row;
	*out = (scheme_list){0};
	q_scheme_list(t, &r);
	while (q_scheme_list_next(&r, &row))
		VEC_PUSH(t->a, out) = scheme_of(&row);
	return db_rows_end(&r);
}

td_rc store_scheme_body(struct tx *t, scheme_id id, str *json)
{
	struct q_scheme_body_row row;
	td_rc rc = q_scheme_body(t, id.v, &row);
	if (rc == TD_OK)
		*json = row.body;
	return rc;
}

td_rc store_criterion_list(struct tx *t, scheme_id id, criterion_list *out)
{
	struct db_rows r;
	struct q_criterion row;
	*out = (criterion_list){0};
	q_criterion_list(t, &r, id.v);
	while (q_criterion_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct criterion_row){{row.id}, row.ordinal, row.code, row.name};
	return db_rows_end(&r);
}

td_rc store_criteria_of(struct tx *t, scheme_id id, const struct scheme *s, criterion_list *out)
{
	struct db_rows r;
	struct q_criterion_ids_row row;
	*out = (criterion_list){.at = NEW_N(t->a, struct criterion_row, s->n_nodes), .cap = s->n_nodes};
	q_criterion_ids(t, &r, id.v);
	while (q_criterion_ids_next(&r, &row) && out->n < s->n_nodes) {
		const struct criterion *c = &s->nodes[out->n];
		out->at[out->n] = (struct criterion_row){{row.id}, (i64)out->n, c->code, c->name};
		out->n++;
	}
	return db_rows_end(&r);
}

td_rc store_criterion_by_code(struct tx *t, scheme_id id, str code, struct criterion_row *out)
{
	struct q_criterion row;
	td_rc rc = q_criterion_by_code(t, id.v, code, &row);
	if (rc == TD_OK)
		*out = (struct criterion_row){{row.id}, row.ordinal, row.code, row.name};
	return rc;
}

/* Drafts --------------------------------------------------------------------------------------------------------- */

td_rc store_scheme_draft_get(struct tx *t, cluster_year_id year, struct scheme_draft *out)
{
	struct q_scheme_draft_get_row row;
	*out = (struct scheme_draft){.year = year};
	td_rc rc = q_scheme_draft_get(t, year.v, &row);
	if (rc == TD_OK)
		*out = (struct scheme_draft){year, row.body, row.saved_at, row.saved_by_name, row.rev};
	return rc;
}

td_rc store_scheme_draft_put(struct tx *t, struct scheme_draft *d)
{
	i64 n;
	struct opt_i64 by = t->actor.user_id ? OPT(t->actor.user_id) : OPT_NONE;
	td_rc rc = d->rev ? q_scheme_draft_save(t, d->year.v, d->rev, d->body, by, t->now_ms, &n)
			  : q_scheme_draft_add(t, d->year.v, d->body, by, t->now_ms, &n);
	return store_saved(t, rc, n, &d->rev, d->year.v, NULL);
}

td_rc store_scheme_draft_drop(struct tx *t, cluster_year_id year)
{
	return store_wrote(t, q_scheme_draft_drop(t, year.v, NULL), year.v, NULL);
}

/* The parsed schemes of the process ------------------------------------------------------------------------------ */

enum { PARSED_LIMIT = 64 << 20 };

/* A body never changes under its hash, so what was parsed stays right for ever. */
struct parsed {
	struct parsed *next;
	struct sha256 hash;
	struct arena *a;
	str json;
	struct scheme scheme;
};

static pthread_mutex_t parsed_lock = PTHREAD_MUTEX_INITIALIZER;
static struct parsed *parsed_first;

static const struct scheme *parsed_find(const struct sha256 *hash)
{
	pthread_mutex_lock(&parsed_lock);
	struct parsed *p = parsed_first;
	while (p && memcmp(p->hash.b, hash->b, SHA256_LEN) != 0)
		p = p->next;
	pthread_mutex_unlock(&parsed_lock);
	return p ? &p->scheme : NULL;
}

/* Two threads may parse the same scheme at the same time: both copies are right, both stay. */
static void parsed_add(struct parsed *p)
{
	pthread_mutex_lock(&parsed_lock);
	p->next = parsed_first;
	parsed_first = p;
	pthread_mutex_unlock(&parsed_lock);
}

void store_scheme_forget(void)
{
	while (parsed_first) {
		struct arena *a = parsed_first->a;
		parsed_first = parsed_first->next;
		arena_free(a);
	}
}

struct parse_ctx {
	struct arena *a;
	str json;
	struct parsed *out;
};

static td_rc parse_fn(void *ctx)
{
	struct parse_ctx *x = ctx;
	struct err e = err_new(x->a, LANG_VI);
	struct parsed *p = NEW(x->a, struct parsed);
	p->a = x->a;
	p->json = arena_str(x->a, x->json);
	x->out = p;
	return scheme_from_json(x->a, p->json, &e, &p->scheme);
}

static td_rc parse(struct tx *t, const struct q_scheme_body_row *row, const struct scheme **out)
{
	struct sha256 hash;
	td_rc rc = sha256_of(row->body, &hash);
	if (rc != TD_OK)
		return rc;
	if (!str_eq(store_hash_bytes(&hash), row->hash))
		return err_add(t->e, TD_CORRUPT, S("scheme"),
			       N_("Nội dung bảng tiêu chí đã lưu không khớp với dấu niêm phong."));
	struct parse_ctx x = {arena_new("scheme", PARSED_LIMIT), row->body, NULL};
	if (x.a == NULL)
		return TD_LIMIT;
	rc = arena_run(x.a, parse_fn, &x);
	if (rc != TD_OK) {
		arena_free(x.a);
		return rc == TD_INVALID ? TD_CORRUPT : rc;
	}
	x.out->hash = hash;
	parsed_add(x.out);
	*out = &x.out->scheme;
	return TD_OK;
}

td_rc store_scheme_load(struct tx *t, scheme_id id, const struct scheme **out)
{
	struct q_scheme row;
	struct q_scheme_body_row body;
	td_rc rc = q_scheme_get(t, id.v, &row);
	if (rc != TD_OK)
		return rc;
	struct sha256 hash = store_hash(row.hash);
	*out = parsed_find(&hash);
	if (*out != NULL)
		return TD_OK;
	rc = q_scheme_body(t, id.v, &body);
	return rc == TD_OK ? parse(t, &body, out) : rc;
}

td_rc store_scheme_body_of(struct tx *t, const struct sha256 *hash, str *json)
{
	struct q_scheme_body_by_hash_row row;
	td_rc rc = q_scheme_body_by_hash(t, store_hash_bytes(hash), &row);
	if (rc == TD_OK)
		*json = row.body;
	return rc;
}
