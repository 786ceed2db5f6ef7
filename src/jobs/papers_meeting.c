/* The fields of a paper that come from the year-end meeting: facts, attendance, ballots, election, proposal. */
#include "format/legal.h"
#include "jobs/papers_part.h"

str papers_clock(struct arena *a, struct opt_i64 at_ms)
{
	if (!at_ms.set)
		return STR_NULL;
	i64 minute = (at_ms.v - day_start_ms(day_of_ms(at_ms.v))) / 60000;
	return arena_fmt(a, "%02d giờ %02d phút", (int)(minute / 60), (int)(minute % 60));
}

/* A text of several lines as a list; blank lines are left out. */
struct value *papers_lines(struct arena *a, str text)
{
	struct value *list = value_list(a);
	str line;
	while (text.p && str_split(&text, '\n', &line))
		if (str_trim(line).n)
			value_add(a, list, value_text(a, str_trim(line)));
	return list;
}

static void put_person(struct arena *a, struct value *v, const char *key, str name, str title)
{
	struct value *p = value_put(a, v, str_c(key), value_map(a));
	papers_put(a, p, "tên", name);
	papers_put(a, p, "chức vụ", title);
}

/* ---- attendance ---- */

struct head_count {
	i64 present, written;
};

static struct head_count count_heads(const struct paper_facts *f)
{
	struct head_count c = {0};
	for (size_t i = 0; i < f->attendance.n; i++)
		c.present += f->attendance.at[i].unit.set && f->attendance.at[i].presence != PRESENCE_ABSENT;
	for (size_t i = 0; i < f->ballots.n; i++)
		if (f->ballots.at[i].ballot.n_written > c.written)
			c.written = f->ballots.at[i].ballot.n_written;
	return c;
}

/* Who signed in with a code gave no title: a unit's leader has the one of the list of members. */
static str title_of(const struct paper_facts *f, const struct attendance *w)
{
	for (size_t i = 0; !w->person_title.n && w->unit.set && i < f->sy.members.n; i++) {
		const struct membership *m = &f->sy.members.at[i];
		if (m->unit.v == w->unit.v && str_eq(m->leader_name, w->person_name))
			return m->leader_title;
	}
	return w->person_title;
}

static void put_attendance(struct arena *a, struct value *v, const struct paper_facts *f)
{
	struct value *present = value_put(a, v, S("dự họp"), value_list(a));
	struct value *absent = value_put(a, v, S("vắng mặt"), value_list(a));
	struct value *guests = value_put(a, v, S("khách mời"), value_list(a));
	for (size_t i = 0; i < f->attendance.n; i++) {
		const struct attendance *w = &f->attendance.at[i];
		bool away = w->presence == PRESENCE_ABSENT;
		struct value *p = value_add(a, !w->unit.set ? guests : away ? absent : present, value_map(a));
		value_put_text(a, p, "tên", w->person_name);
		value_put_text(a, p, "chức vụ", title_of(f, w));
		if (!w->unit.set)
			continue;
		value_put_text(a, p, "đơn vị", w->unit_name);
		if (away)
			value_put_text(a, p, "lý do", w->reason);
		else
			value_put_bool(a, p, "ủy quyền", w->presence == PRESENCE_PROXY);
	}
	struct head_count c = count_heads(f);
	i64 total = (i64)f->sy.members.n;
	bool known = f->attendance.n > 0;
	struct value *m = value_put(a, v, S("thành viên"), value_map(a));
	value_put_int(a, m, "tổng số", total);
	value_put(a, m, S("có mặt"), known ? value_int(a, c.present) : value_null(a));
	value_put(a, m, S("vắng mặt"), known ? value_int(a, total - c.present) : value_null(a));
	value_put_int(a, m, "ý kiến bằng văn bản", c.written);
}

/* ---- ballots ---- */

/* The number stays on one line with its unit: "80 %" with a space that does not break. */
static str unbroken(struct arena *a, str s)
{
	size_t at = str_find(s, S(" %"));
	return at == s.n ? s : arena_fmt(a, "%.*s\u00a0%.*s", (int)at, s.p, STRF(str_from(s, at + 1)));
}

static str condition(struct arena *a, const struct paper_ballot *b)
{
	if (!b->poll.has_threshold || b->poll.n_candidates == 0)
		return b->remarks.n ? b->remarks : STR_NULL;
	return arena_fmt(a, "Điều kiện: tỷ lệ đồng ý đạt %s%.*s %s (từ %lld phiếu).%s%.*s",
			 b->poll.pass.strict ? "" : "từ ", STRF(unbroken(a, threshold_text(a, b->poll.pass))),
			 poll_base_name(b->poll.pass.base), (long long)b->result.rows[0].needed,
			 b->remarks.n ? " " : "", STRF(b->remarks));
}

static bool is_flag(str title_code)
{
	return str_has_prefix(title_code, S("CTD"));
}

static void put_candidate(struct arena *a, struct value *list, const struct paper_facts *f,
			  const struct paper_place *places, const struct paper_ballot *b,
			  const struct poll_row *r)
{
	const struct ballot_candidate *c = &b->candidates.at[r->candidate];
	bool all = b->poll.pass.base == POLL_BASE_MEMBERS; /* written opinions count */
	const struct paper_place *place =
	    places && c->unit.set ? papers_place_of(f, places, (unit_id){c->unit.v}) : NULL;
	struct value *v = value_add(a, list, value_map(a));
	value_put_text(a, v, "tên", c->label);
	value_put_int(a, v, "đồng ý", r->yes);
	value_put_int(a, v, "không đồng ý", c->n_no + (all ? c->written_no : 0));
	value_put_int(a, v, "phiếu trắng", c->n_blank + (all ? c->written_blank : 0));
	value_put_num(a, v, "tỷ lệ", r->pct_c);
	bool decided = r->verdict != POLL_ELECTED && str_eq(c->result, S("elected"));
	value_put_text(a, v, "kết quả",
		       decided ? S("Hội nghị quyết định") : str_c(poll_verdict_name(r->verdict)));
	value_put_bool(a, v, "dẫn đầu", place && place->rank == 1 && is_flag(b->ballot.title_code));
}

const char *papers_method(enum poll_method m)
{
	static const char *const methods[POLL_METHOD__N] = {"bỏ phiếu kín", "biểu quyết giơ tay",
							    "lấy ý kiến bằng văn bản"};
	return methods[m];
}

struct value *papers_ballot(struct arena *a, const struct paper_facts *f, const struct paper_place *places,
			    const struct paper_ballot *b)
{
	struct value *v = value_map(a);
	value_put_text(a, v, "nội dung", b->ballot.question);
	value_put_text(a, v, "hình thức", str_c(papers_method(b->ballot.method)));
	value_put_bool(a, v, "bằng phiếu", b->ballot.method == POLL_PAPER);
	value_put_int(a, v, "thành viên", b->ballot.n_members);
	value_put_int(a, v, "có mặt", b->ballot.n_present);
	value_put_int(a, v, "phát ra", b->ballot.n_issued);
	value_put_int(a, v, "thu về", b->ballot.n_returned);
	value_put_int(a, v, "không thu về", b->ballot.n_not_returned);
	value_put_int(a, v, "hợp lệ", b->ballot.n_valid);
	value_put_int(a, v, "không hợp lệ", b->ballot.n_invalid);
	value_put_int(a, v, "ý kiến bằng văn bản", b->ballot.n_written);
	value_put_text(a, v, "điều kiện", condition(a, b));
	value_put_text(a, v, "kết luận", b->result.sentence);
	struct value *list = value_put(a, v, S("ứng viên"), value_list(a));
	for (u32 i = 0; i < b->poll.n_candidates; i++)
		put_candidate(a, list, f, places, b, &b->result.rows[i]);
	return v;
}

/* The names elected to an office, or null. */
static struct value *elected(struct arena *a, const struct paper_facts *f, enum poll_kind kind)
{
	struct sb names = sb_new(a, 1 << 16);
	for (size_t i = 0; i < f->ballots.n; i++) {
		const struct paper_ballot *b = &f->ballots.at[i];
		for (u32 k = 0; b->ballot.kind == kind && k < b->poll.n_candidates; k++) {
			if (b->result.rows[k].verdict != POLL_ELECTED &&
			    !str_eq(b->candidates.at[b->result.rows[k].candidate].result, S("elected")))
				continue;
			sb_put(&names, names.n ? S(", ") : S(""));
			sb_put(&names, b->candidates.at[b->result.rows[k].candidate].label);
		}
	}
	return names.n ? value_text(a, sb_str(&names)) : value_null(a);
}

/* The slips of a nomination as the proposal quotes them. */
static struct value *slip_counts(struct arena *a, const struct ballot *b)
{
	struct value *v = value_map(a);
	value_put_int(a, v, "phát ra", b->n_issued);
	value_put_int(a, v, "thu về", b->n_returned);
	value_put_int(a, v, "hợp lệ", b->n_valid);
	value_put_int(a, v, "không hợp lệ", b->n_invalid);
	return v;
}

static void put_ballots(struct arena *a, struct value *v, const struct paper_facts *f)
{
	const struct paper_place *places = papers_places(a, f);
	struct value *nominate = value_put(a, v, S("bỏ phiếu"), value_list(a));
	struct value *elect = value_put(a, v, S("bầu"), value_list(a));
	struct value *slips = value_null(a);
	for (size_t i = 0; i < f->ballots.n; i++) {
		const struct paper_ballot *b = &f->ballots.at[i];
		bool office = b->ballot.kind == POLL_HEAD || b->ballot.kind == POLL_DEPUTY;
		if (b->ballot.kind == POLL_RESOLUTION)
			continue; /* stands among the decisions */
		value_add(a, office ? elect : nominate, papers_ballot(a, f, places, b));
		if (slips->kind == VALUE_NULL && !office && b->ballot.method == POLL_PAPER)
			slips = slip_counts(a, &b->ballot);
	}
	value_put(a, v, S("phiếu suy tôn"), slips);
	struct value *r = value_put(a, v, S("kết quả bầu"), value_map(a));
	value_put(a, r, S("trưởng"), elected(a, f, POLL_HEAD));
	value_put(a, r, S("phó"), elected(a, f, POLL_DEPUTY));
}

/* The board that the meeting elected; where it is not on record its names are the clerk's to write. */
void papers_put_board(struct arena *a, struct value *v, const struct paper_facts *f)
{
	struct value *list = value_put(a, v, S("ban kiểm phiếu"), value_list(a));
	for (size_t i = 0; i < f->board.n; i++) {
		struct value *m = value_add(a, list, value_map(a));
		value_put_text(a, m, "tên", f->board.at[i].person_name);
		value_put_text(a, m, "chức vụ",
			       f->board.at[i].role == BOARD_HEAD ? S("Trưởng ban") : S("Thành viên"));
	}
}

/* Up to where the journal went: whoever holds the paper can tell whether a later bundle is of the same journal. */
static void put_journal(struct arena *a, struct value *v, const struct journal_entry *line)
{
	struct value *j = value_put(a, v, S("nhật ký"), value_map(a));
	bool is = line->seq > 0;
	str all = arena_fmt(a, "thidua-journal/1 %lld %lld %.*s", (long long)line->chain,
			    (long long)line->seq, STRF(hex_of(a, line->hash.b, SHA256_LEN)));
	value_put(a, j, S("dòng"), is ? value_int(a, line->seq) : value_null(a));
	value_put(a, j, S("mã"), is ? value_text(a, chain_code(a, &line->hash)) : value_null(a));
	value_put(a, j, S("toàn mã"), is ? value_text(a, all) : value_null(a));
}

void papers_put_meeting(struct arena *a, struct value *v, const struct paper_facts *f)
{
	const struct meeting *m = &f->meeting; /* all empty before the meeting is entered */
	struct value *h = value_put(a, v, S("hội nghị"), value_map(a));
	value_put_text(a, h, "tên", str_c(meeting_kind_name(MEETING_YEAR_END)));
	papers_put(a, h, "địa điểm", m->place);
	value_put(a, h, S("ngày"),
		  m->start_at_ms.set ? value_day(a, day_of_ms(m->start_at_ms.v)) : value_null(a));
	papers_put(a, h, "giờ bắt đầu", papers_clock(a, papers_began(f)));
	papers_put(a, h, "giờ kết thúc", papers_clock(a, papers_ended(f)));
	value_put(a, h, S("nội dung"), papers_items(a, f));
	struct value *opinions = value_put(a, h, S("ý kiến"), papers_lines(a, m->opinions));
	value_put(a, h, S("kết luận"), papers_lines(a, m->conclusion));
	papers_put_live(a, h, opinions, f);
	put_person(a, v, "chủ tọa", m->chair_name, m->chair_title);
	put_person(a, v, "thư ký", m->secretary_name, m->secretary_title);
	put_attendance(a, v, f);
	papers_put_board(a, v, f);
	put_ballots(a, v, f);
	put_journal(a, v, &f->line);
}

/* ---- proposal ---- */

static str title_name(struct arena *a, str code)
{
	legal_ballot_list titles = {0};
	legal_titles(a, &titles);
	for (size_t i = 0; i < titles.n; i++)
		if (str_eq(titles.at[i].title_code, code))
			return titles.at[i].title_name;
	return S("danh hiệu khác");
}

/* The vote on a nomination, or NULL when there was none. */
static const struct poll_row *vote_on(const struct paper_facts *f, const struct nomination *n)
{
	for (size_t i = 0; i < f->ballots.n; i++) {
		const struct paper_ballot *b = &f->ballots.at[i];
		if (b->ballot.kind != POLL_NOMINATION || !str_eq(b->ballot.title_code, n->title_code))
			continue;
		for (u32 k = 0; k < b->poll.n_candidates; k++) {
			const struct ballot_candidate *c = &b->candidates.at[b->result.rows[k].candidate];
			if (c->unit.set && c->unit.v == n->unit.v)
				return &b->result.rows[k];
		}
	}
	return NULL;
}

/* Proposed is what was not withdrawn and did not fail in the vote. */
static bool proposed(const struct nomination *n, const struct poll_row *vote)
{
	return !n->withdrawn_at_ms.set &&
	       (vote == NULL || vote->verdict == POLL_ELECTED || vote->verdict == POLL_UNDECIDED);
}

static void put_proposed(struct arena *a, struct value *list, const struct paper_facts *f,
			 const struct paper_place *places, const struct nomination *n,
			 const struct poll_row *vote)
{
	const struct paper_place *place = papers_place_of(f, places, n->unit);
	struct value *v = value_add(a, list, value_map(a));
	value_put_text(a, v, "đơn vị", n->unit_name);
	value_put_text(a, v, "danh hiệu", title_name(a, n->title_code));
	value_put(a, v, S("điểm"), place ? value_num(a, place->total_c) : value_null(a));
	value_put(a, v, S("hạng"), place ? value_int(a, place->rank) : value_null(a));
	value_put_text(a, v, "xếp loại", place ? place->class_name : S(""));
	value_put(a, v, S("đồng ý"), vote ? value_int(a, vote->yes) : value_null(a));
	value_put(a, v, S("tỷ lệ"), vote ? value_num(a, vote->pct_c) : value_null(a));
	value_put_bool(a, v, "dẫn đầu", place && place->rank == 1 && is_flag(n->title_code));
	value_put_text(a, v, "lý do", n->reason);
}

/* The proposed units by title, in order of the titles' first appearance. */
static struct value *by_title(struct arena *a, const struct value *proposals)
{
	struct value *list = value_list(a);
	for (size_t i = 0; i < proposals->items.n; i++) {
		const struct value *p = proposals->items.at[i].value;
		str title = value_get(p, S("danh hiệu"))->text, names = value_get(p, S("đơn vị"))->text;
		i64 n = 1;
		bool first = true;
		for (size_t k = 0; k < proposals->items.n; k++) {
			const struct value *q = proposals->items.at[k].value;
			if (k == i || !str_eq(value_get(q, S("danh hiệu"))->text, title))
				continue;
			first &= k > i;
			n++;
			names =
			    arena_fmt(a, "%.*s, %.*s", STRF(names), STRF(value_get(q, S("đơn vị"))->text));
		}
		if (!first)
			continue;
		struct value *v = value_add(a, list, value_map(a));
		value_put_text(a, v, "tên", title);
		value_put_int(a, v, "số lượng", n);
		value_put_text(a, v, "đơn vị", names);
	}
	return list;
}

void papers_put_proposal(struct arena *a, struct value *v, const struct paper_facts *f)
{
	const struct paper_place *places = papers_places(a, f);
	struct value *p = value_map(a), *list = value_list(a);
	for (size_t i = 0; i < f->nominations.n; i++) {
		const struct nomination *n = &f->nominations.at[i];
		const struct poll_row *vote = vote_on(f, n);
		if (proposed(n, vote))
			put_proposed(a, list, f, places, n, vote);
	}
	value_put_int(a, p, "số lượng", (i64)list->items.n);
	value_put(a, p, S("danh sách"), list);
	value_put(a, v, S("đề nghị"), p);
	value_put(a, v, S("danh hiệu"), by_title(a, list));
}
