/* Reading the zip containers that office files are (.xlsx, .docx), from memory. A security boundary: the file comes
 * from outside. Everything the directory shows is checked before a byte is inflated — number of entries, declared
 * sizes, ratio, encryption, entries that overlap, offsets outside the file — and what is declared is enforced again
 * while inflating (size, CRC). Only "stored" and "deflate" are taken. Zip64 is understood.
 * Every refusal puts one sentence into err (where is empty) that says what the file is and what to do. */
#ifndef OFFICE_ZIP_READ_H
#define OFFICE_ZIP_READ_H

#include "base/err.h"

enum {
	ZIP_MAX_FILE = 64 << 20,
	ZIP_MAX_PART = 512 << 20,  /* one entry, inflated */
	ZIP_MAX_TOTAL = 768 << 20, /* all entries, inflated */
	ZIP_MAX_ENTRIES = 2000,
	ZIP_MAX_RATIO = 200,      /* inflated : packed, for entries … */
	ZIP_RATIO_FROM = 1 << 20, /* … above this inflated size */
};

/* What the user meant to give; only the wording of refusals depends on it. */
enum zip_format { ZIP_XLSX, ZIP_DOCX, ZIP_BUNDLE };

struct zip_entry {
	str name;          /* as in the directory, '\' turned into '/' */
	size_t at, packed; /* the packed bytes inside the file */
	size_t size;       /* inflated */
	u32 crc;
	bool deflated; /* else stored */
};

struct zip {
	struct arena *a;
	str bytes; /* the whole file; must outlive the zip */
	struct zip_entry *entries;
	u32 n;
	struct z_stream_s *inflate; /* made at the first use, then reused */
};

/* Reads and checks the directory. TD_INVALID: not a zip (told apart: empty file, OLE2, HTML, PDF), damaged, encrypted
 * or over a limit. */
MUST_CHECK td_rc zip_open(struct arena *a, str bytes, enum zip_format format, struct err *e, struct zip *out);

/* The entry of that name without regard to ASCII case, a leading '/' ignored; NULL if there is none. */
const struct zip_entry *zip_find(const struct zip *z, str name);

/* Streaming one entry. Only one stream of a zip may be open at a time. */
struct zip_stream {
	const struct zip *z;
	const struct zip_entry *entry;
	struct err *e;
	size_t given; /* inflated bytes handed out */
	u32 crc;
	bool ended;
};

struct zip_stream zip_stream_open(struct zip *z, const struct zip_entry *entry, struct err *e);

/* Writes up to cap bytes to p. *n == 0 means the end, reached only when size and CRC are right. TD_INVALID: damaged, or
 * more or fewer bytes than declared. Has the shape of xml_source (xml.h). */
MUST_CHECK td_rc zip_stream_read(void *stream, void *p, size_t cap, size_t *n);

/* A whole entry of at most max bytes onto the zip's arena. TD_INVALID as above or when it is larger. */
MUST_CHECK td_rc zip_read(struct zip *z, const struct zip_entry *entry, size_t max, struct err *e, str *out);

#endif
