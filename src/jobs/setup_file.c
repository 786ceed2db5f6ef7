#include "jobs/setup_file.h"

#include "base/num.h"
#include "base/vi.h"
#include "jobs/setup_part.h"
#include "office/import.h"

static const struct {
	const char *code, *name;
} kinds[SETUP__N] = {
    [SETUP_CLUSTER] = {"cluster", N_("Một cụm, khối với năm thi đua")},
    [SETUP_UNITS] = {"units", N_("Danh sách đơn vị của cả hệ thống")},
    [SETUP_PEOPLE] = {"people", N_("Danh sách người dùng và vai trò")},
};

const char *setup_kind_code(enum setup_kind k)
{
	return kinds[k].code;
}

const char *setup_kind_name(enum setup_kind k)
{
	return kinds[k].name;
}

td_rc setup_kind_parse(str code, enum setup_kind *out)
{
	for (int i = 0; i < SETUP__N; i++)
		if (str_eq(code, str_c(kinds[i].code))) {
			*out = (enum setup_kind)i;
			return TD_OK;
		}
	return TD_INVALID;
}

size_t setup_new_people(const struct setup_plan *p)
{
	size_t n = 0;
	for (size_t i = 0; i < p->people.n; i++)
		n += p->people.at[i].id.v == 0;
	return n;
}

void setup_line(struct setup_input *k, str where, const char *what, str text)
{
	VEC_PUSH(k->t->a, &k->out->lines) =
	    (struct setup_line){where, str_c(i18n_tr(k->t->e->lang, what)), text};
}

/* ---- sheets and their words ---- */

/* The sheet of that name; when there is none, the table is looked for in every sheet. */
static struct sheets named(const struct sheets *in, struct arena *a, const char *name)
{
	str wanted = vi_fold(a, str_c(name));
	for (u32 i = 0; i < in->n; i++)
		if (str_eq(vi_fold(a, in->at[i].name), wanted))
			return (struct sheets){.at = &in->at[i], .n = 1};
	return *in;
}

static bool has_sheet(const struct sheets *in, struct arena *a, const char *name)
{
	return named(in, a, name).n == 1 &&
	       str_eq(vi_fold(a, named(in, a, name).at->name), vi_fold(a, str_c(name)));
}

int setup_word(struct arena *a, str text, const char *const *names, int n)
{
	str folded = vi_fold(a, text);
	for (int i = 0; folded.n && i < n; i++) {
		str rest = str_c(names[i]), word;
		while (str_split(&rest, '|', &word))
			if (str_eq(vi_fold(a, word), folded))
				return i;
	}
	return -1;
}

/* ---- cụm và năm ---- */

enum {
	HEAD_COUNCIL,
	HEAD_LEVEL,
	HEAD_CLUSTER,
	HEAD_CODE,
	HEAD_KIND,
	HEAD_CHIEF,
	HEAD_DEPUTY,
	HEAD_YEAR,
	HEAD_THEME,
	N_HEAD
};

struct head {
	str text[N_HEAD], where[N_HEAD];
};

static td_rc read_head(struct setup_input *k, const struct sheets *in, struct head *h)
{
	static const struct table_col cols[] = {{"Mục", "muc", true}, {"Nội dung", "noi dung|gia tri", true}};
	static const char *const words[N_HEAD] = {"hội đồng|hội đồng thi đua khen thưởng",
						  "cấp|cấp của hội đồng",
						  "tên cụm khối|cụm khối|tên cụm|cụm",
						  "mã|mã cụm khối",
						  "loại",
						  "chức danh trưởng",
						  "chức danh phó",
						  "năm|năm thi đua",
						  "chủ đề"};
	struct arena *a = k->t->a;
	struct sheets one = named(in, a, SETUP_SHEET_YEAR);
	struct table tb;
	td_rc rc = table_find(a, &one, cols, 2, &k->faults, &tb);
	*h = (struct head){0};
	if (rc != TD_OK)
		return rc;
	for (int i = 0; i < N_HEAD; i++)
		h->where[i] = tb.s->name;
	for (u32 row = tb.body; row < tb.s->n_rows; row++) {
		str name = table_text(a, &tb, row, 0);
		int i = setup_word(a, name, words, N_HEAD);
		if (i >= 0) {
			h->text[i] = table_text(a, &tb, row, 1);
			h->where[i] = table_addr(a, &tb, row, 1);
		} else if (name.n) {
			err_add(&k->faults, TD_INVALID, table_addr(a, &tb, row, 0),
				N_("Không có mục «%.*s»; hãy dùng các mục của tệp mẫu."), STRF(name));
		}
	}
	return TD_OK;
}

static td_rc read_council(struct setup_input *k, const struct head *h)
{
	static const char *const levels[COUNCIL__N] = {
	    "tỉnh|cấp tỉnh|tỉnh thành phố|thành phố|province", "bộ|cấp bộ|bộ ngành|bộ ban ngành|ministry",
	    "xã|cấp xã|commune|xã phường|huyện", "cơ quan|đơn vị|sở ngành|agency"};
	council_list all = {0};
	struct setup_plan *p = k->out;
	td_rc rc = store_council_list(k->t, &all);
	str name = h->text[HEAD_COUNCIL];
	if (rc != TD_OK)
		return rc;
	if (name.n == 0 && all.n != 1)
		err_add(&k->faults, TD_INVALID, h->where[HEAD_COUNCIL], N_("Hội đồng: hãy ghi tên."));
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(vi_fold(k->t->a, all.at[i].name), vi_fold(k->t->a, name)) ||
		    str_eq(all.at[i].code, name) || (name.n == 0 && all.n == 1))
			p->council = all.at[i];
	if (p->council.id.v || name.n == 0)
		return TD_OK;
	int level = setup_word(k->t->a, h->text[HEAD_LEVEL], levels, COUNCIL__N);
	if (level < 0)
		err_add(&k->faults, TD_INVALID, h->where[HEAD_LEVEL],
			N_("Cấp của Hội đồng mới: ghi Tỉnh, Bộ, Xã hoặc Cơ quan."));
	else
		p->council = (struct council){.name = name,
					      .level = str_c(council_level_code((enum council_level)level))};
	setup_line(k, h->where[HEAD_COUNCIL], N_("Hội đồng mới"), name);
	return TD_OK;
}

static void check_known(struct setup_input *k, const struct head *h, const cluster_year_list *years)
{
	const struct setup_plan *p = k->out;
	for (size_t i = 0; i < years->n; i++)
		if (p->cluster.id.v && years->at[i].cluster.v == p->cluster.id.v &&
		    years->at[i].year == p->year)
			err_add(&k->faults, TD_INVALID, h->where[HEAD_YEAR],
				N_("%.*s đã có năm thi đua %lld; mỗi năm chỉ mở một lần."),
				STRF(p->cluster.name), (long long)p->year);
}

static void check_length(struct setup_input *k, str where, str text, size_t max)
{
	if (text.n > max)
		err_add(&k->faults, TD_INVALID, where, N_("Nội dung quá dài (tối đa %zu ký tự)."), max);
}

static td_rc read_cluster(struct setup_input *k, const struct head *h)
{
	static const char *const cluster_kinds[CLUSTER__N] = {"cụm|cụm thi đua|cum", "khối|khối thi đua|khoi",
							      "khu vực|khu vực thi đua|khu vuc"};
	struct setup_plan *p = k->out;
	struct arena *a = k->t->a;
	cluster_list all = {0};
	cluster_year_list years = {0};
	td_rc rc = store_cluster_list(k->t, &all);
	if (rc == TD_OK)
		rc = store_cluster_year_list(k->t, &years);
	if (rc != TD_OK)
		return rc;
	str name = h->text[HEAD_CLUSTER], code = h->text[HEAD_CODE];
	int kind = h->text[HEAD_KIND].n ? setup_word(a, h->text[HEAD_KIND], cluster_kinds, CLUSTER__N) : 0;
	if (name.n == 0)
		err_add(&k->faults, TD_INVALID, h->where[HEAD_CLUSTER], N_("Tên cụm, khối: hãy điền."));
	if (kind < 0)
		err_add(&k->faults, TD_INVALID, h->where[HEAD_KIND], N_("Loại: ghi cụm, khối hoặc khu vực."));
	if (code.n && !org_code_ok(code))
		err_add(&k->faults, TD_INVALID, h->where[HEAD_CODE],
			N_("Mã chỉ gồm chữ thường không dấu, chữ số, gạch nối, dấu chấm (ví dụ cuc-thue)."));
	check_length(k, h->where[HEAD_CLUSTER], name, 300);
	check_length(k, h->where[HEAD_THEME], h->text[HEAD_THEME], 500);
	check_length(k, h->where[HEAD_CHIEF], h->text[HEAD_CHIEF], 100);
	check_length(k, h->where[HEAD_DEPUTY], h->text[HEAD_DEPUTY], 100);
	str made = code.n ? code : org_code(a, name);
	p->cluster = (struct cluster){.name = name,
				      .code = made,
				      .kind = kind < 0 ? CLUSTER_CUM : (enum cluster_kind)kind,
				      .head_title = h->text[HEAD_CHIEF],
				      .deputy_title = h->text[HEAD_DEPUTY]};
	for (size_t i = 0; i < all.n; i++)
		if (all.at[i].council.v == p->council.id.v && p->council.id.v &&
		    (str_eq(vi_fold(a, all.at[i].name), vi_fold(a, name)) || str_eq(all.at[i].code, code)))
			p->cluster = all.at[i];
	for (size_t i = 0; p->cluster.id.v == 0 && i < all.n; i++)
		if (str_eq(all.at[i].code, made))
			err_add(&k->faults, TD_INVALID, h->where[HEAD_CODE],
				N_("Mã «%.*s» đã là của %.*s; hãy ghi mã khác ở mục «Mã»."), STRF(made),
				STRF(all.at[i].name));
	if (str_i64(h->text[HEAD_YEAR], &p->year) != TD_OK || p->year < 1948 || p->year > 2999)
		err_add(&k->faults, TD_INVALID, h->where[HEAD_YEAR], N_("Năm: hãy ghi một năm, ví dụ 2026."));
	check_known(k, h, &years);
	p->theme = h->text[HEAD_THEME];
	setup_line(k, h->where[HEAD_CLUSTER], p->cluster.id.v ? N_("Cụm, khối đã có") : N_("Cụm, khối mới"),
		   p->cluster.name);
	setup_line(k, h->where[HEAD_YEAR], N_("Năm thi đua mới"),
		   arena_fmt(a, "%lld%s%.*s", (long long)p->year, p->theme.n ? ": " : "", STRF(p->theme)));
	return TD_OK;
}

/* ---- tiêu chí ---- */

static td_rc read_scheme(struct setup_input *k, const struct sheets *in)
{
	struct sheets one = named(in, k->t->a, SETUP_SHEET_SCHEME);
	struct import_plan plan;
	td_rc rc = import_scheme(k->t->a, &one, &k->faults, &plan);
	if (rc != TD_OK)
		return rc == TD_INVALID ? TD_OK : rc;
	k->out->scheme = plan.scheme;
	/* of this cluster and year: another one's table of the same title is another table */
	k->out->scheme.code =
	    arena_fmt(k->t->a, "%.*s-%lld", STRF(k->out->cluster.code), (long long)k->out->year);
	if (str_eq(plan.scheme.title, one.at->name))
		k->out->scheme.title = arena_fmt(k->t->a, "Bảng tiêu chí %.*s năm %lld",
						 STRF(k->out->cluster.name), (long long)k->out->year);
	k->out->has_scheme = true;
	for (size_t i = 0; i < plan.notes.n; i++)
		VEC_PUSH(k->t->a, &k->out->notes) = plan.notes.at[i];
	setup_line(k, one.at->name, N_("Bảng tiêu chí"),
		   arena_fmt(k->t->a, i18n_tr(k->t->e->lang, N_("%.*s: %u tiêu chí, %.*s điểm")),
			     STRF(k->out->scheme.title), plan.scheme.n_nodes - 1,
			     STRF(num_short(k->t->a, plan.scheme.nodes[0].max_c))));
	return TD_OK;
}

/* ---- lịch ---- */

static td_rc read_due(struct setup_input *k, const struct table *tb, u32 row)
{
	struct arena *a = k->t->a;
	struct setup_plan *p = k->out;
	str name = table_text(a, tb, row, 0), text = table_text(a, tb, row, 1);
	enum season_state s = SEASON__N;
	struct day day;
	bool set;
	for (int i = 0; i < SEASON__N; i++)
		if (str_eq(vi_fold(a, name), vi_fold(a, str_c(season_name((enum season_state)i)))))
			s = (enum season_state)i;
	if (s == SEASON__N) {
		err_add(&k->faults, TD_INVALID, table_addr(a, tb, row, 0),
			N_("Không có bước «%.*s»; hãy dùng tên bước của tệp mẫu."), STRF(name));
		return TD_OK;
	}
	if (str_eq(vi_fold(a, text), S("khong lam")) || str_eq(vi_fold(a, text), S("khong"))) {
		if (!(SEASON_OPTIONAL & SEASON_BIT(s)))
			err_add(&k->faults, TD_INVALID, table_addr(a, tb, row, 1),
				N_("Bước «%.*s» không bỏ được."), STRF(name));
		p->off |= SEASON_BIT(s);
		setup_line(k, table_addr(a, tb, row, 1), N_("Bước không làm"), str_c(season_name(s)));
		return TD_OK;
	}
	td_rc rc = table_day(a, tb, row, 1, &k->faults, &set, &day);
	if (rc != TD_OK || !set)
		return rc == TD_INVALID ? TD_OK : rc;
	VEC_PUSH(a, &p->dues) = (struct act_due){s, day_iso(a, day)};
	VEC_PUSH(a, &k->due_where) = table_addr(a, tb, row, 1);
	setup_line(k, table_addr(a, tb, row, 1), N_("Hạn của bước"),
		   arena_fmt(a, "%s: %.*s", season_name(s), STRF(day_vi(a, day))));
	return TD_OK;
}

/* Each step is due not after the one that follows it, as act_due_set() will ask. */
static void check_dues(struct setup_input *k)
{
	struct setup_plan *p = k->out;
	str today = day_iso(k->t->a, day_of_ms(k->t->now_ms));
	for (size_t i = 0; i < p->dues.n; i++) {
		const struct act_due *d = &p->dues.at[i];
		str where = k->due_where.at[i];
		struct due_plan plan = {.field = arena_fmt(k->t->a, "%.*s", STRF(where)).p,
					.name = season_name(d->step),
					.due_on = d->due_on,
					.today = today,
					.year = p->year};
		const struct act_due *next = NULL;
		for (size_t n = 0; n < p->dues.n; n++)
			if (p->dues.at[n].step > d->step && (!next || p->dues.at[n].step < next->step))
				next = &p->dues.at[n];
		if (next)
			plan.upto = next->due_on, plan.upto_name = season_name(next->step);
		for (size_t n = 0; n < i; n++)
			if (p->dues.at[n].step == d->step)
				err_add(&k->faults, TD_INVALID, where, N_("Bước «%s» đã có ở dòng trên."),
					season_name(d->step));
		if (due_check(&plan, &k->faults) != TD_OK)
			continue; /* it is in the faults */
	}
}

static td_rc read_calendar(struct setup_input *k, const struct sheets *in)
{
	static const struct table_col cols[] = {{"Bước", "buoc|buoc cua nam", true},
						{"Hạn", "han|han cuoi|ngay", true}};
	struct sheets one = named(in, k->t->a, SETUP_SHEET_CALENDAR);
	struct table tb;
	td_rc rc = table_find(k->t->a, &one, cols, 2, &k->faults, &tb);
	if (rc != TD_OK)
		return rc == TD_INVALID ? TD_OK : rc;
	for (u32 row = tb.body; rc == TD_OK && row < tb.s->n_rows; row++)
		if (table_text(k->t->a, &tb, row, 0).n)
			rc = read_due(k, &tb, row);
	if (rc == TD_OK)
		check_dues(k);
	return rc;
}

/* ---- the whole file ---- */

static td_rc read_all(struct setup_input *k, const struct sheets *in)
{
	struct arena *a = k->t->a;
	struct sheets units = named(in, a, SETUP_SHEET_UNITS), people = named(in, a, SETUP_SHEET_PEOPLE);
	struct head h;
	td_rc rc = TD_OK;
	if (k->out->kind == SETUP_PEOPLE)
		return setup_read_people(k, &people);
	if (k->out->kind == SETUP_UNITS)
		return setup_read_units(k, &units);
	rc = read_head(k, in, &h);
	if (rc == TD_INVALID)
		h = (struct head){0};
	else if (rc != TD_OK)
		return rc;
	else if ((rc = read_council(k, &h)) != TD_OK || (rc = read_cluster(k, &h)) != TD_OK)
		return rc;
	rc = setup_read_units(k, &units);
	if (rc == TD_OK && has_sheet(in, a, SETUP_SHEET_PEOPLE))
		rc = setup_read_people(k, &people);
	if (rc == TD_OK && has_sheet(in, a, SETUP_SHEET_SCHEME))
		rc = read_scheme(k, in);
	if (rc == TD_OK && has_sheet(in, a, SETUP_SHEET_CALENDAR))
		rc = read_calendar(k, in);
	return rc;
}

static td_rc make_digest(struct setup_input *k)
{
	struct sha256_ctx *c = sha256_new(k->t->a);
	struct sha256 h;
	for (size_t i = 0; i < k->out->lines.n; i++) {
		const struct setup_line *l = &k->out->lines.at[i];
		sha256_add(c, arena_fmt(k->t->a, "%.*s\t%.*s\t%.*s\n", STRF(l->where), STRF(l->what),
					STRF(l->text)));
	}
	td_rc rc = sha256_done(c, &h);
	if (rc == TD_OK)
		k->out->digest = hex_of(k->t->a, h.b, sizeof h.b);
	return rc;
}

td_rc setup_read(struct tx *t, enum setup_kind kind, str file_name, str bytes, struct setup_plan *out)
{
	struct setup_input k = {.t = t, .out = out, .faults = err_new(t->a, t->e->lang)};
	struct sheets in;
	*out = (struct setup_plan){.kind = kind, .file_name = file_name};
	td_rc rc = sheets_from_upload(t->a, bytes, file_name, &k.faults, &in);
	if (rc == TD_OK)
		rc = act_unit_names_load(t, &k.names);
	if (rc == TD_OK)
		rc = read_all(&k, &in);
	if (rc == TD_OK && out->lines.n == 0 && k.faults.n_total == 0)
		rc = err_add(&k.faults, TD_INVALID, file_name, N_("Tệp chưa có dòng nào mới."));
	for (size_t i = 0; i < k.faults.items.n; i++)
		VEC_PUSH(t->a, &out->faults) = k.faults.items.at[i];
	if (rc == TD_INVALID && k.faults.n_total)
		rc = TD_OK;
	return rc == TD_OK ? make_digest(&k) : rc;
}
