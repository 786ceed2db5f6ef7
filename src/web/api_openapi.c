/* The description of the API in OpenAPI 3.1, made from the tables that answer it. */
#include "domain/token.h"
#include "web/api.h"
#include "web/app.h"
#include "web/po.h"

#define CONST_TEXT(map, key, text) value_put_text(k->a, (map), (key), S(text))

struct spec {
	struct arena *a;
	struct value *schemas;
};

static struct value *map_in(struct spec *k, struct value *map, const char *key)
{
	return value_put(k->a, map, str_c(key), value_map(k->a));
}

static struct value *list_in(struct spec *k, struct value *map, const char *key)
{
	return value_put(k->a, map, str_c(key), value_list(k->a));
}

static void add_text(struct spec *k, struct value *list, const char *text)
{
	value_add(k->a, list, value_text(k->a, str_c(text)));
}

static struct value *ref(struct spec *k, const char *where, const char *code)
{
	struct value *v = value_map(k->a);
	value_put_text(k->a, v, "$ref", arena_fmt(k->a, "#/components/%s/%s", where, code));
	return v;
}

/* Vietnamese as it stands in the program, English beside it. */
static void describe(struct spec *k, struct value *map, const char *key, const char *key_en, const char *vi)
{
	value_put_text(k->a, map, key, str_c(i18n_tr(LANG_VI, vi)));
	value_put_text(k->a, map, key_en, str_c(i18n_tr(LANG_EN, vi)));
}

static void put_type(struct spec *k, struct value *map, const char *one, const char *other, bool may_be_null)
{
	if (!other && !may_be_null) {
		value_put_text(k->a, map, "type", str_c(one));
		return;
	}
	struct value *types = list_in(k, map, "type");
	add_text(k, types, one);
	if (other)
		add_text(k, types, other);
	if (may_be_null)
		add_text(k, types, "null");
}

/* ---- what is sent ---- */

static void put_choices(struct spec *k, struct value *s, const struct field *f)
{
	struct value *list = list_in(k, s, "enum");
	for (int i = 0; f->choices[i] != NULL; i++)
		add_text(k, list, f->choices[i]);
	if (!f->required)
		value_add(k->a, list, value_null(k->a));
}

static void put_range(struct spec *k, struct value *s, const struct field *f)
{
	if (f->low >= f->high)
		return;
	bool whole = f->kind == FIELD_INT;
	value_put(k->a, s, S("minimum"), whole ? value_int(k->a, f->low) : value_num(k->a, f->low));
	value_put(k->a, s, S("maximum"), whole ? value_int(k->a, f->high) : value_num(k->a, f->high));
}

static void put_number(struct spec *k, struct value *s, const struct field *f, bool may_be_null)
{
	put_type(k, s, f->kind == FIELD_INT ? "integer" : "number", "string", may_be_null);
	put_range(k, s, f);
}

static void put_text(struct spec *k, struct value *s, const struct field *f)
{
	put_type(k, s, "string", f->kind == FIELD_SECRET ? NULL : "number", !f->required);
	value_put_int(k->a, s, "maxLength", f->max ? f->max : 200);
	if (f->kind == FIELD_SECRET)
		CONST_TEXT(s, "format", "password");
	if (f->kind == FIELD_CODE)
		CONST_TEXT(s, "pattern", "^[A-Za-z0-9._-]*$");
}

static void put_day(struct spec *k, struct value *s, const struct field *f)
{
	put_type(k, s, "string", NULL, !f->required);
	struct value *list = list_in(k, s, "examples");
	add_text(k, list, "2026-11-21");
	add_text(k, list, "21/11/2026");
}

static void put_file(struct spec *k, struct value *s, const struct field *f)
{
	CONST_TEXT(s, "type", "string");
	CONST_TEXT(s, "format", "binary");
	value_put_int(k->a, s, "x-max-mib", f->max ? f->max : 64);
}

static void put_keyed(struct spec *k, struct value *s, const struct field *f)
{
	if (f->kind == FIELD_KEYED_CHECK) {
		CONST_TEXT(s, "type", "array");
		CONST_TEXT(map_in(k, s, "items"), "type", "string");
		return;
	}
	CONST_TEXT(s, "type", "object");
	struct value *each = map_in(k, s, "additionalProperties");
	if (f->kind == FIELD_KEYED_POINTS) {
		put_number(k, each, f, true);
		return;
	}
	put_type(k, each, "string", "number", true);
	value_put_int(k->a, each, "maxLength", f->max ? f->max : 200);
}

static struct value *field_schema(struct spec *k, const struct field *f)
{
	struct value *s = value_map(k->a);
	switch (f->kind) {
	case FIELD_POINTS:
	case FIELD_INT:
		put_number(k, s, f, !f->required);
		break;
	case FIELD_DAY:
		put_day(k, s, f);
		break;
	case FIELD_CHOICE:
		put_choices(k, s, f);
		break;
	case FIELD_CHECK:
		CONST_TEXT(s, "type", "boolean");
		break;
	case FIELD_FILE:
		put_file(k, s, f);
		break;
	case FIELD_KEYED_TEXT:
	case FIELD_KEYED_POINTS:
	case FIELD_KEYED_CHECK:
		put_keyed(k, s, f);
		break;
	default:
		put_text(k, s, f);
	}
	describe(k, s, "description", "x-description-en", f->label);
	return s;
}

static struct value *form_schema(struct spec *k, const struct form_def *def, bool files)
{
	struct value *s = value_map(k->a), *all, *must = value_list(k->a);
	CONST_TEXT(s, "type", "object");
	value_put_bool(k->a, s, "additionalProperties", false);
	all = map_in(k, s, "properties");
	for (size_t i = 0; i < def->n_fields; i++) {
		const struct field *f = &def->fields[i];
		if (f->kind == FIELD_FILE && !files)
			continue;
		value_put(k->a, all, str_c(f->name), field_schema(k, f));
		if (f->required)
			add_text(k, must, f->name);
	}
	if (must->items.n > 0)
		value_put(k->a, s, S("required"), must);
	return s;
}

static void put_body(struct spec *k, struct value *op, const struct route *r)
{
	bool must_be_parts = false;
	for (size_t i = 0; i < r->form->n_fields; i++)
		must_be_parts |= r->form->fields[i].kind == FIELD_FILE && r->form->fields[i].required;
	struct value *content = map_in(k, map_in(k, op, "requestBody"), "content");
	if (!must_be_parts)
		value_put(k->a, map_in(k, content, "application/json"), S("schema"),
			  form_schema(k, r->form, false));
	if (r->body == BODY_FILES)
		value_put(k->a, map_in(k, content, "multipart/form-data"), S("schema"),
			  form_schema(k, r->form, true));
}

/* ---- what is answered ---- */

static void put_def(struct spec *k, const struct api_def *def);

static void put_member(struct spec *k, struct value *s, const struct api_member *m)
{
	switch (m->kind) {
	case API_INT:
		CONST_TEXT(s, "type", "integer");
		break;
	case API_OPT_INT:
		put_type(k, s, "integer", NULL, true);
		break;
	case API_POINTS:
		CONST_TEXT(s, "type", "number");
		break;
	case API_OPT_POINTS:
		put_type(k, s, "number", NULL, true);
		break;
	case API_BOOL:
		CONST_TEXT(s, "type", "boolean");
		break;
	case API_TIME:
	case API_OPT_TIME:
		put_type(k, s, "string", NULL, true);
		CONST_TEXT(s, "format", "date-time");
		break;
	case API_DAY:
		put_type(k, s, "string", NULL, true);
		CONST_TEXT(s, "format", "date");
		break;
	case API_WORD: {
		struct value *list = list_in(k, s, "enum");
		for (int i = 0; i < m->n_words; i++)
			add_text(k, list, m->word(i));
		break;
	}
	case API_TEXT:
		put_type(k, s, "string", NULL, true);
		break;
	default:
		break; /* anything */
	}
}

static struct value *member_schema(struct spec *k, const struct api_member *m)
{
	struct value *s = value_map(k->a);
	if (m->of)
		put_def(k, m->of);
	if (m->kind == API_ONE && m->of) {
		s = ref(k, "schemas", m->of->code);
	} else if (m->kind == API_MANY && m->of) {
		CONST_TEXT(s, "type", "array");
		value_put(k->a, s, S("items"), ref(k, "schemas", m->of->code));
	} else {
		put_member(k, s, m);
	}
	if (m->label)
		describe(k, s, "description", "x-description-en", m->label);
	return s;
}

static void put_def(struct spec *k, const struct api_def *def)
{
	if (value_get(k->schemas, str_c(def->code)))
		return;
	struct value *s = map_in(k, k->schemas, def->code);
	CONST_TEXT(s, "type", "object");
	value_put_bool(k->a, s, "additionalProperties", false);
	struct value *all = map_in(k, s, "properties"), *must = list_in(k, s, "required");
	for (size_t i = 0; i < def->n_members; i++) {
		value_put(k->a, all, str_c(def->members[i].name), member_schema(k, &def->members[i]));
		add_text(k, must, def->members[i].name);
	}
}

static void put_success(struct spec *k, struct value *responses, const struct route *r)
{
	bool made = r->api->creates;
	struct value *ok = map_in(k, responses, made ? "201" : "200");
	CONST_TEXT(ok, "description", "OK");
	struct value *content = map_in(k, ok, "content");
	if (r->method == HTTP_POST && !r->api->file) {
		value_put(k->a, map_in(k, content, "application/json"), S("schema"),
			  ref(k, "schemas", "Done"));
	} else if (r->api->gives) {
		put_def(k, r->api->gives);
		value_put(k->a, map_in(k, content, "application/json"), S("schema"),
			  ref(k, "schemas", r->api->gives->code));
	} else {
		map_in(k, content, "*/*");
	}
}

static void put_responses(struct spec *k, struct value *op, const struct route *r)
{
	static const char *const reading[] = {"401", "403", "404", "409", "429", "503", NULL};
	static const char *const writing[] = {"400", "401", "403", "404", "409", "413",
					      "415", "422", "429", "503", NULL};
	struct value *responses = map_in(k, op, "responses");
	put_success(k, responses, r);
	for (const char *const *s = r->method == HTTP_GET ? reading : writing; *s; s++)
		value_put(k->a, responses, str_c(*s), ref(k, "responses", "Error"));
}

/* ---- operations ---- */

static struct value *add_param(struct spec *k, struct value *list, str name, const char *in, bool required,
			       const char *type)
{
	struct value *p = value_add(k->a, list, value_map(k->a));
	value_put_text(k->a, p, "name", name);
	value_put_text(k->a, p, "in", str_c(in));
	value_put_bool(k->a, p, "required", required);
	value_put_text(k->a, map_in(k, p, "schema"), "type", str_c(type));
	return p;
}

static void put_params(struct spec *k, struct value *op, const struct route *r)
{
	struct value *list = list_in(k, op, "parameters");
	str rest = str_c(r->path), part;
	while (rest.n > 0) {
		rest = str_from(rest, str_find_byte(rest, '{'));
		size_t close = str_find_byte(rest, '}');
		if (rest.n > 0)
			add_param(k, list, str_from(str_upto(rest, close), 1), "path", true, "string");
		rest = str_from(rest, close + 1);
	}
	rest = r->api->query ? str_c(r->api->query) : STR_NULL;
	while (str_split(&rest, ' ', &part))
		add_param(k, list, part, "query", false, "string");
	if (r->method == HTTP_POST)
		value_add(k->a, list, ref(k, "parameters", "Key"));
}

/* "postClustersClusterYearCards". */
static str operation_id(struct spec *k, const struct route *r)
{
	struct sb b = sb_new(k->a, 512);
	bool upper = true;
	sb_put(&b, r->method == HTTP_GET ? S("get") : S("post"));
	for (const char *p = r->path + strlen("/api/v1/"); *p; p++) {
		bool letter = (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9');
		if (letter)
			sb_byte(&b, upper && *p >= 'a' ? (char)(*p - 'a' + 'A') : *p);
		upper = !letter;
	}
	return sb_str(&b);
}

static void put_scopes(struct spec *k, struct value *op, const struct route *r)
{
	struct value *list = list_in(k, op, "x-scopes");
	for (int i = 0; i < TOKEN_SCOPE__N; i++)
		if (token_permissions((enum token_scope)i) >> r->permission & 1)
			add_text(k, list, token_scope_code((enum token_scope)i));
	value_put_text(k->a, op, "x-permission", str_c(authz_permission_code(r->permission)));
	value_put_text(k->a, op, "x-page", str_c(r->page->path));
}

static void put_operation(struct spec *k, struct value *paths, const struct route *r)
{
	struct value *item = NULL;
	for (size_t i = 0; i < paths->items.n; i++)
		if (str_eq(paths->items.at[i].key, str_c(r->path)))
			item = paths->items.at[i].value;
	if (item == NULL)
		item = map_in(k, paths, r->path);
	struct value *op = map_in(k, item, r->method == HTTP_GET ? "get" : "post");
	value_put_text(k->a, op, "operationId", operation_id(k, r));
	describe(k, op, "summary", "x-summary-en", r->api->tells);
	put_scopes(k, op, r);
	put_params(k, op, r);
	if (r->method == HTTP_POST)
		put_body(k, op, r);
	put_responses(k, op, r);
}

/* ---- what is common ---- */

static const char about[] = N_(
    "Mỗi địa chỉ ứng với một trang; quyền, thời hạn và cách kiểm tra là của trang đó. Gửi mã truy cập trong "
    "dòng Authorization: Bearer. Số thập phân viết bằng số JSON hoặc chữ như trên trang (12,5); ngày viết "
    "2026-11-21 hoặc 21/11/2026.");

static void put_error_schema(struct spec *k)
{
	struct value *s = map_in(k, k->schemas, "Error"), *e;
	CONST_TEXT(s, "type", "object");
	e = map_in(k, map_in(k, s, "properties"), "error");
	CONST_TEXT(e, "type", "object");
	e = map_in(k, e, "properties");
	CONST_TEXT(map_in(k, e, "status"), "type", "integer");
	CONST_TEXT(map_in(k, e, "text"), "type", "string");
	struct value *items = map_in(k, e, "items"), *item;
	CONST_TEXT(items, "type", "array");
	item = map_in(k, items, "items");
	CONST_TEXT(item, "type", "object");
	item = map_in(k, item, "properties");
	CONST_TEXT(map_in(k, item, "where"), "type", "string");
	CONST_TEXT(map_in(k, item, "text"), "type", "string");
	struct value *sent = map_in(k, e, "sent"), *stands = map_in(k, e, "stands");
	CONST_TEXT(sent, "type", "object");
	describe(k, sent, "description", "x-description-en", N_("Bản vừa gửi, khi người khác đã lưu trước"));
	CONST_TEXT(stands, "type", "object");
	describe(k, stands, "description", "x-description-en", N_("Bản đang có, để so và gửi lại"));
}

static void put_done_schema(struct spec *k)
{
	struct value *s = map_in(k, k->schemas, "Done"), *all;
	CONST_TEXT(s, "type", "object");
	all = map_in(k, s, "properties");
	CONST_TEXT(map_in(k, all, "repeated"), "type", "boolean");
	CONST_TEXT(map_in(k, all, "page"), "type", "string");
	put_type(k, map_in(k, all, "location"), "string", NULL, true);
	put_type(k, map_in(k, all, "rev"), "integer", NULL, true);
	struct value *once = map_in(k, all, "once");
	CONST_TEXT(once, "type", "string");
	describe(k, once, "description", "x-description-en",
		 N_("Mật khẩu dùng một lần, chỉ có ở trả lời đầu tiên"));
}

static void put_components(struct spec *k, struct value *c)
{
	struct value *token = map_in(k, map_in(k, c, "securitySchemes"), "token");
	CONST_TEXT(token, "type", "http");
	CONST_TEXT(token, "scheme", "bearer");
	struct value *error = map_in(k, map_in(k, c, "responses"), "Error");
	describe(k, error, "description", "x-description-en", N_("Mọi lỗi một lần, mỗi lỗi kèm tên trường"));
	value_put(k->a, map_in(k, map_in(k, error, "content"), "application/json"), S("schema"),
		  ref(k, "schemas", "Error"));
	struct value *key = map_in(k, map_in(k, c, "parameters"), "Key");
	CONST_TEXT(key, "name", "Idempotency-Key");
	CONST_TEXT(key, "in", "header");
	struct value *schema = map_in(k, key, "schema");
	CONST_TEXT(schema, "type", "string");
	CONST_TEXT(schema, "pattern", "^[A-Za-z0-9_-]{22}$");
	describe(k, key, "description", "x-description-en",
		 N_("Tên của lần gửi, 22 ký tự: gửi lại cùng tên thì không ghi hai lần"));
	value_put(k->a, c, S("schemas"), k->schemas);
	put_error_schema(k);
	put_done_schema(k);
}

str api_openapi(struct arena *a)
{
	struct spec s = {a, value_map(a)}, *k = &s;
	struct value *v = value_map(a);
	CONST_TEXT(v, "openapi", "3.1.0");
	struct value *info = map_in(k, v, "info");
	CONST_TEXT(info, "title", "thidua");
	value_put_text(a, info, "version", S(THIDUA_VERSION));
	describe(k, info, "description", "x-description-en", about);
	CONST_TEXT(value_add(a, list_in(k, v, "servers"), value_map(a)), "url", "/");
	list_in(k, value_add(a, list_in(k, v, "security"), value_map(a)), "token");
	struct value *paths = map_in(k, v, "paths");
	put_components(k, map_in(k, v, "components"));
	for (size_t i = 0; i < routes_n(); i++)
		if (routes[i].api)
			put_operation(k, paths, &routes[i]);
	return value_to_json(a, v, VALUE_PRETTY);
}

td_rc api_openapi_get(struct req *r)
{
	r->body = api_openapi(r->a);
	r->type = S("application/json; charset=utf-8");
	return TD_OK;
}
