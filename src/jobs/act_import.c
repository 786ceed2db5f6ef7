#include "jobs/act_import.h"

#include "format/scheme_json.h"
#include "jobs/act_journal.h"
#include "jobs/act_score.h"
#include "store/store_file.h"
#include "store/store_scheme.h"

static str text_of(const struct value *map, const char *key)
{
	const struct value *v = value_get(map, str_c(key));
	return v && v->kind == VALUE_TEXT ? v->text : STR_NULL;
}

static struct opt_i64 int_of(const struct value *map, const char *key)
{
	const struct value *v = value_get(map, str_c(key));
	return v && v->kind == VALUE_INT ? OPT(v->i) : OPT_NONE;
}

static struct value *items_to_value(struct arena *a, const struct err_item *at, size_t n)
{
	struct value *list = value_list(a);
	for (size_t i = 0; i < n; i++) {
		struct value *item = value_add(a, list, value_map(a));
		value_put_text(a, item, "where", at[i].where);
		value_put_text(a, item, "text", at[i].text);
	}
	return list;
}

static str report_json(struct arena *a, const struct import_job *job)
{
	struct value *r = value_map(a);
	value_put(a, r, S("faults"), items_to_value(a, job->faults.at, job->faults.n));
	value_put(a, r, S("notes"), items_to_value(a, job->notes.at, job->notes.n));
	value_put_int(a, r, "same", (i64)job->n_same);
	struct value *list = value_put(a, r, S("changes"), value_list(a));
	for (size_t i = 0; i < job->changes.n; i++) {
		const struct import_change *c = &job->changes.at[i];
		struct value *item = value_add(a, list, value_map(a));
		value_put_text(a, item, "where", c->where);
		value_put_text(a, item, "unit", c->unit);
		value_put_text(a, item, "criterion", c->criterion);
		value_put_text(a, item, "was", c->was);
		value_put_text(a, item, "is", c->is);
	}
	return value_to_json(a, r, VALUE_CANONICAL);
}

str act_import_own_kind(struct arena *a, str unit_code)
{
	enum { KIND_MAX = 34 }; /* of the code; the column holds 40 characters */
	return arena_fmt(a, "form:%.*s", STRF(str_upto(unit_code, KIND_MAX)));
}

td_rc act_import_keep(struct tx *t, cluster_year_id year, const struct import_job *job,
		      struct import_preview *out)
{
	struct import_preview old;
	td_rc rc = store_preview_open(t, year, (user_id){t->actor.user_id}, &old);
	if (rc == TD_OK)
		rc = store_preview_close(t, old.id, PREVIEW_DROPPED);
	if (rc != TD_OK && rc != TD_NOT_FOUND)
		return rc;
	static const char *const kinds[IMPORT__N] = {"scheme", "scores", "scores", "units"};
	*out = (struct import_preview){
	    .year = year,
	    .user = {t->actor.user_id},
	    .kind = job->wish.own ? act_import_own_kind(t->a, job->wish.unit_code)
				  : str_c(kinds[job->wish.shape]),
	    .file_name = job->wish.file_name,
	    .plan_json = job->plan ? value_to_json(t->a, job->plan, VALUE_CANONICAL) : STR_NULL,
	    .report_json = report_json(t->a, job),
	    .n_errors = (i64)job->faults.n,
	    .state = PREVIEW_OPEN};
	rc = store_file_put(t, job->wish.bytes, S("application/octet-stream"), &out->file);
	if (rc == TD_OK)
		rc = db_generation(t, year.v, &out->year_gen);
	return rc == TD_OK ? store_preview_add(t, out) : rc;
}

static const struct value *list_of(const struct value *v, const char *key, size_t *n)
{
	const struct value *list = value_get(v, str_c(key));
	*n = list && list->kind == VALUE_LIST ? list->items.n : 0;
	return list;
}

td_rc act_import_report(struct tx *t, const struct import_preview *p, struct import_job *out)
{
	const struct value *v = NULL, *list;
	size_t n;
	*out = (struct import_job){.wish.file_name = p->file_name};
	td_rc rc = value_from_json(t->a, p->report_json, t->e, &v);
	if (rc != TD_OK)
		return rc == TD_LIMIT ? rc : TD_CORRUPT;
	list = list_of(v, "faults", &n);
	for (size_t i = 0; i < n; i++)
		VEC_PUSH(t->a, &out->faults) = (struct err_item){text_of(list->items.at[i].value, "where"),
								 text_of(list->items.at[i].value, "text")};
	list = list_of(v, "notes", &n);
	for (size_t i = 0; i < n; i++)
		VEC_PUSH(t->a, &out->notes) = (struct err_item){text_of(list->items.at[i].value, "where"),
								text_of(list->items.at[i].value, "text")};
	list = list_of(v, "changes", &n);
	for (size_t i = 0; i < n; i++) {
		const struct value *c = list->items.at[i].value;
		VEC_PUSH(t->a, &out->changes) =
		    (struct import_change){text_of(c, "where"), text_of(c, "unit"), text_of(c, "criterion"),
					   text_of(c, "was"), text_of(c, "is")};
	}
	out->n_same = (size_t)int_of(v, "same").v;
	return TD_OK;
}

/* Values of one unit and stage that stand together in the plan are saved by one act. */
struct batch {
	VEC(struct act_cell) cells;
	str unit;
	enum score_stage stage;
};

static td_rc save_batch(struct tx *t, cluster_year_id year, struct batch *b, enum act_cells_flags flags,
			size_t *n_changed)
{
	struct membership m;
	size_t n = 0;
	if (b->cells.n == 0)
		return TD_OK;
	td_rc rc = store_membership_find(t, year, b->unit, &m);
	if (rc == TD_OK)
		rc = act_cells_save(t, year, m.unit, b->stage, b->cells.at, b->cells.n, flags, &n);
	*n_changed += n;
	b->cells.n = 0;
	return rc;
}

/* rev of the entry that stands there now: the preview's generation says nobody else wrote since. */
static td_rc standing_rev(struct tx *t, cluster_year_id year, scheme_id scheme, const struct value *v,
			  enum score_stage stage, struct act_cell *c)
{
	struct membership m;
	struct criterion_row row;
	td_rc rc = store_membership_find(t, year, text_of(v, "unit"), &m);
	if (rc == TD_OK)
		rc = store_criterion_by_code(t, scheme, c->code, &row);
	if (rc != TD_OK)
		return rc;
	struct score_entry e = {
	    .year = year, .unit = m.unit, .criterion = row.id, .stage = stage, .judge = c->judge};
	rc = store_score_get(t, &e);
	c->rev = rc == TD_OK ? e.rev : 0;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

static bool is_true(const struct value *map, const char *key)
{
	const struct value *v = value_get(map, str_c(key));
	return v && v->kind == VALUE_BOOL && v->b;
}

/* file_name: what stands as the reason where the file has none; empty when its sender must give one. */
static td_rc read_cell(struct tx *t, const struct cluster_year *y, const struct value *v, str file_name,
		       enum score_stage stage, struct act_cell *c)
{
	str judge = text_of(v, "judge");
	*c = (struct act_cell){.code = text_of(v, "criterion"),
			       .state = is_true(v, "na")      ? CELL_NA
					: is_true(v, "empty") ? CELL_EMPTY
							      : CELL_SET,
			       .a_c = int_of(v, "a_c"),
			       .b_c = int_of(v, "b_c"),
			       .reason = text_of(v, "reason"),
			       .note = text_of(v, "note")};
	if (c->reason.n == 0 && file_name.n && (stage != STAGE_SELF || c->state == CELL_NA))
		c->reason = arena_fmt(t->a, "Nạp từ tệp %.*s", STRF(file_name));
	if (judge.n) {
		struct unit u;
		td_rc rc = store_unit_by_code(t, judge, &u);
		if (rc != TD_OK)
			return rc;
		c->judge = u.id;
	}
	return standing_rev(t, y->id, (scheme_id){y->scheme.v}, v, stage, c);
}

static td_rc accept_scores(struct tx *t, const struct cluster_year *y, str file_name,
			   const struct value *plan, size_t *n_changed)
{
	size_t n;
	const struct value *list = list_of(plan, "values", &n);
	struct batch b = {0};
	bool own = text_of(plan, "own").n > 0;
	enum act_cells_flags flags = own ? ACT_CELLS_OWN : ACT_CELLS_ON_BEHALF;
	for (size_t i = 0; i < n; i++) {
		const struct value *v = list->items.at[i].value;
		enum score_stage stage;
		if (score_stage_parse(text_of(v, "stage"), &stage) != TD_OK)
			return TD_CORRUPT;
		td_rc rc = TD_OK;
		if (b.cells.n && (!str_eq(b.unit, text_of(v, "unit")) || b.stage != stage))
			rc = save_batch(t, y->id, &b, flags, n_changed);
		b.unit = text_of(v, "unit");
		b.stage = stage;
		if (rc == TD_OK)
			rc = read_cell(t, y, v, own ? S("") : file_name, stage, &VEC_PUSH(t->a, &b.cells));
		if (rc != TD_OK)
			return rc;
	}
	return save_batch(t, y->id, &b, flags, n_changed);
}

static td_rc accept_scheme(struct tx *t, const struct cluster_year *y, const struct value *plan,
			   size_t *n_changed)
{
	struct scheme s;
	scheme_id id;
	td_rc rc = scheme_from_value(t->a, value_get(plan, S("scheme")), t->e, &s);
	if (rc == TD_OK)
		rc = store_scheme_add(t, &s, &id);
	if (rc == TD_OK)
		rc = act_scheme_choose(t, y->id, id, false);
	*n_changed = rc == TD_OK ? s.n_nodes - 1 : 0;
	return rc;
}

static td_rc accept_units(struct tx *t, const struct cluster_year *y, const struct value *plan,
			  size_t *n_changed)
{
	size_t n;
	const struct value *list = list_of(plan, "units", &n);
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < n; i++) {
		const struct value *v = list->items.at[i].value;
		struct unit u = {.code = text_of(v, "code"), .name = text_of(v, "name")};
		rc = store_unit_by_code(t, text_of(v, "code"), &u);
		if (rc == TD_NOT_FOUND)
			rc = store_unit_add(t, &u);
		struct membership m = {.year = y->id,
				       .unit = u.id,
				       .women_pct_c = int_of(v, "women_pct_c"),
				       .leader_name = text_of(v, "leader")};
		if (rc == TD_OK)
			rc = store_membership_add(t, &m);
		*n_changed += rc == TD_OK;
	}
	return rc;
}

td_rc act_import_apply(struct tx *t, cluster_year_id year, const struct value *plan, str file_name,
		       i64 preview, size_t *n_changed)
{
	struct cluster_year y;
	str kind = text_of(plan, "kind");
	*n_changed = 0;
	td_rc rc = store_cluster_year_get(t, year, &y);
	if (rc != TD_OK)
		return rc;
	if (str_eq(kind, S("scheme")))
		rc = accept_scheme(t, &y, plan, n_changed);
	else if (str_eq(kind, S("units")))
		rc = accept_units(t, &y, plan, n_changed);
	else
		rc = accept_scores(t, &y, file_name, plan, n_changed);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "file", file_name);
	value_put_int(t->a, after, "count", (i64)*n_changed);
	return act_log(t, year.v, "file.import", "import_preview", preview, NULL, after, STR_NULL);
}

td_rc act_import_accept(struct tx *t, preview_id id, size_t *n_changed)
{
	struct import_preview p;
	const struct value *plan = NULL;
	i64 gen;
	*n_changed = 0;
	td_rc rc = store_preview_get(t, id, &p);
	if (rc == TD_OK && p.user.v != t->actor.user_id)
		return TD_NOT_FOUND;
	if (rc == TD_OK && (p.state != PREVIEW_OPEN || p.n_errors || p.plan_json.p == NULL))
		return err_add(t->e, TD_CONFLICT, S("import"),
			       N_("Bản xem trước này không còn nạp được; hãy chọn lại tệp."));
	if (rc == TD_OK)
		rc = db_generation(t, p.year.v, &gen);
	if (rc == TD_OK && gen != p.year_gen)
		return err_add(t->e, TD_STALE, S("import"),
			       N_("Dữ liệu của năm thi đua đã thay đổi sau khi xem trước; hãy nạp lại tệp để "
				  "xem các khác biệt mới."));
	if (rc == TD_OK)
		rc = store_preview_close(t, id, PREVIEW_ACCEPTED);
	if (rc != TD_OK)
		return rc;
	rc = value_from_json(t->a, p.plan_json, t->e, &plan);
	if (rc != TD_OK)
		return rc == TD_LIMIT ? rc : TD_CORRUPT;
	return act_import_apply(t, p.year, plan, p.file_name, id.v, n_changed);
}

td_rc act_import_drop(struct tx *t, preview_id id)
{
	struct import_preview p;
	td_rc rc = store_preview_get(t, id, &p);
	if (rc == TD_OK && p.user.v != t->actor.user_id)
		rc = TD_NOT_FOUND;
	return rc == TD_OK ? store_preview_close(t, id, PREVIEW_DROPPED) : rc;
}
