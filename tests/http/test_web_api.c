/* What programs send becomes the pairs of a form, and the description tells every field of every form. */
#include "format/value.h"
#include "tests/lib/check.h"
#include "web/api.h"
#include "web/po.h"

struct sample {
	str name, code;
	struct form_num points;
	struct form_day day;
	bool yes;
	struct form_texts text, key;
	struct form_points score;
};
static const struct field fields[] = {
    FIELD(TEXT, struct sample, name, N_("Tên"), .required = true, .max = 10),
    FIELD(CODE, struct sample, code, N_("Mã")),
    FIELD(POINTS, struct sample, points, N_("Điểm"), .low = 0, .high = 10000),
    FIELD(DAY, struct sample, day, N_("Ngày")),
    FIELD(CHECK, struct sample, yes, N_("Có")),
    FIELD(KEYED_TEXT, struct sample, text, N_("Chữ")),
    FIELD(KEYED_POINTS, struct sample, score, N_("Kết quả")),
    FIELD(KEYED_CHECK, struct sample, key, N_("Khóa")),
};
static const struct form_def def = FORM(struct sample, fields);

struct reading {
	struct arena *a;
	const char *json;
	struct form f;
	struct err e;
	td_rc read, bound;
	int status;
};

static td_rc read_json(void *ctx)
{
	struct reading *k = ctx;
	k->e = err_new(k->a, LANG_VI);
	k->read = api_form_read(k->a, &def, str_c(k->json), &k->f, &k->e, &k->status);
	if (k->read == TD_OK)
		k->bound = form_bind(k->a, &def, &k->f, &k->e);
	return TD_OK;
}

static struct reading reading_of(struct arena *a, const char *json)
{
	struct reading k = {.a = a, .json = json};
	CHECK_INT(arena_run(a, read_json, &k), TD_OK);
	return k;
}

CASE(json_becomes_the_struct_of_the_form)
{
	struct arena *a = arena_new("api", 4 << 20);
	struct reading k =
	    reading_of(a, "{\"name\":\"  Nguyễn Văn A \",\"points\":12.5,\"day\":\"2026-11-21\",\"yes\":true,"
			  "\"text\":{\"I.1\":\"a\",\"I.2\":3,\"I.3\":null,\"I.4\":true},\"score\":{\"I.1\":"
			  "\"38,5\",\"I.2\":null},"
			  "\"key\":[\"x\",\"y\"],\"code\":null}");
	CHECK_INT(k.read, TD_OK);
	CHECK_INT(k.bound, TD_INVALID); /* 14 characters of ten */
	k = reading_of(
	    a,
	    "{\"name\":\"A\",\"points\":12.5,\"day\":\"21/11/2026\",\"yes\":false,"
	    "\"text\":{\"I.1\":\"a\",\"I.2\":3},\"score\":{\"I.1\":\"38,5\",\"I.2\":null},\"key\":[\"x\"]}");
	CHECK_INT(k.bound, TD_OK);
	const struct sample *s = form_value(&k.f);
	CHECK_INT(s->points.v, 1250);
	CHECK_INT(s->day.v.year, 2026);
	CHECK(!s->yes);
	CHECK_INT(s->text.list.n, 2);
	CHECK_STR(s->text.list.at[1].v, "3");
	CHECK_INT(s->score.list.at[0].v.v, 3850);
	CHECK(!s->score.list.at[1].v.set);
	CHECK_STR(s->key.list.at[0].key, "x");
	arena_free(a);
}

CASE(an_empty_body_is_a_button)
{
	struct arena *a = arena_new("api", 1 << 20);
	CHECK_INT(reading_of(a, " \n").read, TD_OK);
	CHECK_INT(reading_of(a, "{}").read, TD_OK);
	arena_free(a);
}

CASE(what_is_no_form_is_refused)
{
	static const struct {
		const char *json;
		int status;
	} bad[] = {
	    {"[]", 400},
	    {"1", 400},
	    {"{\"name\":1", 400},
	    {"{\"name\":\"a\",\"name\":\"b\"}", 400},
	    {"{\"name\":\"\xff\"}", 400},
	    {"{\"points\":1.005}", 400},
	    {"{\"la\":1}", 422},
	    {"{\"name\":[1]}", 422},
	    {"{\"name\":{\"a\":1}}", 422},
	    {"{\"yes\":1}", 422},
	    {"{\"text\":\"a\"}", 422},
	    {"{\"text\":{\"a]\":\"a\"}}", 422},
	    {"{\"text\":{\"\":\"a\"}}", 422},
	    {"{\"key\":{\"a\":true}}", 422},
	    {"{\"key\":[1]}", 422},
	};
	struct arena *a = arena_new("api", 4 << 20);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct reading k = reading_of(a, bad[i].json);
		if (k.read != TD_INVALID || k.status != bad[i].status || k.e.items.n == 0)
			check_fail(__FILE__, __LINE__, "%s: %s, %d", bad[i].json, rc_name(k.read), k.status);
	}
	struct reading k = reading_of(a, "{\"la\":1,\"yes\":3,\"name\":[]}");
	CHECK_INT(k.e.items.n, 3); /* all at once */
	arena_free(a);
}

/* ---- the description ---- */

static const struct value *at(const struct value *v, const char *key)
{
	return value_get(v, str_c(key));
}

static const struct value *schema_of(const struct value *op, const char *type)
{
	return at(at(at(at(op, "requestBody"), "content"), type), "schema");
}

/* Every field with its label in both languages; no field that the form does not have. */
static void check_form(const struct route *r, const struct value *op)
{
	const struct value *json = at(schema_of(op, "application/json"), "properties");
	const struct value *parts = at(schema_of(op, "multipart/form-data"), "properties");
	const struct value *most = parts ? parts : json;
	if (most == NULL || most->items.n != r->form->n_fields)
		check_fail(__FILE__, __LINE__, "%s: fields are missing or too many", r->path);
	for (size_t i = 0; most && i < r->form->n_fields; i++) {
		const struct field *f = &r->form->fields[i];
		const struct value *told = at(at(most, f->name), "description");
		if (told == NULL || !str_eq(told->text, str_c(f->label)))
			check_fail(__FILE__, __LINE__, "%s: %s is not described", r->path, f->name);
	}
}

static td_rc check_description(void *ctx)
{
	struct arena *a = ctx;
	struct err e = err_new(a, LANG_VI);
	const struct value *v = NULL;
	po_load();
	CHECK_INT(value_from_json(a, api_openapi(a), &e, &v), TD_OK);
	size_t n = 0;
	for (size_t i = 0; v && i < routes_n(); i++) {
		const struct route *r = &routes[i];
		if (r->api == NULL)
			continue;
		const struct value *op =
		    at(at(at(v, "paths"), r->path), r->method == HTTP_GET ? "get" : "post");
		n++;
		if (op == NULL)
			check_fail(__FILE__, __LINE__, "%s is not described", r->path);
		else if (r->method == HTTP_POST)
			check_form(r, op);
	}
	CHECK_INT(n, n_api_lines);
	return TD_OK;
}

CASE(every_address_and_every_field_is_described)
{
	struct arena *a = arena_new("openapi", 64 << 20);
	CHECK_INT(arena_run(a, check_description, a), TD_OK);
	arena_free(a);
}
