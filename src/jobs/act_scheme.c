#include "jobs/act_scheme.h"

#include "base/map.h"
#include "base/num.h"
#include "format/rules.h"
#include "jobs/act_journal.h"
#include "store/store_plan.h"

const char *scheme_change_name(enum scheme_change_kind k)
{
	static const char *const names[SCHEME_CHANGE__N] = {
	    [CHANGE_ADDED] = N_("thêm"),
	    [CHANGE_REMOVED] = N_("bỏ"),
	    [CHANGE_POINTS] = N_("đổi điểm chuẩn"),
	    [CHANGE_RULE] = N_("đổi cách chấm"),
	    [CHANGE_NAME] = N_("đổi mã, tên"),
	    [CHANGE_PROFILES] = N_("đổi nhóm đơn vị"),
	};
	return k < SCHEME_CHANGE__N ? names[k] : "";
}

/* What we wrote ourselves always has the form of a scheme; whether it is sound is told apart. */
static td_rc read_draft(struct tx *t, str body, struct act_draft *out)
{
	struct err form = err_new(t->a, t->e->lang);
	const struct value *v;
	td_rc rc = value_from_json(t->a, body, &form, &v);
	if (rc != TD_OK)
		return rc == TD_LIMIT ? rc : TD_CORRUPT;
	rc = scheme_from_value(t->a, v, &out->faults, &out->scheme);
	if (out->faults.n_unsaid > 0)
		return TD_LIMIT;
	return rc == TD_LIMIT || out->scheme.n_nodes == 0 ? (rc == TD_OK ? TD_CORRUPT : rc) : TD_OK;
}

td_rc act_draft_load(struct tx *t, cluster_year_id year, struct act_draft *out)
{
	*out = (struct act_draft){.faults = err_new(t->a, t->e->lang)};
	td_rc rc = store_scheme_draft_get(t, year, &out->row);
	if (rc == TD_NOT_FOUND)
		return TD_OK;
	return rc == TD_OK ? read_draft(t, out->row.body, out) : rc;
}

static td_rc is_stale(struct tx *t, i64 now, i64 seen)
{
	if (now == seen)
		return TD_OK;
	return err_add(
	    t->e, TD_STALE, S("rev"),
	    N_("Người khác vừa sửa bản thảo này. Nội dung bạn gõ vẫn còn; hãy đối chiếu với bản đang "
	       "lưu rồi lưu lại."));
}

/* Nobody edits what nobody could use: the year is open and its scoring has not begun with this table. */
static td_rc check_year(struct tx *t, cluster_year_id year, i64 seen, struct act_year *y, struct act_draft *d)
{
	td_rc rc = act_year_open(t, year);
	if (rc == TD_OK)
		rc = act_year_get(t, year, y);
	if (rc == TD_OK)
		rc = act_draft_load(t, year, d);
	return rc == TD_OK ? is_stale(t, d->row.rev, seen) : rc;
}

/* As above; TD_NOT_FOUND: there is no draft. */
static td_rc check_draft(struct tx *t, cluster_year_id year, i64 seen, struct act_year *y,
			 struct act_draft *d)
{
	td_rc rc = check_year(t, year, seen, y, d);
	return rc == TD_OK && d->row.rev == 0 ? TD_NOT_FOUND : rc;
}

/* What the journal says of a table: its title. */
static struct value *titled(struct tx *t, str title)
{
	struct value *v = value_map(t->a);
	value_put_text(t->a, v, "title", title);
	return v;
}

static td_rc keep(struct tx *t, struct scheme_draft *row, const struct scheme *s, const char *action,
		  str what)
{
	struct value *after = titled(t, s->title);
	row->body = scheme_canonical_json(t->a, s);
	td_rc rc = store_scheme_draft_put(t, row);
	if (rc == TD_STALE)
		return is_stale(t, 1, 0);
	if (what.n)
		value_put_text(t->a, after, "what", what);
	return rc == TD_OK
		   ? act_log(t, row->year.v, action, "scheme_draft", row->year.v, NULL, after, STR_NULL)
		   : rc;
}

/* ---- beginning ---- */

/* A version that no table of this code has: the year, then the year with a number behind. */
static td_rc new_version(struct tx *t, i64 year, struct scheme *s)
{
	scheme_list all = {0};
	td_rc rc = store_scheme_list(t, &all);
	s->version = arena_fmt(t->a, "%lld", (long long)year);
	for (int n = 2; rc == TD_OK && n < 1000; n++) {
		bool taken = false;
		for (size_t i = 0; i < all.n; i++)
			taken |= str_eq(all.at[i].code, s->code) && str_eq(all.at[i].version, s->version);
		if (!taken)
			break;
		s->version = arena_fmt(t->a, "%lld.%d", (long long)year, n);
	}
	return rc;
}

static td_rc source_of(struct tx *t, const struct act_year *y, str from, struct scheme *out)
{
	struct cluster_year last;
	const struct scheme *s;
	cluster_year_id before;
	if (from.n == 0) {
		scheme_edit_blank(t->a, arena_fmt(t->a, "cum-%.*s", STRF(y->y.cluster_code)),
				  S("Bảng tiêu chí chấm điểm thi đua"), out);
		return TD_OK;
	}
	struct opt_i64 id = y->y.scheme;
	if (str_eq(from, S("last"))) {
		td_rc rc = store_year_before(t, y->y.id, &before);
		if (rc == TD_OK)
			rc = store_cluster_year_get(t, before, &last);
		if (rc != TD_OK && rc != TD_NOT_FOUND)
			return rc;
		id = rc == TD_OK ? last.scheme : OPT_NONE;
	} else if (!str_eq(from, S("current"))) {
		td_rc rc = rules_scheme(t->a, from, t->e, out, NULL);
		return rc == TD_NOT_FOUND
			   ? err_add(t->e, TD_INVALID, S("from"), N_("Không có bảng mẫu «%.*s»."), STRF(from))
			   : rc;
	}
	if (!id.set)
		return err_add(t->e, TD_INVALID, S("from"),
			       N_("Năm đó chưa có bảng tiêu chí; chọn nguồn khác."));
	td_rc rc = store_scheme_load(t, (scheme_id){id.v}, &s);
	if (rc == TD_OK)
		scheme_edit_copy(t->a, s, out);
	return rc;
}

td_rc act_draft_begin(struct tx *t, cluster_year_id year, str from, i64 rev)
{
	struct act_year y;
	struct act_draft d = {0};
	struct scheme s = {0};
	td_rc rc = check_year(t, year, rev, &y, &d);
	if (rc == TD_OK)
		rc = source_of(t, &y, from, &s);
	if (rc == TD_OK)
		rc = new_version(t, y.y.year, &s);
	d.row.year = year;
	return rc == TD_OK ? keep(t, &d.row, &s, "scheme.draft", STR_NULL) : rc;
}

/* ---- changing ---- */

static td_rc check_codes(struct tx *t, const struct scheme *s)
{
	size_t before = t->e->n_total;
	struct map seen = map_new(t->a);
	for (u32 k = 1; k < s->n_nodes; k++) {
		const struct criterion *c = &s->nodes[k];
		if (c->code.n == 0)
			err_add(t->e, TD_INVALID, S("code"),
				N_("Mục thứ %u chưa có mã; ghi số thứ tự, ví dụ I.1."), k);
		else if (map_set(&seen, c->code, s->nodes + k))
			err_add(t->e, TD_INVALID, S("code"),
				N_("Mã %.*s đã có mục khác dùng; mỗi mục một mã riêng."), STRF(c->code));
		if (c->name.n == 0)
			err_add(t->e, TD_INVALID, S("name"), N_("Mục %.*s chưa có tên."), STRF(c->code));
	}
	return t->e->n_total == before ? TD_OK : TD_INVALID;
}

td_rc act_draft_save(struct tx *t, cluster_year_id year, const struct scheme *s, str what, i64 rev)
{
	struct act_year y;
	struct act_draft d = {0};
	td_rc rc = check_year(t, year, rev, &y, &d);
	if (rc == TD_OK)
		rc = check_codes(t, s);
	d.row.year = year;
	return rc == TD_OK ? keep(t, &d.row, s, d.row.rev ? "scheme.edit" : "scheme.draft", what) : rc;
}

td_rc act_draft_drop(struct tx *t, cluster_year_id year, i64 rev)
{
	struct act_year y;
	struct act_draft d = {0};
	td_rc rc = check_draft(t, year, rev, &y, &d);
	if (rc == TD_OK)
		rc = store_scheme_draft_drop(t, year);
	if (rc != TD_OK)
		return rc;
	struct value *after = titled(t, d.scheme.title);
	return act_log(t, year.v, "scheme.drop", "scheme_draft", year.v, NULL, after, STR_NULL);
}

/* ---- versions ---- */

static td_rc is_sealed(struct tx *t, const struct act_year *y, bool *sealed)
{
	struct scheme_row row;
	*sealed = false;
	if (!y->y.scheme.set)
		return TD_OK;
	td_rc rc = store_scheme_get(t, (scheme_id){y->y.scheme.v}, &row);
	*sealed = rc == TD_OK && row.sealed_at_ms.set;
	return rc;
}

td_rc act_draft_publish(struct tx *t, cluster_year_id year, bool seal, str reason, i64 rev)
{
	struct act_year y;
	struct act_draft d = {0};
	scheme_id id;
	bool sealed = false;
	td_rc rc = check_draft(t, year, rev, &y, &d);
	if (rc == TD_OK)
		rc = is_sealed(t, &y, &sealed);
	if (rc != TD_OK)
		return rc;
	size_t before = t->e->n_total;
	for (size_t i = 0; i < d.faults.items.n; i++)
		err_add(t->e, TD_INVALID, d.faults.items.at[i].where, "%.*s: %.*s",
			STRF(d.faults.items.at[i].where), STRF(d.faults.items.at[i].text));
	if (sealed && str_trim(reason).n == 0)
		err_add(t->e, TD_INVALID, S("reason"),
			N_("Bảng của năm đã niêm phong: ghi biên bản hoặc văn bản thống nhất bảng mới."));
	if (t->e->n_total != before)
		return TD_INVALID;
	rc = store_scheme_add(t, &d.scheme, &id);
	if (rc == TD_OK)
		rc = act_scheme_choose(t, year, id, seal);
	if (rc == TD_OK)
		rc = store_scheme_draft_drop(t, year);
	if (rc != TD_OK)
		return rc;
	struct value *after = titled(t, d.scheme.title);
	value_put_text(t->a, after, "version", d.scheme.version);
	return act_log(t, year.v, "scheme.version", "scheme", id.v, NULL, after,
		       reason.n ? reason : STR_NULL);
}

td_rc act_scheme_seal(struct tx *t, cluster_year_id year)
{
	struct act_year y;
	bool sealed = false;
	td_rc rc = act_year_get(t, year, &y);
	if (rc == TD_OK)
		rc = is_sealed(t, &y, &sealed);
	if (rc == TD_OK && (!y.y.scheme.set || sealed))
		rc = err_add(t->e, TD_CONFLICT, S("scheme"),
			     sealed ? N_("Bảng tiêu chí của năm đã niêm phong.")
				    : N_("Năm thi đua chưa có bảng tiêu chí."));
	return rc == TD_OK ? act_scheme_choose(t, year, (scheme_id){y.y.scheme.v}, true) : rc;
}

td_rc act_scheme_versions(struct tx *t, cluster_year_id year, scheme_list *out)
{
	struct act_year y;
	struct act_draft d = {0};
	scheme_list all = {0};
	str code = S("");
	*out = (scheme_list){0};
	td_rc rc = act_year_get(t, year, &y);
	if (rc == TD_OK)
		rc = act_draft_load(t, year, &d);
	if (rc == TD_OK)
		rc = store_scheme_list(t, &all);
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (y.y.scheme.set && all.at[i].id.v == y.y.scheme.v)
			code = all.at[i].code;
	for (size_t i = 0; rc == TD_OK && i < all.n; i++)
		if (str_eq(all.at[i].code, code) || (d.row.rev && str_eq(all.at[i].code, d.scheme.code)))
			VEC_PUSH(t->a, out) = all.at[i];
	return rc;
}
