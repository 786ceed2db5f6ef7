/* A year's bundle. Input that begins with a byte below 128 is the files inside, "name\n", their bytes, then a line "%%":
 * a list of files that fits is made, so that what the files say is reached; any other input is the zip file. It is
 * refused with at least one fault, or what was read is written and read again to the same bytes; checking it ends. */
#include <stdlib.h>

#include "bundle/bundle.h"
#include "format/value.h"
#include "office/zip_write.h"
#include "tests/lib/fuzz.h"

enum { FILES_MAX = 60 };

struct input {
	struct arena *a;
	str bytes;
};

static str hex_of_bytes(struct arena *a, str bytes)
{
	struct sha256 h = {{0}};
	return sha256_of(bytes, &h) == TD_OK ? hex_of(a, h.b, SHA256_LEN) : S("");
}

/* The files, and a manifest of them: its other members are the input's file manifest.json, if there is one. */
static str pack(struct arena *a, str rest)
{
	struct zip_part parts[FILES_MAX + 1];
	struct err e = err_new(a, LANG_VI);
	struct value *files = value_list(a), *top = value_map(a);
	const struct value *said = NULL;
	size_t n = 0;
	str zip = STR_NULL;
	while (rest.n && n < FILES_MAX) {
		size_t end = str_find(rest, S("\n%%\n"));
		str one = str_upto(rest, end), name;
		rest = end < rest.n ? str_from(rest, end + 4) : S("");
		if (!str_split(&one, '\n', &name) || name.n == 0 || name.n > 200)
			continue;
		if (str_eq(name, S("manifest.json"))) {
			if (value_from_json(a, one, &e, &said) != TD_OK)
				said = NULL;
			continue;
		}
		struct value *line = value_add(a, files, value_map(a));
		value_put_text(a, line, "name", name);
		value_put_int(a, line, "size", (i64)one.n);
		value_put_text(a, line, "sha256", hex_of_bytes(a, one));
		parts[n++] = (struct zip_part){name, one};
	}
	for (size_t i = 0; said && said->kind == VALUE_MAP && i < said->items.n; i++)
		if (!str_eq(said->items.at[i].key, S("files")))
			value_put(a, top, said->items.at[i].key, said->items.at[i].value);
	value_put(a, top, S("files"), files);
	parts[n++] = (struct zip_part){S("manifest.json"), value_to_json(a, top, VALUE_CANONICAL)};
	return zip_write(a, parts, n, &zip) == TD_OK ? zip : S("");
}

static td_rc one(void *ctx)
{
	const struct input *in = ctx;
	struct err e = err_new(in->a, LANG_VI);
	struct bundle b, again;
	struct bundle_counts n;
	bool files = in->bytes.n && (u8)in->bytes.p[0] < 128 && !bundle_looks_like(in->bytes);
	str zip = files ? pack(in->a, in->bytes) : in->bytes, first, second;
	td_rc rc = bundle_read(in->a, zip, &e, &b);
	if (rc == TD_INVALID && e.n_total == 0)
		abort();
	if (rc != TD_OK)
		return rc == TD_INVALID ? TD_OK : rc;
	rc = bundle_check(in->a, &b, &e, &n);
	if (rc == TD_INVALID && e.n_total == 0)
		abort();
	if (rc != TD_OK)
		return rc == TD_INVALID ? TD_OK : rc;
	rc = bundle_write(in->a, &b, &first);
	if (rc == TD_OK)
		rc = bundle_read(in->a, first, &e, &again);
	if (rc == TD_OK)
		rc = bundle_write(in->a, &again, &second);
	if (rc == TD_INVALID || (rc == TD_OK && !str_eq(first, second)))
		abort();
	return rc;
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	struct input in = {arena_new("fuzz", (size_t)128 << 20), {(const char *)data, size}};
	if (in.a) {
		td_rc rc = arena_run(in.a, one, &in);
		if (rc != TD_OK && rc != TD_LIMIT)
			abort();
	}
	arena_free(in.a);
	return 0;
}
