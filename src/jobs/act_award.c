#include "jobs/act_award.h"

#include "base/caltime.h"
#include "base/vi.h"
#include "domain/check_code.h"
#include "format/awards.h"
#include "jobs/act_journal.h"

enum { NAME_MAX_BYTES = 300 };

struct deciding {
	struct tx *t;
	const struct award_decision *d;
	cluster_year_id year;
	membership_list members;
	const struct award_kind *kind;
	award_list_of awards;
};

static str or_null(str s)
{
	s = str_trim(s);
	return s.n ? s : STR_NULL;
}

static const struct membership *member_of(struct deciding *k, str text)
{
	str key = vi_fold(k->t->a, text);
	for (size_t i = 0; i < k->members.n; i++) {
		const struct membership *m = &k->members.at[i];
		if (key.n && (str_eq(key, vi_fold(k->t->a, m->unit_name)) || str_eq(text, m->unit_code)))
			return m;
	}
	return NULL;
}

/* "Nguyễn Văn A; Phó Giám đốc; Sở A" or "Sở A" */
static void read_line(struct deciding *k, str line, i64 n)
{
	struct arena *a = k->t->a;
	struct award w = {.year = k->year, .ordinal = (i64)k->awards.n + 1};
	str rest = line, part;
	const struct membership *m = member_of(k, line);
	w.holder = m ? HOLDER_COLLECTIVE : HOLDER_PERSON;
	w.name = m ? m->unit_name : STR_NULL;
	for (int i = 0; m == NULL && i < 3 && str_split(&rest, ';', &part); i++) {
		if (i == 0)
			w.name = str_trim(part);
		else if (i == 1)
			w.position = or_null(part);
		else
			m = member_of(k, str_trim(part));
	}
	w.unit = m ? OPT(m->unit.v) : OPT_NONE;
	if (m == NULL)
		err_add(
		    k->t->e, TD_INVALID, S("holders"),
		    N_("Dòng %lld «%.*s»: không phải thành viên của năm. Tập thể ghi đúng tên hoặc mã đơn "
		       "vị; cá nhân ghi: họ tên; chức vụ; đơn vị."),
		    (long long)n, STRF(line));
	else if (w.name.n == 0 || w.name.n > NAME_MAX_BYTES || w.position.n > NAME_MAX_BYTES)
		err_add(k->t->e, TD_INVALID, S("holders"),
			N_("Dòng %lld: họ tên trống hoặc dài quá 300 byte."), (long long)n);
	else if (k->kind && !k->kind->holders[w.holder])
		err_add(k->t->e, TD_INVALID, S("holders"), N_("Dòng %lld «%.*s»: %.*s không tặng cho %s."),
			(long long)n, STRF(w.name), STRF(k->kind->name),
			i18n_tr(k->t->e->lang, award_holder_name(w.holder)));
	VEC_PUSH(a, &k->awards) = w;
}

static void check_text(struct tx *t, str text, const char *where, size_t max, const char *ask)
{
	if (str_trim(text).n == 0 || text.n > max)
		err_add(t->e, TD_INVALID, str_c(where), "%s", i18n_tr(t->e->lang, ask));
}

static td_rc check_day(struct tx *t, str iso, const char *where, struct day *out)
{
	if (day_parse_iso(iso, out) == TD_OK && day_number(*out) <= day_number(day_of_ms(t->now_ms)))
		return TD_OK;
	return err_add(t->e, TD_INVALID, str_c(where),
		       N_("Ghi ngày của quyết định (dd/mm/yyyy), không muộn hơn hôm nay."));
}

static td_rc check(struct deciding *k)
{
	struct tx *t = k->t;
	struct day on;
	size_t before = t->e->n_total;
	award_kind_list kinds = {0};
	str rest = k->d->holders, line;
	check_text(t, k->d->decision, "decision", 100, N_("Ghi số quyết định."));
	check_text(t, k->d->decided_by, "decided_by", 200, N_("Ghi chức vụ của người quyết định."));
	if (check_day(t, k->d->decided_on, "decided_on", &on) == TD_OK) {
		td_rc rc = awards_on(t->a, on, &kinds);
		if (rc != TD_OK)
			return rc;
		k->kind = awards_find(&kinds, k->d->list, k->d->award_code);
		if (k->kind == NULL)
			err_add(t->e, TD_INVALID, S("form"),
				N_("Chọn danh hiệu, hình thức khen thưởng có hiệu lực vào ngày quyết định."));
	}
	for (i64 n = 1; str_split(&rest, '\n', &line); n++)
		if (str_trim(line).n && k->awards.n < AWARD_HOLDERS_MAX + 1)
			read_line(k, str_trim(line), n);
	if (k->awards.n == 0)
		err_add(t->e, TD_INVALID, S("holders"), N_("Ghi người, tập thể được khen, mỗi dòng một."));
	if (k->awards.n > AWARD_HOLDERS_MAX)
		err_add(t->e, TD_INVALID, S("holders"), N_("Mỗi lần ghi không quá %d người, tập thể."),
			AWARD_HOLDERS_MAX);
	return t->e->n_total == before ? TD_OK : TD_INVALID;
}

static td_rc add(struct deciding *k, struct award *w)
{
	u8 random[CHECK_CODE_SEED];
	k->t->env->random(k->t->env, random, sizeof random);
	w->code = check_code_of(k->t->a, random);
	w->list = k->kind->list;
	w->award_code = k->kind->code;
	w->award_name = k->kind->name;
	w->merit = or_null(k->d->merit);
	w->decision = str_trim(k->d->decision);
	w->decided_on = k->d->decided_on;
	w->decided_by = str_trim(k->d->decided_by);
	w->signer = or_null(k->d->signer);
	td_rc rc = store_award_add(k->t, w);
	return rc == TD_CONFLICT
		   ? err_add(k->t->e, TD_CONFLICT, S("decision"),
			     N_("Quyết định %.*s đã có trong sổ của năm này."), STRF(w->decision))
		   : rc;
}

static td_rc log_award(struct tx *t, const struct award *w, const char *action, i64 n, str why)
{
	struct value *after = value_map(t->a);
	value_put_text(t->a, after, "award", w->award_name);
	value_put_text(t->a, after, "name", w->name);
	value_put_text(t->a, after, "decision", w->revoked_decision.n ? w->revoked_decision : w->decision);
	value_put_text(t->a, after, "n", arena_fmt(t->a, "%lld", (long long)n));
	return act_log(t, w->year.v, action, "award", w->id, NULL, after, why);
}

td_rc act_award_decide(struct tx *t, cluster_year_id year, const struct award_decision *d, size_t *n_awards)
{
	struct deciding k = {.t = t, .d = d, .year = year};
	td_rc rc = store_membership_list(t, year, &k.members);
	if (rc == TD_OK)
		rc = check(&k);
	for (size_t i = 0; rc == TD_OK && i < k.awards.n; i++)
		rc = add(&k, &k.awards.at[i]);
	*n_awards = k.awards.n;
	return rc == TD_OK ? log_award(t, &k.awards.at[0], "award.decide", (i64)k.awards.n, STR_NULL) : rc;
}

/* The award as it stands, for who saw its revision rev. */
static td_rc open_award(struct tx *t, cluster_year_id year, i64 id, i64 rev, const char *where,
			struct award *w)
{
	td_rc rc = store_award_get(t, id, w);
	if (rc == TD_OK && w->year.v != year.v)
		rc = TD_NOT_FOUND;
	if (rc != TD_OK)
		return rc;
	if (w->revoked_on.n)
		return err_add(t->e, TD_CONFLICT, str_c(where), N_("Khen thưởng này đã bị thu hồi."));
	if (w->rev != rev)
		return err_add(t->e, TD_STALE, str_c(where),
			       N_("Người khác vừa sửa khen thưởng này: %.*s. Hãy xem lại rồi làm tiếp."),
			       STRF(w->name));
	return TD_OK;
}

td_rc act_award_revoke(struct tx *t, cluster_year_id year, i64 id, i64 rev, str on, str by, str why)
{
	struct award w;
	struct day day;
	size_t before = t->e->n_total;
	td_rc rc = open_award(t, year, id, rev, "by", &w);
	if (rc != TD_OK)
		return rc;
	check_text(t, by, "by", 100, N_("Ghi số quyết định thu hồi."));
	check_text(t, why, "why", 1000, N_("Ghi lý do thu hồi."));
	if (check_day(t, on, "on", &day) == TD_OK && str_cmp(on, w.decided_on) < 0)
		err_add(t->e, TD_INVALID, S("on"), N_("Ngày thu hồi sớm hơn ngày khen thưởng."));
	if (t->e->n_total != before)
		return TD_INVALID;
	w.revoked_on = on;
	w.revoked_decision = str_trim(by);
	w.revoked_why = str_trim(why);
	rc = store_award_revoke(t, &w);
	return rc == TD_OK ? log_award(t, &w, "award.revoke", 1, w.revoked_why) : rc;
}

static bool same_words(const struct award *a, const struct award *b)
{
	return str_eq(a->name, b->name) && str_eq(a->position, b->position) && str_eq(a->merit, b->merit);
}

static td_rc log_mended(struct tx *t, const struct award *w, const struct award *was, str why)
{
	struct value *before = value_map(t->a), *after = value_map(t->a);
	value_put_text(t->a, before, "name", was->name);
	value_put_text(t->a, after, "name", w->name);
	value_put_text(t->a, after, "decision", w->decision);
	value_put_text(t->a, after, "code", check_code_print(t->a, w->code));
	return act_log(t, w->year.v, "award.mend", "award", w->id, before, after, why);
}

td_rc act_award_mend(struct tx *t, cluster_year_id year, i64 id, i64 rev, const struct award_words *words,
		     str why)
{
	struct award was, w;
	u8 random[CHECK_CODE_SEED];
	size_t before = t->e->n_total;
	td_rc rc = open_award(t, year, id, rev, "name", &was);
	if (rc != TD_OK)
		return rc;
	check_text(t, words->name, "name", NAME_MAX_BYTES, N_("Ghi tên người, tập thể được khen."));
	check_text(t, why, "mend_why", 1000, N_("Ghi lý do đính chính."));
	if (words->position.n > NAME_MAX_BYTES)
		err_add(t->e, TD_INVALID, S("position"), N_("Chức vụ dài quá 300 byte."));
	if (words->merit.n > 1000)
		err_add(t->e, TD_INVALID, S("merit"), N_("Thành tích dài quá 1000 byte."));
	w = was;
	w.name = str_trim(words->name);
	w.position = was.holder == HOLDER_PERSON ? or_null(words->position) : STR_NULL;
	w.merit = or_null(words->merit);
	if (t->e->n_total == before && same_words(&was, &w))
		return err_add(t->e, TD_CONFLICT, S("name"), N_("Không có chữ nào thay đổi."));
	if (t->e->n_total != before)
		return TD_INVALID;
	t->env->random(t->env, random, sizeof random);
	w.code = check_code_of(t->a, random);
	why = str_trim(why);
	rc = store_award_mend(t, &w, &was, why);
	return rc == TD_OK ? log_mended(t, &w, &was, why) : rc;
}
