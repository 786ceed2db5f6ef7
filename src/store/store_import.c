#include "store/store_import.h"

#include "store/q_import.h"
#include "store/util.h"

static const struct store_word states[PREVIEW__N] = {
    [PREVIEW_OPEN] = {"open", NULL},
    [PREVIEW_ACCEPTED] = {"accepted", NULL},
    [PREVIEW_DROPPED] = {"dropped", NULL},
};

static struct import_preview preview_of(const struct q_preview *r)
{
	return (struct import_preview){
	    .id = {r->id},
	    .year = {r->cluster_year_id},
	    .user = {r->user_id},
	    .kind = r->kind,
	    .file = {r->file_id},
	    .file_name = r->file_name,
	    .plan_json = r->plan_json,
	    .report_json = r->report_json,
	    .n_errors = r->n_errors,
	    .year_gen = r->year_gen,
	    .state = (enum preview_state)store_word_find(states, PREVIEW__N, r->state),
	    .created_at_ms = r->created_at,
	};
}

td_rc store_preview_add(struct tx *t, struct import_preview *p)
{
	struct q_preview_add_row row;
	p->state = PREVIEW_OPEN;
	p->created_at_ms = t->now_ms;
	td_rc rc = q_preview_add(t,
				 &(struct q_preview_add_args){.cluster_year_id = p->year.v,
							      .user_id = p->user.v,
							      .kind = p->kind,
							      .file_id = p->file.v,
							      .file_name = p->file_name,
							      .plan_json = p->plan_json,
							      .report_json = p->report_json,
							      .n_errors = p->n_errors,
							      .year_gen = p->year_gen,
							      .created_at = p->created_at_ms},
				 &row);
	if (rc == TD_OK)
		p->id.v = row.id;
	return rc;
}

td_rc store_preview_get(struct tx *t, preview_id id, struct import_preview *out)
{
	struct q_preview row;
	td_rc rc = q_preview_get(t, id.v, &row);
	if (rc == TD_OK)
		*out = preview_of(&row);
	return rc;
}

td_rc store_preview_open(struct tx *t, cluster_year_id year, user_id user, struct import_preview *out)
{
	struct q_preview row;
	td_rc rc = q_preview_open(t, year.v, user.v, &row);
	if (rc == TD_OK)
		*out = preview_of(&row);
	return rc;
}

td_rc store_preview_close(struct tx *t, preview_id id, enum preview_state state)
{
	i64 n;
	td_rc rc = q_preview_close(t, id.v, str_c(states[state].code), &n);
	if (rc == TD_OK && n == 0)
		return err_add(t->e, TD_CONFLICT, STR_NULL, N_("Bản xem trước này đã được nhận hoặc đã bỏ."));
	return rc;
}

td_rc store_preview_purge(struct tx *t, i64 before_ms, i64 *n)
{
	return q_preview_purge(t, before_ms, n);
}
