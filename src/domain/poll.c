#include "domain/poll.h"

#include "base/num.h"
#include "base/rat.h"

static const struct {
	const char *code, *name;
} bases[POLL_BASE__N] = {
    [POLL_BASE_MEMBERS] = {"members", N_("tổng số thành viên")},
    [POLL_BASE_PRESENT] = {"present", N_("số thành viên có mặt")},
    [POLL_BASE_ISSUED] = {"issued", N_("số phiếu phát ra")},
    [POLL_BASE_RETURNED] = {"returned", N_("số phiếu thu về")},
    [POLL_BASE_VALID] = {"valid", N_("số phiếu hợp lệ")},
};

static const char *const verdicts[POLL__N] = {
    [POLL_ELECTED] = N_("Đạt"),
    [POLL_TIED] = N_("Bằng phiếu"),
    [POLL_NO_PLACE] = N_("Đủ phiếu nhưng hết chỉ tiêu"),
    [POLL_FAILED] = N_("Không đạt"),
    [POLL_UNDECIDED] = N_("Chưa kết luận"),
    [POLL_WITHDRAWN] = N_("Rút"),
};

const char *poll_base_name(enum poll_base b)
{
	return b < POLL_BASE__N ? bases[b].name : "";
}

const char *poll_base_code(enum poll_base b)
{
	return b < POLL_BASE__N ? bases[b].code : "";
}

td_rc poll_base_parse(str code, enum poll_base *out)
{
	for (u32 i = 0; i < POLL_BASE__N; i++)
		if (str_eq(code, str_c(bases[i].code))) {
			*out = (enum poll_base)i;
			return TD_OK;
		}
	return TD_INVALID;
}

const char *poll_verdict_name(enum poll_verdict v)
{
	return v < POLL__N ? verdicts[v] : "";
}

/* ---- thresholds -------------------------------------------------------------------------------------------------- */

bool threshold_met(struct threshold t, i64 votes, i64 base)
{
	i128 have = (i128)votes * t.den, need = (i128)base * t.num;
	return t.strict ? have > need : have >= need;
}

i64 threshold_needed(struct threshold t, i64 base)
{
	i128 need = (i128)base * t.num;
	return (i64)(t.strict ? need / t.den + 1 : (need + t.den - 1) / t.den);
}

str threshold_text(struct arena *a, struct threshold t)
{
	const char *more = !t.strict ? "" : t.num * 2 == t.den ? "quá " : "trên ";
	if (t.den == 100)
		return arena_fmt(a, "%s%lld %%", more, (long long)t.num);
	return arena_fmt(a, "%s%lld/%lld", more, (long long)t.num, (long long)t.den);
}

/* ---- do the sums agree ------------------------------------------------------------------------------------------- */

struct checker {
	const struct poll *p;
	struct err *e;
	bool bad;
};

#define FAULT(k, ...) ((k)->bad = true, (void)err_add((k)->e, TD_INVALID, __VA_ARGS__))

/* No count of one meeting is larger; keeps all sums far from overflow. */
#define POLL_MAX ((i64)1000000)

static void check_range(struct checker *k, str where, i64 v)
{
	if (v < 0)
		FAULT(k, where, "Số phiếu, số người không được âm.");
	else if (v > POLL_MAX)
		FAULT(k, where, "Số quá lớn so với một cuộc họp.");
}

static void check_threshold(struct checker *k, str where, struct threshold t)
{
	if (t.num <= 0 || t.den <= 0 || t.num > t.den || t.den > POLL_MAX || t.base >= POLL_BASE__N)
		FAULT(k, where, "Tỷ lệ phiếu phải lớn hơn 0 và không quá 100 %%.");
}

static void check_meeting(struct checker *k)
{
	const struct poll *p = k->p;
	if (p->present > p->members)
		FAULT(k, S("present"), "Có mặt %lld người, nhiều hơn tổng số thành viên %lld.",
		      (long long)p->present, (long long)p->members);
	if (p->issued > p->present)
		FAULT(k, S("issued"), "Phát ra %lld phiếu, nhiều hơn số thành viên có mặt %lld.",
		      (long long)p->issued, (long long)p->present);
	if (p->issued != p->returned + p->not_returned)
		FAULT(k, S("returned"),
		      "Phiếu thu về %lld cộng không thu về %lld phải bằng phiếu phát ra %lld.",
		      (long long)p->returned, (long long)p->not_returned, (long long)p->issued);
	if (p->returned != p->valid + p->invalid)
		FAULT(k, S("valid"), "Phiếu hợp lệ %lld cộng không hợp lệ %lld phải bằng phiếu thu về %lld.",
		      (long long)p->valid, (long long)p->invalid, (long long)p->returned);
	if (p->written > p->members - p->present)
		FAULT(k, S("written"), "Có %lld ý kiến bằng văn bản, nhiều hơn số thành viên vắng mặt %lld.",
		      (long long)p->written, (long long)(p->members - p->present));
}

static str field(struct checker *k, u32 i, const char *name)
{
	return arena_fmt(k->e->a, "candidate.%u.%s", i + 1, name);
}

static void check_candidate(struct checker *k, u32 i)
{
	const struct poll_candidate *c = &k->p->candidates[i];
	const i64 all[] = {c->yes, c->no, c->blank, c->written_yes, c->written_no, c->written_blank};
	static const char *const names[] = {"yes",         "no",         "blank",
					    "written_yes", "written_no", "written_blank"};
	i64 given = 0;
	for (u32 j = 0; j < 6; j++) {
		check_range(k, field(k, i, names[j]), all[j]);
		given |= all[j];
	}
	if (c->withdrawn) {
		if (given)
			FAULT(k, field(k, i, "yes"),
			      "“%.*s” đã rút nên không có phiếu; để trống các ô phiếu.", STRF(c->name));
		return;
	}
	i64 votes = c->yes + c->no + c->blank, written = c->written_yes + c->written_no + c->written_blank;
	if (votes != k->p->valid)
		FAULT(k, field(k, i, "yes"),
		      "“%.*s”: đồng ý, không đồng ý và để trống cộng lại được %lld, phải bằng số phiếu hợp "
		      "lệ %lld.",
		      STRF(c->name), (long long)votes, (long long)k->p->valid);
	if (written != k->p->written)
		FAULT(k, field(k, i, "written_yes"),
		      "“%.*s”: ý kiến bằng văn bản cộng lại được %lld, phải bằng số ý kiến nhận được %lld.",
		      STRF(c->name), (long long)written, (long long)k->p->written);
}

static void check_cap(struct checker *k)
{
	const struct poll *p = k->p;
	i128 yes = 0, written = 0;
	for (u32 i = 0; i < p->n_candidates; i++) {
		yes += p->candidates[i].yes;
		written += p->candidates[i].written_yes;
	}
	if (p->max_yes && yes > (i128)p->max_yes * p->valid)
		FAULT(k, S("max_yes"),
		      "Tổng số phiếu đồng ý là %lld, nhiều hơn %u lựa chọn trên mỗi phiếu hợp lệ; phiếu chọn "
		      "quá số lượng là phiếu không hợp lệ.",
		      (long long)yes, p->max_yes);
	if (p->max_yes && written > (i128)p->max_yes * p->written)
		FAULT(k, S("max_yes"), "Ý kiến bằng văn bản chọn quá %u lựa chọn trên mỗi phiếu.",
		      p->max_yes);
}

td_rc poll_check(const struct poll *p, struct err *e)
{
	struct checker k = {p, e, false};
	check_range(&k, S("members"), p->members);
	check_range(&k, S("present"), p->present);
	check_range(&k, S("issued"), p->issued);
	check_range(&k, S("returned"), p->returned);
	check_range(&k, S("not_returned"), p->not_returned);
	check_range(&k, S("valid"), p->valid);
	check_range(&k, S("invalid"), p->invalid);
	check_range(&k, S("written"), p->written);
	if (k.bad)
		return TD_INVALID; /* sums of such numbers say nothing */
	if (p->has_threshold)
		check_threshold(&k, S("pass"), p->pass);
	if (p->has_quorum)
		check_threshold(&k, S("quorum"), p->quorum);
	check_meeting(&k);
	for (u32 i = 0; i < p->n_candidates; i++)
		check_candidate(&k, i);
	if (!k.bad)
		check_cap(&k);
	return k.bad ? TD_INVALID : TD_OK;
}

/* ---- verdicts ---------------------------------------------------------------------------------------------------- */

static i64 base_of(const struct poll *p)
{
	const i64 by[POLL_BASE__N] = {p->members, p->present, p->issued, p->returned, p->valid};
	return p->has_threshold ? by[p->pass.base] : p->valid;
}

static bool written_count(const struct poll *p)
{
	return p->has_threshold && p->pass.base == POLL_BASE_MEMBERS;
}

/* Percent half up, but a missed threshold is not rounded up to look reached. */
static i64 percent(const struct poll *p, i64 yes, i64 base, bool met)
{
	if (base == 0)
		return 0;
	i64 pct = (i64)div_round((i128)yes * 10000, base, ROUND_HALF_UP);
	if (!met && p->has_threshold && threshold_met(p->pass, pct, 10000))
		pct = (i64)((i128)yes * 10000 / base);
	return pct;
}

static struct poll_row row_of(const struct poll *p, u32 i)
{
	const struct poll_candidate *c = &p->candidates[i];
	struct poll_row row = {.candidate = i, .verdict = POLL_WITHDRAWN};
	if (c->withdrawn)
		return row;
	row.yes = c->yes + (written_count(p) ? c->written_yes : 0);
	row.base = base_of(p);
	row.verdict = POLL_UNDECIDED;
	bool met = false;
	if (p->has_threshold) {
		row.needed = threshold_needed(p->pass, row.base);
		met = row.base > 0 && threshold_met(p->pass, row.yes, row.base);
		row.verdict = met ? POLL_ELECTED : POLL_FAILED;
	}
	row.pct_c = percent(p, row.yes, row.base, met);
	return row;
}

static bool stands_before(const struct poll_row *x, const struct poll_row *y)
{
	if ((x->verdict == POLL_WITHDRAWN) != (y->verdict == POLL_WITHDRAWN))
		return y->verdict == POLL_WITHDRAWN;
	return x->yes > y->yes;
}

/* Insertion sort: a ballot has a handful of names, and equal ones keep their order. */
static void order_rows(struct poll_row *rows, u32 n)
{
	for (u32 i = 1; i < n; i++) {
		struct poll_row row = rows[i];
		u32 at = i;
		while (at > 0 && stands_before(&row, &rows[at - 1])) {
			rows[at] = rows[at - 1];
			at--;
		}
		rows[at] = row;
	}
	for (u32 i = 0; i < n; i++)
		if (rows[i].verdict != POLL_WITHDRAWN)
			rows[i].rank = i > 0 && rows[i].yes == rows[i - 1].yes ? rows[i - 1].rank : i + 1;
}

/* Gives the places to those who passed, from most votes down; equal votes at the last place leave it open. */
static void give_places(const struct poll *p, struct poll_result *r)
{
	u32 seats = p->seats ? p->seats : p->n_candidates, end;
	for (u32 i = 0; i < p->n_candidates && r->rows[i].verdict == POLL_ELECTED; i = end) {
		for (end = i + 1; end < p->n_candidates && r->rows[end].rank == r->rows[i].rank;)
			end++;
		u32 group = end - i;
		enum poll_verdict v = POLL_NO_PLACE;
		if (r->n_tied == 0 && r->n_elected + group <= seats)
			v = POLL_ELECTED;
		else if (r->n_tied == 0 && r->n_elected < seats)
			v = POLL_TIED;
		for (u32 j = i; j < end; j++)
			r->rows[j].verdict = v;
		r->n_elected += v == POLL_ELECTED ? group : 0;
		r->n_tied += v == POLL_TIED ? group : 0;
	}
	r->open_seats = p->seats > r->n_elected ? p->seats - r->n_elected : 0;
}

/* ---- sentences --------------------------------------------------------------------------------------------------- */

enum { SENTENCE_MAX = 64 * 1024 };

static str row_sentence(struct arena *a, const struct poll *p, const struct poll_row *row)
{
	struct sb b = sb_new(a, SENTENCE_MAX);
	const struct poll_candidate *c = &p->candidates[row->candidate];
	sb_put(&b, c->name);
	if (row->verdict == POLL_WITHDRAWN) {
		SB_LIT(&b, ": rút khỏi danh sách.");
		return sb_str(&b);
	}
	sb_fmt(&b, ": %lld/%lld phiếu đồng ý, đạt ", (long long)row->yes, (long long)row->base);
	num_put_c(&b, row->pct_c);
	sb_fmt(&b, " %% %s",
	       p->has_threshold ? poll_base_name(p->pass.base) : poll_base_name(POLL_BASE_VALID));
	if (written_count(p) && c->written_yes)
		sb_fmt(&b, " (trong đó %lld ý kiến bằng văn bản)", (long long)c->written_yes);
	if (p->has_threshold)
		sb_fmt(&b, "; cần ít nhất %lld phiếu (%.*s)", (long long)row->needed,
		       STRF(threshold_text(a, p->pass)));
	sb_fmt(&b, ". %s.", poll_verdict_name(row->verdict));
	return sb_str(&b);
}

static void put_names(struct sb *b, const struct poll *p, const struct poll_result *r, enum poll_verdict v)
{
	bool begun = false;
	for (u32 i = 0; i < p->n_candidates; i++) {
		if (r->rows[i].verdict != v)
			continue;
		if (begun)
			SB_LIT(b, ", ");
		sb_put(b, p->candidates[r->rows[i].candidate].name);
		begun = true;
	}
}

static str whole_sentence(struct arena *a, const struct poll *p, const struct poll_result *r)
{
	struct sb b = sb_new(a, SENTENCE_MAX);
	sb_fmt(&b, "Phát ra %lld phiếu, thu về %lld phiếu, hợp lệ %lld phiếu, không hợp lệ %lld phiếu",
	       (long long)p->issued, (long long)p->returned, (long long)p->valid, (long long)p->invalid);
	if (p->written)
		sb_fmt(&b, ", ý kiến bằng văn bản của thành viên vắng mặt %lld", (long long)p->written);
	SB_LIT(&b, ". ");
	if (!p->has_threshold) {
		SB_LIT(&b, "Chưa có quy định về tỷ lệ phiếu nên chưa kết luận.");
	} else if (r->n_elected + r->n_tied == 0) {
		SB_LIT(&b, "Không có trường hợp nào đủ số phiếu theo quy định.");
	} else {
		if (r->n_elected) {
			SB_LIT(&b, "Đủ điều kiện: ");
			put_names(&b, p, r, POLL_ELECTED);
			sb_put(&b, r->n_tied ? S(". ") : S("."));
		}
		if (r->n_tied) {
			SB_LIT(&b, "Bằng phiếu ở vị trí cuối: ");
			put_names(&b, p, r, POLL_TIED);
			sb_fmt(&b, "; còn %u vị trí, cần bỏ phiếu lại hoặc chủ tọa quyết định.",
			       r->open_seats);
		}
	}
	return sb_str(&b);
}

static void judge_quorum(struct arena *a, const struct poll *p, struct poll_result *r)
{
	r->quorum_have = p->present + (p->quorum_counts_written ? p->written : 0);
	r->quorum_met = true;
	r->quorum_sentence =
	    arena_fmt(a, "Có mặt %lld/%lld thành viên.", (long long)p->present, (long long)p->members);
	if (!p->has_quorum)
		return;
	r->quorum_needed = threshold_needed(p->quorum, p->members);
	r->quorum_met = threshold_met(p->quorum, r->quorum_have, p->members);
	r->quorum_sentence =
	    arena_fmt(a, "%s %lld/%lld thành viên%s; cần ít nhất %lld (%.*s): %s.",
		      p->quorum_counts_written ? "Tham gia" : "Có mặt", (long long)r->quorum_have,
		      (long long)p->members, p->quorum_counts_written ? ", kể cả ý kiến bằng văn bản" : "",
		      (long long)r->quorum_needed, STRF(threshold_text(a, p->quorum)),
		      r->quorum_met ? "đủ điều kiện tiến hành" : "không đủ điều kiện tiến hành");
}

void poll_judge(struct arena *a, const struct poll *p, struct poll_result *out)
{
	*out = (struct poll_result){.rows = NEW_N(a, struct poll_row, p->n_candidates)};
	judge_quorum(a, p, out);
	for (u32 i = 0; i < p->n_candidates; i++)
		out->rows[i] = row_of(p, i);
	order_rows(out->rows, p->n_candidates);
	give_places(p, out);
	for (u32 i = 0; i < p->n_candidates; i++)
		out->rows[i].sentence = row_sentence(a, p, &out->rows[i]);
	out->sentence = whole_sentence(a, p, out);
}
