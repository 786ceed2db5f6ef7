#include "jobs/act_score.h"
#include "web/page_card.h"
#include "web/page_cell.h"

/* What is sent: one value of each name per criterion, and what to do with the card. */
struct card_form {
	struct form_num rev;
	str act, return_reason;
	struct form_texts score, second, na, reason, was;
};

static const struct field fields[] = {
    FIELD(INT, struct card_form, rev, N_("Phiên bản phiếu")),
    FIELD(CODE, struct card_form, act, N_("Việc cần làm"), .required = true, .max = 16),
    FIELD(TEXT, struct card_form, return_reason, N_("Lý do trả lại"), .max = 1000),
    FIELD(KEYED_TEXT, struct card_form, score, N_("Kết quả"), .max = 32),
    FIELD(KEYED_TEXT, struct card_form, second, N_("Chỉ tiêu"), .max = 32),
    FIELD(KEYED_TEXT, struct card_form, na, N_("Không áp dụng"), .max = 8),
    FIELD(KEYED_TEXT, struct card_form, reason, N_("Lý do"), .max = 1000),
    FIELD(KEYED_TEXT, struct card_form, was, N_("Phiên bản"), .max = 20),
};
const struct form_def page_card_form = FORM(struct card_form, fields);

/* The value sent under a criterion's code; STR_NULL when the form had no such field. */
static str sent(const struct form_texts *t, str code)
{
	for (size_t i = 0; i < t->list.n; i++)
		if (str_eq(t->list.at[i].key, code))
			return t->list.at[i].v;
	return STR_NULL;
}

/* One cell from the form; false when the form did not show it. */
static bool read_cell(struct err *e, const struct card_form *f, const struct criterion *k,
		      enum score_stage stage, struct act_cell *cell, td_rc *rc)
{
	const struct cell_typed typed = {k->code,
					 sent(&f->score, k->code),
					 sent(&f->second, k->code),
					 sent(&f->reason, k->code),
					 sent(&f->was, k->code),
					 sent(&f->na, k->code).n > 0};
	if (!typed.a.p)
		return false;
	if (page_cell_read(e, k, &typed, cell) != TD_OK)
		*rc = TD_INVALID;
	return !(stage == STAGE_VERIFIED && cell->state == CELL_EMPTY && cell->rev == 0);
}

static td_rc save_cells(struct req *r, const struct card_form *f, enum score_stage stage)
{
	const struct scheme *s;
	td_rc rc = store_scheme_load(r->tx, (scheme_id){r->year.scheme.v}, &s), bad = TD_OK;
	if (rc != TD_OK)
		return rc;
	struct act_cell *cells = NEW_N(r->a, struct act_cell, s->n_nodes);
	size_t n = 0, changed;
	for (u32 k = 1; k < s->n_nodes; k++)
		if (criterion_is_leaf(&s->nodes[k]) &&
		    read_cell(r->e, f, &s->nodes[k], stage, &cells[n], &bad))
			n++;
	if (bad != TD_OK)
		return bad;
	return act_cells_save(r->tx, r->year.id, r->member.unit, stage, cells, n, ACT_CELLS_OWN, &changed);
}

/* After cells were saved the card may have a newer rev; what the user saw was checked before. */
static td_rc move_card(struct req *r, enum scorecard_state to, str reason)
{
	struct scorecard card;
	td_rc rc = store_scorecard_get(r->tx, r->year.id, r->member.unit, STAGE_SELF, &card);
	return rc == TD_OK ? act_card_move(r->tx, r->year.id, r->member.unit, to, reason, card.rev) : rc;
}

static td_rc save(struct req *r, const struct card_form *f, const struct card_place *at, bool submit)
{
	td_rc rc = page_card_open(r, at);
	if (rc == TD_OK)
		rc = save_cells(r, f, at->stage);
	if (rc != TD_OK || !submit)
		return rc;
	if (!at->verifying && !req_may(r, PERM_SCORE_SUBMIT))
		return err_add(r->e, TD_DENIED, S(""),
			       N_("Tài khoản của bạn không có quyền nộp phiếu của đơn vị."));
	return move_card(r, at->verifying ? CARD_VERIFIED : CARD_SUBMITTED, STR_NULL);
}

static td_rc verifier(struct req *r, const struct card_form *f, const struct card_place *at)
{
	size_t changed;
	if (!at->verifying)
		return err_add(r->e, TD_DENIED, S(""), N_("Việc này dành cho người thẩm tra."));
	if (str_eq(f->act, S("receive")))
		return move_card(r, CARD_VERIFYING, STR_NULL);
	if (str_eq(f->act, S("return")))
		return move_card(r, CARD_RETURNED, f->return_reason);
	td_rc rc = save(r, f, at, false);
	return rc == TD_OK ? act_cells_accept(r->tx, r->year.id, r->member.unit, at->stage, &changed) : rc;
}

static td_rc act(struct req *r, const struct card_form *f, const struct card_place *at)
{
	if (str_eq(f->act, S("save")) || str_eq(f->act, S("submit")))
		return save(r, f, at, str_eq(f->act, S("submit")));
	if (str_eq(f->act, S("recall"))) {
		if (!req_may(r, PERM_SCORE_SUBMIT))
			return TD_DENIED;
		return move_card(r, CARD_DRAFT, STR_NULL);
	}
	return verifier(r, f, at);
}

td_rc page_card_post(struct req *r)
{
	const struct card_form *f = form_value(r->form);
	struct card_place at;
	td_rc rc = page_card_place(r, &at);
	if (rc == TD_OK && at.editable && f->rev.set && f->rev.v != at.card.rev)
		rc = TD_STALE;
	if (rc == TD_OK)
		rc = act(r, f, &at);
	if (rc == TD_STALE && r->e->items.n == 0)
		rc = err_add(r->e, TD_STALE, S(""),
			     N_("Có người vừa lưu phiếu này trước bạn. Nội dung bạn gõ vẫn còn ở dưới; hãy "
				"đối chiếu rồi lưu lại."));
	if (rc == TD_OK)
		r->location =
		    req_path(r, "%.*s/cham-diem/%.*s?luu=1", STRF(page_base(r)), STRF(r->member.unit_code));
	return rc;
}
