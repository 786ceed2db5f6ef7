#include "jobs/province.h"

/* One year being written down. */
struct making {
	struct arena *a;
	size_t cluster; /* from 0 */
	i64 year;
	bool last; /* the year that still runs */
	size_t n_units, first_unit;
	u64 seed;
	struct value *events;
};

static const char *const surnames[] = {"Nguyễn", "Trần", "Lê",  "Phạm", "Hoàng",
				       "Vũ",     "Đặng", "Bùi", "Đỗ",   "Hồ"};
static const char *const letters[] = {"A", "B", "C", "D", "E", "G", "H", "I",
				      "K", "L", "M", "N", "O", "P", "Q"};

/* A number below n, the same in every run. */
static i64 pick(struct making *m, i64 n)
{
	m->seed = m->seed * 6364136223846793005U + 1442695040888963407U;
	return (i64)((m->seed >> 33) % (u64)n);
}

static size_t units_of(size_t cluster)
{
	/* 30 clusters of 8 and 5 of 7 make 275 */
	return cluster % 7 == 6 ? 7 : 8;
}

static size_t first_unit_of(size_t cluster)
{
	size_t n = 0;
	for (size_t i = 0; i < cluster; i++)
		n += units_of(i);
	return n;
}

static str person_of(struct making *m, size_t n)
{
	return arena_fmt(m->a, "%s %s %s", surnames[n % 10], n % 2 ? "Thị" : "Văn", letters[n / 10 % 15]);
}

static str unit_code(struct making *m, size_t i)
{
	return arena_fmt(m->a, "dv%03zu", m->first_unit + i + 1);
}

static str login(struct making *m, size_t i, const char *end)
{
	return arena_fmt(m->a, "dv%03zu%s", m->first_unit + i + 1, end);
}

static str desk_login(struct making *m, const char *end)
{
	return arena_fmt(m->a, "tm%02zu.%s", m->cluster + 1, end);
}

/* ---- who takes part ---- */

static void put_place(struct making *m, struct value *script)
{
	static const char *const kinds[] = {"cum", "khoi"};
	bool block = m->cluster >= 15;
	size_t number = block ? m->cluster - 14 : m->cluster + 1;
	struct value *council = value_put(m->a, script, S("council"), value_map(m->a));
	value_put_text(m->a, council, "code", S("tinh-mau"));
	value_put_text(m->a, council, "name", S("Hội đồng Thi đua - Khen thưởng tỉnh Minh Họa"));
	value_put_text(m->a, council, "level", S("province"));
	struct value *cluster = value_put(m->a, script, S("cluster"), value_map(m->a));
	value_put_text(m->a, cluster, "code", arena_fmt(m->a, "mh-%s-%02zu", kinds[block], number));
	value_put_text(m->a, cluster, "kind", str_c(kinds[block]));
	value_put_text(m->a, cluster, "name",
		       arena_fmt(m->a, "%s thi đua số %zu tỉnh Minh Họa", block ? "Khối" : "Cụm", number));
	value_put_text(m->a, cluster, "head_title", block ? S("Khối trưởng") : S("Cụm trưởng"));
	value_put_text(m->a, cluster, "deputy_title", block ? S("Khối phó") : S("Cụm phó"));
}

static void put_units(struct making *m, struct value *script)
{
	struct value *units = value_put(m->a, script, S("units"), value_list(m->a));
	for (size_t i = 0; i < m->n_units; i++) {
		size_t n = m->first_unit + i;
		struct value *u = value_add(m->a, units, value_map(m->a));
		value_put_text(m->a, u, "code", unit_code(m, i));
		value_put_text(m->a, u, "name",
			       m->cluster < 15 ? arena_fmt(m->a, "Ủy ban nhân dân xã Minh Họa %zu", n + 1)
					       : arena_fmt(m->a, "Cơ quan Minh Họa %zu", n + 1));
		value_put_text(m->a, u, "short",
			       arena_fmt(m->a, m->cluster < 15 ? "Xã MH %zu" : "Cơ quan MH %zu", n + 1));
		value_put_int(m->a, u, "women_percent", 20 + (i64)(n * 7 % 60));
		value_put_text(m->a, u, "leader", person_of(m, n));
		value_put_text(m->a, u, "leader_title", m->cluster < 15 ? S("Chủ tịch") : S("Giám đốc"));
	}
}

static void put_office(struct making *m, struct value *offices, const char *office, size_t unit,
		       size_t person)
{
	struct value *o = value_add(m->a, offices, value_map(m->a));
	value_put_text(m->a, o, "office", str_c(office));
	value_put_text(m->a, o, "unit", unit_code(m, unit));
	value_put_text(m->a, o, "person", person_of(m, person));
	value_put_text(m->a, o, "title", S("Lãnh đạo đơn vị"));
	value_put_text(m->a, o, "from", arena_fmt(m->a, "%lld-01-01", (long long)m->year));
	value_put_text(m->a, o, "to", arena_fmt(m->a, "%lld-12-31", (long long)m->year));
}

static void put_person(struct making *m, struct value *people, str who, str name, const char *role,
		       const char *scope, str unit)
{
	struct value *p = value_add(m->a, people, value_map(m->a));
	value_put_text(m->a, p, "login", who);
	value_put_text(m->a, p, "name", name);
	value_put_text(m->a, p, "role", str_c(role));
	value_put_text(m->a, p, "scope", str_c(scope));
	if (unit.n)
		value_put_text(m->a, p, "unit", unit);
}

/* Accounts come with the first year; later years find them. */
static void put_people(struct making *m, struct value *script)
{
	size_t n = m->first_unit;
	struct value *people = value_put(m->a, script, S("people"), value_list(m->a));
	if (m->year != PROVINCE_FIRST_YEAR)
		return;
	for (size_t i = 0; i < m->n_units; i++) {
		put_person(m, people, login(m, i, ""), person_of(m, n + i + 40), "officer", "unit",
			   unit_code(m, i));
		put_person(m, people, login(m, i, ".ld"), person_of(m, n + i), "leader", "unit",
			   unit_code(m, i));
	}
	put_person(m, people, desk_login(m, "thuky"), person_of(m, n + 80), "secretary", "cluster", S(""));
	put_person(m, people, desk_login(m, "truong"), person_of(m, n), "head", "cluster", S(""));
	put_person(m, people, desk_login(m, "pho"), person_of(m, n + 1), "deputy", "cluster", S(""));
	put_person(m, people, desk_login(m, "kiemphieu"), person_of(m, n + 90), "counter", "cluster", S(""));
	if (m->cluster == 0) {
		put_person(m, people, S("mh.quantri"), S("Nguyễn Văn Quản Trị"), "admin", "system", S(""));
		put_person(m, people, S("mh.chuyenvien"), S("Trần Thị Chuyên Viên"), "appraiser", "council",
			   S(""));
	}
}

/* ---- what happened ---- */

static struct value *event(struct making *m, const char *day_time, bool next_year, str by, const char *what)
{
	struct value *e = value_add(m->a, m->events, value_map(m->a));
	value_put_text(m->a, e, "at", arena_fmt(m->a, "%lld-%s", (long long)m->year + next_year, day_time));
	value_put_text(m->a, e, "by", by);
	value_put_text(m->a, e, "do", str_c(what));
	return e;
}

static void season(struct making *m, const char *day_time, bool next_year, const char *to)
{
	struct value *e = event(m, day_time, next_year, desk_login(m, "truong"), "season");
	value_put_text(m->a, e, "to", str_c(to));
}

static void plan(struct making *m)
{
	static const struct {
		const char *step, *starts, *due;
		bool next_year;
	} steps[] = {
	    {"running", "02-01", "11-14", false},   {"self_scoring", "11-15", "11-25", false},
	    {"verifying", "11-26", "12-05", false}, {"meeting", "12-08", "12-09", false},
	    {"proposed", "12-09", "12-10", false},  {"decided", "03-31", "03-31", true},
	};
	static const char *const off[] = {"registering", "cross_checking", "explaining"};
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		long long year = m->year + steps[i].next_year;
		struct value *e = event(m, "01-05T08:00", false, desk_login(m, "thuky"), "plan");
		value_put_text(m->a, e, "step", str_c(steps[i].step));
		value_put_text(m->a, e, "starts", arena_fmt(m->a, "%lld-%s", year, steps[i].starts));
		value_put_text(m->a, e, "due", arena_fmt(m->a, "%lld-%s", year, steps[i].due));
	}
	for (size_t i = 0; i < sizeof off / sizeof *off; i++) {
		struct value *e = event(m, "01-05T08:00", false, desk_login(m, "thuky"), "plan");
		value_put_text(m->a, e, "step", str_c(off[i]));
		value_put_bool(m->a, e, "off", true);
	}
}

static void put_figure(struct making *m, struct value *values, const char *criterion, const char *what, i64 c)
{
	struct value *v = value_add(m->a, values, value_map(m->a));
	value_put_text(m->a, v, "criterion", str_c(criterion));
	if (c % 100 == 0)
		value_put_int(m->a, v, what, c / 100);
	else
		value_put_num(m->a, v, what, c);
}

/* The figures of the shipped table MAC-DINH-100: what, lowest, step and number of steps in hundredths. */
static void scores(struct making *m, size_t unit)
{
	static const struct {
		const char *criterion, *what;
		i64 low_c, step_c, n;
	} figures[] = {
	    {"I.1", "actual", 9000, 50, 40}, {"I.2", "actual", 9200, 50, 17}, {"I.3.1", "level", 100, 100, 3},
	    {"I.3.2", "points", 350, 25, 7}, {"II.1", "count", 0, 100, 2},    {"II.2", "level", 100, 100, 2},
	    {"II.3", "points", 500, 25, 5},  {"III.2", "points", 500, 25, 5}, {"III.3", "value", 0, 100, 2},
	    {"III.4", "count", 0, 100, 4},   {"III.5", "level", 100, 100, 2}, {"IV.1", "count", 0, 100, 2},
	    {"IV.2", "count", 0, 100, 2},    {"V.1", "count", 0, 100, 2},     {"V.2", "count", 0, 100, 1},
	};
	static const char *const never[] = {"VI.1", "VI.2", "VI.3"};
	struct value *e = event(m, "11-18T09:30", false, login(m, unit, ""), "scores");
	value_put_text(m->a, e, "unit", unit_code(m, unit));
	value_put_text(m->a, e, "stage", S("self"));
	struct value *values = value_put(m->a, e, S("values"), value_list(m->a));
	for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
		put_figure(m, values, figures[i].criterion, figures[i].what,
			   figures[i].low_c + figures[i].step_c * pick(m, figures[i].n));
	struct value *done = value_add(m->a, values, value_map(m->a));
	value_put_text(m->a, done, "criterion", S("III.1"));
	value_put_bool(m->a, done, "done", true);
	for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
		struct value *v = value_add(m->a, values, value_map(m->a));
		value_put_text(m->a, v, "criterion", str_c(never[i]));
		value_put_bool(m->a, v, "found", false);
	}
}

static void card(struct making *m, const char *day_time, str by, size_t unit, const char *to)
{
	struct value *e = event(m, day_time, false, by, "card");
	value_put_text(m->a, e, "unit", unit_code(m, unit));
	value_put_text(m->a, e, "to", str_c(to));
}

static void evidence(struct making *m, size_t unit, const char *criterion, const char *title)
{
	struct value *e = event(m, "11-19T10:00", false, login(m, unit, ""), "evidence");
	value_put_text(m->a, e, "unit", unit_code(m, unit));
	value_put_text(m->a, e, "title", str_c(title));
	value_put_text(m->a, e, "number", arena_fmt(m->a, "%lld/BC", 100 + (long long)pick(m, 400)));
	value_put_text(m->a, e, "on", arena_fmt(m->a, "%lld-11-10", (long long)m->year));
	value_put_text(m->a, e, "page", S("mục I, trang 2"));
	struct value *criteria = value_put(m->a, e, S("criteria"), value_list(m->a));
	value_add(m->a, criteria, value_text(m->a, str_c(criterion)));
}

static void self_scoring(struct making *m, size_t n_sent)
{
	static const struct {
		const char *criterion, *title;
	} proofs[] = {
	    {"I.1", "Báo cáo kết quả thực hiện nhiệm vụ chính trị"},
	    {"I.2", "Báo cáo giải quyết công việc đúng hạn"},
	    {"I.3.1", "Quyết định công bố xếp loại cải cách hành chính"},
	    {"II.2", "Quyết định xếp loại tổ chức đảng"},
	    {"III.4", "Danh sách điển hình tiên tiến"},
	    {"IV.1", "Báo cáo khen thưởng trong năm"},
	    {"IV.2", "Biên bản công nhận mô hình, cách làm mới"},
	};
	season(m, "11-15T08:00", false, "self_scoring");
	for (size_t i = 0; i < m->n_units; i++) {
		scores(m, i);
		for (size_t k = 0; k < sizeof proofs / sizeof *proofs; k++)
			evidence(m, i, proofs[k].criterion, proofs[k].title);
		if (i < n_sent)
			card(m, "11-20T16:00", login(m, i, ".ld"), i, "submitted");
	}
}

static void verifying(struct making *m, size_t n_verified)
{
	str desk = desk_login(m, "thuky");
	season(m, "11-26T08:00", false, "verifying");
	for (size_t i = 0; i < m->n_units && i < n_verified; i++) {
		card(m, "11-27T08:30", desk, i, "verifying");
		struct value *e = event(m, "11-27T09:10", false, desk, "scores");
		value_put_text(m->a, e, "unit", unit_code(m, i));
		value_put_text(m->a, e, "stage", S("verified"));
		value_put_bool(m->a, e, "accept", true);
		card(m, "11-27T09:20", desk, i, "verified");
	}
}

static void meeting(struct making *m)
{
	str desk = desk_login(m, "thuky");
	season(m, "12-06T08:00", false, "meeting");
	struct value *e = event(m, "12-07T08:00", false, desk, "freeze");
	value_put_text(m->a, e, "stage", S("verified"));
	e = event(m, "12-08T08:00", false, desk, "meeting");
	value_put_text(m->a, e, "place", S("Hội trường đơn vị cụm trưởng"));
	value_put_int(m->a, e, "minutes", 180);
	value_put_text(m->a, e, "chair", person_of(m, m->first_unit));
	value_put_text(m->a, e, "secretary", person_of(m, m->first_unit + 80));
	struct value *who = value_put(m->a, e, S("attendance"), value_list(m->a));
	for (size_t i = 0; i < m->n_units; i++) {
		struct value *w = value_add(m->a, who, value_map(m->a));
		value_put_text(m->a, w, "unit", unit_code(m, i));
		value_put_text(m->a, w, "person", person_of(m, m->first_unit + i));
	}
	event(m, "12-08T09:00", false, desk, "adopt");
}

/* A year that is over ends with the Council's decision; the running one stands at a step of its own. */
static void put_events(struct making *m, struct value *script)
{
	size_t at = m->last ? m->cluster % 4 : 4, half = m->n_units / 2;
	m->events = value_put(m->a, script, S("events"), value_list(m->a));
	plan(m);
	season(m, "02-01T08:00", false, "running");
	if (at >= 1)
		self_scoring(m, at == 1 ? half : m->n_units);
	if (at >= 2)
		verifying(m, at == 2 ? half : m->n_units);
	if (at < 3)
		return;
	meeting(m);
	if (at < 4)
		return;
	struct value *e = event(m, "12-08T11:00", false, desk_login(m, "thuky"), "paper");
	value_put_text(m->a, e, "kind", S("proposal"));
	season(m, "12-09T08:00", false, "proposed");
}

static const struct value *script_of(struct making *m)
{
	struct value *script = value_map(m->a);
	value_put_text(m->a, script, "format", S("thidua-year/1"));
	value_put_text(m->a, script, "founded", arena_fmt(m->a, "%lld-01-05T08:00", (long long)m->year));
	put_place(m, script);
	value_put_int(m->a, script, "year", m->year);
	value_put_text(m->a, script, "theme", S("Đoàn kết, sáng tạo, thi đua lập thành tích"));
	value_put_text(m->a, script, "scheme", S("MAC-DINH-100"));
	put_units(m, script);
	struct value *offices = value_put(m->a, script, S("offices"), value_list(m->a));
	put_office(m, offices, "head", 0, m->first_unit);
	put_office(m, offices, "deputy", 1, m->first_unit + 1);
	put_office(m, offices, "secretary", 0, m->first_unit + 80);
	put_people(m, script);
	put_events(m, script);
	return script;
}

td_rc province_load(struct db *db, struct arena *a, struct env_fixed *clock, size_t n_clusters,
		    str password_hash, struct err *e, void (*told)(void *ctx, size_t done, size_t of),
		    void *ctx, struct province *out)
{
	*out = (struct province){.admin = S("mh.quantri"),
				 .appraiser = S("mh.chuyenvien"),
				 .secretary = S("tm01.thuky"),
				 .officer = S("dv001")};
	for (i64 year = 0; year < PROVINCE_YEARS; year++)
		for (size_t i = 0; i < n_clusters; i++) {
			struct arena_mark mark = arena_mark(a);
			struct yearfile_played played;
			struct making m = {.a = a,
					   .cluster = i,
					   .year = PROVINCE_FIRST_YEAR + year,
					   .last = year == PROVINCE_YEARS - 1,
					   .n_units = units_of(i),
					   .first_unit = first_unit_of(i),
					   .seed = (u64)(year * PROVINCE_CLUSTERS) + i + 1};
			td_rc rc = yearfile_play(db, a, clock, script_of(&m), password_hash, e, &played);
			if (rc != TD_OK)
				return rc;
			out->n_events += (i64)played.n_events;
			out->n_years++;
			arena_release(a, mark);
			if (told)
				told(ctx, out->n_years, n_clusters * PROVINCE_YEARS);
		}
	return TD_OK;
}
