#include "domain/scorecard.h"

static const struct {
	const char *code, *name;
} states[CARD__N] = {
    [CARD_DRAFT] = {"draft", N_("Nháp")},
    [CARD_SUBMITTED] = {"submitted", N_("Đã gửi")},
    [CARD_RETURNED] = {"returned", N_("Trả lại")},
    [CARD_VERIFYING] = {"verifying", N_("Đang thẩm tra")},
    [CARD_VERIFIED] = {"verified", N_("Đã thẩm tra")},
    [CARD_SEALED] = {"sealed", N_("Đã niêm phong")},
    [CARD_PUBLISHED] = {"published", N_("Đã công bố")},
};

const char *scorecard_name(enum scorecard_state s)
{
	return s < CARD__N ? states[s].name : "";
}

const char *scorecard_code(enum scorecard_state s)
{
	return s < CARD__N ? states[s].code : "";
}

td_rc scorecard_parse(str code, enum scorecard_state *out)
{
	for (u32 i = 0; i < CARD__N; i++)
		if (str_eq(code, str_c(states[i].code))) {
			*out = (enum scorecard_state)i;
			return TD_OK;
		}
	return TD_INVALID;
}

bool scorecard_editable(enum scorecard_state s)
{
	return s == CARD_DRAFT || s == CARD_RETURNED;
}

static const struct {
	const char *code, *name;
} levels[LEVEL__N] = {
    [LEVEL_UNIT] = {"unit", N_("Đơn vị tự chấm")}, [LEVEL_LEADER] = {"leader", N_("Thủ trưởng gửi")},
    [LEVEL_CROSS] = {"cross", N_("Chấm chéo")},    [LEVEL_CLUSTER] = {"cluster", N_("Cụm thẩm tra")},
    [LEVEL_COUNCIL] = {"council", N_("Hội đồng")},
};

const char *card_level_name(enum card_level l)
{
	return l < LEVEL__N ? levels[l].name : "";
}

const char *card_level_code(enum card_level l)
{
	return l < LEVEL__N ? levels[l].code : "";
}

size_t card_chain(season_set off, enum card_level out[LEVEL__N])
{
	size_t n = 0;
	out[n++] = LEVEL_UNIT;
	out[n++] = LEVEL_LEADER;
	if (season_uses(off, SEASON_CROSS_CHECKING))
		out[n++] = LEVEL_CROSS;
	if (season_uses(off, SEASON_VERIFYING))
		out[n++] = LEVEL_CLUSTER;
	if (season_uses(off, SEASON_PROPOSED))
		out[n++] = LEVEL_COUNCIL;
	return n;
}

enum card_level card_level_of(const struct scorecard_facts *f, enum scorecard_state s)
{
	bool checks = season_uses(f->off, SEASON_CROSS_CHECKING) &&
		      (f->n_unchecked > 0 || f->season <= SEASON_CROSS_CHECKING);
	if (scorecard_editable(s))
		return LEVEL_UNIT;
	if (s == CARD_SUBMITTED && checks)
		return LEVEL_CROSS;
	if (s <= CARD_VERIFYING && season_uses(f->off, SEASON_VERIFYING))
		return LEVEL_CLUSTER;
	return s != CARD_PUBLISHED && season_uses(f->off, SEASON_PROPOSED) ? LEVEL_COUNCIL : LEVEL__N;
}

/* ---- guards ------------------------------------------------------------------------------------------------------ */

typedef bool (*guard)(const struct scorecard_facts *f, struct err *e);

#define REFUSE(...) (err_add(e, TD_CONFLICT, S("scorecard"), __VA_ARGS__) == TD_OK)

/* All items scored 0 can be sent; one item empty cannot. */
static bool has_all_values(const struct scorecard_facts *f, struct err *e)
{
	bool ok = true;
	if (f->n_empty)
		ok = REFUSE("Còn %u tiêu chí chưa chấm; không có kết quả thì nhập 0, không thuộc đơn vị thì "
			    "ghi không áp dụng.",
			    f->n_empty);
	if (f->n_without_reason)
		ok = REFUSE("Còn %u tiêu chí thiếu lý do.", f->n_without_reason);
	if (f->n_without_evidence)
		ok = REFUSE("Còn %u tiêu chí thiếu minh chứng.", f->n_without_evidence);
	return ok;
}

static bool may_be_sent(const struct scorecard_facts *f, struct err *e)
{
	bool open = f->season == SEASON_SELF_SCORING;
	if (!open)
		open = REFUSE("Cụm chưa mở hoặc đã đóng bước tự chấm điểm.");
	return has_all_values(f, e) && open;
}

/* A returned card comes back while the cluster still checks. */
static bool may_be_sent_again(const struct scorecard_facts *f, struct err *e)
{
	bool open = f->season >= SEASON_SELF_SCORING && f->season < SEASON_MEETING;
	if (!open)
		open = REFUSE("Cụm đã xong bước thẩm tra; đề nghị trưởng cụm mở lại.");
	return has_all_values(f, e) && open;
}

static bool checks_are_done(const struct scorecard_facts *f, struct err *e)
{
	if (f->n_unchecked == 0)
		return true;
	return REFUSE("Còn %u đơn vị chưa chấm chéo xong phiếu này.", f->n_unchecked);
}

static bool reasons_given(const struct scorecard_facts *f, struct err *e)
{
	if (f->n_without_reason == 0)
		return true;
	return REFUSE("Còn %u tiêu chí có điểm thẩm tra khác điểm đơn vị gửi mà chưa ghi lý do.",
		      f->n_without_reason);
}

static bool ranking_is_adopted(const struct scorecard_facts *f, struct err *e)
{
	if (f->ranking_frozen)
		return true;
	return REFUSE("Hội nghị chưa thông qua điểm và xếp hạng; niêm phong bảng xếp hạng trước.");
}

/* Where nobody verifies, the cards are sealed as they were sent. */
static bool is_not_verified(const struct scorecard_facts *f, struct err *e)
{
	if (season_uses(f->off, SEASON_VERIFYING))
		return REFUSE("Phiếu chưa thẩm tra xong nên chưa niêm phong được.");
	return ranking_is_adopted(f, e);
}

static bool may_be_public(const struct scorecard_facts *f, struct err *e)
{
	if (f->decided)
		return true;
	return REFUSE("Chưa có quyết định của Hội đồng và cụm chưa chọn công bố kết quả.");
}

static bool nothing_asked(const struct scorecard_facts *f, struct err *e)
{
	(void)f;
	(void)e;
	return true;
}

/* ---- the table --------------------------------------------------------------------------------------------------- */

static const struct row {
	struct scorecard_move move;
	guard guard;
} table[] = {
    {{CARD_DRAFT, CARD_SUBMITTED, "score.submit", N_("Gửi phiếu chấm điểm"), false}, may_be_sent},
    {{CARD_RETURNED, CARD_SUBMITTED, "score.submit", N_("Gửi lại phiếu chấm điểm"), false},
     may_be_sent_again},
    {{CARD_SUBMITTED, CARD_DRAFT, "score.submit", N_("Thu hồi"), false}, nothing_asked},
    {{CARD_SUBMITTED, CARD_VERIFYING, "score.verify", N_("Tiếp nhận"), false}, checks_are_done},
    {{CARD_SUBMITTED, CARD_RETURNED, "score.verify", N_("Trả lại"), true}, nothing_asked},
    {{CARD_SUBMITTED, CARD_SEALED, "ranking.freeze", N_("Niêm phong"), false}, is_not_verified},
    {{CARD_VERIFYING, CARD_VERIFIED, "score.verify", N_("Hoàn thành thẩm tra"), false}, reasons_given},
    {{CARD_VERIFYING, CARD_RETURNED, "score.verify", N_("Trả lại"), true}, nothing_asked},
    {{CARD_VERIFIED, CARD_SEALED, "ranking.freeze", N_("Niêm phong"), false}, ranking_is_adopted},
    {{CARD_VERIFIED, CARD_VERIFYING, "score.verify", N_("Thẩm tra lại"), true}, nothing_asked},
    {{CARD_VERIFIED, CARD_RETURNED, "score.verify", N_("Trả lại"), true}, nothing_asked},
    {{CARD_SEALED, CARD_PUBLISHED, "ranking.freeze", N_("Công bố"), false}, may_be_public},
};
enum { ROWS = sizeof table / sizeof *table };

static const struct row *find(enum scorecard_state from, enum scorecard_state to)
{
	for (size_t i = 0; i < ROWS; i++)
		if (table[i].move.from == from && table[i].move.to == to)
			return &table[i];
	return NULL;
}

size_t scorecard_moves(enum scorecard_state s, struct scorecard_move out[SCORECARD_MOVES_MAX])
{
	size_t n = 0;
	for (size_t i = 0; i < ROWS && n < SCORECARD_MOVES_MAX; i++)
		if (table[i].move.from == s)
			out[n++] = table[i].move;
	return n;
}

bool scorecard_find(enum scorecard_state from, enum scorecard_state to, struct scorecard_move *out)
{
	const struct row *row = find(from, to);
	if (row)
		*out = row->move;
	return row != NULL;
}

td_rc scorecard_can(const struct scorecard_facts *f, enum scorecard_state from, enum scorecard_state to,
		    str reason, struct err *e)
{
	const struct row *row = find(from, to);
	if (row == NULL)
		return err_add(e, TD_CONFLICT, S("scorecard"), "Phiếu “%s” không thể chuyển thành “%s”.",
			       i18n_tr(e->lang, scorecard_name(from)), i18n_tr(e->lang, scorecard_name(to)));
	if (row->move.needs_reason && str_trim(reason).n == 0)
		return err_add(e, TD_INVALID, S("reason"), "Trả lại phải ghi lý do.");
	return row->guard(f, e) ? TD_OK : TD_CONFLICT;
}
