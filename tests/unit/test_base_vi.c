#include <stdlib.h>

#include "base/utf8.h"
#include "base/vi.h"
#include "tests/lib/check.h"

/* The 12 vowels with their tones in dictionary order, small and capital. */
static const char *const vowels[][2] = {
    {"aàảãáạ", "AÀẢÃÁẠ"}, {"ăằẳẵắặ", "ĂẰẲẴẮẶ"}, {"âầẩẫấậ", "ÂẦẨẪẤẬ"}, {"eèẻẽéẹ", "EÈẺẼÉẸ"},
    {"êềểễếệ", "ÊỀỂỄẾỆ"}, {"iìỉĩíị", "IÌỈĨÍỊ"}, {"oòỏõóọ", "OÒỎÕÓỌ"}, {"ôồổỗốộ", "ÔỒỔỖỐỘ"},
    {"ơờởỡớợ", "ƠỜỞỠỚỢ"}, {"uùủũúụ", "UÙỦŨÚỤ"}, {"ưừửữứự", "ƯỪỬỮỨỰ"}, {"yỳỷỹýỵ", "YỲỶỸÝỴ"},
};
enum { N_VOWELS = sizeof vowels / sizeof vowels[0], N_TONES = 6 };

static const char *const tone_marks[N_TONES] = {"", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"};

/* Code point number n of a text. */
static str nth(const char *z, size_t n)
{
	str s = str_c(z), rest = s;
	for (size_t i = 0; i <= n; i++) {
		s = rest;
		utf8_next(&rest);
	}
	return str_upto(s, s.n - rest.n);
}

static str key(const char *z)
{
	return vi_sortkey(check_arena(), str_c(z));
}

static int order(const char *x, const char *y)
{
	int c = str_cmp(key(x), key(y));
	return (c > 0) - (c < 0);
}

CASE(letters_fold_and_rise)
{
	struct arena *a = check_arena();
	static const char plain[] = "aaaeeiooouuy";
	for (size_t v = 0; v < N_VOWELS; v++) {
		for (size_t t = 0; t < N_TONES; t++) {
			str small = nth(vowels[v][0], t), capital = nth(vowels[v][1], t);
			CHECK(str_eq(vi_fold(a, small), (str){&plain[v], 1}));
			CHECK(str_eq(vi_fold(a, capital), (str){&plain[v], 1}));
			CHECK(str_eq(vi_upper(a, small), capital));
			CHECK(str_eq(vi_upper(a, capital), capital));
			CHECK(str_eq(vi_capital(a, small), capital));
		}
	}
	CHECK_STR(vi_fold(a, S("đĐ")), "dd");
	CHECK_STR(vi_upper(a, S("đ")), "Đ");
}

/* The letter without a tone and the tone mark behind it is the same letter. */
CASE(decomposed_is_composed)
{
	struct arena *a = check_arena();
	for (size_t v = 0; v < N_VOWELS; v++) {
		for (size_t t = 0; t < N_TONES; t++) {
			for (size_t up = 0; up < 2; up++) {
				str one = nth(vowels[v][up], t), base = nth(vowels[v][up], 0);
				str two = arena_fmt(a, "%.*s%s", STRF(base), tone_marks[t]);
				CHECK(str_eq(vi_sortkey(a, one), vi_sortkey(a, two)));
				CHECK(str_eq(vi_fold(a, one), vi_fold(a, two)));
			}
		}
	}
	/* all marks loose, in both orders */
	CHECK(str_eq(key("ệ"), key("e\u0323\u0302")));
	CHECK(str_eq(key("ệ"), key("e\u0302\u0323")));
	CHECK(str_eq(key("ựa"), key("u\u031B\u0323a")));
	CHECK(str_eq(key("á"), key("a\u0341"))); /* the deprecated Vietnamese tone mark */
	CHECK_STR(vi_upper(a, S("e\u0302\u0323")), "E\u0302\u0323");
}

CASE(fold)
{
	struct arena *a = check_arena();
	CHECK_STR(vi_fold(a, S("Đặng Văn  Á")), "dang van a");
	CHECK_STR(vi_fold(a, S("  Sở Y tế – TP. Đà Nẵng (cũ) ")), "so y te tp da nang cu");
	CHECK_STR(vi_fold(a, S("Cụm số 10/2026")), "cum so 10 2026");
	CHECK_STR(vi_fold(a, S("…")), "");
	CHECK_STR(vi_fold(a, S("")), "");
	CHECK_STR(vi_fold(a, S("日本 Ñ")), "n");
	CHECK_STR(vi_fold(a, S("a\xff z")), "a z");
}

CASE(sortkey_letters)
{
	static const char *const alphabet[] = {"a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g",
					       "h", "i", "j", "k", "l", "m", "n", "o", "ô", "ơ", "p",
					       "q", "r", "s", "t", "u", "ư", "v", "w", "x", "y", "z"};
	enum { N = sizeof alphabet / sizeof alphabet[0] };
	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k < N; k++)
			CHECK_INT(order(alphabet[i], alphabet[k]), (i > k) - (i < k));
	for (size_t v = 0; v < N_VOWELS; v++)
		for (size_t t = 1; t < N_TONES; t++)
			CHECK(str_cmp(vi_sortkey(check_arena(), nth(vowels[v][0], t - 1)),
				      vi_sortkey(check_arena(), nth(vowels[v][0], t))) < 0);
}

CASE(sortkey_words)
{
	static const char *const sorted[] = {
	    "",           "2 tháng", "9",       "10",     "123456789", "1234567890", "99999999999999999999",
	    "An",         "an ninh", "An Ninh", "Anh",    "Áo",        "Ăn",         "Ân",
	    "ba",         "Ba",      "ba ba",   "bà",     "bả",        "bã",         "bá",
	    "bạ",         "ban",     "Cụm 9",   "Cụm 10", "Cụm 10 A",  "Dương",      "Đặng",
	    "Đỗ",         "hoa",     "hòa",     "hoá",    "họa",       "Tổ A9",      "Tổ A10",
	    "Trần Thị B", "zz",      "Ж",       "日"};
	enum { N = sizeof sorted / sizeof sorted[0] };
	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k < N; k++)
			if (order(sorted[i], sorted[k]) != (i > k) - (i < k))
				check_fail(__FILE__, __LINE__, "«%s» against «%s»: %d", sorted[i], sorted[k],
					   order(sorted[i], sorted[k]));
	CHECK_INT(order("hòa", "hoà"), 0);
	CHECK_INT(order("Cụm 007", "Cụm – 7"), 0);
	CHECK_INT(order("0", "1"), -1);
	CHECK_INT(order("00", "0"), 0);
	CHECK_INT(order("a\xff", "a"), 0);
}

CASE(capitals)
{
	struct arena *a = check_arena();
	CHECK_STR(vi_upper(a, S("Quyết định số 5/qđ-ubnd “về việc”")), "QUYẾT ĐỊNH SỐ 5/QĐ-UBND “VỀ VIỆC”");
	CHECK_STR(vi_upper(a, S("жß日")), "жß日");
	CHECK_STR(vi_upper(a, S("")), "");
	CHECK_STR(vi_capital(a, S("ông nguyễn văn a")), "Ông nguyễn văn a");
	CHECK_STR(vi_capital(a, S("“đơn vị")), "“Đơn vị");
	CHECK_STR(vi_capital(a, S("15 đơn vị")), "15 đơn vị");
	CHECK_STR(vi_capital(a, S("")), "");
	CHECK_STR(vi_capital(a, S("…")), "…");
}

/* ---- the order against a plain model ---- */

struct model_word {
	bool number;
	u64 value;
	size_t letters[8], n, tone;
};
struct model {
	struct model_word words[4];
	size_t n;
	char capitals[32];
	size_t n_capitals;
	char text[128];
};

static const struct {
	const char *small, *capital;
	size_t vowel; /* index + 1 in vowels, 0 for a consonant */
} model_letters[] = {
    {"a", "A", 1}, {"ă", "Ă", 2},  {"â", "Â", 3},  {"b", "B", 0},  {"d", "D", 0}, {"đ", "Đ", 0},
    {"e", "E", 4}, {"ê", "Ê", 5},  {"n", "N", 0},  {"o", "O", 7},  {"ô", "Ô", 8}, {"ơ", "Ơ", 9},
    {"t", "T", 0}, {"u", "U", 10}, {"ư", "Ư", 11}, {"y", "Y", 12},
};

static void model_letter(struct model *m, struct sb *text, struct model_word *w)
{
	size_t l = check_random_below(sizeof model_letters / sizeof model_letters[0]),
	       up = check_random_below(4) == 0;
	w->letters[w->n++] = l;
	m->capitals[m->n_capitals++] = (char)up;
	if (model_letters[l].vowel && w->tone == 0) {
		w->tone = check_random_below(N_TONES);
		sb_put(text, nth(vowels[model_letters[l].vowel - 1][up], w->tone));
	} else {
		sb_put(text, str_c(up ? model_letters[l].capital : model_letters[l].small));
	}
}

static struct model model_random(void)
{
	struct model m = {0};
	struct sb text = sb_new(check_arena(), sizeof m.text - 1);
	m.n = check_random_below(4);
	for (size_t i = 0; i < m.n; i++) {
		struct model_word *w = &m.words[i];
		if (i)
			sb_byte(&text, ' ');
		w->number = check_random_below(4) == 0;
		if (w->number) {
			w->value = check_random() >> check_random_below(64);
			sb_fmt(&text, "%llu", (unsigned long long)w->value);
			continue;
		}
		for (size_t n = 1 + check_random_below(2); n > 0; n--)
			model_letter(&m, &text, w);
	}
	str s = sb_str(&text);
	memcpy(m.text, s.p, s.n);
	return m;
}

#define TRY(x, y)                                  \
	do {                                       \
		if ((x) != (y))                    \
			return (x) < (y) ? -1 : 1; \
	} while (0)

static int model_cmp(const struct model *x, const struct model *y)
{
	for (size_t i = 0; i < x->n && i < y->n; i++) {
		const struct model_word *v = &x->words[i], *w = &y->words[i];
		TRY(!v->number, !w->number);
		TRY(v->value, w->value);
		for (size_t k = 0; k < v->n && k < w->n; k++)
			TRY(v->letters[k], w->letters[k]);
		TRY(v->n, w->n);
		TRY(v->tone, w->tone);
	}
	TRY(x->n, y->n);
	int c = memcmp(x->capitals, y->capitals, sizeof x->capitals);
	return (c > 0) - (c < 0);
}

CASE(sortkey_agrees_with_the_model)
{
	for (int i = 0; i < 20000; i++) {
		struct arena_mark mark = arena_mark(check_arena());
		struct model x = model_random(), y = model_random();
		if (order(x.text, y.text) != model_cmp(&x, &y))
			check_fail(__FILE__, __LINE__, "«%s» against «%s»", x.text, y.text);
		str k = key(x.text);
		for (size_t b = 0; b < k.n; b++)
			if (k.p[b] < ' ' || k.p[b] > '~')
				check_fail(__FILE__, __LINE__, "key of «%s» is not printable ASCII", x.text);
		arena_release(check_arena(), mark);
	}
}

/* ---- words ---- */

CASE(numbers_in_words)
{
	static const struct {
		i64 v;
		const char *words;
	} cases[] = {
	    {0, "không"},
	    {1, "một"},
	    {5, "năm"},
	    {10, "mười"},
	    {11, "mười một"},
	    {15, "mười lăm"},
	    {20, "hai mươi"},
	    {21, "hai mươi mốt"},
	    {24, "hai mươi bốn"},
	    {25, "hai mươi lăm"},
	    {55, "năm mươi lăm"},
	    {100, "một trăm"},
	    {101, "một trăm linh một"},
	    {105, "một trăm linh năm"},
	    {110, "một trăm mười"},
	    {115, "một trăm mười lăm"},
	    {121, "một trăm hai mươi mốt"},
	    {1000, "một nghìn"},
	    {1015, "một nghìn không trăm mười lăm"},
	    {1105, "một nghìn một trăm linh năm"},
	    {10000, "mười nghìn"},
	    {2000005, "hai triệu không trăm linh năm"},
	    {2005000, "hai triệu không trăm linh năm nghìn"},
	    {1000000000, "một tỷ"},
	    {1000000001, "một tỷ không trăm linh một"},
	    {12000000000, "mười hai tỷ"},
	    {1000000000000, "một nghìn tỷ"},
	    {1000000000000000000, "một tỷ tỷ"},
	    {-21, "âm hai mươi mốt"},
	    {INT64_MAX, "chín tỷ hai trăm hai mươi ba triệu ba trăm bảy mươi hai nghìn không trăm ba mươi "
			"sáu tỷ tám trăm "
			"năm mươi bốn triệu bảy trăm bảy mươi lăm nghìn tám trăm linh bảy"},
	    {INT64_MIN,
	     "âm chín tỷ hai trăm hai mươi ba triệu ba trăm bảy mươi hai nghìn không trăm ba mươi sáu tỷ tám "
	     "trăm năm mươi bốn triệu bảy trăm bảy mươi lăm nghìn tám trăm linh tám"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		CHECK_STR(vi_words(check_arena(), cases[i].v), cases[i].words);
}

CASE(points_in_words)
{
	struct arena *a = check_arena();
	CHECK_STR(vi_words_c(a, 9875), "chín mươi tám phẩy bảy mươi lăm");
	CHECK_STR(vi_words_c(a, 950), "chín phẩy năm");
	CHECK_STR(vi_words_c(a, 905), "chín phẩy không năm");
	CHECK_STR(vi_words_c(a, 910), "chín phẩy một");
	CHECK_STR(vi_words_c(a, 911), "chín phẩy mười một");
	CHECK_STR(vi_words_c(a, 10000), "một trăm");
	CHECK_STR(vi_words_c(a, 0), "không");
	CHECK_STR(vi_words_c(a, -25), "âm không phẩy hai mươi lăm");
	CHECK(vi_words_c(a, INT64_MIN).n > 0);
}

/* Reads words back; the inverse of vi_words(), written apart from it. */
static u64 read_small(str *rest)
{
	static const char *const digits[] = {"không", "một", "hai", "ba",  "bốn",
					     "năm",   "sáu", "bảy", "tám", "chín"};
	u64 v = 0, last = 0;
	str word, ahead = *rest;
	while (str_split(&ahead, ' ', &word)) {
		bool known = true;
		if (str_eq(word, S("trăm"))) {
			v = last * 100;
			last = 0;
		} else if (str_eq(word, S("mươi"))) {
			v += last * 10;
			last = 0;
		} else if (str_eq(word, S("mười"))) {
			v += 10;
		} else if (str_eq(word, S("mốt"))) {
			last = 1;
		} else if (str_eq(word, S("lăm"))) {
			last = 5;
		} else if (!str_eq(word, S("linh"))) {
			known = false;
			for (u64 d = 0; d < 10; d++)
				if (str_eq(word, str_c(digits[d]))) {
					last = d;
					known = true;
				}
		}
		if (!known)
			break;
		*rest = ahead;
	}
	return v + last;
}

static u64 read_words(str s)
{
	u64 total = 0, below = 0;
	while (s.p) {
		u64 v = read_small(&s);
		str word;
		bool more = true;
		while (more && str_split(&s, ' ', &word)) {
			str ahead = s, next;
			if (str_eq(word, S("tỷ"))) {
				total = (total + below + v) * 1000000000;
				below = v = 0;
			} else {
				v *= str_eq(word, S("triệu")) ? 1000000 : 1000;
			}
			more =
			    str_split(&ahead, ' ', &next) &&
			    (str_eq(next, S("tỷ")) || str_eq(next, S("triệu")) || str_eq(next, S("nghìn")));
		}
		below += v;
	}
	return total + below;
}

CASE(words_read_back)
{
	for (int i = 0; i < 20000; i++) {
		struct arena_mark mark = arena_mark(check_arena());
		i64 v = (i64)(check_random() >> (1 + check_random_below(63)));
		if (check_random_below(2))
			v -= v % 1000000;
		str words = vi_words(check_arena(), v);
		if (read_words(words) != (u64)v)
			check_fail(__FILE__, __LINE__, "%lld is «%.*s»", (long long)v, STRF(words));
		arena_release(check_arena(), mark);
	}
}
