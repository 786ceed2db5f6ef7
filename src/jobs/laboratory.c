#include "jobs/laboratory.h"

#include "jobs/act_scheme.h"
#include "store/store_plan.h"

const char *replay_how_name(enum replay_how how)
{
	static const char *const names[REPLAY__N] = {
	    [REPLAY_SAME] = N_("giữ số liệu năm trước"),
	    [REPLAY_SCALED] = N_("điểm năm trước quy đổi theo điểm chuẩn mới"),
	    [REPLAY_NEW] = N_("tiêu chí mới, năm trước không có số liệu"),
	    [REPLAY_OTHER] = N_("cách chấm khác năm trước, không dùng được số liệu"),
	    [REPLAY_UNFIT] = N_("một số giá trị năm trước không hợp mức mới, đã bỏ ra"),
	};
	return how < REPLAY__N ? names[how] : "";
}

str laboratory_class(const struct scheme *s, const struct score_result *r, u32 unit)
{
	return r->class_ix[unit] < s->n_classes ? s->classes[r->class_ix[unit]].label : S("");
}

/* The draft where there is one that can be scored, else the year's table. */
static td_rc table_of(struct tx *t, cluster_year_id year, struct laboratory *out)
{
	struct act_draft *d = NEW(t->a, struct act_draft);
	struct cluster_year y;
	td_rc rc = act_draft_load(t, year, d);
	if (rc == TD_OK && d->row.rev && d->faults.n_total == 0) {
		out->draft = true;
		out->scheme = &d->scheme;
		return TD_OK;
	}
	if (rc == TD_OK && d->row.rev)
		out->missing =
		    N_("Bản thảo còn lỗi nên chưa chấm thử được; sửa hết lỗi rồi mở lại trang này.");
	if (rc == TD_OK)
		rc = store_cluster_year_get(t, year, &y);
	if (rc != TD_OK || out->missing)
		return rc;
	if (!y.scheme.set)
		out->missing = N_("Năm này chưa có bảng tiêu chí hoặc bản thảo để thử.");
	return y.scheme.set ? store_scheme_load(t, (scheme_id){y.scheme.v}, &out->scheme) : TD_OK;
}

static td_rc last_year(struct tx *t, cluster_year_id year, struct laboratory *out)
{
	cluster_year_id before;
	struct cluster_year y = {0};
	td_rc rc = store_year_before(t, year, &before);
	if (rc == TD_OK)
		rc = store_cluster_year_get(t, before, &y);
	if (rc == TD_NOT_FOUND || (rc == TD_OK && !y.scheme.set)) {
		out->missing = N_("Cụm, khối chưa có số liệu năm trước; nạp bảng điểm năm trước rồi thử.");
		return TD_OK;
	}
	if (rc == TD_OK)
		rc = store_year_figures(t, before, STAGE_FINAL, &out->last);
	if (rc == TD_OK && (!out->last.computed || out->last.entries.n == 0))
		out->missing = N_("Số liệu năm trước chưa có hoặc còn lỗi nên chưa chấm thử được.");
	return rc;
}

static bool gave_points(const struct score_result *r, u32 node)
{
	for (u32 u = 0; u < r->n_units; u++)
		if (r->nodes[node].points_c[u] > 0)
			return true;
	return false;
}

/* Which items were believed without a document. */
static td_rc find_unproven(struct tx *t, struct laboratory *l)
{
	criterion_id_list proven = {0};
	const struct replay *p = &l->replay;
	bool *out = NEW_N(t->a, bool, p->items.n + 1);
	td_rc rc = store_evidence_criteria(t, l->last.year.id, &proven);
	for (size_t i = 0; rc == TD_OK && i < p->items.n; i++) {
		i64 was = p->items.at[i].was;
		out[i] = was >= 0 && gave_points(&l->last.result, (u32)was);
		for (size_t k = 0; out[i] && k < proven.n; k++)
			out[i] = proven.at[k].v != l->last.criteria.at[was].id.v;
	}
	l->unproven = out;
	return rc;
}

td_rc laboratory_load(struct tx *t, cluster_year_id year, struct laboratory *out)
{
	*out = (struct laboratory){0};
	td_rc rc = table_of(t, year, out);
	if (rc == TD_OK && out->missing == NULL)
		rc = last_year(t, year, out);
	if (rc != TD_OK || out->missing)
		return rc;
	rc = replay_run(t->a, out->last.scheme, &out->last.input, out->scheme, t->e, &out->replay);
	if (rc == TD_OK)
		rc = find_unproven(t, out);
	for (u32 u = 0; rc == TD_OK && u < out->last.input.n_units; u++) {
		out->n_moved += out->replay.result.rank[u] != out->last.result.rank[u];
		out->n_reclassed += !str_eq(laboratory_class(out->scheme, &out->replay.result, u),
					    laboratory_class(out->last.scheme, &out->last.result, u));
	}
	return rc;
}
