#include "store/store_file.h"

#include "store/q_file.h"
#include "store/util.h"

static td_rc next_chunk(const struct file_source *from, i64 at, char *p, str *out)
{
	i64 n = from->size - at < FILE_CHUNK ? from->size - at : FILE_CHUNK;
	*out = (str){p, (size_t)n};
	return from->read(from->ctx, at, p, (size_t)n);
}

static td_rc hash_source(struct tx *t, const struct file_source *from, char *p, struct sha256 *hash)
{
	struct sha256_ctx *h = sha256_new(t->a);
	for (i64 at = 0; at < from->size; at += FILE_CHUNK) {
		str bytes;
		td_rc rc = next_chunk(from, at, p, &bytes);
		if (rc != TD_OK)
			return rc;
		sha256_add(h, bytes);
	}
	return sha256_done(h, hash);
}

static td_rc put_chunks(struct tx *t, file_id id, const struct file_source *from, char *p)
{
	for (i64 at = 0; at < from->size; at += FILE_CHUNK) {
		str bytes;
		td_rc rc = next_chunk(from, at, p, &bytes);
		if (rc == TD_OK)
			rc = q_file_chunk_add(t, id.v, at / FILE_CHUNK, bytes, NULL);
		if (rc != TD_OK)
			return rc;
	}
	return TD_OK;
}

td_rc store_file_take(struct tx *t, const struct file_source *from, str media_type, file_id *out)
{
	struct sha256 hash;
	struct q_file_by_hash_row same;
	struct q_file_add_row added;
	if (from->size > FILE_MAX)
		return err_add(t->e, TD_LIMIT, S("file"), N_("Tệp lớn hơn 64 MiB: xin nén hoặc chia nhỏ."));
	char *p = arena_alloc(t->a, FILE_CHUNK);
	td_rc rc = hash_source(t, from, p, &hash);
	if (rc == TD_OK)
		rc = q_file_by_hash(t, store_hash_bytes(&hash), &same);
	if (rc == TD_OK)
		out->v = same.id;
	if (rc != TD_NOT_FOUND)
		return rc;
	rc = q_file_add(t, store_hash_bytes(&hash), from->size, media_type, t->now_ms, &added);
	if (rc != TD_OK)
		return rc;
	out->v = added.id;
	return put_chunks(t, *out, from, p);
}

static td_rc read_bytes(void *ctx, i64 at, char *p, size_t n)
{
	const str *bytes = ctx;
	memcpy(p, bytes->p + at, n);
	return TD_OK;
}

td_rc store_file_put(struct tx *t, str bytes, str media_type, file_id *out)
{
	const struct file_source from = {(i64)bytes.n, read_bytes, &bytes};
	return store_file_take(t, &from, media_type, out);
}

td_rc store_file_get(struct tx *t, file_id id, struct file_row *out)
{
	struct q_file row;
	td_rc rc = q_file_get(t, id.v, &row);
	if (rc == TD_OK)
		*out = (struct file_row){
		    {row.id}, store_hash(row.hash), row.size, row.media_type, row.created_at};
	return rc;
}

td_rc store_file_chunk(struct tx *t, file_id id, i64 ordinal, str *bytes)
{
	struct q_file_chunk_get_row row;
	td_rc rc = q_file_chunk_get(t, id.v, ordinal, &row);
	if (rc == TD_OK)
		*bytes = row.bytes;
	return rc;
}

/* Chunk by chunk into b, so that only one is held twice. */
static td_rc gather(struct tx *t, file_id id, struct sb *b)
{
	td_rc rc = TD_OK;
	for (i64 k = 0; rc == TD_OK; k++) {
		str chunk;
		rc = store_file_chunk(t, id, k, &chunk);
		if (rc == TD_OK)
			sb_put(b, chunk);
	}
	return rc == TD_NOT_FOUND ? TD_OK : rc;
}

static td_rc same_hash(struct tx *t, const struct file_row *f, const struct sha256 *hash)
{
	if (bytes_same(hash->b, f->hash.b, SHA256_LEN))
		return TD_OK;
	return err_add(t->e, TD_CORRUPT, arena_fmt(t->a, "file/%lld", (long long)f->id.v),
		       N_("Tệp đã lưu bị hỏng: nội dung không khớp mã băm."));
}

td_rc store_file_check(struct tx *t, file_id id)
{
	struct file_row f;
	struct sha256 hash;
	str chunk;
	td_rc rc = store_file_get(t, id, &f);
	if (rc != TD_OK)
		return rc;
	struct sha256_ctx *c = sha256_new(t->a);
	for (i64 k = 0; rc == TD_OK; k++) {
		struct arena_mark m = arena_mark(t->a);
		rc = store_file_chunk(t, id, k, &chunk);
		if (rc == TD_OK)
			sha256_add(c, chunk);
		arena_release(t->a, m);
	}
	rc = rc == TD_NOT_FOUND ? sha256_done(c, &hash) : rc;
	return rc == TD_OK ? same_hash(t, &f, &hash) : rc;
}

td_rc store_file_read(struct tx *t, file_id id, str *bytes)
{
	struct file_row f;
	struct sha256 hash;
	td_rc rc = store_file_get(t, id, &f);
	if (rc != TD_OK)
		return rc;
	struct sb b = sb_new(t->a, FILE_MAX + FILE_CHUNK);
	sb_reserve(&b, (size_t)f.size + 1);
	rc = gather(t, id, &b);
	if (rc == TD_OK)
		rc = sha256_of(*bytes = sb_str(&b), &hash);
	return rc == TD_OK ? same_hash(t, &f, &hash) : rc;
}
