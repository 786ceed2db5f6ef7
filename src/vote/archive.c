#include "vote/archive.h"
#include "vote/tree.h"

/* ---- headers ---- */

enum { NAME_MAX_LEN = 100, SIZE_AT = 124, SIZE_LEN = 11, SUM_AT = 148, SUM_LEN = 8 };

static const struct {
	size_t at;
	str text;
} header_constants[] = {{100, {"0000644", 8}}, {108, {"0000000", 8}}, {116, {"0000000", 8}}, {156, {"0", 1}}};

static void header_make(str name, size_t size, i64 mtime, char out[ARCHIVE_BLOCK])
{
	unsigned sum = 0;
	memset(out, 0, ARCHIVE_BLOCK);
	memcpy(out, name.p, name.n);
	for (size_t i = 0; i < sizeof header_constants / sizeof *header_constants; i++)
		memcpy(out + header_constants[i].at, header_constants[i].text.p, header_constants[i].text.n);
	snprintf(out + SIZE_AT, SIZE_LEN + 1, "%011zo", size);
	snprintf(out + SIZE_AT + SIZE_LEN + 1, SIZE_LEN + 1, "%011llo", (unsigned long long)mtime);
	memset(out + SUM_AT, ' ', SUM_LEN);
	for (size_t i = 0; i < ARCHIVE_BLOCK; i++)
		sum += (u8)out[i];
	snprintf(out + SUM_AT, SUM_LEN - 1, "%06o", sum & 0777777);
}

static bool header_size(const char *header, size_t *out)
{
	size_t n = 0;
	for (size_t i = SIZE_AT; i < SIZE_AT + SIZE_LEN; i++) {
		if (header[i] < '0' || header[i] > '7')
			return false;
		n = n * 8 + (size_t)(header[i] - '0');
	}
	*out = n;
	return n <= ARCHIVE_MAX_BYTES;
}

static bool all_zero(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != 0)
			return false;
	return true;
}

/* ---- reading ---- */

/* The record at *at: its name and data; *at moves behind it. Everything but the time of the header is checked here. */
static td_rc next(str bytes, size_t *at, struct finding *f, str *name, str *data)
{
	str rest = str_from(bytes, *at);
	size_t size, room;
	if (rest.n < ARCHIVE_BLOCK)
		return finding_set(f, FINDING_ARCHIVE_TRUNCATED);
	if (all_zero(str_upto(rest, ARCHIVE_BLOCK)))
		return finding_set(f, FINDING_ARCHIVE_TRAILING);
	if (!header_size(rest.p, &size))
		return finding_set(f, FINDING_ARCHIVE_HEADER);
	*name = str_upto(rest, str_find_byte(str_upto(rest, NAME_MAX_LEN), 0));
	rest = str_from(rest, ARCHIVE_BLOCK);
	room = (size + ARCHIVE_BLOCK - 1) / ARCHIVE_BLOCK * ARCHIVE_BLOCK;
	if (rest.n < room)
		return finding_set(f, FINDING_ARCHIVE_TRUNCATED);
	*data = str_upto(rest, size);
	if (!all_zero(str_from(str_upto(rest, room), size)))
		return finding_set(f, FINDING_ARCHIVE_PADDING);
	*at += ARCHIVE_BLOCK + room;
	return TD_OK;
}

static td_rc check_header(const char *header, str name, size_t size, i64 mtime, struct finding *f)
{
	char want[ARCHIVE_BLOCK];
	header_make(name, size, mtime, want);
	return memcmp(header, want, sizeof want) == 0 ? TD_OK : finding_set(f, FINDING_ARCHIVE_HEADER);
}

static td_rc read_first(struct arena *a, str bytes, size_t *at, struct finding *f, i64 *timestamp)
{
	str name = {0}, data = {0};
	const struct value *v;
	td_rc rc = next(bytes, at, f, &name, &data);
	if (rc != TD_OK)
		return rc;
	if (!str_eq(name, S("BELENIOS")) || (v = tree_read(a, data)) == NULL)
		return finding_set(f, FINDING_ARCHIVE_FIRST);
	const struct value *version = value_get(v, S("version")), *time = value_get(v, S("timestamp"));
	if (version == NULL || version->kind != VALUE_INT || version->i != 1 || time == NULL ||
	    time->kind != VALUE_TEXT || str_i64(time->text, timestamp) != TD_OK || *timestamp < 0 ||
	    *timestamp >= (i64)1 << (3 * SIZE_LEN))
		return finding_set(f, FINDING_ARCHIVE_FIRST);
	return check_header(bytes.p, name, data.n, *timestamp, f);
}

static td_rc name_record(struct arena *a, str name, struct finding *f, struct record *r)
{
	struct sha256 h;
	if (sha256_of(r->data, &h) != TD_OK)
		arena_fail(a);
	r->hex = hex_of(a, h.b, sizeof h.b);
	r->event = str_has_suffix(name, S(".event.json"));
	str suffix = r->event ? S(".event.json") : S(".data.json");
	return str_has_prefix(name, r->hex) && str_eq(str_from(name, ARCHIVE_HEX), suffix)
		   ? TD_OK
		   : finding_set(f, FINDING_ARCHIVE_NAME);
}

td_rc archive_read(struct arena *a, str bytes, struct finding *f, struct archive *out)
{
	size_t at = 0;
	VEC(struct record) records = {0};
	*out = (struct archive){.by_hex = map_new(a)};
	f->record = 1;
	if (bytes.n > ARCHIVE_MAX_BYTES)
		return finding_set(f, FINDING_ARCHIVE_SIZE);
	td_rc rc = read_first(a, bytes, &at, f, &out->timestamp);
	while (rc == TD_OK && at < bytes.n) {
		size_t start = at;
		str name = {0};
		f->record++;
		if (records.n == ARCHIVE_MAX_RECORDS)
			return finding_set(f, FINDING_ARCHIVE_SIZE);
		struct record *r = &VEC_PUSH(a, &records);
		rc = next(bytes, &at, f, &name, &r->data);
		if (rc == TD_OK)
			rc = check_header(bytes.p + start, name, r->data.n, out->timestamp, f);
		if (rc == TD_OK)
			rc = name_record(a, name, f, r);
		r->end = at;
	}
	if (rc != TD_OK)
		return rc;
	out->at = records.at;
	out->n = records.n;
	for (size_t i = 0; i < out->n; i++) {
		f->record = i + 2;
		if (map_set(&out->by_hex, out->at[i].hex, &out->at[i]) != NULL)
			return finding_set(f, FINDING_ARCHIVE_REPEATED);
	}
	f->record = 0;
	return TD_OK;
}

td_rc archive_event_read(struct arena *a, str json, struct finding *f, struct event *out)
{
	const struct value *v;
	*out = (struct event){0};
	if ((v = tree_read(a, json)) == NULL || v->kind != VALUE_MAP)
		return finding_set(f, FINDING_EVENT_FORM);
	const struct value *parent = value_get(v, S("parent")), *height = value_get(v, S("height"));
	const struct value *type = value_get(v, S("type")), *payload = value_get(v, S("payload"));
	if (height == NULL || height->kind != VALUE_INT || type == NULL || type->kind != VALUE_TEXT ||
	    (parent != NULL && parent->kind != VALUE_TEXT) ||
	    (payload != NULL && payload->kind != VALUE_TEXT))
		return finding_set(f, FINDING_EVENT_FORM);
	out->parent = parent ? parent->text : STR_NULL;
	out->height = height->i;
	out->type = type->text;
	out->payload = payload ? payload->text : STR_NULL;
	return TD_OK;
}

/* ---- writing ---- */

static void put_record(struct archive_writer *w, str name, str data)
{
	char *p = sb_reserve(&w->out, ARCHIVE_BLOCK);
	header_make(name, data.n, w->timestamp, p);
	sb_grew(&w->out, ARCHIVE_BLOCK);
	sb_put(&w->out, data);
	while (w->out.n % ARCHIVE_BLOCK != 0)
		sb_byte(&w->out, 0);
}

static str put_named(struct archive_writer *w, str data, const char *suffix)
{
	struct sha256 h;
	struct arena *a = w->out.a;
	if (sha256_of(data, &h) != TD_OK)
		arena_fail(a);
	str hex = hex_of(a, h.b, sizeof h.b);
	put_record(w, arena_fmt(a, "%.*s.%s.json", STRF(hex), suffix), data);
	return hex;
}

struct archive_writer archive_begin(struct arena *a, i64 timestamp)
{
	struct archive_writer w = {sb_new(a, ARCHIVE_MAX_BYTES), timestamp, 0, STR_NULL};
	put_record(&w, S("BELENIOS"),
		   arena_fmt(a, "{\"version\":1,\"timestamp\":\"%lld\"}", (long long)timestamp));
	return w;
}

str archive_put(struct archive_writer *w, str data)
{
	return put_named(w, data, "data");
}

void archive_put_record(struct archive_writer *w, str bytes, bool event)
{
	put_named(w, bytes, event ? "event" : "data");
}

str archive_event_text(struct arena *a, str parent, i64 height, str type, str payload)
{
	str head = parent.p ? arena_fmt(a, "\"parent\":\"%.*s\",", STRF(parent)) : S("");
	str tail = payload.p ? arena_fmt(a, ",\"payload\":\"%.*s\"", STRF(payload)) : S("");
	return arena_fmt(a, "{%.*s\"height\":%lld,\"type\":\"%.*s\"%.*s}", STRF(head), (long long)height,
			 STRF(type), STRF(tail));
}

void archive_put_event(struct archive_writer *w, str type, str payload)
{
	str json = archive_event_text(w->out.a, w->parent, w->height, type, payload);
	w->parent = put_named(w, json, "event");
	w->height++;
}
