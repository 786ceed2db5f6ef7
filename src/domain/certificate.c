#include "domain/certificate.h"

#include "base/num.h"
#include "base/utf8.h"
#include "base/vi.h"

static const char *const aligns[CERTIFICATE_ALIGN__N] = {"left", "centre", "right"};
static const char *const align_names[CERTIFICATE_ALIGN__N] = {N_("Trái"), N_("Giữa"), N_("Phải")};
static const char *const valigns[CERTIFICATE_VALIGN__N] = {"top", "middle", "bottom"};
static const char *const valign_names[CERTIFICATE_VALIGN__N] = {N_("Trên"), N_("Giữa ô"), N_("Dưới")};

static const struct {
	const char *name, *example;
} fields[CERTIFICATE_FIELD__N] = {
    [CERTIFICATE_NAME] = {"tên", "Nguyễn Văn A"},
    [CERTIFICATE_POSITION] = {"chức vụ", "Phó Trưởng phòng"},
    [CERTIFICATE_UNIT] = {"đơn vị", "Sở Ví dụ tỉnh"},
    [CERTIFICATE_OF] = {"chức vụ và đơn vị", "Phó Trưởng phòng, Sở Ví dụ tỉnh"},
    [CERTIFICATE_MERIT] = {"thành tích", "Đã có thành tích xuất sắc trong phong trào thi đua năm 2026"},
    [CERTIFICATE_AWARD] = {"danh hiệu", "Chiến sĩ thi đua cơ sở"},
    [CERTIFICATE_YEAR] = {"năm", "2026"},
    [CERTIFICATE_CLUSTER] = {"tên cụm", "Cụm thi đua số 10"},
    [CERTIFICATE_DECISION] = {"số quyết định", "0123/QĐ-UBND"},
    [CERTIFICATE_DAY] = {"ngày quyết định", "ngày 20 tháng 01 năm 2027"},
    [CERTIFICATE_DAY_SHORT] = {"ngày quyết định ngắn", "20/01/2027"},
    [CERTIFICATE_DECIDER] = {"người quyết định", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH"},
    [CERTIFICATE_SIGNER] = {"người ký", "Trần Thị B"},
    [CERTIFICATE_ORDINAL] = {"số sổ vàng", "12"},
    [CERTIFICATE_CODE] = {"mã kiểm tra", "7QK4-M2XA-93FA"},
    [CERTIFICATE_ADDRESS] = {"địa chỉ kiểm tra", "https://thidua.example/kt/7QK4-M2XA-93FA"},
};

static td_rc find(const char *const *words, int n, str code, int *out)
{
	for (int i = 0; i < n; i++)
		if (str_eq(code, str_c(words[i]))) {
			*out = i;
			return TD_OK;
		}
	return TD_INVALID;
}

const char *certificate_align_code(enum certificate_align v)
{
	return aligns[v];
}

const char *certificate_valign_code(enum certificate_valign v)
{
	return valigns[v];
}

const char *certificate_align_name(enum certificate_align v)
{
	return align_names[v];
}

const char *certificate_valign_name(enum certificate_valign v)
{
	return valign_names[v];
}

td_rc certificate_align_parse(str code, enum certificate_align *out)
{
	int i = 0;
	td_rc rc = find(aligns, CERTIFICATE_ALIGN__N, code, &i);
	*out = (enum certificate_align)i;
	return rc;
}

td_rc certificate_valign_parse(str code, enum certificate_valign *out)
{
	int i = 0;
	td_rc rc = find(valigns, CERTIFICATE_VALIGN__N, code, &i);
	*out = (enum certificate_valign)i;
	return rc;
}

const char *certificate_field_name(enum certificate_field f)
{
	return fields[f].name;
}

const char *certificate_field_example(enum certificate_field f)
{
	return fields[f].example;
}

/* CERTIFICATE_FIELD__N: there is none of this name. Case, accents and spacing do not matter. */
static enum certificate_field field_of(struct arena *a, str name)
{
	str key = vi_fold(a, name);
	for (int f = 0; f < CERTIFICATE_FIELD__N; f++)
		if (str_eq(key, vi_fold(a, str_c(fields[f].name))))
			return (enum certificate_field)f;
	return CERTIFICATE_FIELD__N;
}

/* Cuts the next "{{name}}" off: *before is the text in front. False: there is none left, *before is all the rest. */
static bool next_field(str *rest, str *before, str *name)
{
	size_t open = str_find(*rest, S("{{"));
	str inside = str_from(*rest, open + 2);
	size_t close = str_find(inside, S("}}"));
	if (open >= rest->n || close >= inside.n) {
		*before = *rest;
		return false;
	}
	*before = str_upto(*rest, open);
	*name = str_upto(inside, close);
	*rest = str_from(inside, close + 2);
	return true;
}

/* ---- checking ---- */

struct checking {
	struct arena *a;
	struct err *e;
	size_t n; /* of the box, from 1 */
};

static str at(const struct checking *k, const char *field)
{
	return arena_fmt(k->a, "%s[%zu]", field, k->n);
}

static void check_range(struct checking *k, const char *field, const char *vi, i64 v, i64 low, i64 high)
{
	if (v < low || v > high)
		err_add(k->e, TD_INVALID, at(k, field), N_("Ô %zu, %s: ghi từ %.*s đến %.*s."), k->n,
			i18n_tr(k->e->lang, vi), STRF(num_short(k->a, low)), STRF(num_short(k->a, high)));
}

static void check_size(struct checking *k, const char *field, const char *vi, i64 v)
{
	if (v < CERTIFICATE_SIZE_MIN || v > CERTIFICATE_SIZE_MAX || v % CERTIFICATE_SIZE_STEP)
		err_add(k->e, TD_INVALID, at(k, field),
			N_("Ô %zu, %s: ghi từ 5 đến 120, chẵn nửa điểm như 13,5."), k->n,
			i18n_tr(k->e->lang, vi));
}

static void check_text(struct checking *k, const struct certificate_box *b)
{
	str rest = b->text, before, name, where = at(k, "text");
	if (b->text.n > CERTIFICATE_TEXT_MAX)
		err_add(k->e, TD_INVALID, where, N_("Ô %zu: chữ dài quá %d byte."), k->n,
			CERTIFICATE_TEXT_MAX);
	if (!b->qr && str_trim(b->text).n == 0)
		err_add(k->e, TD_INVALID, where,
			N_("Ô %zu chưa có chữ: ghi chữ hoặc trường như {{tên}}, hoặc đánh dấu bỏ ô."), k->n);
	while (next_field(&rest, &before, &name))
		if (field_of(k->a, name) == CERTIFICATE_FIELD__N)
			err_add(k->e, TD_INVALID, where,
				N_("Ô %zu: không có trường «%.*s»; xem danh sách trường ở cuối trang."), k->n,
				STRF(str_upto(name, 60)));
	if (str_find(before, S("{{")) < before.n)
		err_add(k->e, TD_INVALID, where, N_("Ô %zu: ngoặc {{ chưa có }} đóng lại."), k->n);
}

static void check_box(struct checking *k, const struct certificate_layout *l, const struct certificate_box *b)
{
	check_range(k, "w", N_("bề rộng (mm)"), b->w, CERTIFICATE_BOX_MIN, l->w);
	check_range(k, "h", N_("bề cao (mm)"), b->h, CERTIFICATE_BOX_MIN, l->h);
	check_range(k, "x", N_("cách mép trái (mm)"), b->x, 0, l->w - (b->w < l->w ? b->w : l->w));
	check_range(k, "y", N_("cách mép trên (mm)"), b->y, 0, l->h - (b->h < l->h ? b->h : l->h));
	str colour_at = at(k, "colour"), size_at = at(k, "size_min");
	if (b->colour > 0xffffff)
		err_add(k->e, TD_INVALID, colour_at, N_("Ô %zu: màu ghi như #c00000."), k->n);
	check_text(k, b);
	if (b->qr)
		return;
	check_size(k, "size", N_("cỡ chữ"), b->size);
	check_size(k, "size_min", N_("cỡ nhỏ nhất"), b->size_min);
	if (b->size_min > b->size)
		err_add(k->e, TD_INVALID, size_at, N_("Ô %zu: cỡ nhỏ nhất không được lớn hơn cỡ chữ."), k->n);
}

static void check_side(struct err *e, struct arena *a, const char *where, const char *vi, i64 v, i64 low,
		       i64 high)
{
	if (v < low || v > high)
		err_add(e, TD_INVALID, str_c(where), N_("%s: ghi từ %.*s đến %.*s mm."), i18n_tr(e->lang, vi),
			STRF(num_short(a, low)), STRF(num_short(a, high)));
}

td_rc certificate_check(struct arena *a, const struct certificate_layout *l, struct err *e)
{
	size_t before = e->n_total;
	struct checking k = {a, e, 0};
	if (str_trim(l->name).n == 0 || utf8_len(l->name) > CERTIFICATE_NAME_MAX)
		err_add(e, TD_INVALID, S("name"), N_("Ghi tên mẫu, không quá %d ký tự."),
			CERTIFICATE_NAME_MAX);
	check_side(e, a, "width", N_("Bề rộng tờ giấy"), l->w, CERTIFICATE_SIDE_MIN, CERTIFICATE_SIDE_MAX);
	check_side(e, a, "height", N_("Bề cao tờ giấy"), l->h, CERTIFICATE_SIDE_MIN, CERTIFICATE_SIDE_MAX);
	check_side(e, a, "dx", N_("Chỉnh ngang của máy in"), l->dx, -CERTIFICATE_OFFSET_MAX,
		   CERTIFICATE_OFFSET_MAX);
	check_side(e, a, "dy", N_("Chỉnh dọc của máy in"), l->dy, -CERTIFICATE_OFFSET_MAX,
		   CERTIFICATE_OFFSET_MAX);
	if (l->boxes.n == 0)
		err_add(e, TD_INVALID, S("boxes"), N_("Mẫu chưa có ô nào: thêm ít nhất một ô."));
	if (l->boxes.n > CERTIFICATE_BOXES_MAX)
		err_add(e, TD_INVALID, S("boxes"), N_("Mẫu có nhiều nhất %d ô."), CERTIFICATE_BOXES_MAX);
	for (size_t i = 0; i < l->boxes.n && i < CERTIFICATE_BOXES_MAX; i++) {
		k.n = l->boxes.at[i].row ? (size_t)l->boxes.at[i].row : i + 1;
		check_box(&k, l, &l->boxes.at[i]);
	}
	return e->n_total == before ? TD_OK : TD_INVALID;
}

/* ---- filling ---- */

str certificate_text(struct arena *a, const struct certificate_box *b, const str values[CERTIFICATE_FIELD__N])
{
	struct sb out = sb_new(a, 1 << 16);
	str rest = b->text, before, name;
	bool more = true;
	while (more) {
		more = next_field(&rest, &before, &name);
		for (size_t i = 0; i < before.n; i++)
			sb_byte(&out, before.p[i] == '|' ? '\n' : before.p[i]);
		if (!more)
			break;
		enum certificate_field f = field_of(a, name);
		if (f == CERTIFICATE_FIELD__N)
			sb_fmt(&out, "{{%.*s}}", STRF(name));
		else
			sb_put(&out, values[f]);
	}
	return b->upper ? vi_upper(a, sb_str(&out)) : sb_str(&out);
}

str certificate_file_name(struct arena *a, i64 ordinal, str name)
{
	struct sb b = sb_new(a, 200);
	str folded = vi_fold(a, name);
	sb_fmt(&b, "so-vang-%lld_", (long long)ordinal);
	for (size_t i = 0; i < folded.n && b.n < 80; i++)
		sb_byte(&b, folded.p[i] == ' ' ? '-' : folded.p[i]);
	return sb_str(&b);
}
