#include "office/zip_write.h"

#include <zip.h>

enum {
	LEVEL = 6,
	DOS_DATE_1980_01_01 = 1 << 5 | 1, /* the first day a zip can hold */
};

static td_rc rc_of(const zip_error_t *e)
{
	return zip_error_code_zip(e) == ZIP_ER_MEMORY ? TD_LIMIT : TD_IO;
}

static td_rc add_part(zip_t *z, const struct zip_part *p)
{
	zip_source_t *s = zip_source_buffer(z, p->bytes.p, p->bytes.n, 0);
	if (s == NULL)
		return rc_of(zip_get_error(z));
	zip_int64_t at = zip_file_add(z, p->name.p, s, ZIP_FL_ENC_UTF_8);
	if (at < 0) {
		zip_source_free(s);
		return rc_of(zip_get_error(z));
	}
	if (zip_set_file_compression(z, (zip_uint64_t)at, ZIP_CM_DEFLATE, LEVEL) != 0 ||
	    zip_file_set_dostime(z, (zip_uint64_t)at, 0, DOS_DATE_1980_01_01, 0) != 0)
		return rc_of(zip_get_error(z));
	return TD_OK;
}

/* What zip_close() left in the buffer behind src. */
static td_rc read_back(struct arena *a, zip_source_t *src, str *out)
{
	zip_stat_t st;
	if (zip_source_stat(src, &st) != 0 || zip_source_open(src) != 0)
		return rc_of(zip_source_error(src));
	char *p = arena_alloc(a, (size_t)st.size + 1);
	zip_int64_t n = zip_source_read(src, p, st.size);
	zip_source_close(src);
	*out = (str){p, (size_t)st.size};
	return n >= 0 && (zip_uint64_t)n == st.size ? TD_OK : TD_IO;
}

static td_rc write_parts(zip_source_t *src, const struct zip_part *parts, size_t n)
{
	zip_error_t ze;
	zip_error_init(&ze);
	zip_t *z = zip_open_from_source(src, ZIP_TRUNCATE, &ze);
	if (z == NULL)
		return rc_of(&ze);
	zip_source_keep(src); /* zip_close() drops one reference */
	td_rc rc = TD_OK;
	for (size_t i = 0; i < n && rc == TD_OK; i++)
		rc = add_part(z, &parts[i]);
	if (rc == TD_OK && zip_close(z) == 0)
		return TD_OK;
	if (rc == TD_OK)
		rc = rc_of(zip_get_error(z));
	zip_discard(z);
	return rc;
}

static void drop_source(void *hold)
{
	zip_source_t **src = hold;
	zip_source_free(*src);
	*src = NULL;
}

td_rc zip_write(struct arena *a, const struct zip_part *parts, size_t n, str *out)
{
	zip_source_t **src = NEW(a, zip_source_t *);
	arena_defer(a, drop_source, src); /* an allocation below may unwind */
	struct zip_part *named = NEW_N(a, struct zip_part, n + 1);
	for (size_t i = 0; i < n; i++)
		named[i] = (struct zip_part){arena_str(a, parts[i].name), parts[i].bytes};
	zip_error_t ze;
	zip_error_init(&ze);
	*src = zip_source_buffer_create(NULL, 0, 0, &ze);
	if (*src == NULL)
		return rc_of(&ze);
	td_rc rc = write_parts(*src, named, n);
	if (rc == TD_OK)
		rc = read_back(a, *src, out);
	drop_source(src);
	return rc;
}
