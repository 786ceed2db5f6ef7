#include "jobs/act_org.h"

#include "base/vi.h"
#include "jobs/act_journal.h"
#include "store/journal.h"
#include "store/store_lineage.h"

enum { NAME_MAX = 300, TITLE_MAX = 100, MEMBERS_MAX = 300 };

static void check_name(struct tx *t, str name)
{
	if (str_trim(name).n == 0)
		err_add(t->e, TD_INVALID, S("name"), N_("Tên: hãy điền."));
	else if (name.n > NAME_MAX)
		err_add(t->e, TD_INVALID, S("name"), N_("Tên quá dài; hãy ghi ngắn hơn."));
}

/* An empty code is made of the name; "moi" is the address of the form for a new one. */
static void check_code(struct tx *t, str *code, str name)
{
	if (code->n == 0)
		*code = org_code(t->a, name);
	if ((name.n && !org_code_ok(*code)) || str_eq(*code, S("moi")))
		err_add(t->e, TD_INVALID, S("code"),
			N_("Mã chỉ gồm chữ thường không dấu, chữ số, gạch nối, dấu chấm (ví dụ cuc-thue)."));
}

static td_rc log_object(struct tx *t, const char *action, const char *kind, i64 id, str name, str was)
{
	struct value *after = value_map(t->a), *before = was.n ? value_map(t->a) : NULL;
	value_put_text(t->a, after, "name", name);
	if (before)
		value_put_text(t->a, before, "name", was);
	return act_log(t, JOURNAL_SYSTEM, action, kind, id, before, after, STR_NULL);
}

td_rc act_council_save(struct tx *t, struct council *c)
{
	size_t faults = t->e->n_total;
	enum council_level level;
	check_name(t, c->name);
	if (c->id.v == 0)
		check_code(t, &c->code, c->name);
	if (council_level_parse(c->level, &level) != TD_OK)
		err_add(t->e, TD_INVALID, S("level"), N_("Cấp: hãy chọn trong danh sách."));
	if (t->e->n_total != faults)
		return TD_INVALID;
	bool add = c->id.v == 0;
	td_rc rc = add ? store_council_add(t, c) : store_council_save(t, c);
	if (rc == TD_OK)
		rc = log_object(t, add ? "council.add" : "council.save", "council", c->id.v, c->name,
				STR_NULL);
	return rc;
}

td_rc act_unit_save(struct tx *t, struct unit *u)
{
	size_t faults = t->e->n_total;
	struct unit was = {0};
	check_name(t, u->name);
	check_code(t, &u->code, u->name);
	if (u->short_name.n > TITLE_MAX)
		err_add(t->e, TD_INVALID, S("short_name"), N_("Tên viết tắt quá dài; hãy ghi ngắn hơn."));
	if (t->e->n_total != faults)
		return TD_INVALID;
	if (u->short_name.n == 0)
		u->short_name = STR_NULL;
	bool add = u->id.v == 0;
	td_rc rc = add ? TD_OK : store_unit_get(t, u->id, &was);
	if (rc == TD_OK)
		rc = add ? store_unit_add(t, u) : store_unit_save(t, u);
	if (rc == TD_OK)
		rc = log_object(t, add ? "unit.add" : "unit.save", "unit", u->id.v, u->name, was.name);
	return rc;
}

static void check_title(struct tx *t, const char *field, str *title, const char *otherwise)
{
	if (title->n == 0)
		*title = str_c(otherwise);
	if (title->n > TITLE_MAX)
		err_add(t->e, TD_INVALID, str_c(field), N_("Chức danh quá dài; hãy ghi ngắn hơn."));
}

td_rc act_cluster_save(struct tx *t, struct cluster *c)
{
	size_t faults = t->e->n_total;
	check_name(t, c->name);
	check_code(t, &c->code, c->name);
	check_title(t, "head_title", &c->head_title, cluster_kind_head(c->kind));
	check_title(t, "deputy_title", &c->deputy_title, cluster_kind_deputy(c->kind));
	if (c->council.v == 0)
		err_add(t->e, TD_INVALID, S("council"), N_("Hội đồng: hãy chọn trong danh sách."));
	if (t->e->n_total != faults)
		return TD_INVALID;
	bool add = c->id.v == 0;
	td_rc rc = add ? store_cluster_add(t, c) : store_cluster_save(t, c);
	if (rc == TD_OK)
		rc = log_object(t, add ? "cluster.add" : "cluster.save", "cluster", c->id.v, c->name,
				STR_NULL);
	return rc;
}

/* ---- units by their names ---- */

td_rc act_unit_names_load(struct tx *t, struct act_unit_table *out)
{
	unit_change_list changes = {0};
	*out = (struct act_unit_table){.keys = map_new(t->a)};
	td_rc rc = store_unit_list(t, &out->all);
	if (rc == TD_OK)
		rc = store_unit_change_list(t, &changes);
	for (size_t i = 0; i < changes.n; i++)
		for (size_t p = 0; p < changes.at[i].parts.n; p++)
			for (size_t u = 0; u < out->all.n; u++)
				if (out->all.at[u].id.v == changes.at[i].parts.at[p].unit.v)
					map_set(&out->keys, vi_fold(t->a, changes.at[i].parts.at[p].name),
						&out->all.at[u]);
	/* names of today win over old ones, exact ones over those without marks, codes over names */
	for (size_t i = 0; i < out->all.n; i++)
		map_set(&out->keys, vi_fold(t->a, out->all.at[i].name), &out->all.at[i]);
	for (size_t i = 0; i < out->all.n; i++)
		map_set(&out->keys, out->all.at[i].name, &out->all.at[i]);
	for (size_t i = 0; i < out->all.n; i++)
		map_set(&out->keys, out->all.at[i].code, &out->all.at[i]);
	return rc;
}

struct unit *act_unit_named(struct arena *a, const struct act_unit_table *names, str text)
{
	struct unit *u = map_get(&names->keys, text);
	return u ? u : map_get(&names->keys, vi_fold(a, text));
}

struct reader {
	struct tx *t;
	str where;
	struct act_unit_table names;
	struct map taken; /* code → struct unit */
};

static td_rc read_unit(struct reader *k, size_t line_no, str line, bool create, unit_list *out)
{
	struct tx *t = k->t;
	struct unit *u = act_unit_named(t->a, &k->names, line);
	if (u == NULL && !create) {
		err_add(t->e, TD_INVALID, k->where,
			N_("Dòng %zu: chưa có đơn vị «%.*s»; hãy sửa tên hoặc cho phép tạo đơn vị mới."),
			line_no, STRF(line));
		return TD_OK;
	}
	if (u == NULL) {
		u = NEW(t->a, struct unit);
		*u = (struct unit){.name = line};
		td_rc rc = act_unit_save(t, u);
		if (rc != TD_OK)
			return rc;
		map_set(&k->names.keys, vi_fold(t->a, u->name), u);
	}
	if (u->retired)
		err_add(t->e, TD_INVALID, k->where, N_("Dòng %zu: «%.*s» đã ngừng hoạt động."), line_no,
			STRF(u->name));
	if (map_set(&k->taken, u->code, u) != NULL)
		err_add(t->e, TD_INVALID, k->where, N_("Dòng %zu: «%.*s» đã có ở dòng trên."), line_no,
			STRF(u->name));
	VEC_PUSH(t->a, out) = *u;
	return TD_OK;
}

td_rc act_units_read(struct tx *t, str where, str lines, bool create, unit_list *out)
{
	struct reader k = {.t = t, .where = where, .taken = map_new(t->a)};
	size_t faults = t->e->n_total, n = 0;
	str line;
	*out = (unit_list){0};
	td_rc rc = act_unit_names_load(t, &k.names);
	while (rc == TD_OK && str_split(&lines, '\n', &line)) {
		n++;
		line = str_trim(line);
		if (out->n == MEMBERS_MAX)
			return err_add(t->e, TD_INVALID, where, N_("Quá nhiều đơn vị (tối đa %d)."),
				       MEMBERS_MAX);
		if (line.n)
			rc = read_unit(&k, n, line, create, out);
	}
	return rc == TD_OK && t->e->n_total != faults ? TD_INVALID : rc;
}

/* ---- a year ---- */

static td_rc switch_steps(struct tx *t, cluster_year_id id, season_set off)
{
	season_step_list plan = {0};
	td_rc rc = store_season_step_list(t, id, &plan);
	for (int i = 0; rc == TD_OK && i < SEASON__N; i++) {
		enum season_state s = (enum season_state)i;
		struct season_step step = {.year = id, .step = str_c(season_code(s)), .enabled = true};
		if (!(SEASON_OPTIONAL & SEASON_BIT(s)))
			continue;
		for (size_t k = 0; k < plan.n; k++)
			if (str_eq(plan.at[k].step, step.step))
				step = plan.at[k];
		bool wanted = !(off & SEASON_BIT(s));
		if (step.enabled == wanted)
			continue;
		step.enabled = wanted;
		rc = store_season_step_put(t, &step);
	}
	return rc;
}

td_rc act_year_found(struct tx *t, const struct act_founding *f, struct cluster_year *out)
{
	enum { YEAR_MIN = 1948, YEAR_MAX = 2999 };
	struct cluster_year y = {.cluster = f->cluster,
				 .year = f->year,
				 .theme = f->theme.n ? f->theme : STR_NULL,
				 .step = str_c(season_code(SEASON_PREPARING))};
	if (f->year < YEAR_MIN || f->year > YEAR_MAX)
		return err_add(t->e, TD_INVALID, S("year"), N_("Năm: hãy ghi một năm từ %d đến %d."),
			       YEAR_MIN, YEAR_MAX);
	td_rc rc = store_cluster_year_add(t, &y);
	if (rc == TD_OK)
		rc = store_cluster_year_get(t, y.id, out);
	for (size_t i = 0; rc == TD_OK && i < f->members.n; i++) {
		struct membership m = {.year = y.id, .unit = f->members.at[i].id, .ordinal = (i64)i + 1};
		rc = store_membership_add(t, &m);
	}
	if (rc == TD_OK)
		rc = switch_steps(t, y.id, f->off);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "cluster", out->cluster_name);
	value_put_int(t->a, after, "year", y.year);
	return act_log(t, y.id.v, "year.create", "cluster_year", y.id.v, NULL, after, STR_NULL);
}

/* A step the year stands in, or passed with something done, cannot vanish under it. */
static td_rc check_steps(struct tx *t, const struct act_year *y, season_set off)
{
	if (off & SEASON_BIT(y->season))
		return err_add(t->e, TD_CONFLICT, S("off"),
			       N_("Năm đang ở bước «%s» nên không thể bỏ bước này."),
			       i18n_tr(t->e->lang, season_name(y->season)));
	return TD_OK;
}

td_rc act_year_rules(struct tx *t, cluster_year_id id, str theme, season_set off, i64 rev)
{
	struct act_year y;
	td_rc rc = act_year_get(t, id, &y);
	if (rc == TD_OK && y.y.rev != rev)
		return err_add(
		    t->e, TD_STALE, S("theme"),
		    N_("Người khác vừa sửa quy chế của năm; chủ đề đang lưu là «%.*s». Hãy xem lại rồi lưu."),
		    STRF(y.y.theme));
	if (rc == TD_OK)
		rc = check_steps(t, &y, off & SEASON_OPTIONAL);
	if (rc != TD_OK)
		return rc;
	y.y.theme = theme.n ? theme : STR_NULL;
	rc = store_cluster_year_save(t, &y.y);
	if (rc == TD_OK)
		rc = switch_steps(t, id, off & SEASON_OPTIONAL);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	if (theme.n)
		value_put_text(t->a, after, "theme", theme);
	struct sb b = sb_new(t->a, 1024);
	for (int i = 0; i < SEASON__N; i++)
		if (off & SEASON_OPTIONAL & SEASON_BIT(i)) {
			if (b.n)
				SB_LIT(&b, ", ");
			sb_put(&b, str_c(season_name((enum season_state)i)));
		}
	if (b.n)
		value_put_text(t->a, after, "off", sb_str(&b));
	return act_log(t, id.v, "year.rules", "cluster_year", id.v, NULL, after, STR_NULL);
}
