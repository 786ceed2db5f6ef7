#include "tests/lib/check.h"
#include "web/form.h"

struct demo {
	str name, note, pass, code;
	struct form_num points, count;
	struct form_day on;
	int kind;
	bool agree;
	struct form_points score;
	struct form_texts reason, na;
};

static const char *const kinds[] = {"mot", "hai", NULL};
static const struct field fields[] = {
    FIELD(TEXT, struct demo, name, "Tên", .required = true, .max = 5),
    FIELD(AREA, struct demo, note, "Ghi chú", .max = 100),
    FIELD(SECRET, struct demo, pass, "Mật khẩu"),
    FIELD(CODE, struct demo, code, "Mã"),
    FIELD(POINTS, struct demo, points, "Điểm", .low = 0, .high = 1000),
    FIELD(INT, struct demo, count, "Số lượng"),
    FIELD(DAY, struct demo, on, "Ngày"),
    FIELD(CHOICE, struct demo, kind, "Loại", .choices = kinds),
    FIELD(CHECK, struct demo, agree, "Đồng ý"),
    FIELD(KEYED_POINTS, struct demo, score, "Điểm tiêu chí"),
    FIELD(KEYED_TEXT, struct demo, reason, "Lý do", .max = 100),
    FIELD(KEYED_CHECK, struct demo, na, "Không áp dụng"),
};
static const struct form_def def = FORM(struct demo, fields);

struct sent {
	const char *body;
	struct arena *a;
	struct form f;
	struct err e;
	td_rc rc;
};

static td_rc bind(void *arg)
{
	struct sent *s = arg;
	s->e = err_new(s->a, LANG_VI);
	s->rc = form_decode(s->a, str_c(s->body), &s->f, &s->e);
	if (s->rc == TD_OK)
		s->rc = form_bind(s->a, &def, &s->f, &s->e);
	return TD_OK;
}

static struct sent send(const char *body)
{
	struct sent s = {.body = body, .a = arena_new("form", 8 << 20)};
	CHECK_INT(arena_run(s.a, bind, &s), TD_OK);
	return s;
}

CASE(values_are_bound_by_kind)
{
	struct sent s = send("name=+%C4%90%E1%BA%B7ng+&note=m%E1%BB%99t%0D%0Ahai&points=9,5&count=-3&on=21%"
			     "2F11%2F2026&kind=hai"
			     "&agree=on&code=I.1-a_b&unknown=x");
	const struct demo *d = form_value(&s.f);
	CHECK_INT(s.rc, TD_OK);
	CHECK_STR(d->name, "Đặng");
	CHECK_STR(d->note, "một\nhai");
	CHECK(d->points.set);
	CHECK_INT(d->points.v, 950);
	CHECK_INT(d->count.v, -3);
	CHECK_INT(d->on.v.month, 11);
	CHECK_INT(d->kind, 1);
	CHECK(d->agree);
	CHECK_STR(d->code, "I.1-a_b");
	arena_free(s.a);
}

CASE(absent_values)
{
	struct sent s = send("name=a");
	const struct demo *d = form_value(&s.f);
	CHECK_INT(s.rc, TD_OK);
	CHECK(!d->points.set && !d->on.set && !d->agree);
	CHECK_INT(d->kind, -1);
	CHECK_INT(d->score.list.n, 0);
	arena_free(s.a);
}

CASE(keyed_fields_keep_their_order)
{
	struct sent s = send("name=a&score%5BI.2%5D=10&score[I.1]=9.25&score[I.3]=&reason[I.1]=v%C3%AC&na[I."
			     "3]=on&score=5&score[]=1");
	const struct demo *d = form_value(&s.f);
	CHECK_INT(s.rc, TD_OK);
	CHECK_INT(d->score.list.n, 3);
	CHECK_STR(d->score.list.at[0].key, "I.2");
	CHECK_INT(d->score.list.at[1].v.v, 925);
	CHECK(!d->score.list.at[2].v.set);
	CHECK_STR(d->reason.list.at[0].v, "vì");
	CHECK_STR(d->na.list.at[0].key, "I.3");
	arena_free(s.a);
}

CASE(all_errors_at_once_and_by_place)
{
	struct sent s = send(
	    "name=quadai&points=1.234&count=x&on=31/02/2026&kind=ba&code=a+b&score[I.1]=hai&score[II]=1,234");
	static const char *const places[] = {"name", "points", "count",      "on",
					     "kind", "code",   "score[I.1]", "score[II]"};
	CHECK_INT(s.rc, TD_INVALID);
	CHECK_INT(s.e.items.n, sizeof places / sizeof places[0]);
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		CHECK(err_at(&s.e, str_c(places[i])) != NULL);
	CHECK_STR(err_at(&s.e, S("name"))->text, "Tên: dài quá 5 ký tự");
	arena_free(s.a);
}

CASE(range_is_told_in_points)
{
	struct sent s = send("name=a&points=10,5");
	CHECK_STR(err_first(&s.e), "Điểm: phải từ 0 đến 10");
	arena_free(s.a);
}

CASE(required_text)
{
	struct sent s = send("name=++");
	CHECK_STR(err_first(&s.e), "Tên: chưa nhập");
	arena_free(s.a);
}

CASE(broken_input_is_refused_whole)
{
	static const char *const bodies[] = {"name=%zz", "name=%f", "name=%",   "name=%ff",
					     "name=%c3", "%ff=a",   "name=%00", "name=a%01"};
	for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) {
		struct sent s = send(bodies[i]);
		CHECK_INT(s.rc, TD_INVALID);
		arena_free(s.a);
	}
}

CASE(decomposed_text_is_composed)
{
	struct sent s = send("name=a%CC%81"); /* a and a combining acute */
	CHECK_STR(((const struct demo *)form_value(&s.f))->name, "á");
	arena_free(s.a);
}

CASE(one_line_stays_one_line)
{
	struct sent s = send("name=a%0Ab");
	CHECK_INT(s.rc, TD_INVALID);
	arena_free(s.a);
}

CASE(what_is_shown_again)
{
	struct sent s = send("name=b&pass=bi+mat&points=12x");
	CHECK_STR(form_show(&s.f, S("name"), S("cũ")), "b");
	CHECK_STR(form_show(&s.f, S("points"), S("cũ")), "12x");
	CHECK_STR(form_show(&s.f, S("pass"), S("")), "");
	CHECK_STR(form_show(&s.f, S("note"), S("cũ")), "");
	CHECK_STR(form_show(NULL, S("name"), S("cũ")), "cũ");
	arena_free(s.a);
}

CASE(too_many_pairs)
{
	char *body = malloc(2 * 20002);
	for (size_t i = 0; i < 20001; i++)
		memcpy(body + 2 * i, "a&", 2);
	body[2 * 20001] = '\0';
	struct sent s = send(body);
	CHECK_INT(s.rc, TD_INVALID);
	arena_free(s.a);
	free(body);
}
