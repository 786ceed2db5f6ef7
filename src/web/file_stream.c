/* Files between the network and the database, one chunk at a time both ways. */
#include <unistd.h>

#include "base/log.h"
#include "jobs/act_setting.h"
#include "store/store_file.h"
#include "web/app.h"
#include "web/page_trust.h"

/* ---- in ---- */

static td_rc read_upload(void *ctx, i64 at, char *p, size_t n)
{
	const struct form_file *f = ctx;
	size_t have = 0;
	while (have < n) {
		ssize_t got = pread(f->fd, p + have, n - have, (off_t)(at + (i64)have));
		if (got <= 0)
			return TD_IO;
		have += (size_t)got;
	}
	return TD_OK;
}

/* By the name's end; what is not named is given back as bytes. HTML is never among them. */
static const struct {
	const char *end, *type;
	bool shows; /* harmless in a browser's own viewer */
} known[] = {
    {".pdf", "application/pdf", true},
    {".png", "image/png", true},
    {".jpg", "image/jpeg", true},
    {".jpeg", "image/jpeg", true},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", false},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false},
};

static str media_type(str name, bool *shows)
{
	*shows = false;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_has_suffix(name, str_c(known[i].end))) {
			*shows = known[i].shows;
			return str_c(known[i].type);
		}
	return S("application/octet-stream");
}

td_rc page_keep_upload(struct req *r, struct tx *t, const struct form_file *f, str where, file_id *out)
{
	struct form_file copy = *f;
	const struct file_source from = {f->size, read_upload, &copy};
	i64 mib;
	bool shows;
	td_rc rc = setting_int(t, "upload.max_mib", &mib);
	if (rc == TD_OK && f->size > mib * 1024 * 1024)
		return err_add(r->e, TD_INVALID, where, N_("Tệp lớn hơn %lld MB: xin nén hoặc chia nhỏ."),
			       (long long)mib);
	if (rc == TD_OK)
		rc = store_file_take(t, &from, media_type(f->name, &shows), out);
	if (rc == TD_IO)
		err_add(r->e, rc, where, N_("Không đọc được tệp vừa tải lên; hãy thử lại."));
	return rc;
}

struct file_source page_upload_source(struct form_file *f)
{
	return (struct file_source){f->size, read_upload, f};
}

td_rc page_look(struct req *r, const struct form_file *f, struct signature_seen *out)
{
	struct form_file copy = *f;
	const struct file_source from = {f->size, read_upload, &copy};
	struct actor who = {r->user.id.v, r->user.name};
	*out = (struct signature_seen){0};
	if (!f->set || f->size <= 0)
		return TD_OK;
	return signature_look(r->app->cfg.db, r->a, r->e, &who, &from, out);
}

/* ---- out ---- */

/* A stored file never changes, so that each chunk may be read on a snapshot of its own. */
struct outgoing {
	struct http_stream stream;
	struct db *db;
	struct file_row file;
	struct arena *chunk_arena, *hash_arena;
	struct sha256_ctx *hash;
	str chunk;
	i64 ordinal; /* of chunk, −1: none yet */
};

static td_rc read_chunk(struct tx *t, void *ctx)
{
	struct outgoing *o = ctx;
	return store_file_chunk(t, o->file.id, o->ordinal, &o->chunk);
}

static td_rc add_hash(void *ctx)
{
	struct outgoing *o = ctx;
	struct sha256 h;
	if (!o->hash)
		o->hash = sha256_new(o->hash_arena);
	sha256_add(o->hash, o->chunk);
	if (o->ordinal * FILE_CHUNK + (i64)o->chunk.n < o->file.size)
		return TD_OK;
	td_rc rc = sha256_done(o->hash, &h);
	return rc == TD_OK && !bytes_same(h.b, o->file.hash.b, SHA256_LEN) ? TD_CORRUPT : rc;
}

/* The connection is cut before the last bytes of a file whose content is not what was stored. */
static td_rc load_chunk(struct outgoing *o, i64 ordinal)
{
	struct actor nobody = {0};
	arena_reset(o->chunk_arena);
	struct err e = err_new(o->chunk_arena, LANG_VI);
	o->ordinal = ordinal;
	td_rc rc = db_read(o->db, o->chunk_arena, &e, &nobody, read_chunk, o);
	if (rc == TD_OK)
		rc = arena_run(o->hash_arena, add_hash, o);
	if (rc != TD_OK)
		log_warn("file %lld cannot be sent: %d", (long long)o->file.id.v, (int)rc);
	return rc;
}

static i64 read_out(void *ctx, i64 pos, char *p, size_t n)
{
	struct outgoing *o = ctx;
	i64 ordinal = pos / FILE_CHUNK;
	if (ordinal != o->ordinal && load_chunk(o, ordinal) != TD_OK)
		return -1;
	str rest = str_from(o->chunk, (size_t)(pos % FILE_CHUNK));
	size_t take = rest.n < n ? rest.n : n;
	memcpy(p, rest.p, take);
	return (i64)take;
}

static void free_arenas(void *ctx)
{
	struct outgoing *o = ctx;
	arena_free(o->chunk_arena);
	arena_free(o->hash_arena);
}

td_rc page_send_file(struct req *r, file_id id, str name)
{
	struct outgoing *o = NEW(r->a, struct outgoing);
	bool shows;
	td_rc rc = store_file_get(r->tx, id, &o->file);
	if (rc != TD_OK)
		return rc;
	o->db = r->app->cfg.db;
	o->ordinal = -1;
	arena_defer(r->a, free_arenas, o);
	o->chunk_arena = arena_new("file chunk", 4 * FILE_CHUNK);
	o->hash_arena = arena_new("file hash", FILE_CHUNK);
	if (!o->chunk_arena || !o->hash_arena)
		return TD_LIMIT;
	o->stream = (struct http_stream){o->file.size, read_out, o};
	r->stream = &o->stream;
	r->type = media_type(name, &shows);
	r->in_place = r->in_place && shows;
	r->download = name;
	return TD_OK;
}
