#include "jobs/act_activity.h"

#include "base/caltime.h"
#include "base/vi.h"
#include "jobs/act_journal.h"
#include "store/store_file.h"

static td_rc open_year(struct tx *t, cluster_year_id id, struct act_year *y)
{
	td_rc rc = act_year_get(t, id, y);
	if (rc == TD_OK && y->season == SEASON_CLOSED)
		rc =
		    err_add(t->e, TD_CONFLICT, S("title"), N_("Năm thi đua đã đóng nên không sửa được nữa."));
	return rc;
}

static td_rc stale(struct tx *t, td_rc rc, const char *where)
{
	if (rc == TD_STALE)
		err_add(t->e, rc, str_c(where),
			N_("Người khác vừa sửa mục này; hãy xem bản mới rồi ghi lại."));
	return rc;
}

/* ---- periods ---- */

/* The day of the year-end meeting as planned; empty: not planned. */
static td_rc last_day(struct tx *t, cluster_year_id year, str *out)
{
	season_step_list steps = {0};
	td_rc rc = store_season_step_list(t, year, &steps);
	*out = S("");
	for (size_t i = 0; rc == TD_OK && i < steps.n; i++)
		if (str_eq(steps.at[i].step, str_c(season_code(SEASON_MEETING))) && steps.at[i].due_on.n)
			*out = steps.at[i].due_on;
	return rc;
}

static td_rc name_is_free(struct tx *t, const struct report_period *p)
{
	report_period_list all = {0};
	td_rc rc = store_period_list(t, p->year, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (all.at[i].id != p->id && !all.at[i].withdrawn_at_ms.set &&
		    str_eq(all.at[i].name, p->name))
			rc = err_add(t->e, TD_INVALID, S("name"), N_("Đã có kỳ báo cáo tên «%.*s»."),
				     STRF(p->name));
	return rc;
}

static td_rc log_period(struct tx *t, const struct report_period *p, const char *action, str why)
{
	struct value *after = value_map(t->a);
	struct day due;
	value_put_text(t->a, after, "name", p->name);
	if (day_parse_iso(p->due_on, &due) == TD_OK)
		value_put_text(t->a, after, "due", day_vi(t->a, due));
	return act_log(t, p->year.v, action, "report_period", p->id, NULL, after, why);
}

td_rc act_period_save(struct tx *t, struct report_period *p)
{
	struct act_year y = {0};
	struct report_period was = {0};
	str last;
	td_rc rc = open_year(t, p->year, &y);
	if (rc == TD_OK && p->id)
		rc = store_period_get(t, p->id, &was);
	if (rc == TD_OK && p->id && was.year.v != p->year.v)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = last_day(t, p->year, &last);
	if (rc != TD_OK)
		return rc;
	struct period_plan plan = {.name = p->name,
				   .starts_on = p->starts_on,
				   .ends_on = p->ends_on,
				   .due_on = p->due_on,
				   .expected_pct_c = p->expected_pct_c,
				   .last_on = last,
				   .today = day_iso(t->a, day_of_ms(t->now_ms)),
				   .year = y.y.year,
				   .is_new = p->id == 0};
	rc = period_check(&plan, t->e);
	if (rc == TD_OK)
		rc = name_is_free(t, p);
	if (rc == TD_OK)
		rc = stale(t, store_period_put(t, p), "name");
	return rc == TD_OK ? log_period(t, p, "period.save", STR_NULL) : rc;
}

td_rc act_period_drop(struct tx *t, cluster_year_id year, i64 id, i64 rev, str why, bool *withdrawn)
{
	struct report_period p = {0};
	i64 n_uses = 0;
	td_rc rc = store_period_get(t, id, &p);
	if (rc == TD_OK && (p.year.v != year.v || p.withdrawn_at_ms.set))
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = store_period_uses(t, id, &n_uses);
	if (rc != TD_OK)
		return rc;
	p.rev = rev;
	*withdrawn = n_uses > 0;
	if (*withdrawn && str_trim(why).n == 0)
		return err_add(t->e, TD_INVALID, S("why"),
			       N_("Kỳ «%.*s» đã có báo cáo hoặc điển hình nên không xóa được; ghi lý do để "
				  "rút và báo cho các đơn vị."),
			       STRF(p.name));
	rc = *withdrawn ? store_period_withdraw(t, &p, str_trim(why)) : store_period_remove(t, &p);
	rc = stale(t, rc, "why");
	return rc == TD_OK ? log_period(t, &p, *withdrawn ? "period.withdraw" : "period.remove",
					*withdrawn ? why : STR_NULL)
			   : rc;
}

/* ---- activities ---- */

td_rc act_activity_kind_save(struct tx *t, cluster_year_id year, const struct activity_kind *k)
{
	struct act_year y = {0};
	struct activity_kind row = *k;
	td_rc rc = open_year(t, year, &y);
	if (rc == TD_OK && str_trim(k->name).n == 0)
		rc = err_add(t->e, TD_INVALID, S("kind_name"), N_("Đặt tên cho loại hoạt động."));
	if (rc != TD_OK)
		return rc;
	if (row.code.n == 0) { /* a new one takes its code from its name */
		struct sb b = sb_new(t->a, 64);
		str folded = vi_fold(t->a, k->name);
		for (size_t i = 0; i < folded.n && i < 40; i++)
			sb_byte(&b, folded.p[i] >= 'a' && folded.p[i] <= 'z' ? folded.p[i] : '-');
		row.code = sb_str(&b);
	}
	rc = store_activity_kind_put(t, y.y.cluster, &row);
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "name", row.name);
	return rc == TD_OK ? act_log(t, year.v, row.retired ? "activity_kind.retire" : "activity_kind.save",
				     "activity_kind", 0, NULL, after, STR_NULL)
			   : rc;
}

static td_rc check_activity(struct tx *t, const struct act_year *y, const struct activity *x,
			    const activity_part_list *parts)
{
	activity_kind_list kinds = {0};
	struct day held;
	size_t before = t->e->n_total;
	td_rc rc = monitor_kinds(t, y->y.cluster, &kinds);
	if (rc != TD_OK)
		return rc;
	bool known = false;
	for (size_t i = 0; i < kinds.n; i++)
		known |= str_eq(kinds.at[i].code, x->kind) && (x->id || !kinds.at[i].retired);
	if (!known)
		err_add(t->e, TD_INVALID, S("kind"), N_("Chọn loại hoạt động trong danh sách."));
	if (str_trim(x->title).n == 0)
		err_add(t->e, TD_INVALID, S("title"), N_("Ghi tên hoạt động."));
	if (day_parse_iso(x->held_on, &held) != TD_OK)
		err_add(t->e, TD_INVALID, S("held_on"), N_("Ghi ngày tổ chức dạng 21/11/2026."));
	else if (held.year < y->y.year - 1 || held.year > y->y.year + 1)
		err_add(t->e, TD_INVALID, S("held_on"), N_("Ngày tổ chức không thuộc năm thi đua %lld."),
			(long long)y->y.year);
	if (parts->n == 0)
		err_add(t->e, TD_INVALID, S("parts"), N_("Chọn ít nhất một đơn vị tham gia."));
	return t->e->n_total == before ? TD_OK : TD_INVALID;
}

static td_rc log_activity(struct tx *t, const struct activity *x, const char *action, str why)
{
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "title", x->title);
	return act_log(t, x->year.v, action, "activity", x->id, NULL, after, why);
}

td_rc act_activity_save(struct tx *t, struct activity *x, const activity_part_list *parts)
{
	struct act_year y = {0};
	struct activity was;
	td_rc rc = open_year(t, x->year, &y);
	if (rc == TD_OK && x->id) {
		rc = store_activity_get(t, x->id, &was);
		if (rc == TD_OK && (was.year.v != x->year.v || was.unit.set != x->unit.set ||
				    (was.unit.set && was.unit.v != x->unit.v) || was.withdrawn_at_ms.set))
			rc = TD_NOT_FOUND;
	}
	if (rc == TD_OK)
		rc = check_activity(t, &y, x, parts);
	if (rc == TD_OK)
		rc = stale(t, store_activity_put(t, x, parts), "title");
	return rc == TD_OK ? log_activity(t, x, "activity.save", STR_NULL) : rc;
}

/* One that stands in the year. */
static td_rc standing(struct tx *t, cluster_year_id year, i64 id, struct activity *out)
{
	struct act_year y = {0};
	td_rc rc = open_year(t, year, &y);
	if (rc == TD_OK)
		rc = store_activity_get(t, id, out);
	return rc == TD_OK && (out->year.v != year.v || out->withdrawn_at_ms.set) ? TD_NOT_FOUND : rc;
}

td_rc act_activity_withdraw(struct tx *t, cluster_year_id year, i64 id, i64 rev, str why)
{
	struct activity x = {0};
	td_rc rc = standing(t, year, id, &x);
	if (rc == TD_OK && str_trim(why).n == 0)
		rc = err_add(t->e, TD_INVALID, S("why"), N_("Rút hoạt động khỏi sổ phải ghi lý do."));
	x.rev = rev;
	if (rc == TD_OK)
		rc = stale(t, store_activity_withdraw(t, &x, str_trim(why)), "why");
	return rc == TD_OK ? log_activity(t, &x, "activity.withdraw", why) : rc;
}

str act_picture_type(str bytes)
{
	static const char png[] = "\x89PNG\r\n\x1a\n", jpeg[] = "\xff\xd8\xff";
	if (str_has_prefix(bytes, (str){png, sizeof png - 1}))
		return S("image/png");
	return str_has_prefix(bytes, (str){jpeg, sizeof jpeg - 1}) ? S("image/jpeg") : STR_NULL;
}

static td_rc check_file(struct tx *t, i64 activity, str name, str alt, str bytes)
{
	activity_file_list files = {0};
	td_rc rc = store_activity_files(t, activity, &files);
	if (rc == TD_OK && bytes.n == 0)
		rc = err_add(t->e, TD_INVALID, S("file"), N_("Chọn một tệp có nội dung."));
	else if (rc == TD_OK && files.n >= ACTIVITY_FILES_MAX)
		rc = err_add(t->e, TD_CONFLICT, S("file"),
			     N_("Mỗi hoạt động giữ nhiều nhất %d tệp; gỡ bớt trước."), ACTIVITY_FILES_MAX);
	else if (rc == TD_OK && act_picture_type(bytes).n && str_trim(alt).n == 0)
		rc = err_add(t->e, TD_INVALID, S("alt"),
			     N_("Ghi ảnh «%.*s» chụp gì, để người không xem được ảnh vẫn biết."), STRF(name));
	return rc;
}

td_rc act_activity_file_add(struct tx *t, cluster_year_id year, i64 activity, str name, str alt, str bytes)
{
	struct activity x = {0};
	str type = act_picture_type(bytes);
	struct activity_file f = {
	    .activity = activity, .file_name = name, .alt = str_trim(alt), .picture = type.n};
	td_rc rc = standing(t, year, activity, &x);
	if (rc == TD_OK)
		rc = check_file(t, activity, name, alt, bytes);
	if (rc == TD_OK)
		rc = store_file_put(t, bytes, f.picture ? type : S("application/octet-stream"), &f.file);
	if (rc == TD_OK)
		rc = store_activity_file_add(t, year, &f);
	return rc == TD_OK ? log_activity(t, &x, "activity.file", STR_NULL) : rc;
}

td_rc act_activity_file_remove(struct tx *t, cluster_year_id year, i64 id)
{
	struct activity_file f;
	struct activity x = {0};
	td_rc rc = store_activity_file_get(t, id, &f);
	if (rc == TD_OK)
		rc = standing(t, year, f.activity, &x);
	if (rc == TD_OK)
		rc = store_activity_file_remove(t, year, id);
	return rc == TD_OK ? log_activity(t, &x, "activity.file_remove", STR_NULL) : rc;
}
