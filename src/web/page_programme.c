#include "web/page_programme.h"

#include "base/sb.h"
#include "jobs/act_setting.h"
#include "office/qr.h"
#include "web/page_due.h"
#include "web/views.h"

enum { SPARE_ROWS = 3, MOST_ITEMS = 60, PATH_BYTES = 1 << 17 };

struct programme_form {
	struct form_num rev;
	str quorum;
	struct form_num speak;
	struct form_texts title, starts, minutes, speaker, unit;
};
static const struct field fields[] = {
    FIELD(INT, struct programme_form, rev, N_("Phiên bản")),
    FIELD(TEXT, struct programme_form, quorum, N_("Số tối thiểu để họp"), .max = 10),
    FIELD(INT, struct programme_form, speak, N_("Phút phát biểu"), .low = 0, .high = 120),
    FIELD(KEYED_TEXT, struct programme_form, title, N_("Nội dung"), .max = 500),
    FIELD(KEYED_TEXT, struct programme_form, starts, N_("Giờ"), .max = 5),
    FIELD(KEYED_TEXT, struct programme_form, minutes, N_("Số phút"), .max = 4),
    FIELD(KEYED_TEXT, struct programme_form, speaker, N_("Người trình bày"), .max = 200),
    FIELD(KEYED_TEXT, struct programme_form, unit, N_("Đơn vị"), .max = 60),
};
const struct form_def page_programme_form = FORM(struct programme_form, fields);

struct codes_form {
	str unit;
	bool again;
};
static const struct field codes_fields[] = {
    FIELD(CODE, struct codes_form, unit, N_("Đơn vị"), .max = 60),
    FIELD(CHECK, struct codes_form, again, N_("Cấp lại")),
};
const struct form_def page_codes_form = FORM(struct codes_form, codes_fields);

/* Showing -------------------------------------------------------------------------------------------------------- */

static str shown(struct req *r, const char *name, str key, str saved)
{
	return form_show_key(r->a, r->form, name, key, saved);
}

static void put_row(struct req *r, struct programme_vm *vm, const struct act_meeting *k, str key,
		    const struct meeting_item *x)
{
	struct programme_row *row = &VEC_PUSH(r->a, &vm->rows);
	str minutes = x->minutes ? arena_fmt(r->a, "%lld", (long long)x->minutes) : S("");
	*row = (struct programme_row){
	    .key = key,
	    .title = shown(r, "title", key, x->title),
	    .starts = shown(r, "starts", key, page_minute(r->a, x->starts_min)),
	    .minutes = shown(r, "minutes", key, minutes),
	    .speaker = shown(r, "speaker", key, x->speaker),
	};
	str unit = shown(r, "unit", key, x->unit_code);
	for (size_t i = 0; i < k->members.n; i++) {
		const struct membership *m = &k->members.at[i];
		VEC_PUSH(r->a, &row->units) =
		    (struct page_option){m->unit_code, m->unit_name, str_eq(unit, m->unit_code)};
	}
}

/* Lines of the typed agenda begin the programme. */
static void put_agenda(struct req *r, struct programme_vm *vm, const struct act_meeting *k)
{
	str rest = k->m.agenda, line;
	while (rest.p && str_split(&rest, '\n', &line))
		if (str_trim(line).n && vm->rows.n < MOST_ITEMS)
			put_row(r, vm, k, arena_fmt(r->a, "n%zu", vm->rows.n),
				&(struct meeting_item){.title = str_trim(line)});
}

static void put_rows(struct req *r, struct programme_vm *vm, const struct act_meeting *k)
{
	for (size_t i = 0; i < k->items.n; i++)
		put_row(r, vm, k, arena_fmt(r->a, "%lld", (long long)k->items.at[i].id), &k->items.at[i]);
	if (k->items.n == 0)
		put_agenda(r, vm, k);
	for (size_t i = 0; i < SPARE_ROWS; i++)
		put_row(r, vm, k, arena_fmt(r->a, "n%zu", vm->rows.n), &(struct meeting_item){0});
}

/* The dark modules as one path, a row of them in one stroke. */
static td_rc qr_path(struct req *r, str text, struct programme_code *out)
{
	struct qr *q;
	struct sb b = sb_new(r->a, PATH_BYTES);
	td_rc rc = qr_make(r->a, text, &q);
	if (rc != TD_OK)
		return rc;
	for (u32 y = 0; y < q->size; y++)
		for (u32 x = 0; x < q->size; x++) {
			u32 from = x;
			while (x < q->size && q->dark[y * q->size + x])
				x++;
			if (x > from)
				sb_fmt(&b, "M%u %uh%uv1h-%uz", from + QR_QUIET, y + QR_QUIET, x - from,
				       x - from);
		}
	out->qr = sb_str(&b);
	out->qr_size = q->size + 2 * QR_QUIET;
	return TD_OK;
}

static td_rc put_codes(struct req *r, struct programme_vm *vm, const struct act_meeting *k)
{
	meeting_code_list codes = {0};
	str site = S("");
	td_rc rc = setting_get(r->tx, "site.url", &site);
	if (rc == TD_OK)
		rc = store_meeting_code_list(r->tx, k->m.id, &codes);
	site = site.n ? site : page_site(r); /* a code without an address opens nothing */
	for (size_t i = 0; rc == TD_OK && i < k->members.n; i++)
		for (size_t j = 0; rc == TD_OK && j < codes.n; j++) {
			if (codes.at[j].unit.v != k->members.at[i].unit.v)
				continue;
			struct programme_code *c = &VEC_PUSH(r->a, &vm->codes);
			*c = (struct programme_code){
			    .unit = k->members.at[i].unit_name,
			    .unit_code = k->members.at[i].unit_code,
			    .code = meeting_code_print(r->a, codes.at[j].code),
			    .href = arena_fmt(r->a, "/diem-danh/%.*s", STRF(codes.at[j].code)),
			    .tag = codes.at[j].used_at_ms.set ? page_tag(r, "ok", "check", N_("Đã dùng"))
							      : page_tag(r, "", "clock", N_("Chưa dùng")),
			};
			rc = qr_path(r, arena_fmt(r->a, "%.*s%.*s", STRF(site), STRF(c->href)), c);
		}
	return rc;
}

td_rc page_programme(struct req *r)
{
	struct programme_vm *vm = NEW(r->a, struct programme_vm);
	struct act_meeting k = {0};
	td_rc rc = page_begin(r, page_tr(r, N_("Chương trình hội nghị")), "hop");
	vm->base = page_base(r);
	vm->cluster_name = r->year.cluster_name;
	vm->year = r->year.year;
	vm->may_edit = page_may(r, PERM_POLL_RECORD);
	if (rc == TD_OK)
		rc = act_meeting_of_year(r->tx, r->year.id, &k);
	if (rc == TD_OK) {
		str least = k.rule.quorum_den ? arena_fmt(r->a, "%lld/%lld", (long long)k.rule.quorum_num,
							  (long long)k.rule.quorum_den)
					      : S("");
		vm->saved = true;
		vm->ended = k.now.phase == MEETING_ENDED;
		vm->rev = k.rule.rev;
		vm->quorum = form_show(r->form, S("quorum"), least);
		vm->speak =
		    form_show(r->form, S("speak"), arena_fmt(r->a, "%lld", (long long)(k.rule.speak_s / 60)));
		put_rows(r, vm, &k);
		rc = put_codes(r, vm, &k);
	}
	if (rc != TD_OK && rc != TD_NOT_FOUND)
		return rc;
	page_crumb(r, arena_fmt(r->a, "%.*s/hop", STRF(vm->base)), page_tr(r, N_("Hội nghị")));
	vm->page = r->page;
	view_programme(&r->html, vm);
	return TD_OK;
}

/* Writing -------------------------------------------------------------------------------------------------------- */

static str sent(const struct form_texts *t, str key)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, key))
			return str_trim(t->list.at[i].v);
	return S("");
}

static td_rc read_unit(struct req *r, const struct act_meeting *k, str code, struct meeting_item *x)
{
	if (!code.n)
		return TD_OK;
	for (size_t i = 0; i < k->members.n; i++)
		if (str_eq(k->members.at[i].unit_code, code))
			x->unit = OPT(k->members.at[i].unit.v);
	return x->unit.set
		   ? TD_OK
		   : err_add(r->e, TD_INVALID, S("unit"), N_("Đơn vị này không phải thành viên của năm."));
}

static td_rc worse(td_rc a, td_rc b)
{
	return a != TD_OK ? a : b;
}

/* A line without any text is left out. */
static td_rc read_items(struct req *r, const struct programme_form *f, const struct act_meeting *k,
			meeting_item_list *out)
{
	td_rc rc = TD_OK;
	for (size_t i = 0; i < f->title.list.n && i < MOST_ITEMS; i++) {
		str key = f->title.list.at[i].key, title = str_trim(f->title.list.at[i].v);
		str minutes = sent(&f->minutes, key);
		u64 id = 0, n = 0;
		struct meeting_item x = {.title = title, .speaker = sent(&f->speaker, key)};
		if (!title.n && !x.speaker.n && !minutes.n)
			continue;
		if (str_u64(key, &id) == TD_OK)
			for (size_t j = 0; j < k->items.n; j++)
				if ((u64)k->items.at[j].id == id) {
					x.id = k->items.at[j].id;
					x.paper = k->items.at[j].paper;
				}
		if (minutes.n && (str_u64(minutes, &n) != TD_OK || n > 1440))
			rc = worse(err_add(r->e, TD_INVALID, arena_fmt(r->a, "minutes[%.*s]", STRF(key)),
					   N_("Dòng %zu: số phút từ 0 đến 1440."), i + 1),
				   rc);
		x.minutes = (i64)n;
		str where = arena_fmt(r->a, "starts[%.*s]", STRF(key));
		rc = worse(rc, page_read_minute(r, where.p, sent(&f->starts, key), &x.starts_min));
		rc = worse(rc, read_unit(r, k, sent(&f->unit, key), &x));
		VEC_PUSH(r->a, out) = x;
	}
	return rc;
}

/* "2/3"; empty: none. */
static td_rc read_least(struct req *r, str text, struct meeting_rule *rule)
{
	u64 num = 0, den = 0;
	size_t bar = str_find_byte(text, '/');
	if (!text.n)
		return TD_OK;
	if (bar == text.n || str_u64(str_trim(str_upto(text, bar)), &num) != TD_OK ||
	    str_u64(str_trim(str_from(text, bar + 1)), &den) != TD_OK || num == 0 || num > den || den > 100)
		return err_add(r->e, TD_INVALID, S("quorum"),
			       N_("Số tối thiểu là một phân số như 2/3 của tổng số thành viên; bỏ trống nếu "
				  "không đặt."));
	rule->quorum_num = (i64)num;
	rule->quorum_den = (i64)den;
	return TD_OK;
}

td_rc page_programme_post(struct req *r)
{
	const struct programme_form *f = form_value(r->form);
	struct act_meeting k;
	meeting_item_list items = {0};
	td_rc rc = act_meeting_of_year(r->tx, r->year.id, &k);
	if (rc != TD_OK)
		return rc;
	struct meeting_rule rule = {.meeting = k.m.id, .speak_s = f->speak.v * 60, .rev = f->rev.v};
	rc = read_least(r, f->quorum, &rule);
	rc = worse(rc, read_items(r, f, &k, &items));
	if (rc != TD_OK)
		return rc;
	r->location = req_path(r, "%.*s/hop/chuong-trinh?luu=1", STRF(page_base(r)));
	rc = act_meeting_rule(r->tx, &rule);
	return rc == TD_OK ? act_meeting_items(r->tx, k.m.id, &items) : rc;
}

td_rc page_codes_post(struct req *r)
{
	const struct codes_form *f = form_value(r->form);
	struct act_meeting k;
	struct meeting_item x = {0};
	td_rc rc = act_meeting_of_year(r->tx, r->year.id, &k);
	if (rc == TD_OK)
		rc = read_unit(r, &k, f->unit, &x);
	if (rc != TD_OK)
		return rc;
	r->location = req_path(r, "%.*s/hop/chuong-trinh#ma", STRF(page_base(r)));
	return act_meeting_codes(r->tx, k.m.id, f->again, x.unit);
}
