/* thidua api METHOD ADDRESS: one request of the JSON API without a server, through the same checks and the same pages. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/commands.h"
#include "store/db.h"
#include "web/app.h"
#include "web/http_check.h"

enum { MEMORY = 128 << 20, DATA_MAX = 8 << 20, CHUNK = 64 * 1024 };

struct api_args {
	const char *db, *method, *address, *data, *file;
	const char *token; /* THIDUA_TOKEN */
	struct cli *c;
	struct http_req req;
	struct http_resp resp;
};

static void put_header(struct api_args *p, const char *name, str value)
{
	p->req.headers[p->req.n_headers++] = (struct http_header){str_c(name), value};
}

/* "@FILE" is the file's bytes. */
static td_rc read_data(struct api_args *p, str *out)
{
	*out = str_c(p->data ? p->data : "");
	if (out->n == 0 || out->p[0] != '@')
		return TD_OK;
	td_rc rc = cli_read(p->c, p->data + 1, DATA_MAX, out);
	p->c->file = NULL;
	return rc;
}

static void close_file(void *arg)
{
	const struct form_file *f = arg;
	if (f->fd >= 0)
		close(f->fd);
}

/* The file beside the fields, as a browser sends them. */
static td_rc attach(struct api_args *p, str fields)
{
	struct cli *c = p->c;
	struct form *f = NEW(c->a, struct form);
	struct form_file *file = NEW(c->a, struct form_file);
	const char *slash = strrchr(p->file, '/');
	struct stat st = {0};
	td_rc rc = form_decode(c->a, fields, f, &c->e);
	file->fd = -1;
	arena_defer(c->a, close_file, file);
	if (rc == TD_OK)
		file->fd = open(p->file, O_RDONLY | O_CLOEXEC);
	if (rc == TD_OK && (file->fd < 0 || fstat(file->fd, &st) != 0 || !S_ISREG(st.st_mode)))
		rc = err_add(&c->e, TD_IO, str_c(p->file), N_("không đọc được tệp này"));
	if (rc != TD_OK)
		return rc;
	file->set = true;
	file->size = (i64)st.st_size;
	file->name = str_c(slash ? slash + 1 : p->file);
	file->type = S("application/octet-stream");
	VEC_PUSH(c->a, &f->pairs) = (struct form_pair){S("file"), file->name, file};
	p->req.parts = f;
	return TD_OK;
}

static td_rc make_request(struct api_args *p)
{
	struct cli *c = p->c;
	str data, address = str_c(p->address);
	size_t q = str_find_byte(address, '?');
	td_rc rc = read_data(p, &data);
	p->req = (struct http_req){.a = c->a,
				   .method = str_c(p->method),
				   .address = S("127.0.0.1"),
				   .target = str_upto(address, q),
				   .query = q < address.n ? str_from(address, q + 1) : STR_NULL,
				   .headers = NEW_N(c->a, struct http_header, 4),
				   .started_ms = env_system()->now_ms(env_system())};
	if (rc == TD_OK && http_unescape(c->a, p->req.target, false, &p->req.path) != TD_OK)
		rc = err_add(&c->e, TD_INVALID, address, N_("địa chỉ có dấu %% viết sai"));
	put_header(p, "host", S("localhost"));
	put_header(p, "accept-language", cli_lang() == LANG_EN ? S("en") : S("vi"));
	put_header(p, "content-type", p->file ? S("multipart/form-data") : S("application/json"));
	if (p->token)
		put_header(p, "authorization", arena_fmt(c->a, "Bearer %s", p->token));
	if (rc == TD_OK && p->file)
		return attach(p, data);
	p->req.body = data;
	return rc;
}

static td_rc put_answer(struct api_args *p)
{
	const struct http_stream *s = p->resp.stream;
	td_rc rc = TD_OK;
	for (size_t i = 0; rc == TD_OK && i < p->resp.n_pieces; i++)
		rc = cli_put(p->c, p->resp.pieces[i]);
	char *room = s ? NEW_N(p->c->a, char, CHUNK) : NULL;
	for (i64 at = 0; s && rc == TD_OK && at < s->size;) {
		i64 n = s->read(s->ctx, at, room, CHUNK);
		rc = n > 0 ? cli_put(p->c, (str){room, (size_t)n}) : TD_IO;
		at += n;
	}
	return rc;
}

static td_rc rc_of(int status)
{
	static const struct {
		int status;
		td_rc rc;
	} codes[] = {
	    {401, TD_DENIED}, {403, TD_DENIED}, {404, TD_NOT_FOUND}, {409, TD_CONFLICT}, {503, TD_BUSY}};
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (codes[i].status == status)
			return codes[i].rc;
	return status < 400 ? TD_OK : status < 500 ? TD_INVALID : TD_IO;
}

static td_rc ask(struct db *db, void *ctx)
{
	struct api_args *p = ctx;
	struct cli *c = p->c;
	struct app *app = NULL;
	struct app_config cfg = {
	    .db = db, .env = env_system(), .routes = routes, .n_routes = routes_n(), .no_cache = true};
	td_rc rc = app_new(c->a, &cfg, &c->e, &app);
	if (rc == TD_OK)
		rc = make_request(p);
	if (rc != TD_OK)
		return rc;
	struct http_handler h = app_handler(app);
	if (h.head(h.ctx, &p->req, &p->resp).kind != HTTP_ANSWERED)
		h.answer(h.ctx, &p->req, &p->resp);
	rc = put_answer(p);
	td_rc said = rc_of(p->resp.status);
	if (rc == TD_OK && said != TD_OK)
		return err_add(&c->e, said, str_c(p->address), N_("trả lời %d, xem phần in ra"),
			       p->resp.status);
	return rc;
}

static td_rc run(struct cli *c, void *ctx)
{
	struct api_args *p = ctx;
	p->c = c;
	if (p->db == NULL)
		return err_add(&c->e, TD_INVALID, S("--db"),
			       N_("Cho biết cơ sở dữ liệu: --db sqlite:TỆP hoặc biến THIDUA_DB."));
	if (!str_eq(str_c(p->method), S("GET")) && !str_eq(str_c(p->method), S("POST")))
		return err_add(&c->e, TD_INVALID, str_c(p->method), N_("chỉ có: GET hoặc POST"));
	if (!str_has_prefix(str_c(p->address), S("/api/")))
		return err_add(&c->e, TD_INVALID, str_c(p->address), N_("địa chỉ bắt đầu bằng /api/"));
	struct db_config cfg = {.url = str_c(p->db), .mode = DB_USE};
	return db_with(c->a, &cfg, env_system(), &c->e, ask, p);
}

int cmd_api(int argc, char **argv)
{
	struct api_args p = {.db = getenv("THIDUA_DB"), .token = getenv("THIDUA_TOKEN")};
	const char *pos[2];
	const struct cli_option options[] = {
	    {"--db", NULL, &p.db}, {"--data", NULL, &p.data}, {"--file", NULL, &p.file}, {0}};
	if (!cli_parse(argc, argv, options, 2, 2, pos))
		return CLI_USAGE;
	p.method = pos[0];
	p.address = pos[1];
	return cli_run("api", MEMORY, run, &p);
}
