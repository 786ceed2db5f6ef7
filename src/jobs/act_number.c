#include "jobs/act_number.h"

#include "jobs/act_journal.h"
#include "jobs/act_meeting_live.h"
#include "office/docx.h"
#include "store/store_meeting.h"
#include "store/store_org.h"
#include "store/store_ranking.h"

static const char media_type[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/* ---- what is true ---- */

static td_rc read_units(struct tx *t, cluster_year_id year, struct contradict_facts *f)
{
	membership_list members = {0};
	struct ranking standing;
	ranking_row_list rows = {0};
	td_rc rc = store_membership_list(t, year, &members);
	if (rc == TD_OK)
		rc = store_ranking_latest(t, year, &standing);
	if (rc == TD_OK)
		rc = store_ranking_rows(t, standing.id, &rows);
	if (rc != TD_OK && rc != TD_NOT_FOUND)
		return rc;
	struct contradict_unit *units = NEW_N(t->a, struct contradict_unit, members.n + 1);
	for (size_t i = 0; i < members.n; i++) {
		units[i].name = members.at[i].unit_name;
		for (size_t k = 0; k < rows.n; k++)
			if (rows.at[k].unit.v == members.at[i].unit.v) {
				units[i].total_c = rows.at[k].total_c;
				units[i].rank = rows.at[k].rank;
			}
	}
	f->units = units;
	f->n_units = members.n;
	return TD_OK;
}

/* The units of which somebody came. */
static i64 present(const attendance_list *list)
{
	i64 n = 0;
	for (size_t i = 0; i < list->n; i++) {
		bool counts = list->at[i].unit.set && list->at[i].presence != PRESENCE_ABSENT;
		for (size_t k = 0; counts && k < i; k++)
			counts = !(list->at[k].unit.set && list->at[k].unit.v == list->at[i].unit.v &&
				   list->at[k].presence != PRESENCE_ABSENT);
		n += counts;
	}
	return n;
}

static td_rc read_meeting(struct tx *t, cluster_year_id year, struct contradict_facts *f)
{
	struct act_meeting live;
	struct meeting_quorum opening;
	attendance_list came = {0};
	td_rc rc = act_meeting_of_year(t, year, &live);
	if (rc == TD_OK)
		rc = store_attendance_list(t, live.m.id, &came);
	if (rc != TD_OK)
		return rc == TD_NOT_FOUND ? TD_OK : rc;
	if (came.n)
		f->n_present = OPT(present(&came));
	if (act_meeting_at_opening(t->a, &live, &opening))
		f->n_opening = OPT(opening.n_present);
	if (live.m.start_at_ms.set)
		f->met = day_of_ms(live.m.start_at_ms.v);
	return TD_OK;
}

td_rc act_number_check(struct tx *t, cluster_year_id year, paper_id id, str edited, struct paper *p,
		       contradiction_list *out)
{
	struct contradict_facts f = {0};
	str text = STR_NULL, docx = edited;
	*out = (contradiction_list){0};
	td_rc rc = store_paper_get(t, id, p);
	if (rc == TD_OK && p->year.v != year.v)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = read_units(t, year, &f);
	if (rc == TD_OK)
		rc = read_meeting(t, year, &f);
	if (rc == TD_OK && edited.n == 0)
		rc = store_file_read(t, p->file, &docx);
	if (rc == TD_OK)
		rc = docx_text_upload(t->a, docx, t->e, &text);
	if (rc == TD_OK)
		contradict_find(t->a, text, &f, out);
	return rc;
}

/* ---- giving it ---- */

static td_rc tell(struct tx *t, const contradiction_list *found)
{
	for (size_t i = 0; i < found->n; i++) {
		const struct contradiction *c = &found->at[i];
		(void)err_add(t->e, TD_INVALID, S("reason"),
			      N_("Đoạn «%.*s»: ghi «%.*s», số liệu là «%.*s»."), STRF(c->place),
			      STRF(c->typed), STRF(c->truth));
	}
	return err_add(t->e, TD_INVALID, S("reason"),
		       N_("Chưa ghi số: hãy sửa văn bản cho đúng số liệu, hoặc ghi lý do vẫn giữ nguyên."));
}

static td_rc log_number(struct tx *t, const struct paper *p, const struct act_number *n, size_t n_found)
{
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "title", p->title);
	value_put_text(t->a, after, "number", n->number);
	value_put_text(t->a, after, "on", day_vi(t->a, n->on));
	if (n_found)
		value_put_int(t->a, after, "found", (i64)n_found);
	if (n->edited.n)
		value_put_text(t->a, after, "by_hand", S("bản sửa tay"));
	return act_log(t, p->year.v, "paper.number", "paper", p->id.v, NULL, after,
		       n->reason.n ? n->reason : STR_NULL);
}

/* The file changed by hand stands in place of the one that was made. */
static td_rc take_edited(struct tx *t, struct paper *p, str edited)
{
	paper_id before = p->id;
	td_rc rc = store_file_put(t, edited, str_c(media_type), &p->file);
	p->hashed = false;
	p->pdf = p->pdf_pages = OPT_NONE;
	p->pdf_maker = p->pdf_notes = STR_NULL;
	return rc == TD_OK ? store_paper_add(t, p, before) : rc;
}

td_rc act_number_give(struct tx *t, cluster_year_id year, const struct act_number *n)
{
	struct paper p;
	contradiction_list found;
	td_rc rc = act_number_check(t, year, n->paper, n->edited, &p, &found);
	if (rc == TD_OK && p.replaced_by.set)
		rc = err_add(t->e, TD_CONFLICT, STR_NULL,
			     N_("Văn bản này đã có bản thay: hãy ghi số cho bản hiện hành."));
	if (rc == TD_OK && p.rev != n->rev)
		rc = err_add(t->e, TD_STALE, STR_NULL,
			     N_("Người khác vừa ghi số %.*s cho văn bản này; hãy xem rồi ghi lại."),
			     STRF(p.number.n ? p.number : S("……")));
	if (rc == TD_OK && found.n && n->reason.n == 0)
		rc = tell(t, &found);
	if (rc != TD_OK)
		return rc;
	p.number = n->number;
	p.signed_on = day_iso(t->a, n->on);
	rc = n->edited.n ? take_edited(t, &p, n->edited) : store_paper_save(t, &p);
	return rc == TD_OK ? log_number(t, &p, n, found.n) : rc;
}
