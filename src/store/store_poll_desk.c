#include "store/store_poll_desk.h"

#include "store/q_poll_desk.h"
#include "store/util.h"

static const struct store_word roles[BOARD_ROLE__N] = {
    [BOARD_HEAD] = {"head", N_("Trưởng ban kiểm phiếu")},
    [BOARD_TELLER] = {"teller", N_("Ủy viên")},
};
static const struct store_word origins[COUNT_ORIGIN__N] = {
    [COUNT_TELLER] = {"teller", NULL},
    [COUNT_HANDS] = {"hands", NULL},
    [COUNT_ELECTRONIC] = {"electronic", NULL},
};
static const struct store_word choices[OPINION__N] = {
    [OPINION_YES] = {"yes", N_("Đồng ý")},
    [OPINION_NO] = {"no", N_("Không đồng ý")},
    [OPINION_BLANK] = {"blank", N_("Không có ý kiến")},
};
static const struct store_word changes[POLL_CHANGE__N] = {
    [POLL_CHANGE_LATE] = {"late", N_("Đến muộn, được phát phiếu")},
    [POLL_CHANGE_LEFT] = {"left", N_("Về sớm, đã trả lại phiếu")},
    [POLL_CHANGE_TOOK] = {"left_with_ballot", N_("Về sớm, không trả lại phiếu")},
    [POLL_CHANGE_SPOILED] = {"spoiled", N_("Đổi phiếu viết hỏng")},
    [POLL_CHANGE_DECIDED] = {"decided", N_("Hội nghị quyết định")},
};

const char *board_role_code(enum board_role r)
{
	return roles[r].code;
}

const char *board_role_name(enum board_role r)
{
	return roles[r].name;
}

const char *opinion_code(enum opinion_choice c)
{
	return choices[c].code;
}

const char *opinion_name(enum opinion_choice c)
{
	return choices[c].name;
}

td_rc opinion_parse(str code, enum opinion_choice *out)
{
	*out = (enum opinion_choice)store_word_find(choices, OPINION__N, code);
	return str_eq(code, str_c(choices[*out].code)) ? TD_OK : TD_INVALID;
}

const char *poll_change_code(enum poll_change_kind k)
{
	return changes[k].code;
}

const char *poll_change_name(enum poll_change_kind k)
{
	return changes[k].name;
}

td_rc poll_change_parse(str code, enum poll_change_kind *out)
{
	*out = (enum poll_change_kind)store_word_find(changes, POLL_CHANGE__N, code);
	return str_eq(code, str_c(changes[*out].code)) ? TD_OK : TD_INVALID;
}

/* The desk ------------------------------------------------------------------------------------------------------- */

static enum desk_phase phase_of(str code)
{
	u32 p = 0;
	while (p + 1 < DESK_PHASE__N && !str_eq(code, str_c(desk_phase_code((enum desk_phase)p))))
		p++;
	return (enum desk_phase)p;
}

static struct poll_desk desk_of(const struct q_desk *r)
{
	struct poll_desk d = {
	    .poll = {r->poll_id},
	    .phase = phase_of(r->phase),
	    .round = r->round,
	    .of_poll = r->of_poll,
	    .attempt = r->attempt,
	    .may_vote_self = r->may_vote_self != 0,
	    .invalid_rule = r->invalid_rule,
	    .destroy_on = r->destroy_on,
	    .n_printed = r->n_printed,
	    .n_issued = r->n_issued,
	    .n_electronic = r->n_electronic,
	    .n_spoiled = r->n_spoiled,
	    .n_unused = r->n_unused,
	    .opened_at_ms = r->opened_at,
	    .closed_at_ms = r->closed_at,
	    .confirmed_at_ms = r->confirmed_at,
	    .confirmed_by = r->confirmed_by,
	    .why = r->why,
	    .rev = r->rev,
	};
	if (desk_method_parse(r->method, &d.method) != TD_OK)
		d.method = DESK_PAPER; /* CHECK allows no other */
	return d;
}

static struct q_desk_values values_of(const struct poll_desk *d)
{
	return (struct q_desk_values){
	    .phase = str_c(desk_phase_code(d->phase)),
	    .method = str_c(desk_method_code(d->method)),
	    .round = d->round,
	    .of_poll = d->of_poll,
	    .attempt = d->attempt,
	    .may_vote_self = d->may_vote_self,
	    .invalid_rule = d->invalid_rule,
	    .destroy_on = d->destroy_on,
	    .n_printed = d->n_printed,
	    .n_issued = d->n_issued,
	    .n_electronic = d->n_electronic,
	    .n_spoiled = d->n_spoiled,
	    .n_unused = d->n_unused,
	    .opened_at = d->opened_at_ms,
	    .closed_at = d->closed_at_ms,
	    .confirmed_at = d->confirmed_at_ms,
	    .confirmed_by = d->confirmed_by,
	    .why = d->why,
	};
}

td_rc store_poll_desk_add(struct tx *t, cluster_year_id year, struct poll_desk *d)
{
	struct q_desk_values values = values_of(d);
	td_rc rc = q_desk_add(t, d->poll.v, &values, NULL);
	if (rc == TD_OK)
		d->rev = 1;
	return store_wrote(t, rc, year.v, NULL);
}

td_rc store_poll_desk_save(struct tx *t, cluster_year_id year, struct poll_desk *d)
{
	struct q_desk_values values = values_of(d);
	i64 n;
	td_rc rc = q_desk_save(t, d->poll.v, d->rev, &values, &n);
	return store_saved(t, rc, n, &d->rev, year.v, NULL);
}

td_rc store_poll_desk_get(struct tx *t, poll_id id, struct poll_desk *out)
{
	struct q_desk row;
	td_rc rc = q_desk_get(t, id.v, &row);
	if (rc == TD_OK)
		*out = desk_of(&row);
	return rc;
}

td_rc store_poll_desk_list(struct tx *t, cluster_year_id year, poll_desk_list *out)
{
	struct db_rows r;
	struct q_desk row;
	*out = (poll_desk_list){0};
	q_desk_list(t, &r, year.v);
	while (q_desk_list_next(&r, &row))
		VEC_PUSH(t->a, out) = desk_of(&row);
	return db_rows_end(&r);
}

td_rc store_elected_list(struct tx *t, cluster_year_id year, elected_list *out)
{
	struct db_rows r;
	struct q_elected_list_row row;
	*out = (elected_list){0};
	q_elected_list(t, &r, year.v);
	while (q_elected_list_next(&r, &row))
		VEC_PUSH(t->a, out) =
		    (struct elected){{row.poll_id}, row.kind, row.title_code, row.unit_id, row.label};
	return db_rows_end(&r);
}

/* The board ------------------------------------------------------------------------------------------------------ */

td_rc store_poll_board_set(struct tx *t, cluster_year_id year, meeting_id id, const poll_board_list *list)
{
	td_rc rc = q_board_clear(t, id.v, NULL);
	for (size_t i = 0; rc == TD_OK && i < list->n; i++) {
		const struct poll_board *b = &list->at[i];
		rc = q_board_add(t,
				 &(struct q_board_add_args){.meeting_id = id.v,
							    .ordinal = (i64)i + 1,
							    .user_id = b->user,
							    .person_name = b->person_name,
							    .unit_id = b->unit.v,
							    .role = str_c(roles[b->role].code)},
				 NULL);
	}
	return store_wrote(t, rc, year.v, NULL);
}

td_rc store_poll_board(struct tx *t, meeting_id id, poll_board_list *out)
{
	struct db_rows r;
	struct q_board_list_row row;
	*out = (poll_board_list){0};
	q_board_list(t, &r, id.v);
	while (q_board_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct poll_board){
		    .user = row.user_id,
		    .person_name = row.person_name,
		    .unit = {row.unit_id},
		    .role = (enum board_role)store_word_find(roles, BOARD_ROLE__N, row.role),
		    .unit_name = row.unit_name,
		};
	return db_rows_end(&r);
}

/* Sheets --------------------------------------------------------------------------------------------------------- */

td_rc store_count_sheet_add(struct tx *t, cluster_year_id year, struct count_sheet *s)
{
	struct q_sheet_add_row row;
	s->sent_at_ms = t->now_ms;
	td_rc rc = q_sheet_add(t,
			       &(struct q_sheet_add_args){.poll_id = s->poll.v,
							  .attempt = s->attempt,
							  .origin = str_c(origins[s->origin].code),
							  .user_id = s->user,
							  .user_name = s->user_name,
							  .issued = s->count.issued,
							  .returned = s->count.returned,
							  .not_returned = s->count.not_returned,
							  .valid = s->count.valid,
							  .invalid = s->count.invalid,
							  .sent_at = s->sent_at_ms},
			       &row);
	for (size_t i = 0; rc == TD_OK && i < s->count.n_rows; i++) {
		const struct count_row *c = &s->count.rows[i];
		s->id = row.id;
		rc = q_sheet_row_add(t, row.id, c->candidate, c->yes, c->no, c->blank, NULL);
	}
	return store_wrote(t, rc, year.v, N_("Bạn đã gửi số đếm của lần này rồi."));
}

/* Puts the rows of all sheets of the poll, which come by sheet, to those that are read. */
static td_rc put_rows(struct tx *t, poll_id id, count_sheet_list *out)
{
	struct db_rows r;
	struct q_sheet_row_list_row row;
	VEC(struct count_row) rows = {0};
	VEC(i64) of = {0};
	q_sheet_row_list(t, &r, id.v);
	while (q_sheet_row_list_next(&r, &row)) {
		VEC_PUSH(t->a, &rows) = (struct count_row){row.candidate, row.yes, row.no, row.blank};
		VEC_PUSH(t->a, &of) = row.sheet_id;
	}
	for (size_t i = 0; i < out->n; i++) {
		struct count *c = &out->at[i].count;
		for (size_t k = 0; k < rows.n; k++) {
			if (of.at[k] != out->at[i].id)
				continue;
			c->rows = c->n_rows ? c->rows : &rows.at[k];
			c->n_rows++;
		}
	}
	return db_rows_end(&r);
}

td_rc store_count_sheets(struct tx *t, poll_id id, i64 reader, count_sheet_list *out)
{
	struct db_rows r;
	struct q_sheet_list_row row;
	*out = (count_sheet_list){0};
	q_sheet_list(t, &r, id.v, reader);
	while (q_sheet_list_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct count_sheet){
		    .id = row.id,
		    .poll = id,
		    .attempt = row.attempt,
		    .origin = (enum count_origin)store_word_find(origins, COUNT_ORIGIN__N, row.origin),
		    .user = row.user_id,
		    .user_name = row.user_name,
		    .count = {.issued = row.issued,
			      .returned = row.returned,
			      .not_returned = row.not_returned,
			      .valid = row.valid,
			      .invalid = row.invalid},
		    .sent_at_ms = row.sent_at,
		};
	td_rc rc = db_rows_end(&r);
	return rc == TD_OK ? put_rows(t, id, out) : rc;
}

td_rc store_count_senders(struct tx *t, poll_id id, i64 attempt, count_sheet_list *out)
{
	struct db_rows r;
	struct q_sheet_senders_row row;
	*out = (count_sheet_list){0};
	q_sheet_senders(t, &r, id.v, attempt);
	while (q_sheet_senders_next(&r, &row))
		VEC_PUSH(t->a, out) = (struct count_sheet){.poll = id,
							   .attempt = attempt,
							   .user = row.user_id,
							   .user_name = row.user_name,
							   .sent_at_ms = row.sent_at};
	return db_rows_end(&r);
}

/* Written opinions, changes -------------------------------------------------------------------------------------- */

td_rc store_written_opinion_set(struct tx *t, cluster_year_id year, poll_id id, str person,
				const written_opinion_list *rows)
{
	td_rc rc = q_opinion_clear(t, id.v, person, NULL);
	for (size_t i = 0; rc == TD_OK && i < rows->n; i++) {
		const struct written_opinion *o = &rows->at[i];
		rc = q_opinion_add(t, id.v, person, o->unit, o->candidate, str_c(choices[o->choice].code),
				   NULL);
	}
	return store_wrote(t, rc, year.v, NULL);
}

static struct written_opinion opinion_of(const struct q_opinion *row)
{
	return (struct written_opinion){
	    .poll = {row->poll_id},
	    .person_name = row->person_name,
	    .unit = row->unit_id,
	    .candidate = row->candidate,
	    .choice = (enum opinion_choice)store_word_find(choices, OPINION__N, row->choice),
	    .unit_name = row->unit_name,
	};
}

td_rc store_written_opinions(struct tx *t, poll_id id, written_opinion_list *out)
{
	struct db_rows r;
	struct q_opinion row;
	*out = (written_opinion_list){0};
	q_opinion_list(t, &r, id.v);
	while (q_opinion_list_next(&r, &row))
		VEC_PUSH(t->a, out) = opinion_of(&row);
	return db_rows_end(&r);
}

td_rc store_written_opinions_of_year(struct tx *t, cluster_year_id year, written_opinion_list *out)
{
	struct db_rows r;
	struct q_opinion row;
	*out = (written_opinion_list){0};
	q_opinion_list_of_year(t, &r, year.v);
	while (q_opinion_list_of_year_next(&r, &row))
		VEC_PUSH(t->a, out) = opinion_of(&row);
	return db_rows_end(&r);
}

td_rc store_poll_change_add(struct tx *t, cluster_year_id year, poll_id id, struct poll_change *c)
{
	c->at_ms = t->now_ms;
	td_rc rc = q_poll_change_add(t,
				     &(struct q_poll_change_add_args){.poll_id = id.v,
								      .kind = str_c(changes[c->kind].code),
								      .name = c->name,
								      .reason = c->reason,
								      .at = c->at_ms,
								      .by_user = t->actor.user_id},
				     NULL);
	return store_wrote(t, rc, year.v, NULL);
}

static struct poll_change change_of(const struct q_poll_change *row)
{
	return (struct poll_change){
	    .poll = {row->poll_id},
	    .kind = (enum poll_change_kind)store_word_find(changes, POLL_CHANGE__N, row->kind),
	    .name = row->name,
	    .reason = row->reason,
	    .at_ms = row->at,
	};
}

td_rc store_poll_changes(struct tx *t, poll_id id, poll_change_list *out)
{
	struct db_rows r;
	struct q_poll_change row;
	*out = (poll_change_list){0};
	q_poll_change_list(t, &r, id.v);
	while (q_poll_change_list_next(&r, &row))
		VEC_PUSH(t->a, out) = change_of(&row);
	return db_rows_end(&r);
}

td_rc store_poll_changes_of_year(struct tx *t, cluster_year_id year, poll_change_list *out)
{
	struct db_rows r;
	struct q_poll_change row;
	*out = (poll_change_list){0};
	q_poll_change_list_of_year(t, &r, year.v);
	while (q_poll_change_list_of_year_next(&r, &row))
		VEC_PUSH(t->a, out) = change_of(&row);
	return db_rows_end(&r);
}
