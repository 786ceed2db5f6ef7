#include "domain/vote_state.h"

#include "base/i18n.h"

static const struct {
	const char *code, *name;
} phases[VOTE_PHASE__N] = {
    [VOTE_DRAFT] = {"draft", N_("Đang chuẩn bị")},
    [VOTE_KEYS] = {"keys", N_("Ban kiểm phiếu đang tạo khóa")},
    [VOTE_CREDENTIALS] = {"credentials", N_("Đang phát mã phiếu")},
    [VOTE_OPEN] = {"open", N_("Đang bỏ phiếu")},
    [VOTE_CLOSED] = {"closed", N_("Đã đóng hòm phiếu")},
    [VOTE_DECRYPTING] = {"decrypting", N_("Ban kiểm phiếu đang mở khóa")},
    [VOTE_RESULT] = {"result", N_("Đã có kết quả")},
    [VOTE_CANCELLED] = {"cancelled", N_("Đã hủy")},
};

const char *vote_phase_code(enum vote_phase p)
{
	return phases[p].code;
}

const char *vote_phase_name(enum vote_phase p)
{
	return phases[p].name;
}

td_rc vote_phase_parse(str code, enum vote_phase *out)
{
	for (int i = 0; i < VOTE_PHASE__N; i++)
		if (str_eq(code, str_c(phases[i].code))) {
			*out = (enum vote_phase)i;
			return TD_OK;
		}
	return TD_INVALID;
}

static const struct {
	enum vote_phase from;
	enum vote_move move;
	enum vote_phase to;
} moves[] = {
    {VOTE_DRAFT, VOTE_SAVE, VOTE_DRAFT},
    {VOTE_DRAFT, VOTE_ASK_KEYS, VOTE_KEYS},
    {VOTE_DRAFT, VOTE_CANCEL, VOTE_CANCELLED},
    {VOTE_KEYS, VOTE_SAVE, VOTE_DRAFT},
    {VOTE_KEYS, VOTE_ALL_KEYS, VOTE_CREDENTIALS},
    {VOTE_KEYS, VOTE_CANCEL, VOTE_CANCELLED},
    {VOTE_CREDENTIALS, VOTE_SAVE, VOTE_DRAFT},
    {VOTE_CREDENTIALS, VOTE_BEGIN, VOTE_OPEN},
    {VOTE_CREDENTIALS, VOTE_CANCEL, VOTE_CANCELLED},
    {VOTE_OPEN, VOTE_CAST, VOTE_OPEN},
    {VOTE_OPEN, VOTE_CLOSE, VOTE_CLOSED},
    {VOTE_OPEN, VOTE_CANCEL, VOTE_CANCELLED},
    {VOTE_CLOSED, VOTE_COUNT, VOTE_DECRYPTING},
    {VOTE_CLOSED, VOTE_CANCEL, VOTE_CANCELLED},
    {VOTE_DECRYPTING, VOTE_ALL_FACTORS, VOTE_RESULT},
    {VOTE_DECRYPTING, VOTE_CANCEL, VOTE_CANCELLED},
};

td_rc vote_move(enum vote_phase from, enum vote_move move, enum vote_phase *to)
{
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++)
		if (moves[i].from == from && moves[i].move == move) {
			*to = moves[i].to;
			return TD_OK;
		}
	return TD_CONFLICT;
}

/* ---- who may hold what ---- */

static size_t n_units(const struct vote_setup *s)
{
	size_t n = 0;
	for (size_t i = 0; i < s->n_trustees; i++) {
		bool seen = false;
		for (size_t k = 0; k < i; k++)
			seen |= s->trustees[k].unit == s->trustees[i].unit;
		n += !seen;
	}
	return n;
}

u32 vote_setup_faults(const struct vote_setup *s)
{
	bool twice = false, officer = false, key = false;
	bool codes = s->server_unit != 0 && s->officer.unit == s->server_unit;
	for (size_t i = 0; i < s->n_trustees; i++) {
		for (size_t k = 0; k < i; k++)
			twice |= s->trustees[k].user == s->trustees[i].user;
		officer |= s->trustees[i].user == s->officer.user;
		key |= s->server_unit != 0 && s->trustees[i].unit == s->server_unit;
	}
	u32 f = 0;
	f |= (u32)(s->n_trustees < VOTE_TRUSTEES_MIN) << VOTE_FEW_TRUSTEES;
	f |= (u32)twice << VOTE_TRUSTEE_TWICE;
	f |= (u32)(s->n_paper > 0 && (s->n_paper < VOTE_PART_MIN || s->n_codes < VOTE_PART_MIN))
	     << VOTE_SMALL_PART;
	f |= (u32)(n_units(s) < VOTE_TRUSTEES_MIN) << VOTE_FEW_UNITS;
	f |= (u32)codes << VOTE_OFFICER_SERVER;
	f |= (u32)officer << VOTE_OFFICER_TRUSTEE;
	f |= (u32)(codes && key) << VOTE_ONE_UNIT;
	return f;
}

bool vote_fault_may_pass(enum vote_fault f)
{
	return f > VOTE_SMALL_PART;
}

const char *vote_fault_text(enum vote_fault f)
{
	static const char *const texts[VOTE_FAULT__N] = {
	    [VOTE_FEW_TRUSTEES] = N_("Ban kiểm phiếu giữ khóa phải có ít nhất 3 người."),
	    [VOTE_TRUSTEE_TWICE] = N_("Một người không thể giữ hai khóa: hãy chọn người khác."),
	    [VOTE_SMALL_PART] = N_("Bỏ phiếu vừa giấy vừa điện tử: mỗi cách phải có ít nhất 5 người, vì tổng "
				   "của riêng phần điện tử được công khai. Hãy dùng một cách cho tất cả."),
	    [VOTE_FEW_UNITS] = N_("Ba người giữ khóa phải thuộc ba đơn vị khác nhau."),
	    [VOTE_OFFICER_SERVER] = N_("Người phát mã phiếu phải thuộc đơn vị khác với đơn vị đặt máy chủ."),
	    [VOTE_OFFICER_TRUSTEE] = N_("Người phát mã phiếu không được đồng thời giữ khóa."),
	    [VOTE_ONE_UNIT] = N_("Một đơn vị nắm cả máy chủ, mã phiếu và khóa."),
	};
	return texts[f];
}

const char *vote_banner(u32 faults)
{
	if (faults & 1u << VOTE_ONE_UNIT)
		return N_("Một đơn vị nắm cả máy chủ, mã phiếu và khóa: phiếu KHÔNG còn kín với đơn vị đó.");
	if (faults & 1u << VOTE_FEW_UNITS)
		return N_(
		    "Các khóa không nằm ở ba đơn vị khác nhau: phiếu KHÔNG còn kín với đơn vị giữ nhiều "
		    "khóa.");
	if (faults & 1u << VOTE_OFFICER_SERVER)
		return N_("Một đơn vị nắm cả máy chủ và mã phiếu: đơn vị đó có thể bỏ phiếu thay người vắng "
			  "mặt.");
	if (faults & 1u << VOTE_OFFICER_TRUSTEE)
		return N_("Một người vừa phát mã phiếu vừa giữ khóa: phiếu kém kín với người đó.");
	return NULL;
}

const char *vote_warning(size_t i)
{
	static const char *const texts[] = {
	    N_("Phong bì mã phiếu được bốc, nên chương trình không thể buộc đơn vị không tự bỏ cho mình. Quy "
	       "chế "
	       "có điều này thì hãy bỏ phiếu giấy."),
	    N_("Ít người thì kết quả nhất trí tuyệt đối cho biết mọi người đã bỏ thế nào; không cách bỏ "
	       "phiếu "
	       "nào tránh được."),
	    N_("Mất một khóa là không có kết quả: mỗi người giữ khóa phải in bản giấy trước khi mở hòm "
	       "phiếu."),
	    N_("Mã phiếu đã bốc thì không thu hồi riêng được: mất mã trước khi mở hòm phiếu, hãy lập lại."),
	    N_("Biên bản phải dẫn điều khoản quy chế cho phép bỏ phiếu điện tử; không có thì dùng phiếu "
	       "giấy."),
	};
	return i < sizeof texts / sizeof *texts ? texts[i] : NULL;
}

/* ---- counts ---- */

static const char *const shapes[VOTE_SHAPE__N] = {[VOTE_EACH] = "each", [VOTE_CHOOSE] = "choose"};

const char *vote_shape_code(enum vote_shape s)
{
	return shapes[s];
}

td_rc vote_shape_parse(str code, enum vote_shape *out)
{
	for (int i = 0; i < VOTE_SHAPE__N; i++)
		if (str_eq(code, str_c(shapes[i]))) {
			*out = (enum vote_shape)i;
			return TD_OK;
		}
	return TD_INVALID;
}

struct vote_count vote_count_of(enum vote_shape shape, const i64 *counts, size_t i, i64 n_ballots)
{
	if (shape == VOTE_EACH)
		return (struct vote_count){counts[3 * i + 1], counts[3 * i + 2], counts[3 * i]};
	i64 yes = counts[i + 1], blank = counts[0];
	return (struct vote_count){yes, n_ballots - yes - blank, blank};
}
