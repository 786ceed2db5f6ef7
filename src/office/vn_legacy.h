/* Text typed before Unicode: fonts of the ABC family (.VnTime, .VnArial …, encoding TCVN3) and VNI fonts (VNI-Times …)
 * show Vietnamese over Latin-1 code points. Old official files are full of them. */
#ifndef OFFICE_VN_LEGACY_H
#define OFFICE_VN_LEGACY_H

#include "base/arena.h"

enum vn_font {
	VN_UNICODE,
	VN_TCVN3,
	VN_TCVN3_CAPS, /* .VnTimeH: shows capitals whatever was typed */
	VN_VNI,
	VN__N
};

/* By the font's name. */
enum vn_font vn_font_of(str font_name);

/* The text in Unicode, not necessarily NFC; s itself for VN_UNICODE. s must be valid UTF-8. */
str vn_to_unicode(struct arena *a, enum vn_font font, str s);

#endif
