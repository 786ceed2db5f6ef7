#include "domain/contradict.h"

#include "base/num.h"
#include "base/vi.h"

enum { MAX_FINDINGS = 100, MAX_TOKENS = 400, SHOWN = 120 };

/* A sentence as folded words: "Cục Thuế đạt 98,75 điểm" → cuc thue dat 98 75 diem. */
struct sentence {
	struct arena *a;
	const struct contradict_facts *f;
	contradiction_list *out;
	str text;
	str w[MAX_TOKENS];
	size_t n;
};

static void split(struct sentence *s)
{
	str rest = vi_fold(s->a, s->text), word;
	s->n = 0;
	while (s->n < MAX_TOKENS && str_split(&rest, ' ', &word))
		if (word.n)
			s->w[s->n++] = word;
}

static bool is(const struct sentence *s, size_t at, const char *words)
{
	str rest = str_c(words), word;
	for (; str_split(&rest, ' ', &word); at++)
		if (at >= s->n || !str_eq(s->w[at], word))
			return false;
	return true;
}

static bool holds(const struct sentence *s, const char *words)
{
	for (size_t i = 0; i < s->n; i++)
		if (is(s, i, words))
			return true;
	return false;
}

static bool number_at(const struct sentence *s, size_t at, i64 *out)
{
	return at < s->n && s->w[at].n < 10 && str_i64(s->w[at], out) == TD_OK;
}

/* "chín" of counts up to twenty. */
static bool count_at(struct sentence *s, size_t at, i64 *out)
{
	if (number_at(s, at, out))
		return true;
	for (i64 i = 1; at < s->n && i <= 10; i++)
		if (i != 5 && str_eq(s->w[at], vi_fold(s->a, vi_words(s->a, i)))) { /* năm is a year, too */
			*out = i;
			return true;
		}
	return false;
}

static void find(struct sentence *s, str typed, str truth)
{
	size_t n = s->text.n < SHOWN ? s->text.n : SHOWN;
	while (n < s->text.n && n && ((unsigned char)s->text.p[n] & 0xc0) == 0x80)
		n--;
	if (s->out->n < MAX_FINDINGS)
		VEC_PUSH(s->a, s->out) = (struct contradiction){
		    arena_fmt(s->a, "%.*s%s", (int)n, s->text.p, n < s->text.n ? "…" : ""), typed, truth};
}

/* ---- counts ---- */

static void members(struct sentence *s, i64 n)
{
	if (n != (i64)s->f->n_units)
		find(s, arena_fmt(s->a, "%lld đơn vị thành viên", (long long)n),
		     arena_fmt(s->a, "%zu đơn vị thành viên", s->f->n_units));
}

/* Somebody who comes late is not there at the opening. */
static void present(struct sentence *s, i64 n)
{
	bool opening = s->f->n_opening.set && holds(s, "khai mac");
	struct opt_i64 true_n = opening ? s->f->n_opening : s->f->n_present;
	if (true_n.set && n != true_n.v)
		find(s, arena_fmt(s->a, "%lld đơn vị có mặt", (long long)n),
		     arena_fmt(s->a, "%lld đơn vị có mặt", (long long)true_n.v));
}

/* Who came: not "2 đơn vị vắng mặt" nor "3 đơn vị dẫn đầu". */
static bool about_presence(const struct sentence *s)
{
	return (holds(s, "co mat") || holds(s, "du hop") || holds(s, "tham du") || holds(s, "du hoi nghi")) &&
	       !holds(s, "vang");
}

static void counts(struct sentence *s)
{
	i64 n, of;
	for (size_t i = 1; i < s->n; i++) {
		if (!is(s, i, "don vi") || !count_at(s, i - 1, &n))
			continue;
		bool pair = i > 1 && number_at(s, i - 2, &of) && number_at(s, i - 1, &n) && of <= n;
		if (pair && about_presence(s)) {
			present(s, of);
			members(s, n);
		} else if (!pair && is(s, i, "don vi thanh vien")) {
			members(s, n);
		} else if (!pair && about_presence(s)) {
			present(s, n);
		}
	}
}

/* ---- days ---- */

static bool day_at(const struct sentence *s, size_t at, struct day *d)
{
	i64 day, month, year;
	size_t step = is(s, at + 1, "thang") && is(s, at + 3, "nam") ? 2 : 1;
	if (!number_at(s, at, &day) || !number_at(s, at + step, &month) ||
	    !number_at(s, at + 2 * step, &year) || day < 1 || day > 31 || month < 1 || month > 12 ||
	    year < 1900 || year > 2200)
		return false;
	*d = (struct day){(int)year, (int)month, (int)day};
	return true;
}

static void days(struct sentence *s)
{
	struct day d;
	if (s->f->met.year == 0 || !holds(s, "hoi nghi tong ket") || holds(s, "nam truoc"))
		return;
	for (size_t i = 0; i + 1 < s->n; i++)
		if (is(s, i, "ngay") && day_at(s, i + 1, &d) && day_number(d) != day_number(s->f->met))
			find(s, arena_fmt(s->a, "hội nghị tổng kết ngày %.*s", STRF(day_vi(s->a, d))),
			     arena_fmt(s->a, "ngày %.*s", STRF(day_vi(s->a, s->f->met))));
}

/* ---- what is said of a unit ---- */

/* Where its name ends when it begins at `at`; 0: it does not. The longest name wins. */
static size_t unit_at(const struct sentence *s, const str *folded, size_t at, size_t *unit)
{
	size_t best = 0;
	for (size_t u = 0; u < s->f->n_units; u++) {
		str rest = folded[u], word;
		size_t i = at;
		bool whole = rest.n > 0;
		while (whole && str_split(&rest, ' ', &word))
			whole = i < s->n && str_eq(s->w[i++], word);
		if (whole && i - at > best) {
			best = i - at;
			*unit = u;
		}
	}
	return best;
}

/* Points before "điểm": 98 75 → 98,75. */
static bool points_before(const struct sentence *s, size_t from, size_t at, i64 *c)
{
	i64 whole, part = 0;
	if (at < from + 1 || !number_at(s, at - 1, &whole))
		return false;
	bool fraction = at >= from + 2 && s->w[at - 1].n <= 2 && number_at(s, at - 2, &part);
	*c = fraction ? part * 100 + (s->w[at - 1].n == 1 ? whole * 10 : whole) : whole * 100;
	return true;
}

static bool rank_after(const struct sentence *s, size_t at, size_t to, i64 *rank)
{
	static const char *const words[] = {"",    "nhat", "nhi", "ba",   "tu",  "nam",
					    "sau", "bay",  "tam", "chin", "muoi"};
	for (; at < to && (is(s, at, "thu") || is(s, at, "so")); at++)
		;
	if (at >= to)
		return false;
	for (i64 i = 1; i <= 10; i++)
		if (str_eq(s->w[at], str_c(words[i]))) {
			*rank = i;
			return true;
		}
	return number_at(s, at, rank);
}

static void said_of(struct sentence *s, const struct contradict_unit *u, size_t from, size_t to)
{
	i64 c, rank;
	for (size_t i = from; i < to; i++) {
		bool total = is(s, i, "diem") && !is(s, i, "diem thuong") && !is(s, i, "diem cong") &&
			     !is(s, i, "diem tru");
		if (total && u->rank && points_before(s, from, i, &c) && c != u->total_c &&
		    !holds(s, "tieu chi"))
			find(s, arena_fmt(s->a, "%.*s: %.*s điểm", STRF(u->name), STRF(num_short(s->a, c))),
			     arena_fmt(s->a, "%.*s điểm", STRF(num_short(s->a, u->total_c))));
		bool placed =
		    (is(s, i, "hang") || is(s, i, "xep thu") || is(s, i, "dung thu") || is(s, i, "vi tri")) &&
		    u->rank;
		size_t skip = is(s, i, "hang") ? 1 : is(s, i, "vi tri") ? 2 : 1;
		if (placed && rank_after(s, i + skip, to, &rank) && rank != u->rank)
			find(s, arena_fmt(s->a, "%.*s: hạng %lld", STRF(u->name), (long long)rank),
			     arena_fmt(s->a, "hạng %lld", (long long)u->rank));
	}
}

static void units(struct sentence *s, const str *folded)
{
	size_t unit = 0, next = 0, n;
	for (size_t i = 0; i < s->n; i++) {
		n = unit_at(s, folded, i, &unit);
		if (n == 0)
			continue;
		size_t to = i + n;
		while (to < s->n && unit_at(s, folded, to, &next) == 0)
			to++;
		said_of(s, &s->f->units[unit], i + n, to);
		i = to - 1;
	}
}

/* A full stop, semicolon or line ends a sentence; not the point of "98.75" nor of "d.o.". */
static str next_sentence(str *rest)
{
	for (size_t i = 0; i < rest->n; i++) {
		char c = rest->p[i];
		bool ends =
		    c == '\n' || c == ';' ||
		    (c == '.' && (i + 1 == rest->n || rest->p[i + 1] == ' ' || rest->p[i + 1] == '\n'));
		if (!ends)
			continue;
		str s = str_trim(str_upto(*rest, i));
		*rest = str_from(*rest, i + 1);
		return s;
	}
	str s = str_trim(*rest);
	*rest = str_from(*rest, rest->n);
	return s;
}

void contradict_find(struct arena *a, str text, const struct contradict_facts *f, contradiction_list *out)
{
	str *folded = NEW_N(a, str, f->n_units + 1);
	struct sentence *s = NEW(a, struct sentence);
	for (size_t i = 0; i < f->n_units; i++)
		folded[i] = vi_fold(a, f->units[i].name);
	while (text.n) {
		*s = (struct sentence){.a = a, .f = f, .out = out, .text = next_sentence(&text)};
		if (s->text.n == 0 ||
		    str_find_byte(s->text, '\t') < s->text.n) /* rows of tables have no sentences */
			continue;
		split(s);
		counts(s);
		days(s);
		units(s, folded);
	}
}
