#include "domain/registration.h"

#include "base/num.h"
#include "base/vi.h"
#include "domain/scheme.h"

struct word {
	const char *code, *name;
};

static const struct word states[REGISTRATION__N] = {
    [REGISTRATION_UNSENT] = {"unsent", N_("Chưa gửi")},
    [REGISTRATION_PENDING] = {"pending", N_("Chờ duyệt")},
    [REGISTRATION_RETURNED] = {"returned", N_("Trả lại")},
    [REGISTRATION_APPROVED] = {"approved", N_("Đã duyệt")},
};
static const struct word acts[REGISTRATION_ACT__N] = {
    [REGISTRATION_SEND] = {"send", ""},       [REGISTRATION_RECALL] = {"recall", ""},
    [REGISTRATION_RECEIVE] = {"receive", ""}, [REGISTRATION_APPROVE] = {"approve", ""},
    [REGISTRATION_RETURN] = {"return", ""},
};
static const struct word lists[AWARD_LIST__N] = {
    [AWARD_TITLE] = {"title", N_("Danh hiệu thi đua")},
    [AWARD_FORM] = {"award_form", N_("Hình thức khen thưởng")},
    [AWARD_INITIATIVE] = {"initiative", N_("Sáng kiến")},
};
static const struct word holders[HOLDER__N] = {
    [HOLDER_COLLECTIVE] = {"collective", N_("Tập thể")},
    [HOLDER_PERSON] = {"person", N_("Cá nhân")},
    [HOLDER_HOUSEHOLD] = {"household", N_("Hộ gia đình")},
};

static td_rc find_word(const struct word *words, u32 n, str code, u32 *out)
{
	for (u32 i = 0; i < n; i++)
		if (str_eq(str_c(words[i].code), code)) {
			*out = i;
			return TD_OK;
		}
	return TD_INVALID;
}

/* Name, code and parser of one enum. */
#define WORDS(prefix, type, table, count)                     \
	const char *prefix##_code(enum type v)                \
	{                                                     \
		return table[v].code;                         \
	}                                                     \
	td_rc prefix##_parse(str code, enum type *out)        \
	{                                                     \
		u32 i = 0;                                    \
		td_rc rc = find_word(table, count, code, &i); \
		*out = (enum type)i;                          \
		return rc;                                    \
	}
WORDS(registration, registration_state, states, REGISTRATION__N)
WORDS(registration_act, registration_act, acts, REGISTRATION_ACT__N)
WORDS(award_list, award_list, lists, AWARD_LIST__N)
WORDS(award_holder, award_holder, holders, HOLDER__N)

const char *registration_name(enum registration_state s)
{
	return states[s].name;
}

const char *award_list_name(enum award_list l)
{
	return lists[l].name;
}

const char *award_holder_name(enum award_holder h)
{
	return holders[h].name;
}

bool registration_open(enum season_state season)
{
	return season >= SEASON_REGISTERING && season <= SEASON_SELF_SCORING;
}

bool registration_editable(enum registration_state s, enum season_state season)
{
	return registration_open(season) && (s == REGISTRATION_UNSENT || s == REGISTRATION_RETURNED);
}

bool registration_is_late(enum season_state season, str due_on, str today)
{
	return season > SEASON_REGISTERING || (due_on.n && str_cmp(today, due_on) > 0);
}

/* ---- guards ------------------------------------------------------------------------------------------------------ */

typedef bool (*guard)(const struct registration_facts *f, struct err *e);

#define REFUSE(...) (err_add(e, TD_CONFLICT, S("registration"), __VA_ARGS__) == TD_OK)

static bool may_be_sent(const struct registration_facts *f, struct err *e)
{
	bool ok = true;
	if (!registration_open(f->season))
		ok = REFUSE(N_("Cụm chưa mở hoặc đã đóng bước đăng ký thi đua."));
	if (f->n_targets == 0 && f->n_awards == 0)
		ok = REFUSE(N_("Đăng ký còn trống; nhập ít nhất một chỉ tiêu hoặc một danh hiệu rồi gửi."));
	return ok;
}

static bool not_received(const struct registration_facts *f, struct err *e)
{
	if (!f->received)
		return true;
	return REFUSE(N_("Cụm đã tiếp nhận đăng ký nên không thu hồi được; đề nghị cụm trả lại để sửa."));
}

static bool not_yet_received(const struct registration_facts *f, struct err *e)
{
	return !f->received || REFUSE(N_("Đăng ký này đã được tiếp nhận."));
}

static bool not_frozen(const struct registration_facts *f, struct err *e)
{
	if (!f->ranking_frozen)
		return true;
	return REFUSE(N_("Bảng xếp hạng đã niêm phong nên không đổi đăng ký được nữa."));
}

/* ---- the table --------------------------------------------------------------------------------------------------- */

static const struct row {
	struct registration_move move;
	guard guard;
} table[] = {
#define ROW(act, from, to, may, label, reason, guard)                                                   \
	{                                                                                               \
		{REGISTRATION_##act, REGISTRATION_##from, REGISTRATION_##to, may, label, reason}, guard \
	}
    ROW(SEND, UNSENT, PENDING, "unit.send", N_("Gửi đăng ký"), false, may_be_sent),
    ROW(SEND, RETURNED, PENDING, "unit.send", N_("Gửi lại đăng ký"), false, may_be_sent),
    ROW(RECALL, PENDING, UNSENT, "unit.send", N_("Thu hồi đăng ký"), false, not_received),
    ROW(RECEIVE, PENDING, PENDING, "register.vet", N_("Tiếp nhận"), false, not_yet_received),
    ROW(APPROVE, PENDING, APPROVED, "register.vet", N_("Duyệt"), false, not_frozen),
    ROW(RETURN, PENDING, RETURNED, "register.vet", N_("Trả lại"), true, not_frozen),
    ROW(RETURN, APPROVED, RETURNED, "register.vet", N_("Trả lại để sửa"), true, not_frozen),
#undef ROW
};
enum { ROWS = sizeof table / sizeof *table };

static const struct row *find(enum registration_state from, enum registration_act act)
{
	for (size_t i = 0; i < ROWS; i++)
		if (table[i].move.from == from && table[i].move.act == act)
			return &table[i];
	return NULL;
}

size_t registration_moves(const struct registration *r, struct registration_move out[REGISTRATION_MOVES_MAX])
{
	size_t n = 0;
	for (size_t i = 0; i < ROWS && n < REGISTRATION_MOVES_MAX; i++) {
		const struct registration_move *m = &table[i].move;
		bool too_late = (m->act == REGISTRATION_RECALL || m->act == REGISTRATION_RECEIVE) &&
				r->received_at_ms.set;
		if (m->from == r->state && !too_late)
			out[n++] = *m;
	}
	return n;
}

bool registration_find(enum registration_state from, enum registration_act act, struct registration_move *out)
{
	const struct row *row = find(from, act);
	if (row)
		*out = row->move;
	return row != NULL;
}

td_rc registration_can(const struct registration_facts *f, enum registration_state from,
		       enum registration_act act, str reason, struct err *e)
{
	const struct row *row = find(from, act);
	if (row == NULL)
		return err_add(e, TD_CONFLICT, S("registration"),
			       N_("Đăng ký đang ở trạng thái «%s» nên không làm được việc này."),
			       i18n_tr(e->lang, registration_name(from)));
	if (row->move.needs_reason && str_trim(reason).n == 0)
		return err_add(e, TD_INVALID, S("reason"), N_("Trả lại phải ghi lý do."));
	return row->guard(f, e) ? TD_OK : TD_CONFLICT;
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

static str place(struct err *e, const char *field, str key)
{
	return arena_fmt(e->a, "%s[%.*s]", field, STRF(key));
}

static void check_target(const struct registered_target *t, size_t no, str key, struct err *e)
{
	str name = place(e, "indicator", key), measure = place(e, "measure", key),
	    plan = place(e, "plan", key);
	if (t->indicator.n == 0)
		err_add(e, TD_INVALID, name,
			N_("Chỉ tiêu dòng %zu: ghi tên chỉ tiêu, hoặc đánh dấu bỏ dòng này."), no);
	if (t->measure_unit.n == 0)
		err_add(e, TD_INVALID, measure, N_("Chỉ tiêu dòng %zu: ghi đơn vị tính."), no);
	if (num_abs(t->plan_c) > SCHEME_MAX_C ||
	    (t->baseline_c.set && num_abs(t->baseline_c.v) > SCHEME_MAX_C))
		err_add(e, TD_INVALID, plan,
			N_("Chỉ tiêu dòng %zu: số quá lớn; hãy dùng đơn vị tính lớn hơn."), no);
	if (t->criterion.set && t->plan_c < 0)
		err_add(e, TD_INVALID, plan,
			N_("Chỉ tiêu dòng %zu gắn với bảng điểm nên phải là số không âm."), no);
}

td_rc registration_check_targets(const struct registered_target *rows, const str *keys, size_t n,
				 struct err *e)
{
	size_t before = e->n_total;
	for (size_t i = 0; i < n; i++) {
		str link = place(e, "criterion", keys[i]);
		check_target(&rows[i], i + 1, keys[i], e);
		for (size_t k = 0; k < i; k++)
			if (rows[i].criterion.set && rows[k].criterion.set &&
			    rows[i].criterion.v == rows[k].criterion.v)
				err_add(e, TD_INVALID, link,
					N_("Chỉ tiêu dòng %zu: tiêu chí này đã gắn với chỉ tiêu dòng %zu."),
					i + 1, k + 1);
	}
	return e->n_total == before ? TD_OK : TD_INVALID;
}

/* ---- what the desk looks at -------------------------------------------------------------------------------------- */

enum target_anomaly registration_anomaly(const struct registered_target *t)
{
	if (t->baseline_c.set && t->plan_c < t->baseline_c.v)
		return ANOMALY_BELOW_BASELINE;
	if (t->baseline_c.set && t->baseline_c.v > 0 && t->plan_c >= 2 * t->baseline_c.v)
		return ANOMALY_DOUBLED;
	if (!t->baseline_c.set)
		return ANOMALY_NO_BASELINE;
	return t->source.n ? ANOMALY_NONE : ANOMALY_NO_SOURCE;
}

const char *registration_anomaly_text(enum target_anomaly a)
{
	static const char *const texts[ANOMALY__N] = {
	    [ANOMALY_NONE] = "",
	    [ANOMALY_BELOW_BASELINE] = N_("Kế hoạch thấp hơn kết quả năm trước"),
	    [ANOMALY_DOUBLED] = N_("Kế hoạch từ gấp đôi năm trước, xem lại đơn vị tính"),
	    [ANOMALY_NO_BASELINE] = N_("Chưa ghi kết quả năm trước"),
	    [ANOMALY_NO_SOURCE] = N_("Chưa ghi nguồn giao chỉ tiêu"),
	};
	return texts[a];
}

/* Half up, away from zero. */
static i64 mean(i64 sum, i64 n)
{
	i64 half = sum < 0 ? -n : n;
	return n ? (2 * sum + half) / (2 * n) : 0;
}

void registration_totals(struct arena *a, const registered_target_list *targets, target_total_list *out)
{
	VEC(str) keys = {0};
	*out = (target_total_list){0};
	for (size_t i = 0; i < targets->n; i++) {
		const struct registered_target *t = &targets->at[i];
		str key = vi_fold(a, arena_fmt(a, "%.*s\t%.*s", STRF(t->indicator), STRF(t->measure_unit)));
		size_t k = 0;
		while (k < keys.n && !str_eq(keys.at[k], key))
			k++;
		if (k == keys.n) {
			VEC_PUSH(a, &keys) = key;
			VEC_PUSH(a, out) =
			    (struct target_total){.indicator = t->indicator,
						  .measure_unit = t->measure_unit,
						  .is_mean = str_has_prefix(t->measure_unit, S("%"))};
		}
		out->at[k].n_units++;
		out->at[k].n_baselines += t->baseline_c.set;
		out->at[k].baseline_c += t->baseline_c.set ? t->baseline_c.v : 0;
		out->at[k].plan_c += t->plan_c;
	}
	for (size_t k = 0; k < out->n; k++)
		if (out->at[k].is_mean) {
			out->at[k].plan_c = mean(out->at[k].plan_c, out->at[k].n_units);
			out->at[k].baseline_c = mean(out->at[k].baseline_c, out->at[k].n_baselines);
		}
}
