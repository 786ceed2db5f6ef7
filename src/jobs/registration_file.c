/* A unit's registration brought back from Excel. */
#include "base/num.h"
#include "base/vi.h"
#include "jobs/registration_columns.h"
#include "office/xlsx_read.h"
#include "store/store_file.h"

struct reader {
	struct arena *a;
	struct err *faults;
	const struct sheet *s;
	const award_kind_list *known;
	struct registration_rows *rows;
	u32 head; /* row of the titles */
	bool seen[REGISTRATION_SHEET__N];
};

enum { NO_COLUMN = UINT32_MAX };

static u32 find_column(const struct reader *k, const char *title)
{
	str wanted = vi_fold(k->a, str_c(title));
	for (u32 c = 0; c < k->s->n_cols; c++)
		if (str_eq(sheet_fold(k->a, k->s, k->head, c), wanted))
			return c;
	return NO_COLUMN;
}

/* The hidden column: its title goes on with whose file it is. */
static u32 find_key(const struct reader *k)
{
	for (u32 c = 0; c < k->s->n_cols; c++)
		if (str_has_prefix(sheet_text(k->a, k->s, k->head, c), S(COL_KEY)))
			return c;
	return NO_COLUMN;
}

/* The row that holds the title; false: not such a sheet. */
static bool find_head(struct reader *k, const char *title)
{
	for (k->head = 0; k->head < k->s->n_rows && k->head < 30; k->head++)
		if (find_column(k, title) != NO_COLUMN)
			return true;
	return false;
}

static str cell(const struct reader *k, u32 row, u32 col)
{
	return col == NO_COLUMN ? S("") : sheet_text(k->a, k->s, row, col);
}

static struct opt_i64 figure(const struct reader *k, u32 row, u32 col)
{
	bool set = false;
	i64 v = 0;
	if (col == NO_COLUMN || sheet_num_c(k->a, k->s, row, col, k->faults, &set, &v) != TD_OK || !set)
		return OPT_NONE;
	return OPT(v);
}

static i64 key_of(const struct reader *k, u32 row, u32 col)
{
	i64 id = 0;
	return str_i64(cell(k, row, col), &id) == TD_OK && id > 0 ? id : 0;
}

static str or_null(str s)
{
	return s.n ? s : STR_NULL;
}

static void read_targets(struct reader *k)
{
	u32 name = find_column(k, COL_INDICATOR), measure = find_column(k, COL_MEASURE),
	    baseline = find_column(k, COL_BASELINE), plan = find_column(k, COL_PLAN),
	    source = find_column(k, COL_SOURCE), criterion = find_column(k, COL_CRITERION), key = find_key(k);
	if (plan == NO_COLUMN || measure == NO_COLUMN) {
		err_add(k->faults, TD_INVALID, k->s->name, N_("Thiếu cột «Đơn vị tính» hoặc «Kế hoạch»."));
		return;
	}
	for (u32 row = k->head + 1; row < k->s->n_rows; row++) {
		struct registered_target g = {.id = key_of(k, row, key),
					      .indicator = cell(k, row, name),
					      .measure_unit = cell(k, row, measure),
					      .source = or_null(cell(k, row, source)),
					      .criterion_code = or_null(cell(k, row, criterion))};
		str where = sheet_addr(k->a, k->s, row, name);
		if (!g.indicator.n || sheet_covered(k->s, row, name) || sheet_at(k->s, row, name)->merge)
			continue;
		g.baseline_c = figure(k, row, baseline);
		struct opt_i64 p = figure(k, row, plan);
		if (!p.set)
			err_add(k->faults, TD_INVALID, sheet_addr(k->a, k->s, row, plan),
				N_("Ghi số kế hoạch của năm."));
		g.plan_c = p.v;
		VEC_PUSH(k->a, &k->rows->targets) = g;
		VEC_PUSH(k->a, &k->rows->target_keys) = where;
	}
}

static bool find_holder(const struct reader *k, str text, enum award_holder *out)
{
	str wanted = vi_fold(k->a, text);
	for (int h = 0; h < HOLDER__N; h++)
		if (str_eq(wanted, vi_fold(k->a, str_c(award_holder_name((enum award_holder)h))))) {
			*out = (enum award_holder)h;
			return true;
		}
	return false;
}

/* By name or by code, of this list only. */
static str find_award(const struct reader *k, enum award_list list, str text)
{
	str wanted = vi_fold(k->a, text);
	for (size_t i = 0; i < k->known->n; i++)
		if (k->known->at[i].list == list && (str_eq(wanted, vi_fold(k->a, k->known->at[i].name)) ||
						     str_eq(wanted, vi_fold(k->a, k->known->at[i].code))))
			return k->known->at[i].code;
	return STR_NULL;
}

static void read_awards(struct reader *k, enum registration_sheet what, enum award_list list)
{
	u32 award = list == AWARD_INITIATIVE ? NO_COLUMN : find_column(k, registration_sheet_title(what)),
	    holder = find_column(k, COL_HOLDER), name = find_column(k, COL_NAME),
	    note = find_column(k, COL_NOTE), key = find_key(k);
	for (u32 row = k->head + 1; row < k->s->n_rows; row++) {
		struct registered_award g = {.id = key_of(k, row, key),
					     .list = list,
					     .name = cell(k, row, name),
					     .note = or_null(cell(k, row, note))};
		if (!g.name.n || sheet_at(k->s, row, name)->merge)
			continue;
		if (!find_holder(k, cell(k, row, holder), &g.holder))
			err_add(k->faults, TD_INVALID,
				sheet_addr(k->a, k->s, row, holder == NO_COLUMN ? name : holder),
				N_("Đối tượng là Tập thể, Cá nhân hoặc Hộ gia đình."));
		if (list != AWARD_INITIATIVE)
			g.award_code = find_award(k, list, cell(k, row, award));
		if (list != AWARD_INITIATIVE && !g.award_code.n)
			err_add(k->faults, TD_INVALID,
				sheet_addr(k->a, k->s, row, award == NO_COLUMN ? name : award),
				N_("«%.*s» không có trong danh sách %s."), STRF(cell(k, row, award)),
				registration_sheet_title(what));
		VEC_PUSH(k->a, &k->rows->awards) = g;
		VEC_PUSH(k->a, &k->rows->award_keys) = sheet_addr(k->a, k->s, row, name);
	}
}

/* "unit=KB3;" of the property. */
static str part_of(str property, const char *name)
{
	str rest = property, part;
	while (str_split(&rest, ';', &part)) {
		size_t eq = str_find_byte(part, '=');
		if (str_eq(str_upto(part, eq), str_c(name)))
			return str_from(part, eq + 1);
	}
	return S("");
}

/* Whose file it is, by the title of a hidden column. */
static str find_mark(struct arena *a, const struct sheets *in)
{
	for (u32 i = 0; i < in->n; i++)
		for (u32 row = 0; row < in->at[i].n_rows && row < 30; row++)
			for (u32 c = 0; c < in->at[i].n_cols; c++)
				if (str_has_prefix(sheet_text(a, &in->at[i], row, c), S(COL_KEY ";")))
					return sheet_text(a, &in->at[i], row, c);
	return STR_NULL;
}

/* A file that says whose it is must be of this unit and of the state that stands. */
static void check_origin(struct tx *t, const struct cluster_year *y, str unit_code, const struct sheets *in,
			 struct registration_file *out, struct err *faults)
{
	str property = sheets_property(in, S(REGISTRATION_PROPERTY));
	if (property.p == NULL)
		property = find_mark(t->a, in);
	if (!property.n)
		return; /* an ordinary sheet */
	if (!str_eq(part_of(property, "unit"), unit_code) ||
	    !str_eq(part_of(property, "cluster"), y->cluster_code) ||
	    !str_eq(part_of(property, "year"), arena_fmt(t->a, "%lld", (long long)y->year)))
		err_add(faults, TD_INVALID, S(""),
			N_("Đây là đăng ký của đơn vị «%.*s», năm %.*s, không phải của đơn vị này trong năm "
			   "này."),
			STRF(part_of(property, "unit")), STRF(part_of(property, "year")));
	else if (!str_eq(part_of(property, "rev"), arena_fmt(t->a, "%lld", (long long)out->now.rev)))
		err_add(faults, TD_INVALID, S(""),
			N_("Đăng ký trên hệ thống đã đổi sau khi tải tệp này (%.*s lưu lúc %.*s): hãy tải "
			   "tệp mới, nhập lại "
			   "phần của mình rồi nạp."),
			STRF(out->now.saved_by_name.n ? out->now.saved_by_name : S("người khác")),
			STRF(ms_vi(t->a, out->now.saved_at_ms)));
}

static const enum award_list lists[REGISTRATION_SHEET__N] = {
    [SHEET_TITLES] = AWARD_TITLE, [SHEET_FORMS] = AWARD_FORM, [SHEET_INITIATIVES] = AWARD_INITIATIVE};

static void read_sheets(struct reader *k, const struct sheets *in)
{
	bool any = false;
	for (u32 i = 0; i < in->n; i++) {
		k->s = &in->at[i];
		if (find_head(k, COL_INDICATOR)) {
			read_targets(k);
			k->seen[SHEET_TARGETS] = any = true;
			continue;
		}
		for (int what = SHEET_TITLES; what < REGISTRATION_SHEET__N; what++)
			if (str_eq(k->s->name,
				   str_c(registration_sheet_title((enum registration_sheet)what))) &&
			    find_head(k, COL_HOLDER)) {
				read_awards(k, (enum registration_sheet)what, lists[what]);
				k->seen[what] = any = true;
			}
	}
	if (!any)
		err_add(k->faults, TD_INVALID, S(""),
			N_("Tệp không có bảng nào với cột «Tên chỉ tiêu»; hãy dùng tệp tải từ trang này."));
}

/* ---- what differs ------------------------------------------------------------------------------------------------ */

struct differ {
	struct arena *a;
	struct registration_file *f;
	const award_kind_list *known;
	registered_target_list targets; /* that stand */
	registered_award_list awards;
};

static str target_text(struct arena *a, const struct registered_target *g)
{
	str baseline = g->baseline_c.set ? num_short(a, g->baseline_c.v) : S("–");
	return arena_fmt(a, "%.*s: %.*s → %.*s %.*s%s%.*s%s%.*s", STRF(g->indicator), STRF(baseline),
			 STRF(num_short(a, g->plan_c)), STRF(g->measure_unit), g->source.n ? "; " : "",
			 STRF(g->source), g->criterion_code.n ? "; " : "", STRF(g->criterion_code));
}

static str award_text(const struct differ *d, const struct registered_award *g)
{
	const struct award_kind *k =
	    g->list == AWARD_INITIATIVE ? NULL : awards_find(d->known, g->list, g->award_code);
	str kind = k ? k->name : S("Sáng kiến");
	return arena_fmt(d->a, "%.*s: %.*s (%s)%s%.*s", STRF(kind), STRF(g->name),
			 award_holder_name(g->holder), g->note.n ? ", " : "", STRF(g->note));
}

static void put_change(struct differ *d, str where, str what, str was, str is)
{
	if (was.n == is.n && str_eq(was, is))
		d->f->n_same++;
	else
		VEC_PUSH(d->a, &d->f->changes) = (struct registration_change){where, what, was, is};
}

static void diff_targets(struct differ *d)
{
	struct registration_rows *rows = &d->f->rows;
	for (size_t i = 0; i < rows->targets.n; i++) {
		str was = S("");
		for (size_t k = 0; k < d->targets.n; k++)
			if (rows->targets.at[i].id && rows->targets.at[i].id == d->targets.at[k].id)
				was = target_text(d->a, &d->targets.at[k]);
		put_change(d, rows->target_keys.at[i], S("Chỉ tiêu"), was,
			   target_text(d->a, &rows->targets.at[i]));
	}
	for (size_t k = 0; k < d->targets.n; k++) {
		bool kept = false;
		for (size_t i = 0; i < rows->targets.n; i++)
			kept |= rows->targets.at[i].id == d->targets.at[k].id;
		if (!kept)
			put_change(d, S(""), S("Chỉ tiêu"), target_text(d->a, &d->targets.at[k]), S(""));
	}
}

static void diff_awards(struct differ *d)
{
	struct registration_rows *rows = &d->f->rows;
	for (size_t i = 0; i < rows->awards.n; i++) {
		const struct registered_award *g = &rows->awards.at[i];
		str was = S("");
		for (size_t k = 0; k < d->awards.n; k++)
			if (g->id && g->id == d->awards.at[k].id)
				was = award_text(d, &d->awards.at[k]);
		put_change(d, rows->award_keys.at[i], str_c(award_list_name(g->list)), was, award_text(d, g));
	}
	for (size_t k = 0; k < d->awards.n; k++) {
		const struct registered_award *g = &d->awards.at[k];
		bool kept = false;
		for (size_t i = 0; i < rows->awards.n; i++)
			kept |= rows->awards.at[i].id == g->id;
		if (!kept)
			put_change(d, S(""), str_c(award_list_name(g->list)), award_text(d, g), S(""));
	}
}

/* Lists that the file does not have stay as they are. */
static void keep_unseen(const struct reader *k, const struct differ *d)
{
	for (size_t i = 0; !k->seen[SHEET_TARGETS] && i < d->targets.n; i++) {
		VEC_PUSH(k->a, &k->rows->targets) = d->targets.at[i];
		VEC_PUSH(k->a, &k->rows->target_keys) = S("");
	}
	for (int what = SHEET_TITLES; what < REGISTRATION_SHEET__N; what++)
		for (size_t i = 0; !k->seen[what] && i < d->awards.n; i++)
			if (d->awards.at[i].list == lists[what]) {
				VEC_PUSH(k->a, &k->rows->awards) = d->awards.at[i];
				VEC_PUSH(k->a, &k->rows->award_keys) = S("");
			}
}

static td_rc compare(struct tx *t, cluster_year_id year, unit_id unit, const struct reader *k,
		     struct registration_file *out)
{
	struct differ d = {.a = t->a, .f = out, .known = k->known};
	td_rc rc = store_registered_target_list(t, year, unit, &d.targets);
	if (rc == TD_OK)
		rc = store_registered_award_list(t, year, unit, &d.awards);
	if (rc != TD_OK)
		return rc;
	keep_unseen(k, &d);
	diff_targets(&d);
	diff_awards(&d);
	return TD_OK;
}

td_rc registration_file_read(struct tx *t, cluster_year_id year, str unit_code, str name, str bytes,
			     struct registration_file *out)
{
	struct err *faults = NEW(t->a, struct err);
	struct cluster_year y;
	struct membership m;
	award_kind_list known = {0};
	struct sheets in = {0};
	*faults = err_new(t->a, t->e->lang);
	*out = (struct registration_file){0};
	td_rc rc = store_cluster_year_get(t, year, &y);
	if (rc == TD_OK)
		rc = store_membership_find(t, year, unit_code, &m);
	if (rc == TD_OK)
		rc = store_registration_get(t, year, m.unit, &out->now);
	if (rc == TD_OK)
		rc = act_awards_of_year(t->a, y.year, &known);
	if (rc != TD_OK)
		return rc;
	rc = sheets_from_upload(t->a, bytes, name, faults, &in);
	if (rc == TD_OK)
		check_origin(t, &y, unit_code, &in, out, faults);
	struct reader k = {.a = t->a, .faults = faults, .known = &known, .rows = &out->rows};
	if (rc == TD_OK && faults->n_total == 0)
		read_sheets(&k, &in);
	if (rc == TD_OK && faults->n_total == 0)
		rc = compare(t, year, m.unit, &k, out);
	for (size_t i = 0; i < faults->items.n; i++)
		VEC_PUSH(t->a, &out->faults) = faults->items.at[i];
	return rc == TD_INVALID ? TD_OK : rc;
}

/* ---- previews ---------------------------------------------------------------------------------------------------- */

static str kind_of(struct arena *a, str unit_code)
{
	return arena_fmt(a, "registration:%.*s", STRF(str_upto(unit_code, 20)));
}

td_rc registration_file_keep(struct tx *t, cluster_year_id year, str unit_code, str name, str bytes)
{
	struct import_preview old, p = {.year = year,
					.user = {t->actor.user_id},
					.kind = kind_of(t->a, unit_code),
					.file_name = name,
					.report_json = S("{}"),
					.state = PREVIEW_OPEN};
	td_rc rc = store_preview_open(t, year, p.user, &old);
	if (rc == TD_OK)
		rc = store_preview_close(t, old.id, PREVIEW_DROPPED);
	if (rc == TD_OK || rc == TD_NOT_FOUND)
		rc = store_file_put(t, bytes, S("application/octet-stream"), &p.file);
	if (rc == TD_OK)
		rc = db_generation(t, year.v, &p.year_gen);
	return rc == TD_OK ? store_preview_add(t, &p) : rc;
}

td_rc registration_file_open(struct tx *t, cluster_year_id year, str unit_code, user_id who,
			     struct import_preview *p, struct registration_file *out)
{
	str bytes;
	td_rc rc = store_preview_open(t, year, who, p);
	if (rc == TD_OK && !str_eq(p->kind, kind_of(t->a, unit_code)))
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_file_read(t, p->file, &bytes);
	return rc == TD_OK ? registration_file_read(t, year, unit_code, p->file_name, bytes, out) : rc;
}

td_rc registration_file_accept(struct tx *t, cluster_year_id year, str unit_code, preview_id id)
{
	struct import_preview p;
	struct registration_file *f = NEW(t->a, struct registration_file);
	struct membership m;
	td_rc rc = registration_file_open(t, year, unit_code, (user_id){t->actor.user_id}, &p, f);
	if (rc == TD_OK && p.id.v != id.v)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK && f->faults.n)
		rc = err_add(t->e, TD_CONFLICT, S(""), N_("Tệp còn lỗi nên không nhận được."));
	if (rc == TD_OK)
		rc = store_membership_find(t, year, unit_code, &m);
	if (rc == TD_OK)
		rc = act_registration_save(t, year, m.unit, &f->rows, f->now.rev);
	return rc == TD_OK ? store_preview_close(t, id, PREVIEW_ACCEPTED) : rc;
}

td_rc registration_file_drop(struct tx *t, cluster_year_id year, str unit_code, preview_id id)
{
	struct import_preview p;
	td_rc rc = store_preview_open(t, year, (user_id){t->actor.user_id}, &p);
	if (rc == TD_OK && (p.id.v != id.v || !str_eq(p.kind, kind_of(t->a, unit_code))))
		rc = TD_NOT_FOUND;
	return rc == TD_OK ? store_preview_close(t, id, PREVIEW_DROPPED) : rc;
}
