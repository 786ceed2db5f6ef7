#include "base/hash.h"
#include "format/ics.h"
#include "store/store_user.h"
#include "web/app.h"
#include "web/page_calendar.h"

enum { TOKEN_BYTES = 32, ICS_MAX = 4 << 20, YEARS_BACK = 1 };

struct feed_form {
	str act;
};
static const struct field feed_fields[] = {
    FIELD(CODE, struct feed_form, act, N_("Việc"), .required = true, .max = 10),
};
const struct form_def page_feed_form = FORM(struct feed_form, feed_fields);

struct maker {
	struct req *r;
	struct sha256 hash;
	str token;
};

static td_rc keep_token(struct tx *t, void *ctx)
{
	const struct maker *m = ctx;
	m->r->location = S("/lich");
	return store_calendar_token_put(t, m->r->user.id, &m->hash);
}

static td_rc end_token(struct tx *t, void *ctx)
{
	const struct maker *m = ctx;
	m->r->location = S("/lich?luu=1");
	return store_calendar_token_end(t, m->r->user.id);
}

/* The calendar with the new address: only its answer ever holds it. */
static td_rc show(struct req *r)
{
	r->page.path = S("/lich"); /* where another language leads back to */
	return page_calendar(r);
}

td_rc page_feed_make(struct req *r)
{
	const struct feed_form *f = form_value(r->form);
	struct maker *m = NEW(r->a, struct maker);
	u8 bytes[TOKEN_BYTES];
	m->r = r;
	if (str_eq(f->act, S("end")))
		return app_write_once(r, end_token, m);
	r->env->random(r->env, bytes, sizeof bytes);
	m->token = base64url_of(r->a, bytes, sizeof bytes);
	td_rc rc = sha256_of(m->token, &m->hash);
	r->shown = &m->token;
	return rc == TD_OK ? app_write_shown(r, keep_token, m, show) : rc;
}

/* ---- the feed ---- */

/* Whose address it is becomes the reader of this request. */
static td_rc become_owner(struct req *r, str token)
{
	struct sha256 hash;
	struct user u;
	user_id id;
	grant_list grants = {0};
	td_rc rc = token.n == 43 ? sha256_of(token, &hash) : TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_calendar_token_find(r->tx, &hash, &id);
	if (rc == TD_OK)
		rc = store_user_get(r->tx, id, &u);
	if (rc == TD_OK)
		rc = store_grants_of(r->tx, id, &grants);
	if (rc == TD_OK)
		r->user =
		    (struct req_user){.id = id, .name = u.name, .grants = grants.at, .n_grants = grants.n};
	return rc;
}

static str note_of(struct req *r, const struct due_group *g)
{
	const struct due *d = g->first;
	if (g->n > 1)
		return arena_fmt(r->a, req_tr(r, N_("%zu/%zu đơn vị đã xong")), g->n_done, g->n);
	if (d->unit.v)
		return d->unit_name;
	return d->note;
}

static void put_group(struct req *r, struct sb *b, const struct home_year *h, const struct due_group *g)
{
	const struct due *d = g->first;
	struct day first, last;
	if (day_parse_iso(d->due_on, &first) != TD_OK)
		return;
	if (!d->ends_on.n || day_parse_iso(d->ends_on, &last) != TD_OK)
		last = first;
	bool whole = d->kind != DUE_EVENT && d->kind != DUE_MEETING;
	struct ics_event e = {
	    .uid =
		arena_fmt(r->a, "%lld-%s-%lld-%lld-%.*s@thidua", (long long)h->y.id.v, due_kind_code(d->kind),
			  (long long)d->ref, g->n == 1 ? (long long)d->unit.v : 0LL,
			  STRF(d->extended && g->n > 1 ? d->due_on : S("0"))),
	    .title = arena_fmt(r->a, whole ? req_tr(r, N_("Hạn: %.*s – %.*s")) : "%.*s – %.*s",
			       STRF(due_title(r->a, LANG_VI, d)), STRF(h->y.cluster_name)),
	    .place = d->place,
	    .note = note_of(r, g),
	    .url = arena_fmt(r->a, "%.*s/cum/%.*s/%lld/lich", STRF(page_site(r)), STRF(h->y.cluster_code),
			     (long long)h->y.year),
	    .first = first,
	    .last = last,
	    .starts_minute = d->starts_minute,
	    .ends_minute = d->ends_minute,
	    .changed_at_ms = d->changed_at_ms,
	    .sequence = d->rev > 0 ? d->rev - 1 : 0,
	};
	ics_put(b, &e, r->now_ms);
}

static td_rc put_years(struct req *r, struct sb *b)
{
	home_year_list years = {0};
	struct day today;
	td_rc rc = page_home_years(r, &years);
	if (rc == TD_OK)
		rc = day_parse_iso(r->today, &today);
	for (size_t i = 0; rc == TD_OK && i < years.n; i++) {
		struct page_year_due y;
		if (years.at[i].y.year < today.year - YEARS_BACK)
			continue;
		rc = page_year_due(r, years.at[i].y.id, &years.at[i].place, &y);
		for (size_t k = 0; rc == TD_OK && k < y.groups.n; k++)
			put_group(r, b, &years.at[i], &y.groups.at[k]);
	}
	return rc;
}

td_rc page_feed(struct req *r)
{
	struct req_user reader = r->user;
	struct sb b = sb_new(r->a, ICS_MAX);
	td_rc rc = become_owner(r, req_param(r, "token"));
	ics_begin(&b, S("Lịch thi đua"));
	if (rc == TD_OK)
		rc = put_years(r, &b);
	ics_end(&b);
	r->user = reader;
	r->body = sb_str(&b);
	r->type = S("text/calendar; charset=utf-8");
	return rc;
}
