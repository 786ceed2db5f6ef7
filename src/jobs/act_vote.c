#include "jobs/act_vote.h"

#include "base/caltime.h"
#include "jobs/act_journal.h"
#include "jobs/act_vote_part.h"
#include "vote/election.h"

td_rc vote_log(struct tx *t, const struct vote *v, const char *action, str what, str reason)
{
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "question", v->question);
	if (what.n)
		value_put_text(t->a, after, "what", what);
	return act_log(t, v->year.v, action, "poll", v->poll.v, NULL, after, reason);
}

td_rc vote_step(struct tx *t, struct vote *v, enum vote_move move)
{
	enum vote_phase to;
	if (vote_move(v->phase, move, &to) != TD_OK)
		return err_add(t->e, TD_CONFLICT, S("phase"),
			       N_("Không làm được việc này khi cuộc bỏ phiếu ở bước «%s»."),
			       i18n_tr(t->e->lang, vote_phase_name(v->phase)));
	v->phase = to;
	return TD_OK;
}

td_rc vote_find(struct tx *t, cluster_year_id year, poll_id poll, i64 rev, struct vote *v)
{
	td_rc rc = store_vote_get(t, poll, v);
	if (rc == TD_OK && v->year.v != year.v)
		return TD_NOT_FOUND;
	if (rc == TD_OK && rev != 0 && v->rev != rev)
		return err_add(t->e, TD_STALE, S("rev"),
			       N_("Cuộc bỏ phiếu vừa được người khác thay đổi: hãy xem lại rồi làm tiếp."));
	return rc;
}

td_rc vote_desk(struct tx *t, const struct vote *v, struct act_desk *out, bool *there)
{
	td_rc rc = act_desk_load(t, v->year, v->poll, out);
	*there = rc == TD_OK;
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

/* ---- questions ---- */

static td_rc load_poll(struct tx *t, cluster_year_id year, poll_id poll, struct ballot *b,
		       ballot_candidate_list *list)
{
	td_rc rc = store_ballot_get(t, poll, b);
	if (rc == TD_OK && b->year.v != year.v)
		rc = TD_NOT_FOUND;
	if (rc == TD_OK && b->state != POLL_DRAFT)
		return err_add(t->e, TD_CONFLICT, S("phase"), N_("Cuộc bỏ phiếu này đã có kết quả."));
	return rc == TD_OK ? store_ballot_candidates(t, poll, list) : rc;
}

/* With a cap, or for an office, one question for all; otherwise one for each. */
static enum vote_shape shape_of(const struct ballot *b)
{
	bool office = b->kind == POLL_HEAD || b->kind == POLL_DEPUTY;
	return office || b->max_yes > 0 ? VOTE_CHOOSE : VOTE_EACH;
}

static td_rc put_candidates(struct tx *t, const struct ballot *b, const ballot_candidate_list *list,
			    struct vote *v)
{
	struct sb s = sb_new(t->a, 1000);
	size_t n = 0;
	v->shape = shape_of(b);
	for (size_t i = 0; i < list->n; i++)
		if (!list->at[i].withdrawn)
			sb_fmt(&s, "%s%lld", n++ > 0 ? "," : "", (long long)list->at[i].ordinal);
	size_t max = v->shape == VOTE_EACH ? ELECTION_MAX_QUESTIONS : ELECTION_MAX_ANSWERS;
	if (n == 0 || n > max)
		return err_add(t->e, TD_INVALID, S("candidates"),
			       N_("Bỏ phiếu điện tử cần từ 1 đến %zu đơn vị trong danh sách; đang có %zu."),
			       max, n);
	v->candidates = sb_str(&s);
	return TD_OK;
}

td_rc vote_ordinals(struct tx *t, const struct vote *v, vote_ordinal_list *out)
{
	str rest = v->candidates, one;
	*out = (vote_ordinal_list){0};
	while (str_split(&rest, ',', &one)) {
		i64 n;
		if (str_i64(one, &n) != TD_OK)
			return TD_CORRUPT;
		VEC_PUSH(t->a, out) = n;
	}
	return TD_OK;
}

/* ---- set-up ---- */

static td_rc check_faults(struct tx *t, u32 faults, str resolution)
{
	td_rc rc = TD_OK;
	bool weak = false;
	for (int i = 0; i < VOTE_FAULT__N; i++) {
		if (!(faults & 1u << i) || (vote_fault_may_pass((enum vote_fault)i) && resolution.n))
			continue;
		weak |= vote_fault_may_pass((enum vote_fault)i);
		rc = err_add(t->e, TD_CONFLICT, S("setup"), "%s",
			     i18n_tr(t->e->lang, vote_fault_text((enum vote_fault)i)));
	}
	if (weak)
		rc = err_add(
		    t->e, TD_CONFLICT, S("resolution"),
		    N_("Chương trình từ chối cách phân công này. Hội nghị chỉ có thể chấp nhận bằng một nghị "
		       "quyết ghi vào đây; khi đó mọi trang và biên bản mang dòng cảnh báo đỏ."));
	return rc;
}

static td_rc check_seats(struct tx *t, cluster_year_id year, const struct vote_setup *s)
{
	vote_person_list people;
	td_rc rc = store_vote_people(t, year, &people);
	for (size_t i = 0; rc == TD_OK && i <= s->n_trustees; i++) {
		const struct vote_seat *seat = i < s->n_trustees ? &s->trustees[i] : &s->officer;
		bool known = false;
		for (size_t k = 0; k < people.n; k++)
			known |= people.at[k].user.v == seat->user && people.at[k].unit.v == seat->unit;
		if (!known)
			rc = err_add(t->e, TD_INVALID, i < s->n_trustees ? S("trustees") : S("officer"),
				     i < s->n_trustees ? N_("Chọn người giữ khóa trong danh sách.")
						       : N_("Chọn người phát mã phiếu trong danh sách."));
	}
	return rc;
}

static td_rc check_numbers(struct tx *t, const struct vote_setup *s, const ballot_candidate_list *list)
{
	td_rc rc = TD_OK;
	if (s->n_codes < 1 || s->n_codes > VOTE_CODES_MAX)
		rc = err_add(t->e, TD_INVALID, S("n_codes"), N_("Số mã phiếu từ 1 đến %d."), VOTE_CODES_MAX);
	/* about 1.8 KB for each ciphertext: a file that the server can hand out in one piece */
	if ((i64)list->n * 3 * 1800 * s->n_codes > 16 << 20)
		rc = err_add(t->e, TD_INVALID, S("n_codes"),
			     N_("Quá nhiều phiếu và đơn vị cho một hòm phiếu: hãy chia thành nhiều cuộc."));
	return rc;
}

/* The midnight before: the file tells a day, never an hour. */
static i64 archive_time(i64 now_ms)
{
	return day_start_ms(day_of_ms(now_ms)) / 1000;
}

static td_rc keep_setup(struct tx *t, struct vote *v, const struct vote_setup *s, bool fresh)
{
	v->server_unit = s->server_unit ? OPT(s->server_unit) : OPT_NONE;
	v->officer.v = s->officer.user;
	v->officer_unit.v = s->officer.unit;
	v->n_codes = s->n_codes;
	v->n_paper = s->n_paper;
	v->uuid = box_uuid(t->a, t->env); /* nobody takes an older key, slip or file for this one's */
	td_rc rc = fresh ? store_vote_add(t, v) : store_vote_restart(t, v);
	return rc == TD_OK ? store_vote_trustees_set(t, v->poll, s->trustees, s->n_trustees) : rc;
}

/* A poll with a desk was prepared for it. */
static td_rc check_desk(struct tx *t, cluster_year_id year, poll_id poll)
{
	struct act_desk desk;
	bool there;
	const struct vote v = {.poll = poll, .year = year};
	td_rc rc = vote_desk(t, &v, &desk, &there);
	if (rc == TD_OK && there && !desk_electronic(desk.d.method))
		rc = err_add(t->e, TD_CONFLICT, S("setup"),
			     N_("Cuộc bỏ phiếu này được chuẩn bị để bỏ phiếu theo cách khác: %s."),
			     i18n_tr(t->e->lang, desk_method_name(desk.d.method)));
	return rc;
}

td_rc act_vote_save(struct tx *t, cluster_year_id year, poll_id poll, const struct vote_setup *s,
		    str resolution, i64 rev)
{
	struct ballot b;
	struct vote v = {0};
	ballot_candidate_list list = {0};
	td_rc rc = act_year_open(t, year);
	if (rc == TD_OK)
		rc = load_poll(t, year, poll, &b, &list);
	if (rc == TD_OK)
		rc = check_desk(t, year, poll);
	if (rc != TD_OK)
		return rc;
	rc = vote_find(t, year, poll, rev, &v);
	bool fresh = rc == TD_NOT_FOUND;
	if (fresh)
		v = (struct vote){.poll = poll,
				  .year = year,
				  .question = b.question,
				  .archive_time = archive_time(t->now_ms)};
	else if (rc == TD_OK)
		rc = vote_step(t, &v, VOTE_SAVE);
	if (rc != TD_OK && !fresh)
		return rc;
	size_t before = t->e->n_total;
	rc = check_seats(t, year, s);
	td_rc counted = check_numbers(t, s, &list), listed = put_candidates(t, &b, &list, &v);
	if (t->e->n_total > before)
		return TD_INVALID;
	if (rc != TD_OK || counted != TD_OK || listed != TD_OK)
		return rc != TD_OK ? rc : counted != TD_OK ? counted : listed;
	resolution = str_trim(resolution);
	v.faults = vote_setup_faults(s);
	rc = check_faults(t, (u32)v.faults, resolution);
	v.override_text = v.faults ? resolution : STR_NULL;
	if (rc == TD_OK)
		rc = keep_setup(t, &v, s, fresh);
	return rc == TD_OK
		   ? vote_log(t, &v, v.faults ? "vote.override" : "vote.save", v.override_text, STR_NULL)
		   : rc;
}

td_rc act_vote_ask_keys(struct tx *t, cluster_year_id year, poll_id poll, i64 rev)
{
	struct vote v;
	td_rc rc = vote_find(t, year, poll, rev, &v);
	if (rc == TD_OK)
		rc = vote_step(t, &v, VOTE_ASK_KEYS);
	if (rc == TD_OK)
		rc = store_vote_save(t, &v);
	return rc == TD_OK ? vote_log(t, &v, "vote.keys", STR_NULL, STR_NULL) : rc;
}

/* ---- its people ---- */

td_rc act_vote_trustee(struct tx *t, str uuid, struct vote *v, vote_trustee_list *all,
		       struct vote_trustee *own)
{
	td_rc rc = store_vote_by_uuid(t, uuid, v);
	if (rc == TD_OK)
		rc = store_vote_trustee_list(t, v->poll, all);
	for (size_t i = 0; rc == TD_OK && i < all->n; i++)
		if (all->at[i].user.v == t->actor.user_id) {
			*own = all->at[i];
			return TD_OK;
		}
	return rc == TD_OK ? TD_DENIED : rc;
}

td_rc act_vote_officer(struct tx *t, str uuid, struct vote *v)
{
	td_rc rc = store_vote_by_uuid(t, uuid, v);
	return rc == TD_OK && v->officer.v != t->actor.user_id ? TD_DENIED : rc;
}

/* ---- ending without a result ---- */

td_rc act_vote_cancel(struct tx *t, cluster_year_id year, poll_id poll, str reason, i64 rev)
{
	struct vote v;
	reason = str_trim(reason);
	if (reason.n == 0)
		return err_add(t->e, TD_INVALID, S("reason"), N_("Ghi lý do hủy."));
	td_rc rc = vote_find(t, year, poll, rev, &v);
	if (rc == TD_OK)
		rc = vote_step(t, &v, VOTE_CANCEL);
	v.cancelled_why = reason;
	if (rc == TD_OK)
		rc = store_vote_save(t, &v);
	return rc == TD_OK ? vote_log(t, &v, "vote.cancel", STR_NULL, reason) : rc;
}
