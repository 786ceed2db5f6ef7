#include "jobs/act_plan.h"

#include "base/caltime.h"
#include "base/utf8.h"
#include "jobs/act_journal.h"

static td_rc check_reason(struct tx *t, str reason, const char *fault)
{
	if (str_trim(reason).n == 0)
		return err_add(t->e, TD_INVALID, S("reason"), "%s", i18n_tr(t->e->lang, fault));
	if (utf8_len(reason) > 1000)
		return err_add(t->e, TD_INVALID, S("reason"), N_("Lý do: dài quá 1000 ký tự."));
	return TD_OK;
}

static const char why_changed[] =
    N_("Đã phát động: ghi lý do sửa để các đơn vị biết; mỗi đơn vị sẽ được nhắc mở xem lại.");

/* ---- the plan ---- */

static bool differs(const struct plan *a, const struct plan *b)
{
	bool d = !str_eq(a->number, b->number) || !str_eq(a->issued_on, b->issued_on);
	for (int s = 0; s < PLAN_SECTION__N; s++)
		d |= !str_eq(a->text[s], b->text[s]);
	return d;
}

/* The sections that changed, as they were and as they are. */
static td_rc log_plan(struct tx *t, const char *action, const struct plan *was, const struct plan *is,
		      str reason)
{
	struct cluster_year y;
	td_rc rc = store_cluster_year_get(t, is->year, &y);
	struct value *before = value_map(t->a), *after = value_map(t->a);
	value_put_int(t->a, after, "year", y.year);
	if (is->edition > 1)
		value_put_int(t->a, after, "edition", is->edition);
	for (int s = 0; s < PLAN_SECTION__N; s++) {
		const char *key = plan_section_code((enum plan_section)s);
		if (str_eq(was->text[s], is->text[s]))
			continue;
		value_put_text(t->a, before, key, was->text[s]);
		value_put_text(t->a, after, key, is->text[s]);
	}
	return rc == TD_OK ? act_log(t, is->year.v, action, "plan", is->id, before, after, reason) : rc;
}

static td_rc is_stale(struct tx *t, i64 rev, i64 seen)
{
	if (rev == seen)
		return TD_OK;
	return err_add(t->e, TD_STALE, S("rev"),
		       N_("Người khác vừa lưu. Nội dung bạn gõ vẫn còn ở dưới; hãy đối chiếu với bản đang "
			  "lưu rồi lưu lại."));
}

td_rc act_plan_save(struct tx *t, cluster_year_id year, const struct plan *p, str reason, i64 rev)
{
	struct plan was, is;
	td_rc rc = act_year_open(t, year);
	if (rc == TD_OK)
		rc = store_plan_get(t, year, &was);
	if (rc == TD_OK)
		rc = is_stale(t, was.rev, rev);
	if (rc != TD_OK)
		return rc;
	is = was;
	memcpy(is.text, p->text, sizeof is.text);
	is.number = p->number;
	is.issued_on = p->issued_on;
	rc = plan_check(&is, was.edition > 0, t->e);
	if (was.edition > 0 && differs(&was, &is)) {
		td_rc why = check_reason(t, reason, why_changed);
		rc = rc == TD_OK ? why : rc;
		is.edition++;
	}
	if (rc == TD_OK)
		rc = store_plan_put(t, &is);
	return rc == TD_OK ? log_plan(t, "plan.save", &was, &is, was.edition > 0 ? reason : STR_NULL) : rc;
}

td_rc act_plan_copy(struct tx *t, cluster_year_id year)
{
	struct plan was, last, is;
	cluster_year_id before;
	td_rc rc = act_year_open(t, year);
	if (rc == TD_OK)
		rc = store_plan_get(t, year, &was);
	for (int s = 0; rc == TD_OK && s < PLAN_SECTION__N; s++)
		if (was.text[s].n)
			rc = err_add(t->e, TD_CONFLICT, S("rev"),
				     N_("Kế hoạch năm nay đã có nội dung nên không chép đè lên."));
	if (rc == TD_OK)
		rc = store_year_before(t, year, &before);
	if (rc == TD_OK)
		rc = store_plan_get(t, before, &last);
	if (rc == TD_NOT_FOUND || (rc == TD_OK && last.id == 0))
		return err_add(t->e, TD_CONFLICT, S("rev"),
			       N_("Năm trước chưa có kế hoạch trong hệ thống để chép."));
	if (rc != TD_OK)
		return rc;
	is = was;
	memcpy(is.text, last.text, sizeof is.text);
	rc = store_plan_put(t, &is);
	return rc == TD_OK ? log_plan(t, "plan.copy", &was, &is, STR_NULL) : rc;
}

td_rc act_plan_launch(struct tx *t, cluster_year_id year, i64 rev)
{
	struct plan p = {0};
	td_rc rc = act_year_open(t, year);
	if (rc == TD_OK)
		rc = store_plan_get(t, year, &p);
	if (rc == TD_OK)
		rc = is_stale(t, p.rev, rev);
	if (rc == TD_OK && p.edition > 0)
		rc = err_add(t->e, TD_CONFLICT, S("word"), N_("Kế hoạch đã được phát động."));
	if (rc == TD_OK)
		rc = plan_check(&p, true, t->e);
	if (rc == TD_OK)
		rc = store_plan_launch(t, &p);
	return rc == TD_OK ? log_plan(t, "plan.launch", &p, &p, STR_NULL) : rc;
}

/* ---- documents ---- */

static td_rc log_document(struct tx *t, const char *action, const struct cluster_document *d, str reason)
{
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "title", d->title);
	value_put_text(t->a, after, "kind", str_c(document_kind_name(d->kind)));
	if (d->number.n)
		value_put_text(t->a, after, "number", d->number);
	return act_log(t, d->year.v, action, "cluster_document", d->id, NULL, after, reason);
}

td_rc act_document_add(struct tx *t, struct cluster_document *d)
{
	td_rc rc = act_year_open(t, d->year);
	if (rc == TD_OK)
		rc = document_check(d, day_iso(t->a, day_of_ms(t->now_ms)), t->e);
	if (rc == TD_OK)
		rc = store_cluster_document_add(t, d);
	return rc == TD_OK ? log_document(t, "document.add", d, STR_NULL) : rc;
}

td_rc act_document_withdraw(struct tx *t, cluster_year_id year, i64 id, str reason)
{
	struct cluster_document d;
	td_rc rc = store_cluster_document_get(t, id, &d);
	if (rc == TD_OK && d.year.v != year.v)
		return TD_NOT_FOUND;
	if (rc == TD_OK && d.withdrawn_at_ms.set)
		rc = err_add(t->e, TD_CONFLICT, S("reason"), N_("Văn bản này đã được thu hồi."));
	if (rc == TD_OK)
		rc = check_reason(t, reason, N_("Ghi lý do thu hồi văn bản; các đơn vị sẽ đọc được."));
	if (rc == TD_OK)
		rc = store_cluster_document_withdraw(t, &d, str_trim(reason));
	return rc == TD_OK ? log_document(t, "document.withdraw", &d, reason) : rc;
}
