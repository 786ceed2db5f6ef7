/* The facts and fields of the minutes of hand-over. */
#include "jobs/papers_part.h"

td_rc papers_handover_facts(struct tx *t, cluster_year_id year, struct paper_facts *f)
{
	struct paper_handover *o = f->over = NEW(t->a, struct paper_handover);
	td_rc rc = act_handover_look(t, year, &o->h);
	if (rc == TD_OK)
		rc = store_office_list(t, year, &f->offices);
	if (rc == TD_OK)
		rc = store_difficulty_carried(t, year, &o->carried);
	if (rc == TD_OK && o->h.next.set)
		rc = store_commitment_list(t, (cluster_year_id){o->h.next.v}, &o->tasks);
	if (rc == TD_OK)
		rc = store_paper_list(t, year, &o->papers);
	for (size_t i = 0; rc == TD_OK && i < o->h.open.n; i++) /* not handed over yet: what would go along */
		VEC_PUSH(t->a, &o->carried) = (struct carried_difficulty){
		    o->h.open.at[i].unit_name, o->h.open.at[i].title, o->h.open.at[i].wish};
	f->sy.year = o->h.y.y;
	f->sy.members = o->h.members;
	f->on = (struct day){(int)o->h.y.y.year, 12, 31};
	return rc;
}

static void put_receiver(struct arena *a, struct value *v, const struct handover *h)
{
	struct value *to = value_put(a, v, S("bên nhận"), value_map(a));
	str leader = STR_NULL;
	for (size_t i = 0; i < h->members.n; i++)
		if (h->members.at[i].unit.v == h->elected[0].v)
			leader = h->members.at[i].leader_name;
	papers_put(a, to, "trưởng", h->elected_name[0]);
	papers_put(a, to, "phó", h->elected_name[1]);
	papers_put(a, to, "người", leader);
}

void papers_put_handover(struct arena *a, struct value *v, const struct paper_handover *o)
{
	put_receiver(a, v, &o->h);
	struct value *reports = value_put(a, v, S("báo cáo"), value_map(a));
	value_put_int(a, reports, "đã gửi", o->h.n_reports - o->h.n_unsent);
	value_put_int(a, reports, "phải gửi", o->h.n_reports);
	value_put_int(a, v, "số đơn vị", (i64)o->h.members.n);
	struct value *list = value_put(a, v, S("văn bản"), value_list(a));
	for (size_t i = o->papers.n; i-- > 0;)
		if (!o->papers.at[i].replaced_by.set &&
		    !str_eq(o->papers.at[i].kind, str_c(paper_kind_code(PAPER_HANDOVER))))
			value_add(a, list, value_text(a, o->papers.at[i].title));
	list = value_put(a, v, S("chuyển tiếp"), value_list(a));
	for (size_t i = 0; i < o->carried.n; i++) {
		struct value *x = value_add(a, list, value_map(a));
		value_put_text(a, x, "đơn vị", o->carried.at[i].unit_name);
		value_put_text(a, x, "nội dung", o->carried.at[i].title);
		papers_put(a, x, "đề xuất", o->carried.at[i].wish);
	}
	list = value_put(a, v, S("việc tiếp"), value_list(a));
	for (size_t i = 0; i < o->tasks.n; i++)
		value_add(a, list, value_text(a, o->tasks.at[i].text));
}
