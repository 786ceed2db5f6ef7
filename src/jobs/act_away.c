#include "jobs/act_away.h"

#include "jobs/act.h"
#include "jobs/act_journal.h"
#include "store/away_rows.h"

static td_rc check_machine(struct tx *t, str machine)
{
	if (machine.n == 0)
		return err_add(t->e, TD_INVALID, S("machine"),
			       N_("Ghi tên máy mang đi, ví dụ «Máy xách tay phòng họp»."));
	if (machine.n > AWAY_MACHINE_MAX)
		return err_add(t->e, TD_INVALID, S("machine"), N_("Tên máy dài quá %d ký tự."),
			       AWAY_MACHINE_MAX);
	return TD_OK;
}

/* A copy gives nothing away itself, and a year is away once. */
static td_rc check_free(struct tx *t, cluster_year_id year)
{
	away_list open = {0};
	td_rc rc = store_away_open(t, &open);
	for (size_t i = 0; rc == TD_OK && i < open.n; i++) {
		if (open.at[i].here)
			return err_add(
			    t->e, TD_CONFLICT, STR_NULL,
			    N_("Máy này là bản mang đi họp nên không mang tiếp năm nào đi từ đây được."));
		if (open.at[i].year.v == year.v)
			return err_add(
			    t->e, TD_CONFLICT, STR_NULL,
			    N_("Năm này đang ở máy «%.*s»; nhập về hoặc lấy lại rồi mới mang đi lần nữa."),
			    STRF(open.at[i].machine));
	}
	return rc;
}

td_rc act_away_take(struct tx *t, cluster_year_id year, str machine, struct away *out)
{
	struct value *after = value_map(t->a);
	str hashes = STR_NULL;
	machine = str_trim(machine);
	*out = (struct away){.year = year, .machine = machine};
	td_rc rc = check_machine(t, machine);
	if (rc == TD_OK)
		rc = check_free(t, year);
	if (rc == TD_OK)
		rc = act_year_open(t, year);
	value_put_text(t->a, after, "machine", machine);
	if (rc == TD_OK)
		rc = act_log(t, year.v, "year.away", "cluster_year", year.v, NULL, after, STR_NULL);
	if (rc == TD_OK)
		rc = journal_head(t, year.v, &out->head_seq, &out->head);
	if (rc == TD_OK)
		rc = away_rows_hash(t, year, &hashes);
	return rc == TD_OK ? store_away_add(t, out, hashes) : rc;
}

td_rc act_away_cancel(struct tx *t, cluster_year_id year, str reason, struct away *out)
{
	struct value *after = value_map(t->a);
	reason = str_trim(reason);
	td_rc rc = store_away_of_year(t, year, out);
	if (rc == TD_NOT_FOUND || (rc == TD_OK && out->here))
		return err_add(t->e, TD_CONFLICT, STR_NULL, N_("Năm này không ở máy nào khác."));
	if (rc == TD_OK && reason.n == 0)
		return err_add(
		    t->e, TD_INVALID, S("reason"),
		    N_("Ghi lý do lấy lại: những gì đã ghi trên máy họp sẽ không nhập về được nữa."));
	if (rc == TD_OK)
		rc = store_away_end(t, out, false);
	value_put_text(t->a, after, "machine", out->machine);
	if (rc == TD_OK)
		rc = act_log(t, year.v, "year.back", "cluster_year", year.v, NULL, after, reason);
	return rc;
}
