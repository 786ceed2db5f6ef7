#include "base/caltime.h"
#include "base/vi.h"
#include "format/legal.h"
#include "jobs/act_meeting.h"
#include "web/page_poll.h"

struct poll_form {
	str act, unit, title, purpose, poll_title, rule, base;
	struct form_num seats, members, present, issued, returned, valid, invalid;
	bool announce;
	struct form_texts yes, no, blank;
};
enum { MAX_BALLOTS = 100000 };
static const struct field fields[] = {
    FIELD(CODE, struct poll_form, act, N_("Việc cần làm"), .required = true, .max = 16),
    FIELD(TEXT, struct poll_form, unit, N_("Đơn vị"), .max = 64),
    FIELD(TEXT, struct poll_form, title, N_("Danh hiệu"), .max = 64),
    FIELD(TEXT, struct poll_form, purpose, N_("Nội dung"), .max = 64),
    FIELD(TEXT, struct poll_form, poll_title, N_("Tên cuộc bỏ phiếu"), .max = 200),
    FIELD(TEXT, struct poll_form, rule, N_("Tỷ lệ cần đạt"), .max = 20),
    FIELD(TEXT, struct poll_form, base, N_("Tính trên"), .max = 16),
    FIELD(INT, struct poll_form, seats, N_("Số chỗ cần chọn"), .low = 0, .high = 1000),
    FIELD(INT, struct poll_form, members, N_("Thành viên có quyền bỏ phiếu"), .low = 0, .high = MAX_BALLOTS),
    FIELD(INT, struct poll_form, present, N_("Có mặt"), .low = 0, .high = MAX_BALLOTS),
    FIELD(INT, struct poll_form, issued, N_("Phiếu phát ra"), .low = 0, .high = MAX_BALLOTS),
    FIELD(INT, struct poll_form, returned, N_("Phiếu thu về"), .low = 0, .high = MAX_BALLOTS),
    FIELD(INT, struct poll_form, valid, N_("Phiếu hợp lệ"), .low = 0, .high = MAX_BALLOTS),
    FIELD(INT, struct poll_form, invalid, N_("Phiếu không hợp lệ"), .low = 0, .high = MAX_BALLOTS),
    FIELD(CHECK, struct poll_form, announce, N_("Công bố")),
    FIELD(KEYED_TEXT, struct poll_form, yes, N_("Đồng ý"), .max = 8),
    FIELD(KEYED_TEXT, struct poll_form, no, N_("Không đồng ý"), .max = 8),
    FIELD(KEYED_TEXT, struct poll_form, blank, N_("Phiếu trắng"), .max = 8),
};
const struct form_def page_nominate_form = FORM(struct poll_form, fields);

static td_rc fraction(str text, i64 *num, i64 *den)
{
	size_t slash = str_find_byte(text, '/'), percent = str_find_byte(text, '%');
	if (slash < text.n) {
		if (str_i64(str_trim(str_upto(text, slash)), num) != TD_OK ||
		    str_i64(str_trim(str_from(text, slash + 1)), den) != TD_OK)
			return TD_INVALID;
	} else {
		if (num_parse_c(str_trim(str_upto(text, percent)), num) != TD_OK)
			return TD_INVALID;
		*den = 10000;
		for (i64 by = 10; by > 1; by = by == 10 ? 5 : by == 5 ? 2 : 1)
			while (*num % by == 0 && *den % by == 0)
				*num /= by, *den /= by;
	}
	return *num > 0 && *num <= *den ? TD_OK : TD_INVALID;
}

td_rc page_poll_rule(str text, struct threshold *out)
{
	static const str more[] = {{"quá ", 5}, {"trên ", 6}, {"Quá ", 5}, {"Trên ", 6}};
	text = str_trim(text);
	*out = (struct threshold){0};
	if (!text.n)
		return TD_OK;
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		if (str_has_prefix(text, more[i])) {
			out->strict = true;
			text = str_from(text, more[i].n);
		}
	return fraction(text, &out->num, &out->den);
}

static str sent(const struct form_texts *t, str code)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, code))
			return str_trim(t->list.at[i].v);
	return S("");
}

static i64 votes(struct req *r, const struct form_texts *t, const char *field, const struct membership *m,
		 td_rc *rc)
{
	i64 v = 0;
	str text = sent(t, m->unit_code);
	if (text.n && (str_i64(text, &v) != TD_OK || v < 0 || v > MAX_BALLOTS))
		*rc = err_add(r->e, TD_INVALID, arena_fmt(r->a, "%s[%.*s]", field, STRF(m->unit_code)),
			      N_("%.*s: số phiếu phải là số nguyên không âm."), STRF(m->unit_name));
	return v;
}

static td_rc candidates(struct req *r, const struct poll_form *f, ballot_candidate_list *out)
{
	membership_list members = {0};
	td_rc rc = store_membership_list(r->tx, r->year.id, &members), bad = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < members.n; i++) {
		const struct membership *m = &members.at[i];
		if (!sent(&f->yes, m->unit_code).n && !sent(&f->no, m->unit_code).n)
			continue;
		struct ballot_candidate c = {
		    .ordinal = (i64)out->n + 1, .unit = OPT(m->unit.v), .label = m->unit_name};
		c.n_yes = votes(r, &f->yes, "yes", m, &bad);
		c.n_no = votes(r, &f->no, "no", m, &bad);
		c.n_blank = votes(r, &f->blank, "blank", m, &bad);
		VEC_PUSH(r->a, out) = c;
	}
	if (rc == TD_OK && out->n == 0)
		bad =
		    err_add(r->e, TD_INVALID, S("purpose"), N_("Hãy nhập số phiếu của ít nhất một đơn vị."));
	return rc == TD_OK ? bad : rc;
}

/* The threshold: as typed, else what the law asks of the title today. */
td_rc page_poll_threshold(struct req *r, str rule, str base, struct ballot *b)
{
	struct threshold t;
	struct legal_ballot law;
	struct day today;
	if (page_poll_rule(rule, &t) != TD_OK)
		return err_add(
		    r->e, TD_INVALID, S("rule"),
		    N_("Tỷ lệ cần đạt: hãy ghi như 80 %%, 2/3 hoặc quá 1/2; để trống nếu không quy định."));
	if (poll_base_parse(base, &b->base) != TD_OK)
		b->base = POLL_BASE_MEMBERS;
	if (!t.den && b->kind == POLL_NOMINATION && day_parse_iso(r->today, &today) == TD_OK &&
	    legal_ballot_on(r->a, b->title_code, today, &law) == TD_OK && law.required) {
		t = law.pass;
		b->base = law.pass.base;
	}
	b->threshold_num = t.num;
	b->threshold_den = t.den;
	b->threshold_strict = t.strict;
	return TD_OK;
}

static str question(struct req *r, const struct poll_form *f, const struct ballot *b)
{
	legal_ballot_list titles = {0};
	if (f->poll_title.n)
		return f->poll_title;
	if (b->kind != POLL_NOMINATION)
		return arena_fmt(r->a, "Bầu %.*s năm %lld",
				 STRF(b->kind == POLL_HEAD ? r->year.head_title : r->year.deputy_title),
				 (long long)r->year.year + 1);
	legal_titles(r->a, &titles);
	for (size_t i = 0; i < titles.n; i++)
		if (str_eq(titles.at[i].title_code, b->title_code))
			return arena_fmt(r->a, "Suy tôn đơn vị đề nghị tặng %.*s năm %lld",
					 STRF(titles.at[i].title_name), (long long)r->year.year);
	return S("Bình xét, suy tôn");
}

static td_rc record(struct req *r, const struct poll_form *f)
{
	struct ballot b = {.year = r->year.id, .method = POLL_PAPER};
	ballot_candidate_list list = {0};
	struct poll_result res;
	bool head = str_eq(f->purpose, S("head")), deputy = str_eq(f->purpose, S("deputy"));
	b.kind = head ? POLL_HEAD : deputy ? POLL_DEPUTY : POLL_NOMINATION;
	b.title_code = head || deputy ? STR_NULL : f->purpose;
	b.question = question(r, f, &b);
	b.n_seats = f->seats.v;
	b.n_members = f->members.v;
	b.n_present = f->present.v;
	b.n_issued = f->issued.v;
	b.n_returned = f->returned.v;
	b.n_not_returned = f->issued.v - f->returned.v;
	b.n_valid = f->valid.v;
	b.n_invalid = f->invalid.v;
	td_rc rc = candidates(r, f, &list), ruled = page_poll_threshold(r, f->rule, f->base, &b);
	if (rc != TD_OK || ruled != TD_OK)
		return rc != TD_OK ? rc : ruled;
	return act_ballot_record(r->tx, &b, &list, f->announce, &res);
}

static td_rc nominate(struct req *r, const struct poll_form *f)
{
	struct membership m;
	td_rc rc = TD_OK;
	if (!f->title.n)
		rc = err_add(r->e, TD_INVALID, S("title"), N_("Hãy chọn danh hiệu, hình thức đề nghị."));
	if (!f->unit.n)
		return err_add(r->e, TD_INVALID, S("unit"), N_("Hãy chọn đơn vị."));
	if (rc == TD_OK)
		rc = store_membership_find(r->tx, r->year.id, f->unit, &m);
	return rc == TD_OK ? act_nominate(r->tx, r->year.id, m.unit, f->title, STR_NULL) : rc;
}

td_rc page_nominate_post(struct req *r)
{
	const struct poll_form *f = form_value(r->form);
	td_rc rc = str_eq(f->act, S("nominate")) ? nominate(r, f) : record(r, f);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/suy-ton?luu=1", STRF(page_base(r)));
	return rc;
}

struct withdraw_form {
	struct form_num nomination;
	str reason;
};
static const struct field withdraw_fields[] = {
    FIELD(INT, struct withdraw_form, nomination, N_("Đề nghị"), .required = true),
    FIELD(TEXT, struct withdraw_form, reason, N_("Lý do"), .max = 1000),
};
const struct form_def page_withdraw_form = FORM(struct withdraw_form, withdraw_fields);

td_rc page_withdraw(struct req *r)
{
	const struct withdraw_form *f = form_value(r->form);
	td_rc rc = act_nomination_withdraw(r->tx, r->year.id, f->nomination.v, f->reason);
	if (rc == TD_OK)
		r->location = req_path(r, "%.*s/suy-ton?luu=1", STRF(page_base(r)));
	return rc;
}
