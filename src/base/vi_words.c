#include "base/num.h"
#include "base/vi.h"

static const char *const digits[] = {"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"};

static void put(struct sb *b, const char *word)
{
	if (b->n)
		sb_byte(b, ' ');
	sb_put(b, str_c(word));
}

/* 1–99; after a hundred ("một trăm") a missing ten is "linh". */
static void put_tens(struct sb *b, unsigned v, bool after_hundred)
{
	unsigned ten = v / 10, one = v % 10;
	if (ten == 0 && after_hundred)
		put(b, "linh");
	if (ten == 1)
		put(b, "mười");
	if (ten > 1) {
		put(b, digits[ten]);
		put(b, "mươi");
	}
	if (one == 1 && ten > 1)
		put(b, "mốt");
	else if (one == 5 && ten > 0)
		put(b, "lăm");
	else if (one)
		put(b, digits[one]);
}

/* 1–999; inside a larger number the hundreds are always said. */
static void put_group(struct sb *b, unsigned v, bool inside)
{
	bool hundreds = inside || v >= 100;
	if (hundreds) {
		put(b, digits[v / 100]);
		put(b, "trăm");
	}
	if (v % 100)
		put_tens(b, v % 100, hundreds);
}

/* Groups of three; above them "tỷ" counts again (nghìn tỷ, triệu tỷ, tỷ tỷ). */
static void put_number(struct sb *b, u64 v, bool inside)
{
	static const struct {
		u64 unit;
		const char *name;
	} groups[] = {{1000000, "triệu"}, {1000, "nghìn"}, {1, NULL}};
	const u64 billion = 1000000000;
	if (v >= billion) {
		put_number(b, v / billion, inside);
		put(b, "tỷ");
		inside = true;
		v %= billion;
	}
	for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++) {
		unsigned group = (unsigned)(v / groups[i].unit % 1000);
		if (group == 0)
			continue;
		put_group(b, group, inside);
		if (groups[i].name)
			put(b, groups[i].name);
		inside = true;
	}
}

static void put_whole(struct sb *b, u64 v)
{
	if (v == 0)
		put(b, digits[0]);
	else
		put_number(b, v, false);
}

enum { WORDS_MAX = 1024 };

str vi_words(struct arena *a, i64 v)
{
	struct sb b = sb_new(a, WORDS_MAX);
	if (v < 0)
		put(&b, "âm");
	put_whole(&b, num_abs(v));
	return sb_str(&b);
}

str vi_words_c(struct arena *a, i64 c)
{
	struct sb b = sb_new(a, WORDS_MAX);
	u64 whole = num_abs(c) / 100;
	unsigned part = (unsigned)(num_abs(c) % 100);
	if (c < 0)
		put(&b, "âm");
	put_whole(&b, whole);
	if (part) {
		put(&b, "phẩy");
		if (part < 10)
			put(&b, digits[0]);
		put_tens(&b, part % 10 ? part : part / 10, false);
	}
	return sb_str(&b);
}
