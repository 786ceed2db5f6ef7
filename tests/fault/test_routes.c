/* Every allocation of every route failed in turn, once and from then on (decisions 8): ours, SQLite's, jansson's and
 * expat's. Each request begins alike: the site as it was founded, connected, nothing prepared or parsed. No crash, no
 * leak (the sanitizers watch); when the answer is a failure the database is as before, to the last value, when it is
 * what it should be all of it is done; and the application answers the next request. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "office/worker.h"
#include "tests/fault/jobs.h"
#include "tests/fault/site.h"

/* Spreadsheets are written by a child of this very program. */
__attribute__((constructor)) static void be_worker(int argc, char **argv)
{
	if (argc == 3 && str_eq(str_c(argv[1]), S("worker")))
		worker_main(argv[2]);
}

/* ---- a site with one year and one user who may do everything ---- */

struct site {
	struct fixture f;
	struct fixture_year y;
	struct app *app;
	struct http_handler h;
	struct arena *request;
	unsigned n_keys;
	str form; /* of unit a, for its own upload */
};

static td_rc give(struct tx *t, user_id user, enum authz_role role, enum authz_scope scope, i64 id)
{
	struct grant g = {.user = user, .right = {.role = role, .scope = scope, .scope_id = id}};
	return store_grant_add(t, &g);
}

static td_rc sign_in(struct tx *t, void *ctx)
{
	struct site *s = ctx;
	struct session session = {.user = s->y.user.id,
				  .seen_at_ms = t->now_ms,
				  .created_at_ms = t->now_ms,
				  .expires_at_ms = t->now_ms + 3600000};
	td_rc rc = sha256_of(S(TOKEN), &session.token_hash);
	if (rc == TD_OK)
		rc = give(t, s->y.user.id, AUTHZ_ADMIN, SCOPE_SYSTEM, 0);
	if (rc == TD_OK)
		rc = give(t, s->y.user.id, AUTHZ_SECRETARY, SCOPE_CLUSTER, s->y.cluster.id.v);
	if (rc == TD_OK)
		rc = give(t, s->y.user.id, AUTHZ_HEAD, SCOPE_CLUSTER, s->y.cluster.id.v);
	if (rc == TD_OK)
		rc = give(t, s->y.user.id, AUTHZ_LEADER, SCOPE_UNIT, s->y.units[0].id.v);
	return rc == TD_OK ? store_session_add(t, &session) : rc;
}

/* Points of all three units, and the year where they may be entered. */
static td_rc fill(struct tx *t, void *ctx)
{
	struct site *s = ctx;
	td_rc rc = TD_OK;
	for (int u = 0; rc == TD_OK && u < 3; u++) {
		rc = fixture_score(t, &s->y, u, FIXTURE_I1, 3000 + 100 * u);
		if (rc == TD_OK)
			rc = fixture_score(t, &s->y, u, FIXTURE_I2, 1500);
		if (rc == TD_OK)
			rc = fixture_score(t, &s->y, u, FIXTURE_II, 9000);
	}
	struct cluster_year y;
	struct difficulty d = {
	    .year = s->y.year.id, .unit = s->y.units[0].id, .title = S("Vướng"), .body = S("Vướng")};
	if (rc == TD_OK)
		rc = act_difficulty_raise(t, &d);
	if (rc == TD_OK)
		rc = act_crosscheck_draw(t, s->y.year.id, 1, OPT(7), false, 0);
	if (rc == TD_OK)
		rc = act_crosscheck_publish(t, s->y.year.id, 1);
	if (rc == TD_OK)
		rc = store_cluster_year_get(t, s->y.year.id, &y);
	y.step = S("self_scoring");
	return rc == TD_OK ? store_cluster_year_save(t, &y) : rc;
}

static td_rc make_app(void *ctx)
{
	struct site *s = ctx;
	struct app_config cfg = {
	    .db = s->f.db, .env = &s->f.clock.env, .routes = routes, .n_routes = n_routes, .no_cache = true};
	td_rc rc = fixture_year(&s->f, &s->y);
	if (rc == TD_OK)
		rc = fixture_write(&s->f, sign_in, s);
	if (rc == TD_OK)
		rc = fixture_write(&s->f, fill, s);
	return rc == TD_OK ? app_new(s->f.a, &cfg, &s->f.e, &s->app) : rc;
}

static bool site_open(struct site *s)
{
	*s = (struct site){0};
	if (!fixture_open(&s->f, FIXTURE_SQLITE) || auth_init() != TD_OK)
		return false;
	CHECK_INT(arena_run(s->f.a, make_app, s), TD_OK);
	s->h = app_handler(s->app);
	s->request = arena_new("request", 32 << 20);
	return s->request != NULL && s->app != NULL;
}

static void site_close(struct site *s)
{
	arena_free(s->request);
	fixture_close(&s->f);
}

/* ---- one request ---- */

/* What is sent to one route of the table, and what must come back when nothing fails. */
struct address {
	const char *method, *pattern, *path;
	const char *body; /* fields without csrf and key; NULL: none */
	int status;
	const char *file_name; /* an upload: its field is "file" */
	str (*file)(struct site *s);
};

struct shot {
	struct site *s;
	const struct address *at;
	struct http_req req;
	struct http_resp resp;
	str key;
	int fd; /* of an upload */
	i64 size;
};

static str csrf(struct shot *k)
{
	struct sha256 mac;
	struct arena *a = k->req.a;
	if (hmac_sha256(S(TOKEN), S("bm9uY2U"), &mac) != TD_OK)
		arena_fail(a);
	return arena_fmt(a, "bm9uY2U.%.*s", STRF(base64url_of(a, mac.b, sizeof mac.b)));
}

static void put_pair(struct shot *k, struct form *f, str name, str value)
{
	VEC_PUSH(k->req.a, &f->pairs) = (struct form_pair){name, value, NULL};
}

/* The body as parts: the fields of at->body and one file. */
static struct form *upload(struct shot *k)
{
	struct arena *a = k->req.a;
	struct form *f = NEW(a, struct form);
	struct form_file *file = NEW(a, struct form_file);
	str rest = str_c(k->at->body), pair;
	put_pair(k, f, S("csrf"), csrf(k));
	put_pair(k, f, S("key"), k->key);
	while (str_split(&rest, '&', &pair)) {
		size_t eq = str_find_byte(pair, '=');
		put_pair(k, f, str_upto(pair, eq), str_from(pair, eq + 1));
	}
	*file =
	    (struct form_file){true, k->fd, k->size, str_c(k->at->file_name), S("application/octet-stream")};
	VEC_PUSH(a, &f->pairs) = (struct form_pair){S("file"), file->name, file};
	return f;
}

static td_rc deliver(void *ctx)
{
	struct shot *k = ctx;
	struct arena *a = k->req.a;
	static const char *const given[][2] = {{"host", "localhost"},
					       {"content-type", "application/x-www-form-urlencoded"},
					       {"cookie", "thidua=" TOKEN}};
	k->req.headers = NEW_N(a, struct http_header, 3);
	k->req.n_headers = 3;
	for (size_t i = 0; i < 3; i++)
		k->req.headers[i] = (struct http_header){str_c(given[i][0]), str_c(given[i][1])};
	k->req.method = str_c(k->at->method);
	k->req.address = S("127.0.0.1");
	k->req.started_ms = k->s->f.clock.now;
	str path = str_c(k->at->path);
	size_t q = str_find_byte(path, '?');
	k->req.target = k->req.path = str_upto(path, q);
	k->req.query = q < path.n ? str_from(path, q + 1) : STR_NULL;
	if (k->at->file)
		k->req.parts = upload(k);
	else if (k->at->body)
		k->req.body = arena_fmt(a, "csrf=%.*s&key=%.*s&%s", STRF(csrf(k)), STRF(k->key), k->at->body);
	struct http_plan plan = k->s->h.head(k->s->h.ctx, &k->req, &k->resp);
	if (plan.kind != HTTP_ANSWERED)
		k->s->h.answer(k->s->h.ctx, &k->req, &k->resp);
	return TD_OK;
}

static void open_file(struct shot *k)
{
	k->fd = -1;
	if (k->at->file == NULL)
		return;
	str bytes = k->at->file(k->s);
	k->fd = memfd_create("upload", MFD_CLOEXEC);
	k->size = (i64)bytes.n;
	CHECK(write(k->fd, bytes.p, bytes.n) == (ssize_t)bytes.n && lseek(k->fd, 0, SEEK_SET) == 0);
}

/* Sends; the status, 503 when an allocation unwound to the server's boundary. */
static int shoot(struct site *s, const struct address *at)
{
	char key[64];
	struct shot k = {.s = s, .at = at};
	snprintf(key, sizeof key, "%022u", ++s->n_keys);
	k.key = str_c(key);
	k.req.a = s->request;
	open_file(&k);
	td_rc rc = arena_run(s->request, deliver, &k);
	int status = rc == TD_OK ? k.resp.status : 503;
	arena_reset(s->request);
	if (k.fd >= 0)
		close(k.fd);
	return status;
}

/* ---- what the database holds ---- */

struct state {
	i64 gen_year, gen_system, journal_year, journal_system;
};

static td_rc read_state(struct tx *t, void *ctx)
{
	struct state *out = ctx;
	struct sha256 h;
	td_rc rc = db_generation(t, 1, &out->gen_year);
	if (rc == TD_OK)
		rc = db_generation(t, DB_TAG_SYSTEM, &out->gen_system);
	out->journal_year = out->journal_system = 0;
	if (rc == TD_OK && journal_head(t, 1, &out->journal_year, &h) == TD_DB)
		rc = TD_DB;
	if (rc == TD_OK && journal_head(t, JOURNAL_SYSTEM, &out->journal_system, &h) == TD_DB)
		rc = TD_DB;
	return rc;
}

static struct state state_of(struct site *s)
{
	struct state out = {0};
	CHECK_INT(fixture_read(&s->f, read_state, &out), TD_OK);
	return out;
}

static bool same_state(struct state a, struct state b)
{
	return a.gen_year == b.gen_year && a.journal_year == b.journal_year;
}

/* ---- the addresses: every route of the table stands here at least once ---- */

static str data_file(struct site *s)
{
	(void)s;
	return S("{\"format\":\"thidua-data/"
		 "1\",\"units\":[{\"code\":\"a\",\"name\":\"A\"}],\"scores\":[{\"unit\":\"a\","
		 "\"criterion\":\"I.1\",\"stage\":\"self\",\"points\":38.5}]}");
}

static str template_file(struct site *s)
{
	(void)s;
	return papers_default_template(PAPER_SCORE_TABLE);
}

/* Made before anything fails. */
static td_rc make_form(struct tx *t, void *ctx)
{
	struct site *s = ctx;
	return act_form_xlsx(t, s->y.year.id, S("a"), STAGE_SELF, &s->form);
}

static str form_file(struct site *s)
{
	return s->form;
}

static str holiday_file(struct site *s)
{
	(void)s;
	return S("Ngày;Loại;Tên\n24/11/2026;nghỉ;Nghỉ bù\n");
}

static str pdf_file(struct site *s)
{
	(void)s;
	return S("%PDF-1.4\n%%EOF\n");
}

#define YEAR "/cum/{cluster}/{year}"
#define HERE "/cum/10/2019"
#define GET(pattern, path, status)                             \
	{                                                      \
		"GET", pattern, path, NULL, status, NULL, NULL \
	}
#define POST(pattern, path, body, status)                       \
	{                                                       \
		"POST", pattern, path, body, status, NULL, NULL \
	}

/* whom unit a checks by the fixture's draw, and whom not */
#define CHECKED   "c"
#define UNCHECKED "b"

static const struct address addresses[] = {
    GET("/", "/", 200),
    GET("/viec", "/viec", 200),
    GET("/healthz", "/healthz", 200),
    GET("/dang-nhap", "/dang-nhap", 303),
    POST("/dang-nhap", "/dang-nhap", "login=khong.co&password=sai+mat+khau", 422),
    POST("/dang-xuat", "/dang-xuat", "", 303),
    POST("/ngon-ngu", "/ngon-ngu", "lang=en&to=/", 303),
    POST("/giao-dien", "/giao-dien", "theme=dark&to=/", 303),
    GET("/tai-khoan", "/tai-khoan", 200),
    POST("/tai-khoan", "/tai-khoan", "old_password=a&new_password=b&again=c", 422),
    POST("/tai-khoan/phien", "/tai-khoan/phien", "session=1", 303),
    GET("/he-thong", "/he-thong", 200),
    GET("/quan-tri/nguoi-dung", "/quan-tri/nguoi-dung?q=nguyen&tt=hoat-dong", 200),
    GET("/quan-tri/nguoi-dung/moi", "/quan-tri/nguoi-dung/moi", 200),
    POST("/quan-tri/nguoi-dung/moi", "/quan-tri/nguoi-dung/moi", "login=Sai&name=&role=leader&scope=", 422),
    GET("/quan-tri/nguoi-dung/{user}", "/quan-tri/nguoi-dung/1", 200),
    GET("/quan-tri/nguoi-dung/{user}", "/quan-tri/nguoi-dung/99", 404),
    POST("/quan-tri/nguoi-dung/{user}", "/quan-tri/nguoi-dung/1", "name=Van+A&rev=1", 303),
    POST("/quan-tri/nguoi-dung/{user}/vai-tro", "/quan-tri/nguoi-dung/1/vai-tro", "role=officer&scope=unit.2",
	 303),
    POST("/quan-tri/nguoi-dung/{user}/thu-hoi", "/quan-tri/nguoi-dung/1/thu-hoi", "grant=99", 404),
    POST("/quan-tri/nguoi-dung/{user}/khoa", "/quan-tri/nguoi-dung/1/khoa", "act=khoa", 409),
    POST("/quan-tri/nguoi-dung/{user}/mat-khau", "/quan-tri/nguoi-dung/99/mat-khau", "", 404),
    POST("/quan-tri/nguoi-dung/{user}/xoa-thong-tin", "/quan-tri/nguoi-dung/1/xoa-thong-tin",
	 "reason=Don&word=XOA&rev=1", 422),
    GET("/quan-tri/thiet-dat", "/quan-tri/thiet-dat", 200),
    POST("/quan-tri/thiet-dat", "/quan-tri/thiet-dat", "v%5Bmail.port%5D=465&was%5Bmail.port%5D=587", 303),
    POST("/quan-tri/thiet-dat", "/quan-tri/thiet-dat", "v%5Bmail.port%5D=x&v%5Bmail.host%5D=a+b", 422),
    GET("/tai-khoan/ma-truy-cap", "/tai-khoan/ma-truy-cap", 200),
    POST("/tai-khoan/ma-truy-cap", "/tai-khoan/ma-truy-cap", "name=&days=900", 422),
    POST("/tai-khoan/ma-truy-cap/thu-hoi", "/tai-khoan/ma-truy-cap/thu-hoi", "token=99", 404),
    GET("/quan-tri/ma-truy-cap", "/quan-tri/ma-truy-cap", 200),
    POST("/quan-tri/ma-truy-cap/thu-hoi", "/quan-tri/ma-truy-cap/thu-hoi", "token=99", 404),
    GET("/api/v1/clusters/{cluster}/{year}/scores", "/api/v1/clusters/10/2019/scores", 401),
    GET("/quan-tri/ngay-nghi", "/quan-tri/ngay-nghi?nam=2026", 200),
    POST("/quan-tri/ngay-nghi", "/quan-tri/ngay-nghi", "day=24%2F11%2F2026&kind=off&name=Nghi&rev=0", 303),
    POST("/quan-tri/ngay-nghi/bo", "/quan-tri/ngay-nghi/bo", "day=24%2F11%2F2026", 404),
    {"POST", "/quan-tri/ngay-nghi/nap", "/quan-tri/ngay-nghi/nap", "", 303, "ngay-nghi.csv", holiday_file},
    GET("/to-chuc", "/to-chuc", 200),
    GET("/to-chuc/hoi-dong/{code}", "/to-chuc/hoi-dong/hd", 200),
    POST("/to-chuc/hoi-dong/{code}", "/to-chuc/hoi-dong/moi", "name=Hoi+dong&level=agency", 303),
    GET("/to-chuc/cum/{code}", "/to-chuc/cum/10", 200),
    POST("/to-chuc/cum/{code}", "/to-chuc/cum/moi", "council=hd&kind=khoi&name=Khoi+A", 303),
    GET("/to-chuc/cum/{code}/nam-moi", "/to-chuc/cum/10/nam-moi", 200),
    POST("/to-chuc/cum/{code}/nam-moi", "/to-chuc/cum/10/nam-moi", "year=2031&members=a%0Ab", 303),
    GET("/to-chuc/don-vi", "/to-chuc/don-vi?q=don+vi", 200),
    GET("/to-chuc/don-vi/{code}", "/to-chuc/don-vi/a", 200),
    POST("/to-chuc/don-vi/{code}", "/to-chuc/don-vi/a", "name=Don+vi+A&code=a&rev=1", 303),
    GET(YEAR "/thanh-vien", HERE "/thanh-vien", 200),
    POST(YEAR "/thanh-vien", HERE "/thanh-vien", "order%5Ba%5D=1&rev%5Ba%5D=1&leader%5Ba%5D=Nguyen+Van+A", 303),
    POST(YEAR "/thanh-vien/vao", HERE "/thanh-vien/vao", "unit=a&on=01%2F03%2F2019&decision=1%2FQD", 409),
    POST(YEAR "/thanh-vien/roi", HERE "/thanh-vien/roi", "leave_unit=c&leave_on=01%2F03%2F2019&leave_decision=1%2FQD",
	 303),
    POST(YEAR "/chuc-vu", HERE "/chuc-vu", "office=head&office_unit=a&from_on=01%2F01%2F2019&office_decision=1%2FQD",
	 303),
    POST(YEAR "/chuc-vu/thoi", HERE "/chuc-vu/thoi", "term=99&term_rev=1&end_on=01%2F01%2F2019&end_decision=1", 404),
    POST(YEAR "/quy-che", HERE "/quy-che", "theme=Doan+ket&year_rev=2", 303),
    GET(YEAR, HERE, 200),
    GET(YEAR, "/cum/10/2020", 404),
    GET(NULL, "/khong-co", 404),
    POST(YEAR "/buoc", HERE "/buoc", "to=running&rev=2&reason=Bo+sung", 303),
    POST(YEAR "/buoc", HERE "/buoc", "to=running&rev=2&reason=", 422),
    POST(YEAR "/han", HERE "/han", "due%5Bself_scoring%5D=30%2F11%2F2019", 303),
    GET(YEAR "/bang-tieu-chi", HERE "/bang-tieu-chi", 200),
    POST(YEAR "/bang-tieu-chi", HERE "/bang-tieu-chi", "scheme=1&seal=1", 303),
    GET(YEAR "/dang-ky", HERE "/dang-ky?tt=pending", 200),
    POST(YEAR "/dang-ky", HERE "/dang-ky", "act=approve&unit%5Ba%5D=1&was%5Ba%5D=0", 409),
    POST(YEAR "/dang-ky", HERE "/dang-ky", "act=return&unit%5Ba%5D=1&was%5Ba%5D=0", 422),
    GET(YEAR "/dang-ky.xlsx", HERE "/dang-ky.xlsx?ds=danh-hieu", 200),
    GET(YEAR "/dang-ky/{unit}", HERE "/dang-ky/a", 200),
    POST(YEAR "/dang-ky/{unit}", HERE "/dang-ky/a",
	 "rev=0&act=send&indicator%5Bn0%5D=Thu&measure%5Bn0%5D=ty&plan%5Bn0%5D=12,5&criterion%5Bn0%5D=II"
	 "&name%5Btn0%5D=Phong+A&award%5Btn0%5D=TTLDTT&holder%5Btn0%5D=collective",
	 303),
    POST(YEAR "/dang-ky/{unit}", HERE "/dang-ky/a", "rev=0&act=save&indicator%5Bn0%5D=Thu&plan%5Bn0%5D=1,234",
	 422),
    GET(YEAR "/dang-ky/{unit}/dang-ky.xlsx", HERE "/dang-ky/a/dang-ky.xlsx", 200),
    GET(YEAR "/dang-ky/{unit}/excel", HERE "/dang-ky/a/excel", 200),
    {"POST", YEAR "/dang-ky/{unit}/excel", HERE "/dang-ky/a/excel", "", 303, "dang-ky.xlsx", pdf_file},
    POST(YEAR "/dang-ky/{unit}/excel/nhan", HERE "/dang-ky/a/excel/nhan", "preview=99", 404),
    POST(YEAR "/dang-ky/{unit}/excel/bo", HERE "/dang-ky/a/excel/bo", "preview=99", 404),
    GET(YEAR "/bang-diem", HERE "/bang-diem", 200),
    GET(YEAR "/bang-diem.csv", HERE "/bang-diem.csv", 200),
    GET(YEAR "/bang-diem.json", HERE "/bang-diem.json", 200),
    GET(YEAR "/bang-diem.xlsx", HERE "/bang-diem.xlsx", 200),
    GET(YEAR "/xep-hang", HERE "/xep-hang", 200),
    POST(YEAR "/xep-hang", HERE "/xep-hang", "word=NI%C3%8AM+PHONG", 303),
    POST(YEAR "/xep-hang/thong-qua", HERE "/xep-hang/thong-qua", "rev=1", 409),
    POST(YEAR "/xep-hang/cong-bo", HERE "/xep-hang/cong-bo", "to=members&word=cong+bo", 409),
    POST(YEAR "/xep-hang/thu-tu", HERE "/xep-hang/thu-tu", "unit=a&order=1&reason=Chu+tri+quyet+dinh", 303),
    POST(YEAR "/xep-hang/dinh-chinh", HERE "/xep-hang/dinh-chinh",
	 "unit=a&criterion=I.1&points=35&rev=1&reason=Cong+nham", 409),
    GET(YEAR "/cham-diem/{unit}", HERE "/cham-diem/a", 200),
    POST(YEAR "/cham-diem/{unit}", HERE "/cham-diem/a", "rev=0&act=save&score%5BI.1%5D=35&was%5BI.1%5D=1",
	 303),
    POST(YEAR "/cham-diem/{unit}", HERE "/cham-diem/a", "rev=0&act=save&score%5BI.1%5D=99&was%5BI.1%5D=1",
	 422),
    POST(YEAR "/cham-diem/{unit}", HERE "/cham-diem/a", "rev=0&act=save&score%5BI.1%5D=35", 409),
    POST(YEAR "/cham-diem/{unit}/o", HERE "/cham-diem/a/o",
	 "code=I.1&stage=self&score=35&second=&na=&reason=&was=1", 303),
    POST(YEAR "/cham-diem/{unit}/o", HERE "/cham-diem/a/o", "code=I.1&stage=self&score=99&was=1", 422),
    POST(YEAR "/cham-diem/{unit}/o", HERE "/cham-diem/a/o", "code=I.1&stage=self&score=35&was=7", 409),
    GET(YEAR "/cham-diem/{unit}/o/{criterion}", HERE "/cham-diem/a/o/I.1", 200),
    GET(YEAR "/cham-diem/{unit}/phieu.xlsx", HERE "/cham-diem/a/phieu.xlsx", 200),
    GET(YEAR "/cham-diem/{unit}/excel", HERE "/cham-diem/a/excel", 200),
    {"POST", YEAR "/cham-diem/{unit}/excel", HERE "/cham-diem/a/excel", "", 303, "phieu.xlsx", form_file},
    POST(YEAR "/cham-diem/{unit}/excel/nhan", HERE "/cham-diem/a/excel/nhan", "preview=99", 404),
    POST(YEAR "/cham-diem/{unit}/excel/bo", HERE "/cham-diem/a/excel/bo", "preview=99", 404),
    GET(YEAR "/minh-chung/{unit}", HERE "/minh-chung/a", 200),
    {"POST", YEAR "/minh-chung/{unit}", HERE "/minh-chung/a", "title=Ke hoach&criterion=I.1&number=12/KH",
     303, "ke-hoach.pdf", pdf_file},
    GET(YEAR "/minh-chung/{unit}/tep/{id}", HERE "/minh-chung/a/tep/99", 404),
    GET(YEAR "/dien-giai/{unit}/{criterion}", HERE "/dien-giai/a/II", 200),
    GET(YEAR "/phan-cong", HERE "/phan-cong", 200),
    POST(YEAR "/phan-cong", HERE "/phan-cong", "rev=2&each=1", 409),
    POST(YEAR "/phan-cong", HERE "/phan-cong", "rev=2&each=", 422),
    POST(YEAR "/phan-cong/sua", HERE "/phan-cong/sua",
	 "rev=2&reason=Theo+de+nghi&checker%5Ba%231%5D=c&checker%5Bb%231%5D=a&checker%5Bc%231%5D=b", 303),
    POST(YEAR "/phan-cong/cong-bo", HERE "/phan-cong/cong-bo", "rev=2", 409),
    POST(YEAR "/phan-cong/tranh", HERE "/phan-cong/tranh", "unit=a&other=a&why=Cung+mot+nha&act=add", 422),
    GET(YEAR "/cham-cheo/{unit}", HERE "/cham-cheo/a", 200),
    GET(YEAR "/cham-cheo/{unit}/{checked}", HERE "/cham-cheo/a/" CHECKED, 200),
    GET(YEAR "/cham-cheo/{unit}/{checked}", HERE "/cham-cheo/a/" UNCHECKED, 403),
    POST(YEAR "/cham-cheo/{unit}/{checked}", HERE "/cham-cheo/a/" CHECKED, "act=save&score%5BI.1%5D=30", 409),
    GET(YEAR "/cham-cheo/{unit}/{checked}/tep/{id}", HERE "/cham-cheo/a/" CHECKED "/tep/99", 404),
    GET(YEAR "/kho-khan", HERE "/kho-khan?q=huong+dan", 200),
    GET(YEAR "/kho-khan/{unit}", HERE "/kho-khan/a", 200),
    POST(YEAR "/kho-khan/{unit}", HERE "/kho-khan/a", "title=Thieu+huong+dan&body=Chua+ro+cach+tinh", 303),
    POST(YEAR "/kho-khan/{unit}", HERE "/kho-khan/a", "title=&body=Chua+ro", 422),
    GET(YEAR "/kho-khan/{unit}/{id}", HERE "/kho-khan/a/1", 200),
    POST(YEAR "/kho-khan/{unit}/{id}", HERE "/kho-khan/a/1", "rev=1&to=answered&text=Da+co+huong+dan", 303),
    POST(YEAR "/kho-khan/{unit}/{id}", HERE "/kho-khan/a/1", "rev=0&to=answered&text=Da+co+huong+dan", 409),
    GET(YEAR "/suy-ton", HERE "/suy-ton", 200),
    POST(YEAR "/suy-ton", HERE "/suy-ton", "act=nominate&unit=a&title=BK", 303),
    POST(YEAR "/suy-ton/rut", HERE "/suy-ton/rut", "nomination=99&reason=Don+vi+xin+rut", 404),
    GET(YEAR "/hop", HERE "/hop", 200),
    POST(YEAR "/hop", HERE "/hop", "held_on=2019-12-20&place=Hoi+truong&chair=Nguyen+Van+A&rev=0", 303),
    GET(YEAR "/nap", HERE "/nap", 200),
    {"POST", YEAR "/nap", HERE "/nap", "what=scores&stage=self", 303, "so-lieu.json", data_file},
    POST(YEAR "/nap/nhan", HERE "/nap/nhan", "preview=99", 404),
    POST(YEAR "/nap/bo", HERE "/nap/bo", "preview=99", 404),
    GET(YEAR "/van-ban", HERE "/van-ban", 200),
    POST(YEAR "/van-ban", HERE "/van-ban", "kind=score_table", 303),
    {"POST", YEAR "/van-ban/mau", HERE "/van-ban/mau", "kind=score_table", 303, "mau.docx", template_file},
    GET(YEAR "/van-ban/mau/{kind}", HERE "/van-ban/mau/minutes", 200),
    GET(YEAR "/van-ban/{paper}", HERE "/van-ban/99", 404),
    GET(YEAR "/nhat-ky", HERE "/nhat-ky", 200),
};
static const size_t n_addresses = sizeof addresses / sizeof *addresses;

CASE(every_route_is_swept)
{
	for (size_t i = 0; i < n_routes; i++) {
		bool found = false;
		const char *method = routes[i].method == HTTP_GET ? "GET" : "POST";
		for (size_t k = 0; k < n_addresses; k++)
			found |= addresses[k].pattern &&
				 str_eq(str_c(routes[i].path), str_c(addresses[k].pattern)) &&
				 str_eq(str_c(method), str_c(addresses[k].method));
		if (!found)
			check_fail(__FILE__, __LINE__, "no address of this test reaches %s %s", method,
				   routes[i].path);
	}
}

/* ---- one address, again and again ---- */

enum { GROWTH = 100 };

static struct site site;

struct bench {
	const struct address *at;
	bool persistent;
	bool opens; /* each request finds no open connection */
	struct watch w;
	i64 version;
	struct dbstate before, done;
};

static void wrong(const struct bench *b, long n, const char *what)
{
	check_fail(__FILE__, __LINE__, "%s %s, allocation %ld%s: %s", b->at->method, b->at->path, n,
		   b->persistent ? " and all after it" : "", what);
}

static void open_again(struct bench *b, const char *dir)
{
	if (b->w.h)
		watch_close(&b->w);
	site_open(&site, dir);
	watch_open(&b->w, site_path(&site));
	b->version = watch_number(&b->w);
}

static void begin(struct bench *b)
{
	if (b->opens || watch_number(&b->w) != b->version)
		open_again(b, NULL);
	if (!b->opens)
		site_forget(&site);
}

static void state_now(struct bench *b, struct dbstate *out)
{
	*out = b->before;
	if (watch_number(&b->w) != b->version)
		watch_state(&b->w, out);
}

static int send(struct bench *b, long fail_at, long *seen)
{
	arena_fault_at(fail_at, b->persistent);
	int status = site_send(&site, b->at);
	*seen = arena_fault_count();
	arena_fault_at(0, false);
	return status;
}

static void check_answer(struct bench *b, long n, int status)
{
	char text[64];
	struct dbstate now;
	state_now(b, &now);
	snprintf(text, sizeof text, "status %d", status);
	if (status == b->at->status && strcmp(now.shape, b->done.shape) != 0)
		wrong(b, n, "did not do all of it");
	if (status != b->at->status && status != 503 && status != 500)
		wrong(b, n, text);
	if (status != b->at->status && !dbstate_same(&now, &b->before))
		wrong(b, n, "failed and changed the database");
}

/* The request in which nothing fails. Returns how many allocations it makes. */
static long measure(struct bench *b)
{
	long n;
	begin(b);
	CHECK_INT(send(b, LONG_MAX, &n), b->at->status);
	state_now(b, &b->done);
	return n;
}

static void serves_on(struct bench *b)
{
	static const struct address overview = {"GET", NULL, "/cum/10/2019", NULL, 200, NULL, NULL};
	bool signed_out =
	    strcmp(b->at->path, "/dang-xuat") == 0 || strcmp(b->at->path, "/tai-khoan/phien") == 0;
	CHECK_INT(site_send(&site, &overview), signed_out ? 303 : 200);
}

/* The last request is one past the end: it must do all. A first request after opening meets a few allocations more than
 * a later one: SQLite's tables of pages grow. */
static void sweep(struct bench *b, int job)
{
	char dir[sizeof site.f.dir];
	long seen, all;
	snprintf(dir, sizeof dir, "%.50s/job-%d", site.f.dir, job);
	CHECK_INT(mkdir(dir, 0700), 0);
	open_again(b, dir);
	watch_state(&b->w, &b->before);
	measure(b);
	all = measure(b);
	for (long n = 1; n <= all + 1; n++) {
		begin(b);
		int status = send(b, n, &seen);
		check_answer(b, n, status);
		if (n > all && (seen > all || seen + GROWTH < all || status != b->at->status))
			wrong(b, seen, "not as many allocations as at first");
	}
	serves_on(b);
	printf("# %s %s, %s: %ld allocations failed\n", b->at->method, b->at->path,
	       b->persistent ? "from then on" : "once", all);
	jobs_count(all);
	watch_close(&b->w);
	site_close(&site);
}

static void sweep_address(int job, void *ctx)
{
	struct bench b = {.at = &addresses[job / 2], .persistent = job % 2};
	(void)ctx;
	sweep(&b, job);
}

static void sweep_opening(int job, void *ctx)
{
	static const struct address one = {"GET", "/healthz", "/healthz", NULL, 200, NULL, NULL};
	struct bench b = {.at = &one, .persistent = job % 2, .opens = true};
	(void)ctx;
	sweep(&b, job);
}

static void sweep_all(int n, void (*fn)(int job, void *ctx))
{
	log_set_level(LOG_ERROR);
	if (site_found(&site))
		jobs_run(n, fn, NULL);
	printf("# %ld allocations failed\n", jobs_total());
	site_end(&site);
}

CASE(every_allocation_of_every_route)
{
	sweep_all(2 * (int)n_addresses, sweep_address);
}

/* What each route does when its thread has no connection yet. */
CASE(every_allocation_of_connecting)
{
	sweep_all(2, sweep_opening);
}

/* ---- previews ---- */

/* What was uploaded is taken back once; the second time there is nothing open any more. */
static void drop_twice(const char *upload, const char *drop)
{
	struct site s;
	const struct address *at = NULL;
	const struct address back = {"POST", drop, drop, "preview=1", 303, NULL, NULL};
	for (size_t i = 0; i < n_addresses; i++)
		if (addresses[i].file && str_eq(str_c(addresses[i].path), str_c(upload)))
			at = &addresses[i];
	if (!site_found(&s))
		return;
	site_open(&s, NULL);
	CHECK_INT(site_send(&s, at), 303);
	CHECK_INT(site_send(&s, &back), 303);
	CHECK(site_send(&s, &back) >= 404);
	site_end(&s);
}

CASE(preview_is_dropped_once)
{
	drop_twice("/cum/10/2019/nap", "/cum/10/2019/nap/bo");
	drop_twice("/cum/10/2019/cham-diem/a/excel", "/cum/10/2019/cham-diem/a/excel/bo");
}

/* ---- statements of a page ---- */

enum { STATEMENTS_MAX = 40, MORE_UNITS = 12, FEW_MAX = 128 };

/* Twelve units more, each with all its points. */
static td_rc add_units(struct tx *t, void *ctx)
{
	struct site *s = ctx;
	td_rc rc = TD_OK;
	for (int i = 0; rc == TD_OK && i < MORE_UNITS; i++) {
		struct unit u = {.code = arena_fmt(t->a, "them-%d", i),
				 .name = arena_fmt(t->a, "Đơn vị thêm %d", i)};
		rc = store_unit_add(t, &u);
		struct membership m = {.year = s->y.year.id, .unit = u.id};
		if (rc == TD_OK)
			rc = store_membership_add(t, &m);
		for (int c = FIXTURE_I1; rc == TD_OK && c <= FIXTURE_II; c++) {
			struct score_entry e = {.year = s->y.year.id,
						.unit = u.id,
						.criterion = s->y.criteria.at[c].id,
						.stage = STAGE_SELF,
						.state = CELL_SET,
						.a_c = OPT(1000)};
			rc = store_score_put(t, &e);
		}
	}
	return rc;
}

static u64 statements_of(struct site *s, const struct address *at)
{
	struct db_stats before, after;
	site_send(s, at); /* the scheme is parsed once per process */
	db_stats(s->f.db, &before);
	site_send(s, at);
	db_stats(s->f.db, &after);
	return after.n_statements - before.n_statements;
}

CASE(statements_of_a_page_do_not_grow_with_its_rows)
{
	struct site s;
	u64 few[FEW_MAX] = {0};
	if (!site_found(&s) || n_addresses > FEW_MAX)
		return;
	site_open(&s, NULL);
	for (size_t i = 0; i < n_addresses; i++)
		if (addresses[i].status == 200)
			few[i] = statements_of(&s, &addresses[i]);
	CHECK_INT(fixture_write(&s.f, add_units, &s), TD_OK);
	for (size_t i = 0; i < n_addresses; i++) {
		if (addresses[i].status != 200)
			continue;
		u64 many = statements_of(&s, &addresses[i]);
		if (many > few[i] || many > STATEMENTS_MAX)
			check_fail(__FILE__, __LINE__,
				   "%s: %llu statements with 3 units, %llu with 15; at most %d",
				   addresses[i].path, (unsigned long long)few[i], (unsigned long long)many,
				   STATEMENTS_MAX);
		printf("# %s: %llu statements\n", addresses[i].path, (unsigned long long)many);
	}
	site_end(&s);
}
