#include "base/caltime.h"
#include "domain/poll.h"
#include "jobs/act_away.h"
#include "jobs/act_journal.h"
#include "jobs/act_score.h"
#include "jobs/year_bundle.h"
#include "store/away_rows.h"
#include "store/maintain.h"
#include "store/store_meeting.h"
#include "store/store_scheme.h"
#include "store/store_score.h"
#include "store/store_user.h"

enum { LINES_SHOWN = 20, SITE_LINES = 100, ALL_LINES = 1 << 20 };

struct merge {
	struct tx *t, *from;
	struct away_merged *out;
	struct away theirs;
	i64 head_seq;
	struct sha256 head; /* theirs */
	away_change_list changes;
	journal_list lines; /* that are new, oldest first */
};

/* ---- which year ---- */

static td_rc find_year(struct merge *m)
{
	struct err *e = m->t->e;
	away_list open = {0};
	td_rc rc = store_away_open(m->from, &open);
	if (rc == TD_OK && (open.n == 0 || !open.at[0].here))
		return err_add(
		    e, TD_NOT_FOUND, S("db"),
		    N_("Tệp này không phải bản mang đi họp: trong đó không có năm nào được mang đi."));
	if (rc != TD_OK)
		return rc;
	m->theirs = open.at[0];
	rc = store_away_by_token(m->t, m->theirs.token, &m->out->away);
	if (rc == TD_NOT_FOUND || (rc == TD_OK && m->out->away.year.v != m->theirs.year.v))
		return err_add(e, TD_NOT_FOUND, S("db"),
			       N_("%.*s năm %lld trong tệp không phải mang đi từ máy chủ này."),
			       STRF(m->theirs.cluster_name), (long long)m->theirs.year_number);
	return rc == TD_OK ? journal_head(m->from, m->theirs.year.v, &m->head_seq, &m->head) : rc;
}

/* ---- the two chains ---- */

/* Lines after a seq, oldest first, at most n. */
static td_rc lines_after(struct tx *t, i64 chain, i64 seq, i64 n, journal_list *out)
{
	journal_list page = {0};
	td_rc rc = journal_page(t, chain, 0, n, &page);
	*out = (journal_list){0};
	for (size_t i = page.n; rc == TD_OK && i-- > 0;) {
		if (page.at[i].seq > seq)
			VEC_PUSH(t->a, out) = page.at[i];
	}
	return rc;
}

/* Ours that they do not have. */
static td_rc refuse_lines(struct merge *m)
{
	journal_list lines = {0};
	td_rc rc = lines_after(m->t, m->theirs.year.v, m->out->away.head_seq, LINES_SHOWN, &lines);
	for (size_t i = 0; rc == TD_OK && i < lines.n; i++) {
		const struct journal_entry *j = &lines.at[i];
		err_add(m->t->e, TD_CONFLICT, STR_NULL,
			N_("Dòng nhật ký %lld «%.*s» của máy chủ không có trên máy họp."), (long long)j->seq,
			STRF(act_sentence(m->t->a, m->t->e->lang, j)));
	}
	return rc == TD_OK ? TD_CONFLICT : rc;
}

static td_rc refuse_ended(struct merge *m)
{
	const struct away *w = &m->out->away;
	struct err *e = m->t->e;
	str when = ms_vi(m->t->a, w->ended_at_ms.v);
	if (!w->merged) {
		err_add(e, TD_CONFLICT, STR_NULL,
			N_("Năm này đã được %.*s lấy lại lúc %.*s nên không nhập từ máy «%.*s» được nữa."),
			STRF(w->ended_by_name), STRF(when), STRF(w->machine));
		return refuse_lines(m);
	}
	m->out->already = w->has_other && bytes_same(w->merged_head.b, m->head.b, SHA256_LEN);
	if (m->out->already)
		return TD_OK;
	return err_add(
	    e, TD_CONFLICT, STR_NULL,
	    N_("Năm này đã nhập từ máy «%.*s» lúc %.*s; những gì máy họp ghi thêm sau đó xin ghi lại trên "
	       "máy chủ."),
	    STRF(w->machine), STRF(when));
}

static td_rc check_chains(struct merge *m)
{
	const struct away *w = &m->out->away;
	struct sha256 ours;
	chain_list at = {0};
	i64 seq = 0;
	td_rc rc = journal_head(m->t, w->year.v, &seq, &ours);
	if (rc == TD_OK && (seq != w->head_seq || !bytes_same(ours.b, w->head.b, SHA256_LEN)))
		return refuse_lines(m);
	if (rc == TD_OK)
		rc = journal_sealed(m->from, w->year.v, w->head_seq - 1, 1, &at);
	if (rc == TD_OK && (at.n == 0 || !bytes_same(at.at[0].hash.b, w->head.b, SHA256_LEN)))
		return err_add(m->t->e, TD_CONFLICT, STR_NULL,
			       N_("Nhật ký trên máy họp khác nhật ký của máy chủ từ dòng %lld trở về trước."),
			       (long long)w->head_seq);
	if (rc == TD_OK)
		rc = lines_after(m->from, w->year.v, w->head_seq, ALL_LINES, &m->lines);
	m->out->n_lines = (i64)m->lines.n;
	return rc;
}

/* Who acts in a line must be known here too. */
static td_rc check_actors(struct merge *m)
{
	struct tx *t = m->t;
	i64 last = 0;
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < m->lines.n; i++) {
		const struct journal_entry *j = &m->lines.at[i];
		struct user u;
		if (j->actor_id == 0 || j->actor_id == last)
			continue;
		last = j->actor_id;
		rc = store_user_get(t, (user_id){j->actor_id}, &u);
		if (rc == TD_NOT_FOUND)
			rc = err_add(t->e, TD_OK, STR_NULL,
				     N_("Dòng nhật ký %lld do tài khoản «%.*s» ghi, tài khoản này chỉ có "
					"trên máy họp."),
				     (long long)j->seq, STRF(j->actor_name));
	}
	return rc;
}

/* ---- scores are what the journal says ---- */

/* The value of the newest line about an entry; STR_NULL: none. */
static str told_value(struct merge *m, i64 entry)
{
	for (size_t i = m->lines.n; i-- > 0;) {
		const struct journal_entry *j = &m->lines.at[i];
		if (j->object_id != entry || !str_eq(j->action, S("score.save")))
			continue;
		const struct value *v = act_journal_after(m->t->a, j);
		const struct value *x = v ? value_get(v, S("value")) : NULL;
		return x && x->kind == VALUE_TEXT ? x->text : STR_NULL;
	}
	return STR_NULL;
}

static str value_of(struct merge *m, i64 id, const struct scheme *s, const criterion_list *criteria,
		    const score_entry_list *entries)
{
	for (size_t i = 0; i < entries->n; i++) {
		const struct score_entry *x = &entries->at[i];
		for (size_t k = 0; x->id == id && k < criteria->n && k < s->n_nodes; k++) {
			if (criteria->at[k].id.v == x->criterion.v)
				return act_cell_text(m->t->a, &s->nodes[k], x->state, x->a_c, x->b_c);
		}
	}
	return S("(xóa)");
}

/* After the rows are here. */
static td_rc check_scores(struct merge *m)
{
	struct tx *t = m->t;
	struct cluster_year y;
	const struct scheme *s = NULL;
	criterion_list criteria = {0};
	score_entry_list entries = {0};
	size_t said = t->e->n_total;
	td_rc rc = store_cluster_year_get(t, m->theirs.year, &y);
	if (rc == TD_OK && !y.scheme.set)
		return TD_OK;
	if (rc == TD_OK)
		rc = store_scheme_load(t, (scheme_id){y.scheme.v}, &s);
	if (rc == TD_OK)
		rc = store_criterion_list(t, (scheme_id){y.scheme.v}, &criteria);
	if (rc == TD_OK)
		rc = store_score_list(t, m->theirs.year, STAGE_COUNCIL, &entries);
	for (size_t i = 0; rc == TD_OK && i < m->changes.n; i++) {
		const struct away_change *c = &m->changes.at[i];
		if (!str_eq(str_c(c->table->name), S("score_entry")))
			continue;
		i64 id = c->v[c->table->key[0]].i;
		str told = told_value(m, id), is = value_of(m, id, s, &criteria, &entries);
		if (told.p == NULL || !str_eq(told, is))
			err_add(t->e, TD_CONFLICT, away_row_name(t->a, t->e->lang, c),
				N_("Giá trị «%.*s» trên máy họp không có dòng nhật ký nào ghi như vậy."),
				STRF(is));
	}
	return rc == TD_OK && t->e->n_total != said ? TD_CONFLICT : rc;
}

/* ---- what comes, in numbers and sentences ---- */

static void count_changes(struct merge *m)
{
	const struct schema_table *last = NULL;
	struct away_count *n = NULL;
	for (size_t i = 0; i < m->changes.n; i++) {
		const struct away_change *c = &m->changes.at[i];
		if (str_eq(str_c(c->table->name), S("journal")) ||
		    str_eq(str_c(c->table->name), S("generation")))
			continue;
		if (c->table != last) {
			n = &VEC_PUSH(m->t->a, &m->out->counts);
			n->label = c->table->label;
		}
		last = c->table;
		n->n_added += c->kind == AWAY_ADDED;
		n->n_changed += c->kind == AWAY_CHANGED;
		n->n_dropped += c->kind == AWAY_DROPPED;
	}
}

static bool is_changed(const struct merge *m, poll_id id)
{
	for (size_t i = 0; i < m->changes.n; i++) {
		const struct away_change *c = &m->changes.at[i];
		if (str_eq(str_c(c->table->name), S("poll")) && c->v[c->table->key[0]].i == id.v)
			return true;
	}
	return false;
}

static td_rc tell_poll(struct merge *m, const struct ballot *b)
{
	ballot_candidate_list list = {0};
	struct poll p;
	struct poll_result r;
	td_rc rc = store_ballot_candidates(m->t, b->id, &list);
	if (rc != TD_OK)
		return rc;
	store_ballot_poll(m->t->a, b, &list, &p);
	poll_judge(m->t->a, &p, &r);
	VEC_PUSH(m->t->a, &m->out->polls) = (struct away_poll){b->question, r.sentence};
	return TD_OK;
}

static td_rc tell_polls(struct merge *m)
{
	ballot_list all = {0};
	td_rc rc = store_ballot_list(m->t, m->theirs.year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++) {
		if (all.at[i].state != POLL_DRAFT && is_changed(m, all.at[i].id))
			rc = tell_poll(m, &all.at[i]);
	}
	return rc;
}

/* Lines of accounts and settings that only the other machine has. */
static td_rc count_site_lines(struct merge *m)
{
	journal_list lines = {0};
	td_rc rc = journal_page(m->from, JOURNAL_SYSTEM, 0, SITE_LINES, &lines);
	for (size_t i = 0; rc == TD_OK && i < lines.n; i++) {
		chain_list ours = {0};
		rc = journal_sealed(m->t, JOURNAL_SYSTEM, lines.at[i].seq - 1, 1, &ours);
		if (rc == TD_OK && ours.n && bytes_same(ours.at[0].hash.b, lines.at[i].hash.b, SHA256_LEN))
			break;
		m->out->n_site_lines++;
	}
	return rc;
}

/* ---- all of it ---- */

static td_rc check_all(struct merge *m)
{
	struct tx *t = m->t;
	size_t said = t->e->n_total;
	str hashes = STR_NULL;
	td_rc rc = store_away_row_hashes(t, m->out->away.id, &hashes);
	if (rc == TD_OK)
		rc = away_rows_same(t, m->theirs.year, hashes);
	if (rc == TD_OK || rc == TD_CONFLICT)
		rc = away_rows_compare(t, m->from, m->theirs.year, &m->changes);
	if (rc == TD_OK)
		rc = check_actors(m);
	if (rc == TD_OK)
		rc = away_rows_check(t, m->from, &m->changes);
	return rc == TD_OK && t->e->n_total != said ? TD_CONFLICT : rc;
}

static td_rc close_merge(struct merge *m)
{
	struct tx *t = m->t;
	struct away *w = &m->out->away;
	struct value *after = value_map(t->a);
	td_rc rc = store_away_end(t, w, true);
	if (rc == TD_OK)
		rc = store_away_merged(t, w->id, &m->head);
	value_put_text(t->a, after, "machine", w->machine);
	value_put_int(t->a, after, "from", w->head_seq + 1);
	value_put_int(t->a, after, "to", m->head_seq);
	return rc == TD_OK
		   ? act_log(t, w->year.v, "year.merged", "cluster_year", w->year.v, NULL, after, STR_NULL)
		   : rc;
}

static td_rc apply_all(struct merge *m)
{
	struct tx *t = m->t;
	str zip = STR_NULL;
	td_rc rc = away_rows_apply(t, m->from, &m->changes, &m->out->n_files);
	if (rc == TD_OK)
		rc = check_scores(m);
	if (rc == TD_OK)
		rc = year_bundle(t, m->theirs.year, &zip);
	if (rc == TD_OK)
		rc = tell_polls(m);
	if (rc == TD_OK)
		rc = count_site_lines(m);
	count_changes(m);
	return rc == TD_OK ? close_merge(m) : rc;
}

static td_rc merge_fn(struct tx *t, struct tx *from, void *ctx)
{
	struct away_merged *out = ctx;
	struct merge m = {.t = t, .from = from, .out = out};
	*out = (struct away_merged){0}; /* this may be a rerun */
	td_rc rc = find_year(&m);
	if (rc == TD_OK && out->away.ended_at_ms.set)
		return refuse_ended(&m);
	if (rc == TD_OK)
		rc = check_chains(&m);
	if (rc == TD_OK)
		rc = check_all(&m);
	return rc == TD_OK ? apply_all(&m) : rc;
}

td_rc act_away_merge(struct db *db, struct arena *a, struct err *e, const struct actor *who, str path,
		     bool dry, struct away_merged *out)
{
	*out = (struct away_merged){0};
	return maintain_beside(db, a, e, who, path, !dry, merge_fn, out);
}
