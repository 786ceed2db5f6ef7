/* Talks, exemplars and participation: the rest of act_activity.h. */
#include "jobs/act_activity.h"
#include "jobs/act_journal.h"
#include "store/store_file.h"

static td_rc open_year(struct tx *t, cluster_year_id id)
{
	struct act_year y = {0};
	td_rc rc = act_year_get(t, id, &y);
	if (rc == TD_OK && y.season == SEASON_CLOSED)
		rc =
		    err_add(t->e, TD_CONFLICT, S("title"), N_("Năm thi đua đã đóng nên không sửa được nữa."));
	return rc;
}

static td_rc unit_log(struct tx *t, cluster_year_id year, unit_id unit, const char *action, const char *kind,
		      i64 id, str name, str why)
{
	struct unit u = {0};
	td_rc rc = store_unit_get(t, unit, &u);
	if (rc != TD_OK)
		return rc;
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "unit", u.name);
	value_put_text(t->a, after, "name", name);
	return act_log(t, year.v, action, kind, id, NULL, after, why);
}

td_rc act_talk_add(struct tx *t, struct talk *x, str bytes)
{
	td_rc rc = open_year(t, x->year);
	if (rc != TD_OK)
		return rc;
	size_t before = t->e->n_total;
	if (str_trim(x->title).n == 0)
		err_add(t->e, TD_INVALID, S("talk_title"), N_("Ghi tên bài tham luận."));
	if (str_trim(x->speaker).n == 0)
		err_add(t->e, TD_INVALID, S("speaker"), N_("Ghi người trình bày."));
	if (str_trim(x->body).n == 0 && bytes.n == 0)
		err_add(t->e, TD_INVALID, S("talk_body"), N_("Ghi nội dung hoặc kèm tệp bài tham luận."));
	if (t->e->n_total != before)
		return TD_INVALID;
	file_id file = {0};
	if (bytes.n)
		rc = store_file_put(t, bytes, S("application/octet-stream"), &file);
	x->file = bytes.n ? OPT(file.v) : OPT_NONE;
	if (rc == TD_OK)
		rc = store_talk_add(t, x);
	return rc == TD_OK ? unit_log(t, x->year, x->unit, "talk.add", "talk", x->id, x->title, STR_NULL)
			   : rc;
}

static td_rc need_reason(struct tx *t, str why)
{
	return str_trim(why).n ? TD_OK : err_add(t->e, TD_INVALID, S("why"), N_("Rút lại phải ghi lý do."));
}

td_rc act_talk_withdraw(struct tx *t, cluster_year_id year, i64 id, str why)
{
	struct talk x = {0};
	td_rc rc = store_talk_get(t, id, &x);
	if (rc == TD_OK && x.year.v != year.v)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK)
		rc = open_year(t, year);
	if (rc == TD_OK)
		rc = need_reason(t, why);
	if (rc == TD_OK)
		rc = store_talk_withdraw(t, &x, str_trim(why));
	return rc == TD_OK ? unit_log(t, year, x.unit, "talk.withdraw", "talk", id, x.title, why) : rc;
}

/* ---- exemplars ---- */

static bool in_period(const struct exemplar *x, const struct report_period *p)
{
	return x->period.set && x->period.v == p->id;
}

struct exemplar_count act_exemplar_count(const exemplar_list *all, const membership_list *members,
					 const struct report_period *p)
{
	struct exemplar_count c = {0};
	for (size_t i = 0; i < all->n; i++)
		if (in_period(&all->at[i], p) && all->at[i].chosen)
			*(all->at[i].collective ? &c.collectives : &c.persons) += 1;
	for (size_t m = 0; m < members->n; m++) {
		i64 named = 0;
		for (size_t i = 0; i < all->n; i++)
			named += in_period(&all->at[i], p) && all->at[i].unit.v == members->at[m].unit.v;
		c.n_units_short += named < p->quota.each;
	}
	return c;
}

/* Is there room for one more among the chosen of its period? */
static td_rc room_for(struct tx *t, const struct exemplar *x)
{
	struct report_period p = {0};
	exemplar_list all = {0};
	membership_list none = {0};
	if (!x->period.set)
		return err_add(t->e, TD_CONFLICT, S("chosen"),
			       N_("Chọn điển hình theo một đợt, kỳ của năm."));
	td_rc rc = store_period_get(t, x->period.v, &p);
	if (rc == TD_OK)
		rc = store_exemplar_list(t, x->year, (unit_id){0}, &all);
	if (rc != TD_OK)
		return rc;
	struct exemplar_count c = act_exemplar_count(&all, &none, &p);
	return exemplar_can_choose(&p.quota, &c, x->collective, t->e);
}

static td_rc period_stands(struct tx *t, const struct exemplar *x)
{
	struct report_period p = {0};
	if (!x->period.set)
		return TD_OK;
	td_rc rc = store_period_get(t, x->period.v, &p);
	if (rc == TD_NOT_FOUND || (rc == TD_OK && (p.year.v != x->year.v || p.withdrawn_at_ms.set)))
		rc = err_add(t->e, TD_INVALID, S("period"), N_("Chọn đợt, kỳ trong danh sách."));
	return rc;
}

td_rc act_exemplar_add(struct tx *t, struct exemplar *x)
{
	td_rc rc = open_year(t, x->year);
	if (rc != TD_OK)
		return rc;
	size_t before = t->e->n_total;
	if (str_trim(x->name).n == 0)
		err_add(t->e, TD_INVALID, S("name"), N_("Ghi tên cá nhân hoặc tập thể điển hình."));
	if (str_trim(x->merit).n == 0)
		err_add(t->e, TD_INVALID, S("merit"), N_("Tóm tắt thành tích, việc làm của điển hình."));
	rc = period_stands(t, x);
	if (rc == TD_OK && t->e->n_total != before)
		rc = TD_INVALID;
	if (rc == TD_OK && x->chosen)
		rc = room_for(t, x);
	if (rc == TD_OK)
		rc = store_exemplar_add(t, x);
	return rc == TD_OK
		   ? unit_log(t, x->year, x->unit, "exemplar.add", "exemplar", x->id, x->name, STR_NULL)
		   : rc;
}

static td_rc exemplar_of(struct tx *t, cluster_year_id year, i64 id, struct exemplar *x)
{
	td_rc rc = store_exemplar_get(t, id, x);
	if (rc == TD_OK && x->year.v != year.v)
		rc = TD_NOT_FOUND;
	return rc == TD_OK ? open_year(t, year) : rc;
}

td_rc act_exemplar_choose(struct tx *t, cluster_year_id year, i64 id, i64 rev, bool chosen)
{
	struct exemplar x = {0};
	td_rc rc = exemplar_of(t, year, id, &x);
	if (rc == TD_OK && chosen && !x.chosen)
		rc = room_for(t, &x);
	x.chosen = chosen;
	x.rev = rev;
	if (rc == TD_OK)
		rc = store_exemplar_choose(t, &x);
	if (rc == TD_STALE)
		err_add(t->e, rc, S("chosen"),
			N_("Người khác vừa sửa mục này; hãy xem bản mới rồi ghi lại."));
	return rc == TD_OK ? unit_log(t, year, x.unit, chosen ? "exemplar.choose" : "exemplar.unchoose",
				      "exemplar", id, x.name, STR_NULL)
			   : rc;
}

td_rc act_exemplar_withdraw(struct tx *t, cluster_year_id year, i64 id, str why)
{
	struct exemplar x = {0};
	td_rc rc = exemplar_of(t, year, id, &x);
	if (rc == TD_OK)
		rc = need_reason(t, why);
	if (rc == TD_OK)
		rc = store_exemplar_withdraw(t, &x, str_trim(why));
	return rc == TD_OK ? unit_log(t, year, x.unit, "exemplar.withdraw", "exemplar", id, x.name, why) : rc;
}

/* ---- participation ---- */

static void check_pair(struct tx *t, const char *where, i64 joined, i64 all, i64 most)
{
	if (all < 0 || all > most)
		err_add(t->e, TD_INVALID, str_c(where), N_("Tổng số phải từ 0 đến %lld."), (long long)most);
	else if (joined < 0 || joined > all)
		err_add(t->e, TD_INVALID, str_c(where), N_("Số hưởng ứng không thể lớn hơn tổng số %lld."),
			(long long)all);
}

td_rc act_participation_save(struct tx *t, struct participation *x)
{
	td_rc rc = open_year(t, x->year);
	if (rc != TD_OK)
		return rc;
	size_t before = t->e->n_total;
	check_pair(t, "n_collectives_joined", x->n_collectives_joined, x->n_collectives, 1000000);
	check_pair(t, "n_people_joined", x->n_people_joined, x->n_people, 10000000);
	if (t->e->n_total != before)
		return TD_INVALID;
	rc = store_participation_put(t, x);
	if (rc == TD_STALE)
		err_add(t->e, rc, S("n_collectives"),
			N_("Người khác vừa sửa mục này; hãy xem bản mới rồi ghi lại."));
	str text =
	    arena_fmt(t->a, "%lld/%lld · %lld/%lld", (long long)x->n_collectives_joined,
		      (long long)x->n_collectives, (long long)x->n_people_joined, (long long)x->n_people);
	return rc == TD_OK ? unit_log(t, x->year, x->unit, "participation.save", "participation", x->unit.v,
				      text, STR_NULL)
			   : rc;
}
