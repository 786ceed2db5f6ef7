#include "office/vn_legacy.h"

#include <strings.h>
#include <uchar.h>

#include "base/sb.h"
#include "base/utf8.h"
#include "base/vi.h"

/* TCVN 5712 form 3, U+00A0 to U+00FF in rows of sixteen; '·' is not used. */
static const char32_t tcvn3[] = U"·ĂÂÊÔƠƯĐăâêôơưđ·"
				U"·····àảãáạ·ằẳẵắ·"
				U"······ặầẩẫấậè·ẻẽ"
				U"éẹềểễếệìỉ···ĩíịò"
				U"·ỏõóọồổỗốộờởỡớợù"
				U"·ủũúụừửữứựỳỷỹýỵ·";

enum { GRAVE = 0x300, ACUTE, CIRCUMFLEX, TILDE, BREVE = 0x306, HOOK = 0x309, DOT = 0x323 };

/* VNI writes marks as letters behind the vowel ("aù" is á, "eá" is ế); they become combining marks. */
static const struct {
	char32_t lower, upper;
	char32_t marks[2];
} vni_marks[] = {
    {U'ù', U'Ù', {ACUTE, 0}},
    {U'ø', U'Ø', {GRAVE, 0}},
    {U'û', U'Û', {HOOK, 0}},
    {U'õ', U'Õ', {TILDE, 0}},
    {U'ï', U'Ï', {DOT, 0}},
    {U'â', U'Â', {CIRCUMFLEX, 0}},
    {U'á', U'Á', {CIRCUMFLEX, ACUTE}},
    {U'à', U'À', {CIRCUMFLEX, GRAVE}},
    {U'å', U'Å', {CIRCUMFLEX, HOOK}},
    {U'ã', U'Ã', {CIRCUMFLEX, TILDE}},
    {U'ä', U'Ä', {CIRCUMFLEX, DOT}},
    {U'ê', U'Ê', {BREVE, 0}},
    {U'é', U'É', {BREVE, ACUTE}},
    {U'è', U'È', {BREVE, GRAVE}},
    {U'ú', U'Ú', {BREVE, HOOK}},
    {U'ü', U'Ü', {BREVE, TILDE}},
    {U'ë', U'Ë', {BREVE, DOT}},
};

/* Letters of their own. */
static const struct {
	char32_t from, to;
} vni_letters[] = {
    {U'ñ', U'đ'}, {U'Ñ', U'Đ'}, {U'ö', U'ư'}, {U'Ö', U'Ư'}, {U'ô', U'ơ'}, {U'Ô', U'Ơ'}, {U'æ', U'ỉ'},
    {U'Æ', U'Ỉ'}, {U'ó', U'ĩ'}, {U'Ó', U'Ĩ'}, {U'ò', U'ị'}, {U'Ò', U'Ị'}, {U'î', U'ỵ'}, {U'Î', U'Ỵ'},
};

enum vn_font vn_font_of(str name)
{
	if (name.n > 3 && strncasecmp(name.p, ".vn", 3) == 0)
		return name.p[name.n - 1] == 'H' ? VN_TCVN3_CAPS : VN_TCVN3;
	if (name.n > 4 && strncasecmp(name.p, "vni-", 4) == 0)
		return VN_VNI;
	return VN_UNICODE;
}

static void put(struct sb *b, char32_t c)
{
	if (c < 0x80) {
		sb_byte(b, (char)c);
	} else if (c < 0x800) {
		sb_byte(b, (char)(0xC0 | c >> 6));
		sb_byte(b, (char)(0x80 | (c & 0x3F)));
	} else if (c < 0x10000) {
		sb_byte(b, (char)(0xE0 | c >> 12));
		sb_byte(b, (char)(0x80 | (c >> 6 & 0x3F)));
		sb_byte(b, (char)(0x80 | (c & 0x3F)));
	} else {
		sb_byte(b, (char)(0xF0 | c >> 18));
		sb_byte(b, (char)(0x80 | (c >> 12 & 0x3F)));
		sb_byte(b, (char)(0x80 | (c >> 6 & 0x3F)));
		sb_byte(b, (char)(0x80 | (c & 0x3F)));
	}
}

static void put_tcvn3(struct sb *b, char32_t c)
{
	bool used = c >= 0xA0 && c <= 0xFF && tcvn3[c - 0xA0] != U'·';
	put(b, used ? tcvn3[c - 0xA0] : c);
}

static bool vni_carries_mark(char32_t c)
{
	static const char32_t carriers[] = U"aAeEoOuUyYöÖôÔ";
	for (const char32_t *p = carriers; *p; p++)
		if (*p == c)
			return true;
	return false;
}

static void put_vni(struct sb *b, char32_t before, char32_t c)
{
	for (size_t i = 0; vni_carries_mark(before) && i < sizeof vni_marks / sizeof *vni_marks; i++) {
		if (c != vni_marks[i].lower && c != vni_marks[i].upper)
			continue;
		put(b, vni_marks[i].marks[0]);
		if (vni_marks[i].marks[1])
			put(b, vni_marks[i].marks[1]);
		return;
	}
	for (size_t i = 0; i < sizeof vni_letters / sizeof *vni_letters; i++)
		if (c == vni_letters[i].from)
			c = vni_letters[i].to;
	put(b, c);
}

str vn_to_unicode(struct arena *a, enum vn_font font, str s)
{
	if (font == VN_UNICODE)
		return s;
	struct sb b = sb_new(a, s.n * 4 + 16);
	char32_t before = 0;
	for (i32 c = utf8_next(&s); c >= 0; c = utf8_next(&s)) {
		if (font == VN_VNI)
			put_vni(&b, before, (char32_t)c);
		else
			put_tcvn3(&b, (char32_t)c);
		before = (char32_t)c;
	}
	return font == VN_TCVN3_CAPS ? vi_upper(a, sb_str(&b)) : sb_str(&b);
}
