/* The formats of a tag: what stands behind its bars. */
#include "base/num.h"
#include "base/vi.h"
#include "office/docx_part.h"

td_rc docx_plain(struct arena *a, struct docx_tag *tag, const struct value *v, struct err *e, str *out)
{
	switch (v->kind) {
	case VALUE_NULL:
		*out = S("……");
		return TD_OK;
	case VALUE_BOOL:
		*out = v->b ? S("có") : S("không");
		return TD_OK;
	case VALUE_INT:
		*out = arena_fmt(a, "%s%llu", v->i < 0 ? "−" : "",
				 (unsigned long long)(v->i < 0 ? 0 - (u64)v->i : (u64)v->i));
		return TD_OK;
	case VALUE_NUM:
		*out = num_short(a, v->num_c);
		return TD_OK;
	case VALUE_TEXT:
		*out = v->text;
		return TD_OK;
	case VALUE_DAY:
		*out = day_vi(a, v->day);
		return TD_OK;
	case VALUE_LIST:
	case VALUE_MAP:
	case VALUE__N:
		break;
	}
	if (v->kind == VALUE_LIST)
		docx_fault(tag, e, "Trường «%.*s» là danh sách: dùng {{#%.*s}}…{{/}}.", STRF(tag->raw),
			   STRF(tag->raw));
	else
		docx_fault(tag, e, "Trường «%.*s» là nhóm: ghi tên trường bên trong, ví dụ {{%.*s.…}}.",
			   STRF(tag->raw), STRF(tag->raw));
	return TD_INVALID;
}

/* A point between the thousands of the whole part: "17.020,5". */
static str thousands(struct arena *a, str plain)
{
	const size_t whole = str_find_byte(plain, ',');
	struct sb b = sb_new(a, plain.n * 2);
	for (size_t i = 0; i < plain.n; i++) {
		const bool digits = i && plain.p[i - 1] >= '0' && plain.p[i - 1] <= '9';
		if (digits && i < whole && (whole - i) % 3 == 0)
			sb_byte(&b, '.');
		sb_byte(&b, plain.p[i]);
	}
	return sb_str(&b);
}

/* Hundredths, rounded half away from zero to so many decimals, with exactly that many. */
static str decimals_text(struct arena *a, i64 c, int decimals)
{
	i64 step = decimals == 0 ? 100 : decimals == 1 ? 10 : 1;
	i64 part = c % step;
	i64 half = part * 2;
	c += half >= step ? step - part : -half >= step ? -step - part : -part;
	str s = num_c(a, c);
	if (decimals == 2)
		return s;
	return str_upto(s, s.n - (decimals == 1 ? 1 : 3));
}

static td_rc number_text(struct arena *a, struct docx_tag *tag, const struct value *v, int decimals,
			 struct err *e, str *out)
{
	i64 c;
	if (v->kind == VALUE_NULL)
		return docx_plain(a, tag, v, e, out);
	if (value_as_c(v, &c) != TD_OK) {
		docx_fault(tag, e, "Trường «%.*s» không phải là số.", STRF(tag->raw));
		return TD_INVALID;
	}
	if (decimals >= 0) {
		*out = thousands(a, decimals_text(a, c, decimals));
		return TD_OK;
	}
	struct sb b = sb_new(a, 64);
	num_put_short(&b, c);
	*out = thousands(a, sb_str(&b));
	return TD_OK;
}

/* "ngày bảy tháng một năm hai nghìn không trăm hai mươi sáu"; the fourth month is "tư". */
static str day_words(struct arena *a, struct day d)
{
	str month = d.month == 4 ? S("tư") : vi_words(a, d.month);
	return arena_fmt(a, "ngày %.*s tháng %.*s năm %.*s", STRF(vi_words(a, d.day)), STRF(month),
			 STRF(vi_words(a, d.year)));
}

/* 1 … 3999; empty for other numbers. */
static str roman(struct arena *a, i64 n)
{
	static const struct {
		i64 value;
		const char *letters;
	} steps[] = {{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
		     {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
	struct sb b = sb_new(a, 32);
	if (n < 1 || n > 3999)
		return S("");
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		for (; n >= steps[i].value; n -= steps[i].value)
			sb_put(&b, str_c(steps[i].letters));
	return sb_str(&b);
}

static str written_day(struct arena *a, enum docx_format_kind kind, struct day d)
{
	switch (kind) {
	case FMT_DAY_LONG:
		return day_long(a, d);
	case FMT_DAY_WORDS:
		return day_words(a, d);
	case FMT_MONTH: /* as the long date: a zero before January and February */
		return arena_fmt(a, d.month < 3 ? "tháng %02d năm %d" : "tháng %d năm %d", d.month, d.year);
	case FMT_MONTH_ROMAN:
		return arena_fmt(a, "tháng %.*s năm %d", STRF(roman(a, d.month)), d.year);
	case FMT_QUARTER:
		return arena_fmt(a, "quý %.*s năm %d", STRF(roman(a, (d.month + 2) / 3)), d.year);
	case FMT_YEAR:
		return arena_fmt(a, "%d", d.year);
	default:
		return day_vi(a, d);
	}
}

/* What stands on the line for the clerk where there is no day yet. */
static str unwritten_day(enum docx_format_kind kind)
{
	switch (kind) {
	case FMT_DAY_LONG:
	case FMT_DAY_WORDS:
		return S("ngày … tháng … năm …");
	case FMT_MONTH:
	case FMT_MONTH_ROMAN:
		return S("tháng … năm …");
	case FMT_QUARTER:
		return S("quý … năm …");
	case FMT_YEAR:
		return S("……");
	default:
		return S("…/…/…");
	}
}

static td_rc day_text(struct arena *a, struct docx_tag *tag, const struct value *v,
		      enum docx_format_kind kind, struct err *e, str *out)
{
	struct day d;
	if (v->kind == VALUE_DAY) {
		d = v->day;
	} else if (!docx_truthy(v)) {
		*out = unwritten_day(kind);
		return TD_OK;
	} else if (v->kind != VALUE_TEXT || day_parse_iso(v->text, &d) != TD_OK) {
		docx_fault(tag, e, "Trường «%.*s» không phải là ngày.", STRF(tag->raw));
		return TD_INVALID;
	}
	*out = written_day(a, kind, d);
	return TD_OK;
}

/* A whole number, from a number or the text of one ("tháng" of a list typed by hand). */
static bool whole_of(const struct value *v, i64 *out)
{
	if (v->kind == VALUE_TEXT)
		return str_i64(str_trim(v->text), out) == TD_OK;
	*out = v->kind == VALUE_INT ? v->i : v->kind == VALUE_NUM ? v->num_c / 100 : 0;
	return v->kind == VALUE_INT || (v->kind == VALUE_NUM && v->num_c % 100 == 0);
}

/* "Một triệu đồng chẵn": chẵn when nothing below a thousand is left. */
static str money_words(struct arena *a, i64 dong)
{
	return arena_fmt(a, "%.*s đồng%s", STRF(vi_capital(a, vi_words(a, dong))),
			 dong != 0 && dong % 1000 == 0 ? " chẵn" : "");
}

static str grouped(struct arena *a, i64 n)
{
	struct sb b = sb_new(a, 64);
	num_put_grouped(&b, n);
	return sb_str(&b);
}

static td_rc words_text(struct arena *a, struct docx_tag *tag, const struct docx_format *f,
			const struct value *v, struct err *e, str *out)
{
	i64 n = 0;
	bool part = f->kind == FMT_WORDS && v->kind == VALUE_NUM;
	if (v->kind == VALUE_NULL)
		return docx_plain(a, tag, v, e, out);
	if (!part && !whole_of(v, &n)) {
		docx_fault(tag, e, "Trường «%.*s» không phải là %s.", STRF(tag->raw),
			   v->kind == VALUE_NUM ? "số nguyên" : "số");
		return TD_INVALID;
	}
	if (f->kind == FMT_ROMAN)
		*out = roman(a, n);
	else if (f->kind == FMT_MONEY)
		*out = arena_fmt(a, "%.*s đồng", STRF(grouped(a, n)));
	else if (f->kind == FMT_MONEY_WORDS)
		*out = money_words(a, n);
	else
		*out = part ? vi_words_c(a, v->num_c) : vi_words(a, n);
	if (out->n)
		return TD_OK;
	docx_fault(tag, e, "Số trong trường «%.*s» không viết được bằng số La Mã (chỉ từ 1 đến 3999).",
		   STRF(tag->raw));
	return TD_INVALID;
}

static const struct value *member_of(struct arena *a, const struct value *item, str folded)
{
	for (size_t i = 0; item->kind == VALUE_MAP && i < item->items.n; i++)
		if (str_eq(vi_fold(a, item->items.at[i].key), folded))
			return item->items.at[i].value;
	return NULL;
}

/* "A, B và C". */
static td_rc join_text(struct arena *a, struct docx_tag *tag, const struct docx_format *f,
		       const struct value *v, struct err *e, str *out)
{
	struct sb b = sb_new(a, 1 << 20);
	if (v->kind != VALUE_LIST) {
		docx_fault(tag, e,
			   "Trường «%.*s» không phải là danh sách: định dạng «nối» chỉ dùng cho danh sách.",
			   STRF(tag->raw));
		return TD_INVALID;
	}
	for (size_t i = 0; i < v->items.n; i++) {
		const struct value *item = v->items.at[i].value;
		str text;
		if (f->member.n)
			item = member_of(a, item, f->member);
		if (item == NULL || item->kind == VALUE_MAP || item->kind == VALUE_LIST) {
			docx_fault(tag, e,
				   "Danh sách «%.*s» gồm nhiều trường: ghi tên một trường sau «nối:», ví dụ "
				   "«nối:tên».",
				   STRF(str_upto(tag->raw, str_find_byte(tag->raw, '|'))));
			return TD_INVALID;
		}
		td_rc rc = docx_plain(a, tag, item, e, &text);
		if (rc != TD_OK)
			return rc;
		sb_put(&b, i == 0 ? S("") : i + 1 == v->items.n ? S(" và ") : S(", "));
		sb_put(&b, text);
	}
	*out = b.n ? sb_str(&b) : S("……");
	return TD_OK;
}

td_rc docx_format(struct arena *a, struct docx_tag *tag, const struct docx_format *f, const struct value *v,
		  struct err *e, str *out)
{
	td_rc rc = TD_OK;
	switch (f->kind) {
	case FMT_NUM:
		return number_text(a, tag, v, f->decimals, e, out);
	case FMT_DAY:
	case FMT_DAY_LONG:
	case FMT_DAY_WORDS:
	case FMT_MONTH:
	case FMT_MONTH_ROMAN:
	case FMT_QUARTER:
	case FMT_YEAR:
		return day_text(a, tag, v, f->kind, e, out);
	case FMT_WORDS:
	case FMT_MONEY:
	case FMT_MONEY_WORDS:
	case FMT_ROMAN:
		return words_text(a, tag, f, v, e, out);
	case FMT_JOIN:
		return join_text(a, tag, f, v, e, out);
	case FMT_SIZE:
		docx_fault(tag, e, "Cỡ theo mm chỉ dùng cho ảnh và mã QR: {{@%.*s}}.", STRF(tag->raw));
		return TD_INVALID;
	case FMT_UPPER:
	case FMT_CAPITAL:
	case FMT__N:
		break;
	}
	rc = docx_plain(a, tag, v, e, out);
	if (rc == TD_OK)
		*out = f->kind == FMT_UPPER ? vi_upper(a, *out) : vi_capital(a, *out);
	return rc;
}

/* ---- how they are written ---- */

/* "30", "30 mm", "30x40", "30 x 40 mm". */
static bool parse_size(struct docx_format *out, str s)
{
	if (str_has_suffix(s, S("mm")))
		s = str_trim(str_upto(s, s.n - 2));
	size_t x = str_find_byte(s, 'x');
	u64 width, height = 0;
	if (str_u64(str_trim(str_upto(s, x)), &width) != TD_OK || width < 1 || width > 500)
		return false;
	if (x < s.n &&
	    (str_u64(str_trim(str_from(s, x + 1)), &height) != TD_OK || height < 1 || height > 500))
		return false;
	*out = (struct docx_format){.kind = FMT_SIZE, .mm = {(u32)width, (u32)height}};
	return true;
}

bool docx_format_parse(struct docx_format *out, str folded)
{
	static const struct {
		const char *name;
		enum docx_format_kind kind;
		int decimals;
	} formats[] = {
	    {"so", FMT_NUM, -1},
	    {"so 0", FMT_NUM, 0},
	    {"so 1", FMT_NUM, 1},
	    {"so 2", FMT_NUM, 2},
	    {"ngay", FMT_DAY, 0},
	    {"ngay dai", FMT_DAY_LONG, 0},
	    {"ngay chu", FMT_DAY_WORDS, 0},
	    {"thang", FMT_MONTH, 0},
	    {"thang la ma", FMT_MONTH_ROMAN, 0},
	    {"quy", FMT_QUARTER, 0},
	    {"nam", FMT_YEAR, 0},
	    {"chu", FMT_WORDS, 0},
	    {"tien", FMT_MONEY, 0},
	    {"tien chu", FMT_MONEY_WORDS, 0},
	    {"la ma", FMT_ROMAN, 0},
	    {"noi", FMT_JOIN, 0},
	    {"hoa", FMT_UPPER, 0},
	    {"hoa dau", FMT_CAPITAL, 0},
	};
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (str_eq(str_c(formats[i].name), folded)) {
			*out = (struct docx_format){.kind = formats[i].kind, .decimals = formats[i].decimals};
			return true;
		}
	if (str_has_prefix(folded, S("noi "))) {
		*out = (struct docx_format){.kind = FMT_JOIN, .member = str_from(folded, 4)};
		return true;
	}
	return parse_size(out, folded);
}
