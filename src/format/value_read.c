/* JSON text → value tree, by jansson. jansson works on a scratch arena of its own: its memory is bounded, each of its
 * allocations is one that the fault tests count, and whatever it leaves behind goes at once. */
#include "format/value.h"

#include <jansson.h>
#include <pthread.h>
#include <stdio.h>

#include "base/num.h"
#include "base/utf8.h"

enum { SCRATCH_MAX = 512 * 1024 * 1024 };

static _Thread_local struct arena *json_arena;

static void *json_alloc(size_t n)
{
	return arena_alloc(json_arena, n);
}

static void json_free(void *p)
{
	(void)p; /* the scratch arena goes as a whole */
}

static void use_arenas(void)
{
	json_set_alloc_funcs(json_alloc, json_free);
}

struct parse {
	str json;
	json_error_t error;
	json_t *root;
};

static td_rc parse(void *ctx)
{
	struct parse *p = ctx;
	p->root = json_loadb(p->json.p, p->json.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &p->error);
	return p->root ? TD_OK : TD_INVALID;
}

static td_rc parse_on(struct arena *scratch, struct parse *p)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, use_arenas);
	struct arena *outer = json_arena;
	json_arena = scratch;
	td_rc rc = arena_run(scratch, parse, p);
	json_arena = outer;
	return rc;
}

static td_rc syntax_error(struct err *e, const json_error_t *at)
{
	str where = arena_fmt(e->a, "%s %d, %s %d", i18n_tr(e->lang, N_("dòng")), at->line,
			      i18n_tr(e->lang, N_("cột")), at->column);
	switch (json_error_code(at)) {
	case json_error_duplicate_key:
		return err_add(e, TD_INVALID, where,
			       N_("một tên được ghi hai lần trong cùng một mục; hãy giữ lại một"));
	case json_error_invalid_utf8:
		return err_add(e, TD_INVALID, where, N_("chữ bị hỏng mã; hãy lưu lại tệp với bảng mã UTF-8"));
	case json_error_premature_end_of_input:
		return err_add(e, TD_INVALID, where,
			       N_("tệp bị cụt: còn thiếu dấu đóng ngoặc hoặc ngoặc kép"));
	case json_error_stack_overflow:
		return err_add(e, TD_INVALID, where, N_("các mục lồng nhau quá sâu (tối đa %d lớp)"),
			       VALUE_MAX_DEPTH);
	case json_error_numeric_overflow:
		return err_add(e, TD_INVALID, where, N_("số quá lớn"));
	default:
		return err_add(e, TD_INVALID, where, N_("không đúng cú pháp JSON (%s)"), at->text);
	}
}

struct reader {
	struct arena *a;
	struct err *e;
};

static struct value *convert(struct reader *r, json_t *j, const struct value_path *at, int depth);

static str clean(struct reader *r, const char *p, size_t n, const struct value_path *at)
{
	str out = {p, n};
	size_t bad;
	if (utf8_clean(r->a, out, &out, &bad) != TD_OK) {
		(void)err_add(r->e, TD_INVALID, value_path_text(r->e->a, at),
			      N_("có ký tự điều khiển hoặc mã chữ hỏng ở byte thứ %zu"), bad + 1);
		return S("");
	}
	return arena_str(r->a, out);
}

/* The shortest text that is the double again says how many decimals its author wrote. A number that is not exact is
 * named and cut to two decimals, so that reading can go on and find more. */
static struct value *convert_real(struct reader *r, json_t *j, const struct value_path *at)
{
	char text[40];
	i64 num_c = 0;
	size_t n = (size_t)snprintf(text, sizeof text, "%.15g", json_real_value(j));
	size_t two = str_find_byte((str){text, n}, '.') + 3;
	if (n > two || num_parse_c((str){text, n}, &num_c) != TD_OK) {
		(void)err_add(r->e, TD_INVALID, value_path_text(r->e->a, at),
			      N_("số %s không ghi được bằng nhiều nhất hai chữ số thập phân"), text);
		if (num_parse_c(str_upto((str){text, n}, two), &num_c) != TD_OK)
			num_c = 0;
	}
	return value_num(r->a, num_c);
}

static struct value *convert_list(struct reader *r, json_t *j, const struct value_path *at, int depth)
{
	struct value *list = value_list(r->a);
	for (size_t i = 0; i < json_array_size(j); i++) {
		struct value_path here = {at, STR_NULL, i};
		value_add(r->a, list, convert(r, json_array_get(j, i), &here, depth + 1));
	}
	return list;
}

static struct value *convert_map(struct reader *r, json_t *j, const struct value_path *at, int depth)
{
	struct value *map = value_map(r->a);
	for (void *it = json_object_iter(j); it; it = json_object_iter_next(j, it)) {
		str key = clean(r, json_object_iter_key(it), json_object_iter_key_len(it), at);
		struct value_path here = {at, key, 0};
		value_put(r->a, map, key, convert(r, json_object_iter_value(it), &here, depth + 1));
	}
	return map;
}

static struct value *convert(struct reader *r, json_t *j, const struct value_path *at, int depth)
{
	if (depth > VALUE_MAX_DEPTH) {
		(void)err_add(r->e, TD_INVALID, value_path_text(r->e->a, at),
			      N_("các mục lồng nhau quá sâu (tối đa %d lớp)"), VALUE_MAX_DEPTH);
		return value_null(r->a);
	}
	switch (json_typeof(j)) {
	case JSON_OBJECT:
		return convert_map(r, j, at, depth);
	case JSON_ARRAY:
		return convert_list(r, j, at, depth);
	case JSON_STRING:
		return value_text(r->a, clean(r, json_string_value(j), json_string_length(j), at));
	case JSON_INTEGER:
		return value_int(r->a, json_integer_value(j));
	case JSON_REAL:
		return convert_real(r, j, at);
	case JSON_TRUE:
	case JSON_FALSE:
		return value_bool(r->a, json_typeof(j) == JSON_TRUE);
	case JSON_NULL:
		break;
	}
	return value_null(r->a);
}

static td_rc read_on(struct arena *scratch, struct reader *r, str json, const struct value **out)
{
	struct parse p = {.json = json};
	td_rc rc = parse_on(scratch, &p);
	if (rc == TD_INVALID)
		return syntax_error(r->e, &p.error);
	if (rc != TD_OK)
		return rc;
	size_t before = r->e->n_total;
	struct value_path root = {0};
	*out = convert(r, p.root, &root, 0);
	return r->e->n_total == before ? TD_OK : TD_INVALID;
}

static void free_scratch(void *p)
{
	struct arena **scratch = p;
	arena_free(*scratch);
	*scratch = NULL;
}

td_rc value_from_json(struct arena *a, str json, struct err *e, const struct value **out)
{
	if (json.n > VALUE_MAX_BYTES)
		return err_add(e, TD_INVALID, STR_NULL, N_("tệp lớn hơn %d MiB"), VALUE_MAX_BYTES >> 20);
	if (str_has_prefix(json, S("\xEF\xBB\xBF")))
		json = str_from(json, 3);
	struct arena **scratch = NEW(a, struct arena *);
	arena_defer(a, free_scratch, scratch); /* if converting unwinds */
	*scratch = arena_new("json", SCRATCH_MAX);
	if (*scratch == NULL)
		return TD_LIMIT;
	struct reader r = {a, e};
	*out = NULL;
	td_rc rc = read_on(*scratch, &r, json, out);
	free_scratch(scratch);
	return rc;
}
