#include "domain/difficulty.h"

static const struct {
	const char *code, *name;
} states[DIFFICULTY__N] = {
    [DIFFICULTY_RAISED] = {"raised", N_("Mới nêu")},
    [DIFFICULTY_ASSIGNED] = {"assigned", N_("Đã giao")},
    [DIFFICULTY_ANSWERED] = {"answered", N_("Đã trả lời")},
    [DIFFICULTY_CLOSED] = {"closed", N_("Đã đóng")},
    [DIFFICULTY_REOPENED] = {"reopened", N_("Mở lại")},
};

const char *difficulty_name(enum difficulty_state s)
{
	return states[s].name;
}

const char *difficulty_code(enum difficulty_state s)
{
	return states[s].code;
}

td_rc difficulty_parse(str code, enum difficulty_state *out)
{
	for (int i = 0; i < DIFFICULTY__N; i++)
		if (str_eq(code, str_c(states[i].code))) {
			*out = (enum difficulty_state)i;
			return TD_OK;
		}
	return TD_INVALID;
}

bool difficulty_open(enum difficulty_state s)
{
	return s != DIFFICULTY_CLOSED;
}

static const struct difficulty_move table[] = {
    {DIFFICULTY_RAISED, DIFFICULTY_ASSIGNED, DIFFICULTY_DESK, N_("Giao trả lời"), false, true},
    {DIFFICULTY_RAISED, DIFFICULTY_ANSWERED, DIFFICULTY_DESK, N_("Trả lời"), true, false},
    {DIFFICULTY_RAISED, DIFFICULTY_CLOSED, DIFFICULTY_UNIT, N_("Rút lại"), true, false},
    {DIFFICULTY_ASSIGNED, DIFFICULTY_ASSIGNED, DIFFICULTY_DESK, N_("Giao lại"), false, true},
    {DIFFICULTY_ASSIGNED, DIFFICULTY_ANSWERED, DIFFICULTY_DESK, N_("Trả lời"), true, false},
    {DIFFICULTY_ASSIGNED, DIFFICULTY_CLOSED, DIFFICULTY_UNIT, N_("Rút lại"), true, false},
    {DIFFICULTY_ANSWERED, DIFFICULTY_ANSWERED, DIFFICULTY_DESK, N_("Trả lời thêm"), true, false},
    {DIFFICULTY_ANSWERED, DIFFICULTY_REOPENED, DIFFICULTY_UNIT, N_("Mở lại"), true, false},
    {DIFFICULTY_ANSWERED, DIFFICULTY_CLOSED, DIFFICULTY_UNIT, N_("Đóng, đã được giải quyết"), false, false},
    {DIFFICULTY_ANSWERED, DIFFICULTY_CLOSED, DIFFICULTY_DESK, N_("Đóng thay đơn vị"), true, false},
    {DIFFICULTY_CLOSED, DIFFICULTY_REOPENED, DIFFICULTY_UNIT, N_("Mở lại"), true, false},
    {DIFFICULTY_REOPENED, DIFFICULTY_ASSIGNED, DIFFICULTY_DESK, N_("Giao trả lời"), false, true},
    {DIFFICULTY_REOPENED, DIFFICULTY_ANSWERED, DIFFICULTY_DESK, N_("Trả lời"), true, false},
    {DIFFICULTY_REOPENED, DIFFICULTY_CLOSED, DIFFICULTY_UNIT, N_("Rút lại"), true, false},
};
enum { ROWS = sizeof table / sizeof *table };

/* The first row counts: who stands on both sides of a move is asked for no more than the unit is. */
static const struct difficulty_move *find(enum difficulty_state from, enum difficulty_state to,
					  unsigned sides)
{
	for (size_t i = 0; i < ROWS; i++)
		if (table[i].from == from && table[i].to == to && (table[i].side & sides))
			return &table[i];
	return NULL;
}

size_t difficulty_moves(enum difficulty_state s, unsigned sides,
			struct difficulty_move out[DIFFICULTY_MOVES_MAX])
{
	size_t n = 0;
	for (size_t i = 0; i < ROWS && n < DIFFICULTY_MOVES_MAX; i++)
		if (table[i].from == s && find(s, table[i].to, sides) == &table[i])
			out[n++] = table[i];
	return n;
}

td_rc difficulty_can(const struct difficulty_facts *f, enum difficulty_state from, enum difficulty_state to,
		     struct err *e)
{
	const struct difficulty_move *m = find(from, to, f->sides);
	if (f->year_closed)
		return err_add(e, TD_CONFLICT, S("text"),
			       N_("Năm thi đua đã đóng nên không ghi thêm được; nêu ở năm sau."));
	if (m == NULL)
		return err_add(e, TD_CONFLICT, S("text"), N_("Khó khăn “%s” không thể chuyển thành “%s”."),
			       i18n_tr(e->lang, difficulty_name(from)),
			       i18n_tr(e->lang, difficulty_name(to)));
	td_rc rc = TD_OK;
	if (m->needs_text && str_trim(f->text).n == 0)
		rc = err_add(e, TD_INVALID, S("text"), N_("«%s» phải ghi nội dung hoặc lý do."),
			     i18n_tr(e->lang, m->label));
	if (m->needs_someone && !f->has_someone)
		rc = err_add(e, TD_INVALID, S("assignee"), N_("Chọn người trả lời trong danh sách."));
	return rc;
}
