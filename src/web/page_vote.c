#include "web/page_vote.h"

#include "base/vi.h"
#include "store/store_meeting.h"
#include "web/app.h"
#include "web/http.h"
#include "web/page_booth.h"
#include "web/views.h"

enum { FINGERPRINT_HALF = 22 }; /* of 43 characters: a phone is narrow */

struct vote_form {
	str act, officer, server, resolution, reason, word;
	struct form_num rev, n_codes, n_paper, issued;
	struct form_texts trustee;
};
static const struct field fields[] = {
    FIELD(CODE, struct vote_form, act, N_("Việc cần làm"), .required = true, .max = 10),
    FIELD(INT, struct vote_form, rev, N_("Phiên bản"), .required = true),
    FIELD(KEYED_TEXT, struct vote_form, trustee, N_("Người giữ khóa"), .max = 60),
    FIELD(TEXT, struct vote_form, officer, N_("Người phát mã phiếu"), .max = 60),
    FIELD(TEXT, struct vote_form, server, N_("Đơn vị đặt máy chủ"), .max = 60),
    FIELD(INT, struct vote_form, n_codes, N_("Số mã phiếu"), .low = 0, .high = VOTE_CODES_MAX),
    FIELD(INT, struct vote_form, n_paper, N_("Số người bỏ phiếu giấy"), .low = 0, .high = 100000),
    FIELD(INT, struct vote_form, issued, N_("Số mã phiếu đã phát"), .low = 0, .high = VOTE_CODES_MAX),
    FIELD(TEXT, struct vote_form, resolution, N_("Nghị quyết chấp nhận"), .max = 1000),
    FIELD(TEXT, struct vote_form, reason, N_("Lý do hủy"), .max = 1000),
    FIELD(TEXT, struct vote_form, word, N_("Chữ xác nhận"), .max = 40),
};
const struct form_def page_vote_form = FORM(struct vote_form, fields);

static bool is_loopback(str host)
{
	return str_has_prefix(host, S("127.0.0.1")) || str_has_prefix(host, S("localhost")) ||
	       str_has_prefix(host, S("[::1]"));
}

bool page_vote_secure(const struct req *r)
{
	bool here = str_eq(r->address, S("127.0.0.1")) || str_eq(r->address, S("::1"));
	return r->app->cfg.tls || (here && is_loopback(http_header(r->http, "host")));
}

struct page_tag page_vote_tag(const struct req *r, enum vote_phase p)
{
	static const struct {
		const char *css, *icon;
	} look[VOTE_PHASE__N] = {
	    [VOTE_DRAFT] = {"", "info"},           [VOTE_KEYS] = {"info", "lock"},
	    [VOTE_CREDENTIALS] = {"info", "lock"}, [VOTE_OPEN] = {"warn", "vote"},
	    [VOTE_CLOSED] = {"info", "lock"},      [VOTE_DECRYPTING] = {"info", "lock"},
	    [VOTE_RESULT] = {"ok", "check"},       [VOTE_CANCELLED] = {"", "stop"},
	};
	return page_tag(r, look[p].css, look[p].icon, vote_phase_name(p));
}

static str base_of(struct req *r)
{
	return req_path(r, "%.*s/bo-phieu-dien-tu", STRF(page_base(r)));
}

/* ---- the list ---- */

td_rc page_votes(struct req *r)
{
	struct votes_vm *vm = NEW(r->a, struct votes_vm);
	ballot_list polls = {0};
	vote_list votes = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Bỏ phiếu điện tử")), "bo-phieu");
	if (rc == TD_OK)
		rc = store_ballot_run_list(r->tx, r->year.id, &polls);
	if (rc == TD_OK)
		rc = store_vote_list(r->tx, r->year.id, &votes);
	if (rc != TD_OK)
		return rc;
	page_crumb(r, req_path(r, "%.*s/bo-phieu", STRF(page_base(r))),
		   page_tr(r, N_("Bỏ phiếu tại hội nghị")));
	vm->base = base_of(r);
	for (size_t i = 0; i < votes.n; i++)
		VEC_PUSH(r->a, &vm->rows) = (struct vote_line){
		    .href = req_path(r, "%.*s/%lld", STRF(vm->base), (long long)votes.at[i].poll.v),
		    .question = votes.at[i].question,
		    .tag = page_vote_tag(r, votes.at[i].phase)};
	for (size_t i = 0; i < polls.n; i++) {
		bool has = polls.at[i].state != POLL_DRAFT;
		for (size_t k = 0; k < votes.n; k++)
			has |= votes.at[k].poll.v == polls.at[i].id.v;
		if (!has)
			VEC_PUSH(r->a, &vm->rows) = (struct vote_line){
			    .href = req_path(r, "%.*s/%lld", STRF(vm->base), (long long)polls.at[i].id.v),
			    .question = polls.at[i].question,
			    .tag = page_tag(r, "", "info", N_("Chưa lập"))};
	}
	vm->page = r->page;
	view_votes(&r->html, vm);
	return TD_OK;
}

/* ---- one vote ---- */

struct look {
	struct req *r;
	struct vote_vm *vm;
	struct ballot b;
	struct vote v;
	bool set_up;
	vote_trustee_list trustees;
	vote_person_list people;
	membership_list members;
	struct vote_file file;
};

static td_rc find_poll(struct req *r, struct ballot *b)
{
	i64 id;
	if (str_i64(req_param(r, "poll"), &id) != TD_OK)
		return TD_NOT_FOUND;
	td_rc rc = store_ballot_get(r->tx, (poll_id){id}, b);
	return rc == TD_OK && b->year.v != r->year.id.v ? TD_NOT_FOUND : rc;
}

static td_rc load(struct look *k)
{
	struct req *r = k->r;
	td_rc rc = find_poll(r, &k->b);
	if (rc != TD_OK)
		return rc;
	rc = store_vote_get(r->tx, k->b.id, &k->v);
	k->set_up = rc == TD_OK;
	if (rc == TD_NOT_FOUND)
		rc = TD_OK;
	if (rc == TD_OK && k->set_up)
		rc = store_vote_trustee_list(r->tx, k->b.id, &k->trustees);
	if (rc == TD_OK && k->set_up)
		rc = act_vote_file(r->tx, &k->v, &k->file);
	if (rc == TD_OK)
		rc = store_vote_people(r->tx, r->year.id, &k->people);
	return rc == TD_OK ? store_membership_list(r->tx, r->year.id, &k->members) : rc;
}

static str seat_key(struct req *r, i64 user, i64 unit)
{
	return arena_fmt(r->a, "%lld-%lld", (long long)user, (long long)unit);
}

static void put_people(struct look *k, str chosen, page_option_list *out)
{
	struct req *r = k->r;
	VEC_PUSH(r->a, out) = (struct page_option){S(""), page_tr(r, N_("– chọn –")), chosen.n == 0};
	for (size_t i = 0; i < k->people.n; i++) {
		const struct vote_person *p = &k->people.at[i];
		str key = seat_key(r, p->user.v, p->unit.v);
		VEC_PUSH(r->a, out) = (struct page_option){
		    key, arena_fmt(r->a, "%.*s – %.*s", STRF(p->person), STRF(p->unit_name)),
		    str_eq(key, chosen)};
	}
}

static void put_seats(struct look *k)
{
	struct req *r = k->r;
	struct vote_vm *vm = k->vm;
	size_t n = k->trustees.n < VOTE_TRUSTEES_MIN ? VOTE_TRUSTEES_MIN : k->trustees.n;
	for (size_t i = 0; i < n; i++) {
		const struct vote_trustee *t = i < k->trustees.n ? &k->trustees.at[i] : NULL;
		str key = arena_fmt(r->a, "%zu", i + 1);
		struct vote_seat_line *x = &VEC_PUSH(r->a, &vm->trustees);
		*x = (struct vote_seat_line){.label = key};
		if (t) {
			x->name = t->person;
			x->unit = t->unit_name;
			x->tag = t->decrypted      ? page_tag(r, "ok", "check", N_("Đã mở khóa"))
				 : t->public_key.p ? page_tag(r, "ok", "lock", N_("Đã gửi khóa"))
						   : page_tag(r, "", "info", N_("Chưa gửi khóa"));
		}
		put_people(k,
			   form_show_key(r->a, r->form, "trustee", key,
					 t ? seat_key(r, t->user.v, t->unit.v) : S("")),
			   &x->options);
	}
	vm->officer.name = k->v.officer_name;
	vm->officer.unit = k->v.officer_unit_name;
	put_people(k,
		   form_show(r->form, S("officer"),
			     k->set_up ? seat_key(r, k->v.officer.v, k->v.officer_unit.v) : S("")),
		   &vm->officer.options);
}

static void put_servers(struct look *k)
{
	struct req *r = k->r;
	str now = S("");
	for (size_t i = 0; i < k->members.n; i++)
		if (k->v.server_unit.set && k->members.at[i].unit.v == k->v.server_unit.v)
			now = k->members.at[i].unit_code;
	str chosen = form_show(r->form, S("server"), now);
	VEC_PUSH(r->a, &k->vm->servers) =
	    (struct page_option){S(""), page_tr(r, N_("Không đơn vị nào trong cụm, khối")), chosen.n == 0};
	for (size_t i = 0; i < k->members.n; i++)
		VEC_PUSH(r->a, &k->vm->servers) =
		    (struct page_option){k->members.at[i].unit_code, k->members.at[i].unit_name,
					 str_eq(k->members.at[i].unit_code, chosen)};
}

static str number(struct req *r, const char *name, i64 saved, bool set)
{
	return form_show(r->form, str_c(name), set ? arena_fmt(r->a, "%lld", (long long)saved) : S(""));
}

static void put_texts(struct look *k)
{
	struct req *r = k->r;
	struct vote_vm *vm = k->vm;
	const char *text;
	for (size_t i = 0; (text = vote_warning(i)) != NULL; i++)
		VEC_PUSH(r->a, &vm->warnings) = (struct vote_text){page_tr(r, text)};
	for (int i = 0; i < VOTE_FAULT__N; i++)
		if (k->v.faults & 1 << i)
			VEC_PUSH(r->a, &vm->faults) =
			    (struct vote_text){page_tr(r, vote_fault_text((enum vote_fault)i))};
	const char *banner = vote_banner((u32)k->v.faults);
	vm->banner = banner ? page_tr(r, banner) : S("");
	vm->resolution = k->v.override_text;
	vm->typed_resolution = form_show(r->form, S("resolution"), k->v.override_text);
	vm->n_codes = number(r, "n_codes", k->set_up ? k->v.n_codes : (i64)k->members.n, true);
	vm->n_paper = number(r, "n_paper", k->v.n_paper, true);
	vm->issued = number(r, "issued", k->v.n_codes, k->set_up);
	vm->reason = form_show(r->form, S("reason"), S(""));
	vm->cancelled = k->v.cancelled_why;
	vm->server = k->v.server_unit_name;
}

static bool can(const struct look *k, enum vote_move m)
{
	enum vote_phase to;
	return k->set_up && page_may(k->r, PERM_POLL_RECORD) && vote_move(k->v.phase, m, &to) == TD_OK;
}

static void put_state(struct look *k)
{
	struct vote_vm *vm = k->vm;
	bool has_codes = k->file.head.p != NULL;
	enum vote_phase p = k->v.phase;
	vm->set_up = k->set_up;
	vm->may_edit = page_may(k->r, PERM_POLL_RECORD) && k->b.state == POLL_DRAFT &&
		       (!k->set_up || p == VOTE_DRAFT || p == VOTE_KEYS || p == VOTE_CREDENTIALS);
	vm->may_ask = can(k, VOTE_ASK_KEYS);
	vm->may_begin = can(k, VOTE_BEGIN) && has_codes;
	vm->may_close = can(k, VOTE_CLOSE);
	vm->may_count = can(k, VOTE_COUNT);
	vm->may_cancel = can(k, VOTE_CANCEL);
	vm->waits_keys = k->set_up && p == VOTE_KEYS;
	vm->waits_codes = k->set_up && p == VOTE_CREDENTIALS && !has_codes;
	vm->open = k->set_up && p == VOTE_OPEN;
	vm->waits_factors = k->set_up && p == VOTE_DECRYPTING;
	vm->has_file = k->set_up && (p == VOTE_CLOSED || p == VOTE_DECRYPTING || p == VOTE_RESULT);
	vm->insecure = !page_vote_secure(k->r);
	vm->tag = k->set_up ? page_vote_tag(k->r, p) : page_tag(k->r, "", "info", N_("Chưa lập"));
}

/* Of the urn nothing is shown before it is closed, except what was there before the first ballot. */
static void put_urn(struct look *k)
{
	struct req *r = k->r;
	struct vote_vm *vm = k->vm;
	vm->uuid = k->v.uuid;
	vm->booth = req_path(r, "/bo-phieu/%.*s", STRF(k->v.uuid));
	vm->booth_link = arena_fmt(r->a, "%.*s%.*s", STRF(page_site(r)), STRF(vm->booth));
	vm->file = req_path(r, "/bo-phieu/%.*s/hom-phieu.bel", STRF(k->v.uuid));
	vm->booth_hash = str_upto(booth_hash(), SHA256_LEN);
	vm->booth_hash_end = str_from(booth_hash(), vm->booth_hash.n);
	vm->fingerprint = str_upto(k->file.fingerprint, FINGERPRINT_HALF);
	vm->fingerprint_end = str_from(k->file.fingerprint, vm->fingerprint.n);
	if (!vm->has_file)
		return;
	vm->head = str_upto(k->file.head, SHA256_LEN);
	vm->head_end = str_from(k->file.head, vm->head.n);
	vm->n_ballots = k->file.n_ballots;
}

static td_rc put_counts(struct look *k)
{
	vote_result_list all = {0};
	k->vm->counted = k->set_up && k->v.phase == VOTE_RESULT;
	td_rc rc = k->vm->counted ? act_vote_counts(k->r->tx, &k->v, &k->file, &all) : TD_OK;
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		VEC_PUSH(k->r->a, &k->vm->counts) = (struct vote_count_line){
		    all.at[i].name, all.at[i].count.yes, all.at[i].count.no, all.at[i].count.blank};
	return rc;
}

td_rc page_vote(struct req *r)
{
	struct look *k = NEW(r->a, struct look);
	*k = (struct look){.r = r, .vm = NEW(r->a, struct vote_vm)};
	td_rc rc = page_begin(r, page_tr(r, N_("Bỏ phiếu điện tử")), "bo-phieu");
	if (rc == TD_OK)
		rc = load(k);
	if (rc == TD_OK)
		rc = put_counts(k);
	if (rc != TD_OK)
		return rc;
	struct vote_vm *vm = k->vm;
	page_crumb(r, req_path(r, "%.*s/bo-phieu", STRF(page_base(r))),
		   page_tr(r, N_("Bỏ phiếu tại hội nghị")));
	page_crumb(r, base_of(r), page_tr(r, N_("Bỏ phiếu điện tử")));
	vm->base = page_base(r);
	vm->poll = k->b.id.v;
	vm->self = req_path(r, "%.*s/%lld", STRF(base_of(r)), (long long)k->b.id.v);
	vm->question = k->b.question;
	vm->rev = k->set_up ? k->v.rev : 0;
	vm->word_error = r->form && err_at(r->e, S("word")) != NULL;
	put_state(k);
	put_seats(k);
	put_servers(k);
	put_texts(k);
	put_urn(k);
	vm->page = r->page;
	view_vote(&r->html, vm);
	return TD_OK;
}

/* ---- what is done ---- */

/* "12-3" */
static bool read_seat(str text, struct vote_seat *out)
{
	size_t at = str_find_byte(text, '-');
	return at < text.n && str_i64(str_upto(text, at), &out->user) == TD_OK &&
	       str_i64(str_from(text, at + 1), &out->unit) == TD_OK;
}

static td_rc read_setup(struct req *r, const struct vote_form *f, struct vote_setup *s)
{
	struct membership m;
	*s = (struct vote_setup){.n_codes = f->n_codes.v, .n_paper = f->n_paper.v};
	for (size_t i = 0; i < f->trustee.list.n && s->n_trustees < VOTE_TRUSTEES_MAX; i++)
		if (f->trustee.list.at[i].v.n &&
		    read_seat(f->trustee.list.at[i].v, &s->trustees[s->n_trustees]))
			s->n_trustees++;
	if (!read_seat(f->officer, &s->officer))
		return err_add(r->e, TD_INVALID, S("officer"),
			       N_("Chọn người phát mã phiếu trong danh sách."));
	td_rc rc = f->server.n ? store_membership_find(r->tx, r->year.id, f->server, &m) : TD_OK;
	if (rc == TD_OK && f->server.n)
		s->server_unit = m.unit.v;
	return rc;
}

static td_rc check_word(struct req *r, const struct vote_form *f, const char *want, const char *ask)
{
	if (str_eq(vi_fold(r->a, str_trim(f->word)), str_c(want)))
		return TD_OK;
	return err_add(r->e, TD_INVALID, S("word"), "%s", req_tr(r, ask));
}

static td_rc check_way(struct req *r)
{
	if (page_vote_secure(r))
		return TD_OK;
	return err_add(
	    r->e, TD_CONFLICT, S("setup"),
	    N_("Bỏ phiếu điện tử chỉ chạy qua https, để không ai trên mạng thay được trang bỏ phiếu. Hãy cài "
	       "chứng thư cho máy chủ, hoặc dùng phiếu giấy."));
}

static td_rc act(struct req *r, const struct vote_form *f, poll_id poll)
{
	struct vote_setup s;
	cluster_year_id y = r->year.id;
	td_rc rc = TD_OK;
	if (str_eq(f->act, S("save"))) {
		rc = read_setup(r, f, &s);
		return rc == TD_OK ? act_vote_save(r->tx, y, poll, &s, f->resolution, f->rev.v) : rc;
	}
	if (str_eq(f->act, S("keys"))) {
		rc = check_way(r);
		return rc == TD_OK ? act_vote_ask_keys(r->tx, y, poll, f->rev.v) : rc;
	}
	if (str_eq(f->act, S("begin"))) {
		rc = check_way(r);
		return rc == TD_OK ? act_vote_begin(r->tx, y, poll, f->rev.v) : rc;
	}
	if (str_eq(f->act, S("close"))) {
		rc = check_word(r, f, "dong hom", N_("Gõ chữ ĐÓNG HÒM để xác nhận."));
		return rc == TD_OK ? act_vote_close(r->tx, y, poll, f->rev.v) : rc;
	}
	if (str_eq(f->act, S("count")))
		return act_vote_count(r->tx, y, poll, f->issued.v, f->rev.v);
	if (str_eq(f->act, S("cancel"))) {
		rc = check_word(r, f, "huy", N_("Gõ chữ HỦY để xác nhận."));
		return rc == TD_OK ? act_vote_cancel(r->tx, y, poll, f->reason, f->rev.v) : rc;
	}
	return TD_NOT_FOUND;
}

td_rc page_vote_post(struct req *r)
{
	const struct vote_form *f = form_value(r->form);
	struct ballot b;
	td_rc rc = find_poll(r, &b);
	if (rc != TD_OK)
		return rc;
	str to = req_path(r, "%.*s/%lld?luu=1", STRF(base_of(r)), (long long)b.id.v);
	rc = act(r, f, b.id);
	if (rc == TD_OK)
		r->location = to;
	return rc;
}
