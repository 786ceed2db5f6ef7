#include "jobs/act_evidence.h"

#include "jobs/act_explain.h"
#include "jobs/act_journal.h"
#include "jobs/act_signature.h"
#include "store/store_scheme.h"

static td_rc log_it(struct tx *t, cluster_year_id year, const char *act, const struct evidence *v, str code,
		    str reason)
{
	struct unit u;
	td_rc rc = store_unit_get(t, v->unit, &u);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "title", v->title);
	value_put_text(t->a, after, "unit", u.name);
	if (code.n)
		value_put_text(t->a, after, "criterion", code);
	return act_log(t, year.v, act, "evidence", v->id.v, NULL, after, reason);
}

static void check(struct tx *t, const struct evidence *v)
{
	struct day d;
	if (str_trim(v->title).n == 0)
		err_add(t->e, TD_INVALID, S("title"), N_("Ghi tên hoặc trích yếu của văn bản."));
	if (v->doc_on.n && day_parse_iso(v->doc_on, &d) != TD_OK)
		err_add(t->e, TD_INVALID, S("doc_on"), N_("Ngày của văn bản phải theo dạng 15/01/2026."));
}

static td_rc use(struct tx *t, const struct act_year *y, evidence_id id, const struct act_pointer *at)
{
	struct criterion_row c;
	td_rc rc = store_criterion_by_code(t, (scheme_id){y->y.scheme.v}, at->code, &c);
	if (rc == TD_NOT_FOUND)
		return err_add(t->e, TD_INVALID, S("criterion"),
			       N_("Không có tiêu chí «%.*s» trong bảng điểm."), STRF(at->code));
	struct evidence_link l = {.evidence = id, .year = y->y.id, .criterion = c.id, .page = at->page};
	return rc == TD_OK ? store_evidence_link_put(t, &l) : rc;
}

static td_rc year_of(struct tx *t, cluster_year_id year, struct act_year *y)
{
	td_rc rc = act_explain_closed(t, year);
	if (rc == TD_OK)
		rc = act_year_get(t, year, y);
	if (rc == TD_OK && !y->y.scheme.set)
		rc = err_add(t->e, TD_CONFLICT, S("scheme"), N_("Năm thi đua chưa có bảng tiêu chí."));
	return rc;
}

/* What its signatures are worth is found once, when the file comes. */
static td_rc received(struct tx *t, const struct evidence *v, const struct signature_seen *seen)
{
	if (!v->file.set)
		return TD_OK;
	return act_signature_keep(t, SIGNATURE_EVIDENCE, v->id.v, (file_id){v->file.v}, seen);
}

td_rc act_evidence_add(struct tx *t, struct evidence *v, const struct act_pointer *at, size_t n,
		       const struct signature_seen *seen)
{
	struct act_year y;
	size_t before = t->e->n_total;
	check(t, v);
	if (n == 0)
		err_add(t->e, TD_INVALID, S("criterion"),
			N_("Chọn ít nhất một tiêu chí mà văn bản này chứng minh."));
	td_rc rc = year_of(t, v->year, &y);
	if (rc != TD_OK)
		return rc;
	if (t->e->n_total != before)
		return TD_INVALID;
	rc = store_evidence_add(t, v);
	for (size_t i = 0; rc == TD_OK && i < n; i++)
		rc = use(t, &y, v->id, &at[i]);
	if (rc == TD_OK)
		rc = received(t, v, seen);
	return rc == TD_OK ? log_it(t, v->year, "evidence.add", v, STR_NULL, STR_NULL) : rc;
}

static td_rc own(struct tx *t, unit_id unit, evidence_id id, struct evidence *v)
{
	td_rc rc = store_evidence_get(t, id, v);
	return rc == TD_OK && v->unit.v != unit.v ? TD_NOT_FOUND : rc;
}

static td_rc standing(struct tx *t, const struct evidence *v)
{
	if (!v->withdrawn_at_ms.set)
		return TD_OK;
	return err_add(t->e, TD_CONFLICT, S(""), N_("Văn bản này đã thu hồi; hãy thêm văn bản thay thế."));
}

td_rc act_evidence_change(struct tx *t, cluster_year_id year, struct evidence *v,
			  const struct signature_seen *seen)
{
	struct evidence was;
	size_t before = t->e->n_total;
	td_rc rc = own(t, v->unit, v->id, &was);
	if (rc == TD_OK)
		rc = standing(t, &was);
	if (rc == TD_OK)
		rc = act_explain_closed(t, year);
	if (rc != TD_OK)
		return rc;
	check(t, v);
	if (t->e->n_total != before)
		return TD_INVALID;
	bool new_file = v->file.set && !(was.file.set && was.file.v == v->file.v);
	if (!v->file.set)
		v->file = was.file, v->file_name = was.file_name;
	rc = store_evidence_save(t, v);
	if (rc == TD_STALE)
		return err_add(t->e, rc, S(""),
			       N_("Có người vừa sửa văn bản này: «%.*s», số %.*s. Nội dung bạn gõ vẫn còn ở "
				  "dưới; hãy đối chiếu rồi lưu lại."),
			       STRF(was.title), STRF(was.doc_number));
	if (rc == TD_OK && new_file)
		rc = received(t, v, seen);
	return rc == TD_OK ? log_it(t, year, "evidence.change", v, STR_NULL, STR_NULL) : rc;
}

td_rc act_evidence_use(struct tx *t, cluster_year_id year, unit_id unit, evidence_id id,
		       const struct act_pointer *at)
{
	struct evidence v;
	struct act_year y;
	td_rc rc = own(t, unit, id, &v);
	if (rc == TD_OK)
		rc = standing(t, &v);
	if (rc == TD_OK)
		rc = year_of(t, year, &y);
	if (rc == TD_OK)
		rc = use(t, &y, id, at);
	return rc == TD_OK ? log_it(t, year, "evidence.use", &v, at->code, at->page) : rc;
}

td_rc act_evidence_drop(struct tx *t, cluster_year_id year, unit_id unit, evidence_id id, str code)
{
	struct evidence v;
	struct act_year y;
	struct criterion_row c;
	td_rc rc = own(t, unit, id, &v);
	if (rc == TD_OK)
		rc = year_of(t, year, &y);
	if (rc == TD_OK)
		rc = store_criterion_by_code(t, (scheme_id){y.y.scheme.v}, code, &c);
	if (rc != TD_OK)
		return rc;
	struct evidence_link l = {.evidence = id, .year = year, .criterion = c.id};
	rc = store_evidence_link_drop(t, &l);
	return rc == TD_OK ? log_it(t, year, "evidence.drop", &v, code, STR_NULL) : rc;
}

td_rc act_evidence_remove(struct tx *t, cluster_year_id year, unit_id unit, evidence_id id)
{
	struct evidence v;
	i64 uses;
	td_rc rc = own(t, unit, id, &v);
	if (rc == TD_OK)
		rc = store_evidence_uses(t, id, &uses);
	if (rc == TD_OK && uses > 0)
		return err_add(
		    t->e, TD_CONFLICT, S("reason"),
		    N_("Văn bản đang được dùng ở %lld chỗ nên không gỡ được; chỉ có thể thu hồi và ghi "
		       "lý do."),
		    (long long)uses);
	if (rc == TD_OK)
		rc = store_evidence_remove(t, id);
	return rc == TD_OK ? log_it(t, year, "evidence.remove", &v, STR_NULL, STR_NULL) : rc;
}

td_rc act_evidence_withdraw(struct tx *t, cluster_year_id year, unit_id unit, evidence_id id, i64 rev,
			    str reason)
{
	struct evidence v;
	td_rc rc = own(t, unit, id, &v);
	if (rc == TD_OK)
		rc = standing(t, &v);
	if (rc == TD_OK)
		rc = act_explain_closed(t, year);
	if (rc == TD_OK && str_trim(reason).n == 0)
		rc = err_add(t->e, TD_INVALID, S("reason"), N_("Ghi lý do thu hồi để người xem biết."));
	if (rc == TD_OK)
		rc = store_evidence_withdraw(t, id, rev, reason);
	if (rc == TD_STALE)
		return err_add(t->e, rc, S(""), N_("Có người vừa sửa văn bản này; hãy xem lại."));
	return rc == TD_OK ? log_it(t, year, "evidence.withdraw", &v, STR_NULL, reason) : rc;
}
