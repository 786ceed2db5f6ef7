#include "bundle/bundle.h"
#include "bundle/bundle_fields.h"
#include "format/poll_json.h"
#include "office/zip_write.h"

struct writer {
	struct arena *a;
	VEC(struct zip_part) parts;
	struct value *files; /* of the manifest */
	td_rc rc;
};

static void put_file(struct writer *w, str name, str bytes)
{
	struct sha256 hash = {{0}};
	struct value *line = value_map(w->a);
	td_rc rc = sha256_of(bytes, &hash);
	w->rc = w->rc == TD_OK ? rc : w->rc;
	value_put_text(w->a, line, "name", name);
	value_put_int(w->a, line, "size", (i64)bytes.n);
	value_put_text(w->a, line, "sha256", hex_of(w->a, hash.b, SHA256_LEN));
	value_add(w->a, w->files, line);
	VEC_PUSH(w->a, &w->parts) = (struct zip_part){name, bytes};
}

static void put_json(struct writer *w, str name, const struct value *v)
{
	put_file(w, name, value_to_json(w->a, v, VALUE_PRETTY));
}

static void put_journal(struct writer *w, const chain_list *journal)
{
	for (size_t from = 0; from < journal->n; from += BUNDLE_JOURNAL_PART) {
		struct value *list = value_list(w->a);
		for (size_t i = from; i < journal->n && i < from + BUNDLE_JOURNAL_PART; i++)
			value_add(w->a, list, chain_to_value(w->a, &journal->at[i]));
		put_json(w, arena_fmt(w->a, "journal/%04zu.json", from / BUNDLE_JOURNAL_PART + 1), list);
	}
}

static void put_ranking(struct writer *w, const struct bundle_ranking *r)
{
	const struct ranking_said said = {r->version, r->state, (int)r->stage,
					  hex_of(w->a, r->scheme.b, SHA256_LEN)};
	struct value *v = value_map(w->a), *rows = value_list(w->a);
	fields_write(w->a, v, bundle_ranking_fields, FIELD_ALL_KINDS, &said);
	for (size_t i = 0; i < r->rows.n; i++)
		fields_write(w->a, value_add(w->a, rows, value_map(w->a)), bundle_row_fields, FIELD_ALL_KINDS,
			     &r->rows.at[i]);
	value_put(w->a, v, S("rows"), rows);
	put_file(w, arena_fmt(w->a, "rankings/%lld/figures.json", (long long)r->version), r->figures);
	put_json(w, arena_fmt(w->a, "rankings/%lld/ranking.json", (long long)r->version), v);
}

static void put_poll(struct writer *w, const struct bundle_poll *p)
{
	struct value *v = value_map(w->a);
	value_put_int(w->a, v, "id", p->id);
	value_put_text(w->a, v, "state", p->state);
	value_put(w->a, v, S("poll"), poll_to_value(w->a, &p->poll, p->elected));
	put_json(w, arena_fmt(w->a, "polls/%lld.json", (long long)p->id), v);
}

static void put_papers(struct writer *w, const struct bundle *b)
{
	struct value *list = value_list(w->a);
	for (size_t i = 0; i < b->papers.n; i++)
		fields_write(w->a, value_add(w->a, list, value_map(w->a)), bundle_paper_fields,
			     FIELD_ALL_KINDS, &b->papers.at[i]);
	if (b->papers.n)
		put_json(w, S("papers.json"), list);
}

/* Last, and not in itself: it names all others. */
static void put_manifest(struct writer *w, const struct bundle *b)
{
	const struct sha256 none = {{0}};
	const struct sha256 *head = b->journal.n ? &b->journal.at[b->journal.n - 1].hash : &none;
	const struct manifest_said said = {S(BUNDLE_FORMAT),
					   b->cluster,
					   b->cluster_name,
					   b->year,
					   b->chain,
					   (i64)b->journal.n,
					   hex_of(w->a, head->b, SHA256_LEN)};
	struct value *v = value_map(w->a);
	fields_write(w->a, v, bundle_manifest_fields, FIELD_ALL_KINDS, &said);
	value_put(w->a, v, S("files"), w->files);
	VEC_PUSH(w->a, &w->parts) =
	    (struct zip_part){S(BUNDLE_MANIFEST), value_to_json(w->a, v, VALUE_PRETTY)};
}

td_rc bundle_write(struct arena *a, const struct bundle *b, str *zip)
{
	struct writer w = {.a = a, .files = value_list(a), .rc = TD_OK};
	put_journal(&w, &b->journal);
	for (size_t i = 0; i < b->schemes.n; i++)
		put_file(
		    &w,
		    arena_fmt(a, "schemes/%.*s.json", STRF(hex_of(a, b->schemes.at[i].hash.b, SHA256_LEN))),
		    b->schemes.at[i].json);
	for (size_t i = 0; i < b->rankings.n; i++)
		put_ranking(&w, &b->rankings.at[i]);
	for (size_t i = 0; i < b->polls.n; i++)
		put_poll(&w, &b->polls.at[i]);
	for (size_t i = 0; i < b->votes.n; i++)
		put_file(&w,
			 arena_fmt(a, "votes/%lld/%.*s.bel", (long long)b->votes.at[i].poll,
				   STRF(b->votes.at[i].uuid)),
			 b->votes.at[i].archive);
	put_papers(&w, b);
	put_manifest(&w, b);
	td_rc rc = w.rc == TD_OK ? zip_write(a, w.parts.at, w.parts.n, zip) : w.rc;
	return rc == TD_OK && zip->n > BUNDLE_BYTES_MAX ? TD_LIMIT : rc;
}
