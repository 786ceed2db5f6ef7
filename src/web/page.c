#include "web/page.h"

#include <unistd.h>

#include "base/caltime.h"
#include "jobs/act_setting.h"
#include "web/app.h"
#include "web/page_org.h"

struct page_tag page_tag(const struct req *r, const char *css, const char *icon, const char *vi)
{
	return (struct page_tag){str_c(css), str_c(icon), page_tr(r, vi)};
}

struct page_tag page_card_tag(const struct req *r, enum scorecard_state s)
{
	static const struct {
		const char *css, *icon;
	} look[CARD__N] = {
	    [CARD_DRAFT] = {"", "edit"},        [CARD_SUBMITTED] = {"info", "clock"},
	    [CARD_RETURNED] = {"warn", "warn"}, [CARD_VERIFYING] = {"info", "clock"},
	    [CARD_VERIFIED] = {"ok", "check"},  [CARD_SEALED] = {"ok", "lock"},
	    [CARD_PUBLISHED] = {"ok", "check"},
	};
	return page_tag(r, look[s].css, look[s].icon, scorecard_name(s));
}

struct page_tag page_due_tag(const struct req *r, str due_on)
{
	struct day due, today;
	if (day_parse_iso(due_on, &due) != TD_OK || day_parse_iso(r->today, &today) != TD_OK)
		return page_tag(r, "", "clock", N_("chưa đặt hạn"));
	i64 days = day_number(due) - day_number(today);
	if (days < -365)
		return page_tag(r, "bad", "warn", N_("đã quá hạn"));
	if (days < 0)
		return (struct page_tag){
		    S("bad"), S("warn"),
		    arena_fmt(r->a, req_tr(r, N_("quá hạn %lld ngày")), (long long)-days)};
	return (struct page_tag){days <= 3 ? S("warn") : S("info"), S("clock"),
				 arena_fmt(r->a, req_tr(r, N_("còn %lld ngày")), (long long)days)};
}

str page_base(const struct req *r)
{
	return req_path(r, "/cum/%.*s/%lld", STRF(r->year.cluster_code), (long long)r->year.year);
}

str page_site(const struct req *r)
{
	str host = http_header(r->http, "host");
	return arena_fmt(r->a, "%s://%.*s", r->app->cfg.tls ? "https" : "http", STRF(host));
}

bool page_may_at(const struct req *r, enum permission p, const struct authz_place *at)
{
	for (size_t i = 0; i < r->user.n_grants; i++)
		if (authz_gives(&r->user.grants[i].right, p, at, r->today))
			return true;
	return false;
}

bool page_may(const struct req *r, enum permission p)
{
	struct authz_place at = r->place;
	at.kind = r->year.id.v ? PLACE_YEAR : PLACE_SYSTEM;
	at.unit_id = 0;
	return page_may_at(r, p, &at);
}

bool page_may_system(const struct req *r, enum permission p)
{
	struct authz_place at = {.kind = PLACE_SYSTEM};
	return page_may_at(r, p, &at);
}

static bool is_member(const struct authz_place *at, i64 unit)
{
	for (size_t i = 0; i < at->n_members; i++)
		if (at->members[i] == unit)
			return true;
	return false;
}

bool page_belongs_to(const struct req *r, unit_id unit)
{
	for (size_t i = 0; i < r->user.n_grants; i++) {
		const struct authz_grant *g = &r->user.grants[i].right;
		if (g->scope == SCOPE_UNIT && g->scope_id == unit.v && authz_in_force(g, r->today))
			return true;
	}
	return false;
}

unit_id page_unit_at(const struct req *r, const struct authz_place *at)
{
	for (size_t i = 0; i < r->user.n_grants; i++) {
		const struct authz_grant *g = &r->user.grants[i].right;
		if (g->scope == SCOPE_UNIT && authz_in_force(g, r->today) && is_member(at, g->scope_id))
			return (unit_id){g->scope_id};
	}
	return (unit_id){0};
}

unit_id page_own_unit(const struct req *r)
{
	return page_unit_at(r, &r->place);
}

bool page_rows_of(const struct req *r, unit_id *only)
{
	bool all = r->member.unit.v == 0 && page_may(r, PERM_BOARD_SEE);
	*only = r->member.unit.v || all ? r->member.unit : page_own_unit(r);
	return all || only->v != 0;
}

static void nav_add(struct req *r, const char *label, str href, const char *text, const char *icon,
		    bool current)
{
	VEC_PUSH(r->a, &r->page.nav) = (struct nav_item){
	    .href = href,
	    .text = page_tr(r, text),
	    .icon = str_c(icon),
	    .label = label ? page_tr(r, label) : S(""),
	    .current = current,
	};
}

/* The code of the user's own unit in this year; empty when he has none. */
static td_rc own_code(struct req *r, str *out)
{
	unit_id own = page_own_unit(r);
	membership_list members = {0};
	*out = S("");
	if (!own.v)
		return TD_OK;
	td_rc rc = store_membership_list(r->tx, r->year.id, &members);
	for (size_t i = 0; i < members.n; i++)
		if (members.at[i].unit.v == own.v)
			*out = members.at[i].unit_code;
	return rc;
}

/* The menu of a year, in the order of its work. own: about the user's own unit, whose code ends the address. */
static const struct nav_entry {
	const char *label; /* begins a group with its first item that the user may open */
	const char *path, *text, *icon;
	enum permission may;
	bool own;
} nav_entries[] = {
    {N_("Khởi động năm"), "thanh-vien", N_("Thành viên, quy chế"), "people", PERM_YEAR_SEE, false},
    {NULL, "bang-tieu-chi", N_("Bảng tiêu chí"), "list", PERM_YEAR_SEE, false},
    {NULL, "ke-hoach", N_("Kế hoạch năm"), "tasks", PERM_YEAR_SEE, false},
    {NULL, "phong-trao", N_("Phong trào thi đua"), "star", PERM_YEAR_SEE, false},
    {NULL, "tai-lieu", N_("Tài liệu của cụm, khối"), "doc", PERM_YEAR_SEE, false},
    {NULL, "dang-ky", N_("Đăng ký thi đua"), "check", PERM_REGISTER_VET, false},
    {NULL, "dang-ky", N_("Đăng ký của đơn vị"), "edit", PERM_YEAR_SEE, true},
    {NULL, "giao-uoc", N_("Giao ước thi đua"), "doc", PERM_YEAR_SEE, false},
    {N_("Theo dõi năm"), "ban-lam-viec", N_("Bàn làm việc"), "tasks", PERM_YEAR_MANAGE, false},
    {NULL, "lich", N_("Lịch"), "calendar", PERM_YEAR_SEE, false},
    {NULL, "bao-cao", N_("Báo cáo định kỳ"), "chart", PERM_YEAR_SEE, false},
    {NULL, "so-ket", N_("Sơ kết"), "doc", PERM_BOARD_SEE, false},
    {NULL, "hoat-dong", N_("Hoạt động"), "people", PERM_YEAR_SEE, false},
    {NULL, "dien-hinh", N_("Điển hình, tham luận"), "star", PERM_YEAR_SEE, false},
    {NULL, "kho-khan", N_("Khó khăn, vướng mắc"), "info", PERM_YEAR_SEE, false},
    {N_("Chấm điểm"), "cham-diem", N_("Phiếu tự chấm"), "star", PERM_YEAR_SEE, true},
    {NULL, "minh-chung", N_("Kho minh chứng"), "clip", PERM_YEAR_SEE, true},
    {NULL, "phan-cong", N_("Phân công chấm chéo"), "people", PERM_YEAR_MANAGE, false},
    {NULL, "cham-cheo", N_("Chấm chéo được giao"), "edit", PERM_YEAR_SEE, true},
    {NULL, "tham-tra", N_("Thẩm tra"), "check", PERM_SCORE_VERIFY, false},
    {NULL, "giai-trinh", N_("Giải trình"), "info", PERM_SCORE_VERIFY, false},
    {NULL, "giai-trinh", N_("Giải trình của đơn vị"), "info", PERM_YEAR_SEE, true},
    {NULL, "thao-luan", N_("Danh mục thảo luận"), "list", PERM_SCORE_VERIFY, false},
    {NULL, "bang-diem", N_("Bảng điểm"), "chart", PERM_BOARD_SEE, false},
    {NULL, "xep-hang", N_("Xếp hạng"), "podium", PERM_BOARD_SEE, false},
    {N_("Hội nghị, văn bản"), "suy-ton", N_("Bình xét, suy tôn"), "vote", PERM_BOARD_SEE, false},
    {NULL, "hop", N_("Hội nghị"), "meeting", PERM_BOARD_SEE, false},
    {NULL, "bo-phieu", N_("Bỏ phiếu tại hội nghị"), "vote", PERM_YEAR_SEE, false},
    {NULL, "khen-thuong", N_("Sổ khen thưởng"), "star", PERM_YEAR_SEE, false},
    {NULL, "van-ban", N_("Văn bản, biểu mẫu"), "doc", PERM_PAPER_GET, false},
    {NULL, "nap", N_("Nạp dữ liệu"), "upload", PERM_DATA_IMPORT, false},
    {NULL, "nhat-ky", N_("Nhật ký"), "history", PERM_JOURNAL_SEE, false},
};

/* Is there an entry for the own unit beside the one for all? Then that one is current on the own unit's page. */
static bool has_own_twin(const struct nav_entry *e)
{
	for (size_t i = 0; i < sizeof nav_entries / sizeof nav_entries[0]; i++)
		if (nav_entries[i].own && str_eq(str_c(nav_entries[i].path), str_c(e->path)))
			return true;
	return false;
}

static td_rc nav_year(struct req *r, str current)
{
	str base = page_base(r), own;
	const char *label = NULL;
	bool about_own = r->member.unit.v == page_own_unit(r).v;
	bool about_unit = r->member.id.v != 0;
	td_rc rc = own_code(r, &own);
	nav_add(r, NULL, base, N_("Tổng quan"), "home", current.n == 0);
	for (size_t i = 0; rc == TD_OK && i < sizeof nav_entries / sizeof nav_entries[0]; i++) {
		const struct nav_entry *e = &nav_entries[i];
		bool here = str_eq(current, str_c(e->path)) &&
			    (e->own ? about_own : !(about_unit && about_own && has_own_twin(e)));
		label = e->label ? e->label : label;
		if (!page_may(r, e->may) || (e->own && !own.n))
			continue;
		str href = e->own ? req_path(r, "%.*s/%s/%.*s", STRF(base), e->path, STRF(own))
				  : req_path(r, "%.*s/%s", STRF(base), e->path);
		nav_add(r, label, href, e->text, e->icon, here);
		label = NULL;
	}
	return rc;
}

/* What administrators keep: about the whole site, whatever year is open. */
static void nav_admin(struct req *r, str current)
{
	static const struct {
		const char *name, *text, *icon;
		enum permission may;
	} entries[] = {
	    {"quan-tri/nguoi-dung", N_("Người dùng"), "people", PERM_USER_MANAGE},
	    {"quan-tri/thiet-dat", N_("Thiết đặt"), "edit", PERM_SETTING_MANAGE},
	    {"quan-tri/ma-truy-cap", N_("Mã truy cập"), "lock", PERM_SETTING_MANAGE},
	    {"quan-tri/ngay-nghi", N_("Ngày nghỉ"), "clock", PERM_SETTING_MANAGE},
	    {"quan-tri/chu-ky-so", N_("Danh sách tin cậy"), "lock", PERM_SETTING_MANAGE},
	    {"he-thong", N_("Hệ thống"), "gear", PERM_SYSTEM_SEE},
	};
	const char *label = N_("Quản trị");
	if (page_org_may(r, (council_id){0}, (cluster_id){0})) {
		nav_add(r, label, S("/to-chuc"), N_("Tổ chức"), "people", str_eq(current, S("to-chuc")));
		label = NULL;
	}
	for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
		if (!page_may_system(r, entries[i].may))
			continue;
		nav_add(r, label, req_path(r, "/%s", entries[i].name), entries[i].text, entries[i].icon,
			str_eq(current, str_c(entries[i].name)));
		label = NULL;
	}
}

static void nav_common(struct req *r, str current)
{
	nav_add(r, N_("Chung"), S("/viec"), N_("Việc của tôi"), "tasks", str_eq(current, S("viec")));
	nav_add(r, NULL, S("/thong-bao"), N_("Thông báo"), "bell", str_eq(current, S("thong-bao")));
	nav_add(r, NULL, S("/lich"), N_("Lịch"), "calendar", str_eq(current, S("lich")) && !r->year.id.v);
	nav_add(r, NULL, S("/"), N_("Các cụm, khối"), "people", str_eq(current, S("cum")));
	nav_add(r, NULL, S("/tai-khoan"), N_("Tài khoản"), "user", str_eq(current, S("tai-khoan")));
	nav_admin(r, current);
}

static void take_errors(struct req *r)
{
	r->page.errors.n = 0;
	for (size_t i = 0; r->form && i < r->e->items.n; i++)
		VEC_PUSH(r->a, &r->page.errors) = r->e->items.at[i];
	r->page.has_errors = r->page.errors.n > 0;
}

td_rc page_begin(struct req *r, str title, const char *current)
{
	str at = str_c(current);
	r->page.title = title;
	r->page.nav.n = r->page.crumbs.n = 0;
	take_errors(r);
	td_rc named = setting_get(r->tx, "site.name", &r->page.site_name);
	if (named != TD_OK)
		return named;
	if (!r->form && str_eq(req_query(r, S("luu")), S("1")))
		r->page.notice = page_tr(r, N_("Đã lưu."));
	if (!r->user.id.v)
		return TD_OK;
	VEC_PUSH(r->a, &r->page.crumbs) =
	    (struct nav_item){.href = S("/"), .text = page_tr(r, N_("Các cụm, khối"))};
	if (r->year.id.v) {
		r->page.place_name =
		    arena_fmt(r->a, "%.*s · %lld", STRF(r->year.cluster_name), (long long)r->year.year);
		if (r->year.away.n)
			r->page.away = arena_fmt(
			    r->a,
			    req_tr(r,
				   N_("Năm này đang đi họp trên máy «%.*s»: ở đây chỉ xem, chưa ghi được.")),
			    STRF(r->year.away));
		td_rc rc = nav_year(r, at);
		if (rc != TD_OK)
			return rc;
		VEC_PUSH(r->a, &r->page.crumbs) =
		    (struct nav_item){.href = page_base(r), .text = r->page.place_name};
	}
	VEC_PUSH(r->a, &r->page.crumbs) = (struct nav_item){.href = S(""), .text = title};
	nav_common(r, at);
	return TD_OK;
}

void page_crumb(struct req *r, str href, str text)
{
	if (!r->page.crumbs.n)
		return;
	struct nav_item last = r->page.crumbs.at[r->page.crumbs.n - 1];
	r->page.crumbs.at[r->page.crumbs.n - 1] = (struct nav_item){.href = href, .text = text};
	VEC_PUSH(r->a, &r->page.crumbs) = last;
}

static str due_of(const season_step_list *plan, str code)
{
	for (size_t i = 0; i < plan->n; i++)
		if (str_eq(plan->at[i].step, code))
			return plan->at[i].due_on;
	return STR_NULL;
}

td_rc page_steps(struct req *r, page_step_list *out, enum season_state *now)
{
	struct act_year y;
	season_step_list plan = {0};
	td_rc rc = act_year_get(r->tx, r->year.id, &y);
	if (rc == TD_OK)
		rc = store_season_step_list(r->tx, r->year.id, &plan);
	if (rc != TD_OK)
		return rc;
	*now = y.season;
	for (int i = 0; i < SEASON__N; i++) {
		enum season_state s = (enum season_state)i;
		if (!season_uses(y.off, s))
			continue;
		str code = str_c(season_code(s));
		VEC_PUSH(r->a, out) = (struct page_step){
		    .css = s < y.season ? S("done") : S(""),
		    .code = code,
		    .name = page_tr(r, season_name(s)),
		    .due_on = due_of(&plan, code),
		    .done = s < y.season,
		    .current = s == y.season,
		};
	}
	return TD_OK;
}

enum score_stage page_stage(const struct req *r, enum score_stage otherwise)
{
	enum score_stage s;
	str given = req_query(r, S("gd"));
	return given.n && score_stage_parse(given, &s) == TD_OK ? s : otherwise;
}

enum score_stage page_standing_stage(enum season_state season)
{
	if (season <= SEASON_SELF_SCORING)
		return STAGE_SELF;
	if (season == SEASON_CROSS_CHECKING)
		return STAGE_CROSS;
	if (season == SEASON_VERIFYING)
		return STAGE_VERIFIED;
	return season == SEASON_EXPLAINING ? STAGE_EXPLAINED : STAGE_FINAL;
}

str page_day(struct arena *a, str iso)
{
	struct day d;
	return iso.n && day_parse_iso(iso, &d) == TD_OK ? day_vi(a, d) : iso;
}

str page_size(struct arena *a, i64 bytes)
{
	struct sb b = sb_new(a, 32);
	if (bytes < 1024 * 1024) {
		sb_int(&b, (bytes + 1023) / 1024);
		SB_LIT(&b, " KB");
	} else {
		num_put_short(&b, bytes * 10 / (1024 * 1024) * 10);
		SB_LIT(&b, " MB");
	}
	return sb_str(&b);
}

static td_rc most_mib(struct tx *t, void *ctx)
{
	return setting_int(t, "upload.max_mib", ctx);
}

td_rc page_read_upload(struct req *r, const struct form_file *f, str *out)
{
	size_t have = 0;
	i64 mib = 0;
	const struct actor nobody = {0};
	td_rc rc =
	    r->tx ? most_mib(r->tx, &mib) : db_read(r->app->cfg.db, r->a, r->e, &nobody, most_mib, &mib);
	if (rc != TD_OK)
		return rc;
	if (f->size > mib << 20)
		return err_add(r->e, TD_INVALID, S("file"),
			       N_("Tệp lớn hơn %lld MB; hãy chia nhỏ hoặc nén lại."), (long long)mib);
	char *p = arena_alloc(r->a, (size_t)f->size + 1);
	while (have < (size_t)f->size) {
		ssize_t n = pread(f->fd, p + have, (size_t)f->size - have, (off_t)have);
		if (n <= 0)
			return err_add(r->e, TD_IO, S("file"),
				       N_("Không đọc được tệp vừa tải lên; hãy thử lại."));
		have += (size_t)n;
	}
	*out = (str){p, have};
	return TD_OK;
}

/* ---- lists ---- */

enum { WORKBOOK_ROWS = 5000 };

bool page_is_workbook(const struct req *r)
{
	return !r->route->api && str_eq(req_query(r, S("xlsx")), S("1"));
}

i64 page_rows(const struct req *r, i64 per_page)
{
	return page_is_workbook(r) ? WORKBOOK_ROWS : per_page;
}

td_rc page_rows_fit(struct req *r, i64 n_all)
{
	if (!page_is_workbook(r) || n_all <= WORKBOOK_ROWS)
		return TD_OK;
	return err_add(
	    r->e, TD_INVALID, S(""),
	    req_tr(r, N_("Danh sách có %lld dòng, một tệp Excel chỉ nhận %d dòng. Hãy gõ từ khóa để "
			 "lọc bớt rồi tải lại.")),
	    (long long)n_all, WORKBOOK_ROWS);
}
