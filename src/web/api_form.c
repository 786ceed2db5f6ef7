/* What programs send, as the pairs of the page's form. */
#include "base/num.h"
#include "web/api.h"

enum { MAX_PAIRS = 20000 };

struct reading {
	struct arena *a;
	const struct form_def *def;
	struct form *f;
	struct err *e;
	td_rc rc;
};

static void refuse(struct reading *k, str where, const char *vi)
{
	k->rc = err_add(k->e, TD_INVALID, where, "%.*s: %s", STRF(where), i18n_tr(k->e->lang, vi));
}

static void push(struct reading *k, str name, str value)
{
	VEC_PUSH(k->a, &k->f->pairs) = (struct form_pair){name, value, NULL};
}

static const struct field *field_of(const struct form_def *def, str name)
{
	for (size_t i = 0; i < def->n_fields; i++)
		if (str_eq(str_c(def->fields[i].name), name))
			return &def->fields[i];
	return NULL;
}

/* One value of a field, or of one key of it. */
static void put_one(struct reading *k, str name, const struct value *v)
{
	switch (v->kind) {
	case VALUE_NULL:
		push(k, name, (str){"", 0});
		break;
	case VALUE_INT:
		push(k, name, arena_fmt(k->a, "%lld", (long long)v->i));
		break;
	case VALUE_NUM:
		push(k, name, num_c(k->a, v->num_c));
		break;
	case VALUE_TEXT:
		push(k, name, v->text);
		break;
	case VALUE_BOOL: /* keyed texts that stand for a yes */
		push(k, name, v->b ? S("1") : (str){"", 0});
		break;
	default:
		refuse(k, name, N_("phải là chữ, số hoặc null"));
	}
}

static void put_check(struct reading *k, str name, const struct value *v)
{
	if (v->kind == VALUE_BOOL && v->b)
		push(k, name, S("1"));
	else if (v->kind != VALUE_BOOL && v->kind != VALUE_NULL)
		refuse(k, name, N_("phải là true hoặc false"));
}

static bool key_ok(str key)
{
	return key.n > 0 && str_find_byte(key, ']') == key.n && str_find_byte(key, '[') == key.n;
}

static void put_keys(struct reading *k, str name, const struct value *v)
{
	for (size_t i = 0; v->kind == VALUE_LIST && i < v->items.n; i++) {
		const struct value *key = v->items.at[i].value;
		if (key->kind == VALUE_TEXT && key_ok(key->text))
			push(k, arena_fmt(k->a, "%.*s[%.*s]", STRF(name), STRF(key->text)), S("1"));
		else
			refuse(k, name, N_("mỗi phần tử phải là một khóa viết bằng chữ"));
	}
	if (v->kind != VALUE_LIST && v->kind != VALUE_NULL)
		refuse(k, name, N_("phải là danh sách các khóa"));
}

static void put_keyed(struct reading *k, str name, const struct value *v)
{
	for (size_t i = 0; v->kind == VALUE_MAP && i < v->items.n; i++) {
		const struct value_item *item = &v->items.at[i];
		if (key_ok(item->key))
			put_one(k, arena_fmt(k->a, "%.*s[%.*s]", STRF(name), STRF(item->key)), item->value);
		else
			refuse(k, name, N_("khóa không được để trống hay chứa dấu ngoặc vuông"));
	}
	if (v->kind != VALUE_MAP && v->kind != VALUE_NULL)
		refuse(k, name, N_("phải là đối tượng gồm khóa và giá trị"));
}

static void put_field(struct reading *k, const struct value_item *item)
{
	const struct field *field = field_of(k->def, item->key);
	if (field == NULL) {
		refuse(k, item->key, N_("không có trường này"));
		return;
	}
	switch (field->kind) {
	case FIELD_CHECK:
		put_check(k, item->key, item->value);
		break;
	case FIELD_FILE:
		refuse(k, item->key, N_("tệp được gửi bằng multipart/form-data"));
		break;
	case FIELD_KEYED_CHECK:
		put_keys(k, item->key, item->value);
		break;
	case FIELD_KEYED_TEXT:
	case FIELD_KEYED_POINTS:
		put_keyed(k, item->key, item->value);
		break;
	default:
		put_one(k, item->key, item->value);
	}
}

td_rc api_form_read(struct arena *a, const struct form_def *def, str json, struct form *f, struct err *e,
		    int *status)
{
	struct reading k = {.a = a, .def = def, .f = f, .e = e};
	const struct value *v = NULL;
	*status = 400;
	if (str_trim(json).n == 0)
		return TD_OK;
	td_rc rc = value_from_json(a, json, e, &v);
	if (rc != TD_OK)
		return rc == TD_LIMIT ? rc : TD_INVALID;
	if (v->kind != VALUE_MAP)
		return err_add(e, TD_INVALID, S(""), N_("Phần thân phải là một đối tượng JSON"));
	*status = 422;
	for (size_t i = 0; i < v->items.n; i++)
		put_field(&k, &v->items.at[i]);
	if (f->pairs.n > MAX_PAIRS)
		return err_add(e, TD_INVALID, S(""), N_("Biểu mẫu gửi lên có quá nhiều ô"));
	return k.rc == TD_OK ? form_clean_parts(a, f, e) : k.rc;
}

/* "score[I.1]" → "score". */
static str plain_name(str name)
{
	return str_upto(name, str_find_byte(name, '['));
}

td_rc api_form_known(struct arena *a, const struct form_def *def, const struct form *f, struct err *e)
{
	struct reading k = {.a = a, .def = def, .e = e};
	for (size_t i = 0; i < f->pairs.n; i++) {
		const struct field *field = field_of(def, plain_name(f->pairs.at[i].name));
		if (field == NULL)
			refuse(&k, f->pairs.at[i].name, N_("không có trường này"));
	}
	return k.rc;
}
