#include "office/times.h"

#include <utf8proc.h>

#include "base/utf8.h"

/* Advance widths of the metrics that Times New Roman, Tinos and Liberation Serif share, from ' ' to '~'. */
static const u16 ascii[] = {
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, /* space … / */
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, /* 0 … ? */
    921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, /* @ … O */
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, /* P … _ */
    333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, /* ` … o */
    500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,      /* p … ~ */
};

enum { OTHER = 722 };

/* A letter with marks is as wide as its base letter; đ does not decompose. */
static u32 width(i32 c)
{
	utf8proc_int32_t parts[8];
	int class = 0;
	if (c < ' ')
		return 0;
	if (c > '~' && utf8proc_decompose_char(c, parts, 8, UTF8PROC_DECOMPOSE, &class) > 0)
		c = parts[0];
	if (c == 0x110 || c == 0x111)
		c = c == 0x110 ? 'D' : 'd';
	return c >= ' ' && c <= '~' ? ascii[c - ' '] : OTHER;
}

u32 times_width(str s)
{
	u32 w = 0;
	for (i32 c = utf8_next(&s); c >= 0; c = utf8_next(&s))
		w += width(c);
	return w;
}

u32 times_lines(str s, u32 box)
{
	u32 lines = 1, line = 0, word = 0;
	for (i32 c = utf8_next(&s); c >= 0; c = utf8_next(&s)) {
		if (c == '\n') {
			lines++;
			line = word = 0;
			continue;
		}
		u32 w = width(c);
		word = c == ' ' ? 0 : word + w;
		if (line + w > box && c != ' ') {
			lines++;
			line = word <= box ? word : w;
			word = line;
		} else {
			line += w;
		}
	}
	return lines;
}
