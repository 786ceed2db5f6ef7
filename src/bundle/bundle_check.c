#include "base/num.h"
#include "bundle/bundle.h"
#include "format/data_json.h"
#include "format/poll_json.h"
#include "format/scheme_json.h"
#include "vote/verify.h"

struct checker {
	struct arena *a;
	const struct bundle *b;
	struct err *e;
	struct bundle_counts *n;
	str place;
};

static td_rc differ(struct checker *c, const char *text)
{
	return err_add(c->e, TD_INVALID, c->place, "%s", i18n_tr(c->e->lang, text));
}

/* ---- the journal ---- */

static td_rc check_entry(struct checker *c, size_t i)
{
	const struct chain_entry *x = &c->b->journal.at[i];
	struct sha256 hash;
	c->place = arena_fmt(c->a, "journal/%lld", (long long)x->seq);
	if (x->seq != (i64)i + 1)
		return differ(c, N_("Thiếu dòng nhật ký trước dòng này."));
	td_rc rc = chain_hash(c->a, x, &hash);
	if (rc == TD_OK && !bytes_same(hash.b, x->hash.b, SHA256_LEN))
		rc = differ(c, N_("Nội dung dòng nhật ký này, hoặc một dòng trước nó, đã bị sửa."));
	c->n->n_entries++;
	return rc;
}

static td_rc check_journal(struct checker *c)
{
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < c->b->journal.n; i++)
		rc = check_entry(c, i);
	return rc;
}

/* The member that the newest line of an action on an object had; STR_NULL: no such line, or it says nothing of it. key
 * and number narrow it down to lines whose member key is number; NULL: any. */
static td_rc journal_says(struct checker *c, const char *action, i64 object, const char *key, i64 number,
			  const char *member, bool *there, str *out)
{
	*there = false;
	*out = STR_NULL;
	for (size_t i = c->b->journal.n; i-- > 0 && !*there;) {
		const struct chain_entry *x = &c->b->journal.at[i];
		struct err ignored = err_new(c->a, c->e->lang);
		const struct value *after = NULL;
		if (!str_eq(x->action, str_c(action)) || (object && x->object_id != object) ||
		    !x->after_json.p)
			continue;
		if (value_from_json(c->a, x->after_json, &ignored, &after) == TD_LIMIT)
			return TD_LIMIT;
		const struct value *n = key ? value_get(after, str_c(key)) : NULL;
		if (key && (n == NULL || n->kind != VALUE_INT || n->i != number))
			continue;
		const struct value *said = value_get(after, str_c(member));
		*there = true;
		*out = said && said->kind == VALUE_TEXT ? said->text : STR_NULL;
	}
	return TD_OK;
}

/* Does the journal hold this hash of it? Lines of earlier editions of the program hold none. */
static td_rc bound(struct checker *c, bool there, str said, const struct sha256 *hash)
{
	if (!there)
		return differ(c, N_("Nhật ký không có dòng nào nói tới việc này."));
	if (said.n == 0)
		return TD_OK;
	if (!str_eq(said, hex_of(c->a, hash->b, SHA256_LEN)))
		return differ(c, N_("Nội dung không phải là nội dung mà nhật ký đã ghi mã băm."));
	c->n->n_bound++;
	return TD_OK;
}

/* ---- rankings ---- */

static td_rc load_scheme(struct checker *c, const struct sha256 *hash, struct scheme *out)
{
	struct err inside = err_new(c->a, c->e->lang);
	struct sha256 again;
	for (size_t i = 0; i < c->b->schemes.n; i++) {
		const struct bundle_scheme *s = &c->b->schemes.at[i];
		if (!bytes_same(s->hash.b, hash->b, SHA256_LEN))
			continue;
		td_rc rc = scheme_from_json(c->a, s->json, &inside, out);
		if (rc == TD_OK)
			rc = scheme_hash(c->a, out, &again);
		if (rc == TD_INVALID || (rc == TD_OK && !bytes_same(again.b, hash->b, SHA256_LEN)))
			return differ(c, N_("Bảng tiêu chí của bản xếp hạng này không đọc được."));
		return rc;
	}
	return differ(c, N_("Thiếu bảng tiêu chí mà bản xếp hạng này dùng."));
}

static td_rc compute(struct checker *c, const struct bundle_ranking *r, const struct scheme *s,
		     struct score_input *in, struct score_result *out)
{
	struct err inside = err_new(c->a, c->e->lang);
	struct score_table table;
	td_rc rc = data_from_json(c->a, r->figures, s, &inside, &table);
	if (rc == TD_OK) {
		score_table_input(c->a, s, &table, r->stage, in);
		rc = score_check(s, in, &inside);
	}
	if (rc == TD_OK)
		rc = score_run(c->a, s, in, out);
	if (rc == TD_INVALID)
		(void)err_add(c->e, rc, c->place, N_("Số liệu không chấm được: %.*s: %.*s"),
			      STRF(inside.items.n ? inside.items.at[0].where : S("")),
			      STRF(err_first(&inside)));
	return rc;
}

static td_rc points_differ(struct checker *c, const char *what, i64 stands, i64 computed)
{
	return err_add(c->e, TD_INVALID, c->place, N_("%s ghi %.*s, tính lại được %.*s."),
		       i18n_tr(c->e->lang, what), STRF(num_c(c->a, stands)), STRF(num_c(c->a, computed)));
}

static td_rc text_differ(struct checker *c, const char *what, str stands, str computed)
{
	return err_add(c->e, TD_INVALID, c->place, N_("%s ghi «%.*s», tính lại được «%.*s»."),
		       i18n_tr(c->e->lang, what), STRF(stands), STRF(computed));
}

/* One printed line against what came out; u: the unit that stands there by the computation. */
static td_rc check_row(struct checker *c, const struct bundle_row *row, const struct scheme *s,
		       const struct score_input *in, const struct score_result *r, u32 k)
{
	u32 u = r->order[k];
	const struct {
		const char *what;
		i64 stands, computed;
	} points[] = {
	    {N_("Tổng điểm"), row->total_c, r->total_c[u]},
	    {N_("Điểm trước khi quy đổi"), row->raw_c, r->raw_c[u]},
	    {N_("Điểm tối đa được áp dụng"), row->applicable_c, r->applicable_max_c[u]},
	    {N_("Điểm các tiêu chí"), row->base_c, r->nodes[0].base_c[u]},
	    {N_("Điểm thưởng"), row->bonus_c, r->nodes[0].bonus_c[u]},
	    {N_("Điểm trừ"), row->penalty_c, r->nodes[0].penalty_c[u]},
	};
	str class_code = r->class_ix[u] != NO_CLASS ? s->classes[r->class_ix[u]].code : S("");
	str tie = r->tie_rule[u] ? s->ties[r->tie_rule[u] - 1].text : S("");
	c->place = arena_fmt(c->a, "%.*s/%.*s", STRF(c->place), STRF(row->unit));
	if (!str_eq(row->unit, in->units[u].code))
		return text_differ(c, N_("Đơn vị ở dòng này"), row->unit, in->units[u].code);
	for (size_t i = 0; i < sizeof points / sizeof *points; i++)
		if (points[i].stands != points[i].computed)
			return points_differ(c, points[i].what, points[i].stands, points[i].computed);
	if (row->rank != (i64)r->rank[u] || row->ordinal != (i64)k + 1)
		return points_differ(c, N_("Thứ hạng"), row->rank * 100, (i64)r->rank[u] * 100);
	if (!str_eq(row->class_code, class_code))
		return text_differ(c, N_("Xếp loại"), row->class_code, class_code);
	if (row->excluded != (r->excluded[u] != 0))
		return differ(c, N_("Có hay không bị loại khỏi xét suy tôn: tính lại được điều ngược lại."));
	if (!str_eq(row->tie_text, tie))
		return text_differ(c, N_("Quy tắc phân hạng"), row->tie_text, tie);
	c->n->n_units++;
	return TD_OK;
}

static td_rc check_ranking(struct checker *c, const struct bundle_ranking *r)
{
	str place = arena_fmt(c->a, "rankings/%lld", (long long)r->version), said;
	struct scheme s;
	struct score_input in = {0};
	struct score_result result;
	struct sha256 figures;
	bool there;
	c->place = place;
	td_rc rc = load_scheme(c, &r->scheme, &s);
	if (rc == TD_OK)
		rc = compute(c, r, &s, &in, &result);
	if (rc == TD_OK && r->rows.n != in.n_units)
		rc = differ(c, N_("Số đơn vị trong bảng xếp hạng không bằng số đơn vị trong số liệu."));
	for (u32 k = 0; rc == TD_OK && k < in.n_units; k++) {
		c->place = place;
		rc = check_row(c, &r->rows.at[k], &s, &in, &result, k);
	}
	c->place = place;
	if (rc == TD_OK)
		rc = sha256_of(r->figures, &figures);
	if (rc == TD_OK)
		rc = journal_says(c, "ranking.freeze", 0, "version", r->version, "figures_sha256", &there,
				  &said);
	if (rc == TD_OK)
		rc = bound(c, there, said, &figures);
	if (rc == TD_OK && str_eq(r->state, S("adopted")))
		rc = journal_says(c, "ranking.adopt", 0, "version", r->version, "version", &there, &said);
	if (rc == TD_OK && !there)
		rc = differ(c, N_("Nhật ký không có dòng nào ghi hội nghị thông qua bản này."));
	c->n->n_rankings++;
	return rc;
}

/* ---- ballots ---- */

static td_rc check_verdicts(struct checker *c, const struct bundle_poll *p)
{
	struct poll_result result;
	poll_judge(c->a, &p->poll, &result);
	for (u32 i = 0; p->elected && i < p->poll.n_candidates; i++) {
		const struct poll_row *row = &result.rows[i];
		if (p->elected[row->candidate] != (row->verdict == POLL_ELECTED))
			return err_add(c->e, TD_INVALID, c->place,
				       N_("%.*s: kết luận ghi ngược với kết quả tính lại: %.*s"),
				       STRF(p->poll.candidates[row->candidate].name), STRF(row->sentence));
	}
	return TD_OK;
}

static td_rc check_poll(struct checker *c, const struct bundle_poll *p)
{
	struct err inside = err_new(c->a, c->e->lang);
	struct sha256 hash;
	bool there;
	str said;
	c->place = arena_fmt(c->a, "polls/%lld", (long long)p->id);
	td_rc rc = poll_check(&p->poll, &inside);
	if (rc == TD_INVALID)
		(void)err_add(c->e, rc, c->place, "%.*s", STRF(err_first(&inside)));
	if (rc == TD_OK)
		rc = check_verdicts(c, p);
	if (rc == TD_OK)
		rc = poll_hash(c->a, &p->poll, p->elected, &hash);
	if (rc == TD_OK)
		rc = journal_says(c, "ballot.record", p->id, NULL, 0, "sha256", &there, &said);
	if (rc == TD_OK)
		rc = bound(c, there, said, &hash);
	c->n->n_polls++;
	return rc;
}

/* The journal holds the hash of the last event when the urn was closed and when the result was there. */
static td_rc bound_urn(struct checker *c, const struct bundle_vote *v, const struct verdict *verdict)
{
	const char *action = verdict->stage == VERIFY_RESULT   ? "vote.result"
			     : verdict->stage == VERIFY_CLOSED ? "vote.close"
							       : NULL;
	bool there;
	str said;
	if (action == NULL)
		return TD_OK; /* trustees are at work: its end moves with each of them */
	td_rc rc = journal_says(c, action, v->poll, NULL, 0, "what", &there, &said);
	if (rc == TD_OK && !there)
		rc = differ(c, N_("Nhật ký không có dòng nào nói tới việc này."));
	if (rc == TD_OK && !str_eq(said, verdict->head))
		rc = differ(c, N_("Nội dung không phải là nội dung mà nhật ký đã ghi mã băm."));
	c->n->n_bound += rc == TD_OK;
	return rc;
}

static td_rc check_vote(struct checker *c, const struct bundle_vote *v)
{
	struct verdict verdict;
	c->place = arena_fmt(c->a, "votes/%lld/%.*s.bel", (long long)v->poll, STRF(v->uuid));
	td_rc rc = verify_archive(group_new(c->a), v->archive, &verdict);
	for (size_t i = 0; rc == TD_OK && i < verdict.findings.n; i++) {
		const struct finding *f = &verdict.findings.at[i];
		(void)err_add(
		    c->e, TD_INVALID,
		    arena_fmt(c->a, "%.*s: %.*s", STRF(c->place), STRF(finding_place(c->a, c->e->lang, f))),
		    "%s", finding_text(f->code, c->e->lang));
	}
	if (rc == TD_OK && verdict.findings.n)
		rc = TD_INVALID;
	if (rc == TD_OK && !str_eq(verdict.election.uuid, v->uuid))
		rc = differ(c, N_("Tên tệp không phải mã của cuộc bỏ phiếu này."));
	if (rc == TD_OK)
		rc = bound_urn(c, v, &verdict);
	c->n->n_votes++;
	return rc;
}

/* ---- papers ---- */

static td_rc check_paper(struct checker *c, const struct bundle_paper *p)
{
	bool there;
	str said;
	c->place = arena_fmt(c->a, "papers/%lld (%.*s)", (long long)p->id, STRF(p->file));
	td_rc rc = journal_says(c, "paper.make", p->id, NULL, 0, "sha256", &there, &said);
	if (rc == TD_OK && !there)
		rc = differ(c, N_("Nhật ký không có dòng nào nói tới việc này."));
	if (rc == TD_OK && said.n && !str_eq(said, p->sha256))
		rc = differ(c, N_("Nội dung không phải là nội dung mà nhật ký đã ghi mã băm."));
	c->n->n_bound += rc == TD_OK && said.n;
	c->n->n_papers++;
	return rc;
}

/* The worse of two, so that one difference does not hide the next. */
static td_rc worse(td_rc all, td_rc one)
{
	return one == TD_OK || all == TD_LIMIT ? all : one;
}

td_rc bundle_check(struct arena *a, const struct bundle *b, struct err *e, struct bundle_counts *out)
{
	struct checker c = {.a = a, .b = b, .e = e, .n = out};
	*out = (struct bundle_counts){.n_schemes = b->schemes.n};
	td_rc rc = check_journal(&c);
	for (size_t i = 0; i < b->rankings.n; i++)
		rc = worse(rc, check_ranking(&c, &b->rankings.at[i]));
	for (size_t i = 0; i < b->polls.n; i++)
		rc = worse(rc, check_poll(&c, &b->polls.at[i]));
	for (size_t i = 0; i < b->votes.n; i++)
		rc = worse(rc, check_vote(&c, &b->votes.at[i]));
	for (size_t i = 0; i < b->papers.n; i++)
		rc = worse(rc, check_paper(&c, &b->papers.at[i]));
	return rc;
}

const struct chain_entry *bundle_find_code(struct arena *a, const struct bundle *b, str code)
{
	for (size_t i = 0; i < b->journal.n; i++)
		if (str_eq(chain_code(a, &b->journal.at[i].hash), code))
			return &b->journal.at[i];
	return NULL;
}
