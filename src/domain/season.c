#include "domain/season.h"

static const struct {
	const char *code, *name;
} states[SEASON__N] = {
    [SEASON_PREPARING] = {"preparing", N_("Chuẩn bị")},
    [SEASON_REGISTERING] = {"registering", N_("Đăng ký, ký giao ước")},
    [SEASON_RUNNING] = {"running", N_("Thực hiện phong trào")},
    [SEASON_SELF_SCORING] = {"self_scoring", N_("Tự chấm điểm")},
    [SEASON_CROSS_CHECKING] = {"cross_checking", N_("Chấm chéo")},
    [SEASON_VERIFYING] = {"verifying", N_("Thẩm tra")},
    [SEASON_EXPLAINING] = {"explaining", N_("Giải trình")},
    [SEASON_MEETING] = {"meeting", N_("Họp tổng kết, suy tôn")},
    [SEASON_PROPOSED] = {"proposed", N_("Đã trình Hội đồng")},
    [SEASON_DECIDED] = {"decided", N_("Đã có quyết định")},
    [SEASON_CLOSED] = {"closed", N_("Kết thúc")},
};

const char *season_name(enum season_state s)
{
	return s < SEASON__N ? states[s].name : "";
}

const char *season_code(enum season_state s)
{
	return s < SEASON__N ? states[s].code : "";
}

td_rc season_parse(str code, enum season_state *out)
{
	for (u32 i = 0; i < SEASON__N; i++)
		if (str_eq(code, str_c(states[i].code))) {
			*out = (enum season_state)i;
			return TD_OK;
		}
	return TD_INVALID;
}

bool season_uses(season_set off, enum season_state s)
{
	return s < SEASON__N && (off & SEASON_OPTIONAL & SEASON_BIT(s)) == 0;
}

bool season_next(season_set off, enum season_state s, enum season_state *out)
{
	for (u32 i = (u32)s + 1; i < SEASON__N; i++)
		if (season_uses(off, (enum season_state)i)) {
			*out = (enum season_state)i;
			return true;
		}
	return false;
}

/* ---- guards: each adds what is missing and returns false ------------------------------------------------------- */

typedef bool (*guard)(const struct season_facts *f, struct err *e);

#define REFUSE(...) (err_add(e, TD_CONFLICT, S("season"), __VA_ARGS__) == TD_OK)

static bool cluster_is_formed(const struct season_facts *f, struct err *e)
{
	bool ok = true;
	if (f->n_members < 2)
		ok = REFUSE("Cụm có %u đơn vị; cần ít nhất hai đơn vị thành viên.", f->n_members);
	if (!f->has_head)
		ok = REFUSE("Chưa có đơn vị trưởng cụm, trưởng khối của năm; ghi nhận đơn vị trưởng.");
	return ok;
}

static bool all_registered(const struct season_facts *f, struct err *e)
{
	if (!season_uses(f->off, SEASON_REGISTERING) || f->n_unregistered == 0)
		return true;
	return REFUSE("Còn %u đơn vị chưa gửi đăng ký thi đua.", f->n_unregistered);
}

static bool scheme_is_sealed(const struct season_facts *f, struct err *e)
{
	if (f->scheme_sealed)
		return true;
	return REFUSE("Bảng tiêu chí chưa niêm phong; niêm phong bảng trước khi chấm điểm.");
}

static bool all_submitted(const struct season_facts *f, struct err *e)
{
	if (f->n_unsubmitted == 0)
		return true;
	return REFUSE("Còn %u đơn vị chưa gửi phiếu tự chấm điểm.", f->n_unsubmitted);
}

static bool all_checked(const struct season_facts *f, struct err *e)
{
	if (!season_uses(f->off, SEASON_CROSS_CHECKING) || f->n_unchecked == 0)
		return true;
	return REFUSE("Còn %u lượt chấm chéo chưa xong.", f->n_unchecked);
}

static bool all_verified(const struct season_facts *f, struct err *e)
{
	if (!season_uses(f->off, SEASON_VERIFYING) || f->n_unverified == 0)
		return true;
	return REFUSE("Còn %u phiếu chấm điểm chưa thẩm tra xong.", f->n_unverified);
}

static bool all_answered(const struct season_facts *f, struct err *e)
{
	if (!season_uses(f->off, SEASON_EXPLAINING) || f->n_unanswered == 0)
		return true;
	return REFUSE("Còn %u nội dung giải trình chưa được giải quyết.", f->n_unanswered);
}

static bool ranking_is_adopted(const struct season_facts *f, struct err *e)
{
	bool ok = true;
	if (!f->ranking_frozen)
		ok = REFUSE("Hội nghị chưa thông qua điểm và xếp hạng; niêm phong bảng xếp hạng.");
	if (season_uses(f->off, SEASON_PROPOSED) && !f->proposal_made)
		ok = REFUSE("Chưa lập tờ trình đề nghị Hội đồng khen thưởng.");
	return ok;
}

static bool decision_is_recorded(const struct season_facts *f, struct err *e)
{
	if (!season_uses(f->off, SEASON_DECIDED) || f->decision_recorded)
		return true;
	return REFUSE("Chưa ghi số, ngày quyết định của cấp có thẩm quyền.");
}

static bool nothing_asked(const struct season_facts *f, struct err *e)
{
	(void)f;
	(void)e;
	return true;
}

/* ---- the table --------------------------------------------------------------------------------------------------- */

/* Forward rows lead to the next step; where steps are switched off, a move runs through several rows and all their
 * guards hold, while right and label are those of the step that is reached. Rows back need a reason. */
static const struct row {
	enum season_state from, to;
	const char *may, *label;
	bool needs_reason;
	guard guard;
} table[] = {
#define FORWARD(from, to, may, label, guard)                             \
	{                                                                \
		SEASON_##from, SEASON_##to, may, N_(label), false, guard \
	}
#define BACK(from, to, may, label)                                              \
	{                                                                       \
		SEASON_##from, SEASON_##to, may, N_(label), true, nothing_asked \
	}
    FORWARD(PREPARING, REGISTERING, "year.advance", "Mở đăng ký thi đua", cluster_is_formed),
    FORWARD(REGISTERING, RUNNING, "year.advance", "Bắt đầu thực hiện phong trào", all_registered),
    FORWARD(RUNNING, SELF_SCORING, "year.advance", "Mở tự chấm điểm", scheme_is_sealed),
    FORWARD(SELF_SCORING, CROSS_CHECKING, "year.advance", "Chuyển sang chấm chéo", all_submitted),
    FORWARD(CROSS_CHECKING, VERIFYING, "year.advance", "Chuyển sang thẩm tra", all_checked),
    FORWARD(VERIFYING, EXPLAINING, "year.advance", "Chuyển sang giải trình", all_verified),
    FORWARD(EXPLAINING, MEETING, "year.advance", "Mở hội nghị tổng kết", all_answered),
    FORWARD(MEETING, PROPOSED, "year.propose", "Trình Hội đồng", ranking_is_adopted),
    FORWARD(PROPOSED, DECIDED, "year.decide", "Ghi nhận quyết định", decision_is_recorded),
    FORWARD(DECIDED, CLOSED, "year.close", "Kết thúc năm", nothing_asked),
    BACK(REGISTERING, PREPARING, "year.return", "Trở lại chuẩn bị"),
    BACK(RUNNING, REGISTERING, "year.return", "Mở lại đăng ký thi đua"),
    BACK(RUNNING, PREPARING, "year.return", "Trở lại chuẩn bị"),
    BACK(SELF_SCORING, RUNNING, "year.return", "Trở lại thực hiện phong trào"),
    BACK(CROSS_CHECKING, SELF_SCORING, "year.return", "Mở lại tự chấm điểm"),
    BACK(VERIFYING, CROSS_CHECKING, "year.return", "Mở lại chấm chéo"),
    BACK(VERIFYING, SELF_SCORING, "year.return", "Mở lại tự chấm điểm"),
    BACK(EXPLAINING, VERIFYING, "year.return", "Mở lại thẩm tra"),
    BACK(EXPLAINING, SELF_SCORING, "year.return", "Mở lại tự chấm điểm"),
    BACK(MEETING, EXPLAINING, "year.return", "Mở lại giải trình"),
    BACK(MEETING, VERIFYING, "year.return", "Mở lại thẩm tra"),
    BACK(MEETING, SELF_SCORING, "year.return", "Mở lại tự chấm điểm"),
    BACK(PROPOSED, MEETING, "year.return", "Rút tờ trình, họp lại"),
    BACK(DECIDED, PROPOSED, "year.reopen", "Hủy ghi nhận quyết định"),
    BACK(CLOSED, DECIDED, "year.reopen", "Mở lại năm đã kết thúc"),
    BACK(CLOSED, MEETING, "year.reopen", "Mở lại năm đã kết thúc"),
#undef FORWARD
#undef BACK
};
enum { ROWS = sizeof table / sizeof *table };

static struct season_move move_of(const struct row *row, enum season_state from)
{
	return (struct season_move){from, row->to, row->may, row->label, row->needs_reason};
}

size_t season_moves(season_set off, enum season_state s, struct season_move out[SEASON_MOVES_MAX])
{
	size_t n = 0;
	enum season_state next;
	if (season_next(off, s, &next))
		for (size_t i = 0; i < ROWS; i++)
			if (!table[i].needs_reason && table[i].to == next)
				out[n++] = move_of(&table[i], s);
	for (size_t i = 0; i < ROWS && n < SEASON_MOVES_MAX; i++)
		if (table[i].needs_reason && table[i].from == s && season_uses(off, table[i].to))
			out[n++] = move_of(&table[i], s);
	return n;
}

bool season_find(season_set off, enum season_state from, enum season_state to, struct season_move *out)
{
	struct season_move moves[SEASON_MOVES_MAX];
	size_t n = season_moves(off, from, moves);
	for (size_t i = 0; i < n; i++)
		if (moves[i].to == to) {
			*out = moves[i];
			return true;
		}
	return false;
}

static bool guards_hold(const struct season_facts *f, enum season_state from, enum season_state to,
			struct err *e)
{
	bool ok = true;
	for (size_t i = 0; i < ROWS; i++)
		if (!table[i].needs_reason && table[i].from >= from && table[i].to <= to)
			ok = table[i].guard(f, e) && ok;
	return ok;
}

td_rc season_can(const struct season_facts *f, enum season_state from, enum season_state to, str reason,
		 struct err *e)
{
	struct season_move m;
	if (!season_find(f->off, from, to, &m))
		return err_add(e, TD_CONFLICT, S("season"), "Không thể chuyển từ bước “%s” sang bước “%s”.",
			       i18n_tr(e->lang, season_name(from)), i18n_tr(e->lang, season_name(to)));
	if (m.needs_reason && str_trim(reason).n == 0)
		return err_add(e, TD_INVALID, S("reason"), "Lùi bước phải ghi lý do.");
	return guards_hold(f, from, to, e) ? TD_OK : TD_CONFLICT;
}
