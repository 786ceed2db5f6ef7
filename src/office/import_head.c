#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"
#include "office/import_part.h"

/* The words of headers, folded. The longest one found in a header decides. */
static const struct {
	const char *words;
	enum import_col col;
} words[] = {
    {"tt", COL_NO},
    {"stt", COL_NO},
    {"so tt", COL_NO},
    {"so thu tu", COL_NO},
    {"muc", COL_NO},
    {"ma", COL_CODE},
    {"ma so", COL_CODE},
    {"ma tieu chi", COL_CODE},
    {"ma don vi", COL_CODE},
    {"ky hieu", COL_CODE},
    {"khoa", COL_CODE},
    {"noi dung", COL_NAME},
    {"tieu chi", COL_NAME},
    {"nhom tieu chi", COL_NAME},
    {"noi dung tieu chi", COL_NAME},
    {"noi dung thi dua", COL_NAME},
    {"noi dung cham diem", COL_NAME},
    {"tieu chi cham diem", COL_NAME},
    {"tieu chi danh gia", COL_NAME},
    {"noi dung danh gia", COL_NAME},
    {"noi dung cong viec", COL_NAME},
    {"nhiem vu", COL_NAME},
    {"diem chuan", COL_MAX},
    {"diem toi da", COL_MAX},
    {"thang diem", COL_MAX},
    {"muc diem", COL_MAX},
    {"diem quy dinh", COL_MAX},
    {"diem thi dua toi da", COL_MAX},
    {"diem", COL_POINTS},
    {"so diem", COL_POINTS},
    {"diem cham", COL_POINTS},
    {"diem dat", COL_POINTS},
    {"diem dat duoc", COL_POINTS},
    {"tu cham", COL_SELF},
    {"diem tu cham", COL_SELF},
    {"don vi tu cham", COL_SELF},
    {"diem don vi tu cham", COL_SELF},
    {"tu danh gia", COL_SELF},
    {"diem tu danh gia", COL_SELF},
    {"cham cheo", COL_CROSS},
    {"diem cham cheo", COL_CROSS},
    {"kiem tra cheo", COL_CROSS},
    {"tham dinh", COL_VERIFIED},
    {"diem tham dinh", COL_VERIFIED},
    {"tham tra", COL_VERIFIED},
    {"diem tham tra", COL_VERIFIED},
    {"cum truong cham", COL_VERIFIED},
    {"cum truong tham dinh", COL_VERIFIED},
    {"to tham dinh cham", COL_VERIFIED},
    {"cum cham", COL_VERIFIED},
    {"khoi cham", COL_VERIFIED},
    {"sau giai trinh", COL_EXPLAINED},
    {"diem sau giai trinh", COL_EXPLAINED},
    {"chinh thuc", COL_FINAL},
    {"diem chinh thuc", COL_FINAL},
    {"cum thong nhat", COL_FINAL},
    {"diem thong nhat", COL_FINAL},
    {"hoi dong", COL_COUNCIL},
    {"hoi dong cham", COL_COUNCIL},
    {"diem hoi dong", COL_COUNCIL},
    {"ket qua", COL_ACTUAL},
    {"ket qua thuc hien", COL_ACTUAL},
    {"thuc hien", COL_ACTUAL},
    {"so lieu thuc hien", COL_ACTUAL},
    {"muc dat", COL_ACTUAL},
    {"chi tieu", COL_TARGET},
    {"ke hoach", COL_TARGET},
    {"chi tieu giao", COL_TARGET},
    {"ke hoach giao", COL_TARGET},
    {"chi tieu dang ky", COL_TARGET},
    {"minh chung", COL_EVIDENCE},
    {"tai lieu kiem chung", COL_EVIDENCE},
    {"tai lieu minh chung", COL_EVIDENCE},
    {"van ban kiem chung", COL_EVIDENCE},
    {"can cu", COL_EVIDENCE},
    {"ghi chu", COL_NOTE},
    {"cach tinh diem", COL_NOTE},
    {"cach cham diem", COL_NOTE},
    {"huong dan cham diem", COL_NOTE},
    {"ly do", COL_REASON},
    {"ly do chenh lech", COL_REASON},
    {"giai trinh", COL_REASON},
    {"don vi tinh", COL_MEASURE},
    {"dvt", COL_MEASURE},
    {"don vi phu trach", COL_OWNER},
    {"don vi theo doi", COL_OWNER},
    {"co quan theo doi", COL_OWNER},
    {"don vi cham", COL_OWNER},
    {"don vi", COL_UNIT},
    {"ten don vi", COL_UNIT},
    {"don vi thanh vien", COL_UNIT},
    {"co quan don vi", COL_UNIT},
    {"dia phuong", COL_UNIT},
    {"tong", COL_TOTAL},
    {"tong cong", COL_TOTAL},
    {"tong diem", COL_TOTAL},
    {"cong", COL_TOTAL},
    {"xep hang", COL_RANK},
    {"xep thu", COL_RANK},
    {"thu hang", COL_RANK},
    {"xep loai", COL_RANK},
    {"dia chi", COL_ADDRESS},
    {"thu truong", COL_LEADER},
    {"thu truong don vi", COL_LEADER},
    {"nguoi dung dau", COL_LEADER},
    {"lanh dao", COL_LEADER},
    {"ho ten thu truong", COL_LEADER},
    {"ty le nu", COL_WOMEN},
    {"ti le nu", COL_WOMEN},
    {"nu", COL_WOMEN},
};

/* Longer texts are titles and criteria, not headers. */
enum { HEAD_TEXT_MAX = 60, HEAD_DEPTH_MAX = 4 };

/* Is needle in s, not inside a word? */
static bool has_words(str s, str needle)
{
	for (size_t at = 0; at + needle.n <= s.n; at++) {
		size_t end = at + needle.n;
		if (memcmp(s.p + at, needle.p, needle.n) == 0 && (at == 0 || s.p[at - 1] == ' ') &&
		    (end == s.n || s.p[end] == ' '))
			return true;
	}
	return false;
}

enum import_col import_word(str folded)
{
	enum import_col best = COL__N;
	size_t longest = 0;
	if (folded.n > HEAD_TEXT_MAX)
		return COL__N;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		str w = str_c(words[i].words);
		bool short_word = w.n <= 4 && !str_eq(w, S("diem"));
		if (w.n > longest && (short_word ? str_eq(folded, w) : has_words(folded, w))) {
			longest = w.n;
			best = words[i].col;
		}
	}
	return best;
}

static const struct xlsx_range *merge_of(const struct sheet *s, u32 row, u32 col)
{
	u32 ix = row < s->n_rows && col < s->n_cols ? s->cells[(size_t)row * s->n_cols + col].merge : 0;
	return ix ? &s->merges[ix - 1] : NULL;
}

/* The header goes down as far as the cells of its first row are merged, and one row further below a cell that spans
 * some of the columns. */
static u32 last_head_row(const struct sheet *s, u32 top)
{
	u32 last = top;
	for (u32 c = 0; c < s->n_cols; c++) {
		const struct xlsx_range *m = merge_of(s, top, c);
		if (m == NULL || m->row != top || (m->col == 0 && m->last_col + 1 == s->n_cols))
			continue;
		u32 need = m->last_row + (m->last_col > m->col && m->last_row == top);
		last = need > last ? need : last;
	}
	return last >= top + HEAD_DEPTH_MAX ? top : last;
}

/* Official tables number their columns below the header: 1 2 3, (1) (2) (3), A B 1 2. */
static bool is_numbering(struct arena *a, const struct sheet *s, u32 row)
{
	u32 n = 0, last = 0;
	for (u32 c = 0; c < s->n_cols; c++) {
		str t = sheet_fold(a, s, row, c);
		u64 v;
		if (t.n == 0)
			continue;
		if (t.n == 1 && t.p[0] >= 'a' && t.p[0] <= 'd') {
			n++;
			continue;
		}
		t = str_upto(t, str_find_byte(t, ' ')); /* "5=3+4" */
		if (str_u64(t, &v) != TD_OK || v != last + 1)
			return false;
		last = (u32)v;
		n++;
	}
	return n >= 3 && last >= 2;
}

static void take_column(struct import_head *h, u32 col, enum import_col role)
{
	if (role == COL__N)
		return;
	if (role == COL_NAME && h->col[COL_NAME] != NO_COL && h->col[COL_GROUP] == NO_COL) {
		h->col[COL_GROUP] = h->col[COL_NAME];
		h->col[COL_NAME] = col;
	} else if (h->col[role] == NO_COL) {
		h->col[role] = col;
		h->n_roles++;
	}
}

str import_head_text(struct arena *a, const struct import_head *h, u32 row, u32 col)
{
	const struct xlsx_range *m = merge_of(h->s, row, col);
	return m && m->row < row && row > h->top ? S("") : sheet_fold(a, h->s, row, col);
}

/* The lowest row that says something decides: "Điểm" above "Tự chấm", "Thẩm định". */
static enum import_col role_of(struct arena *a, const struct import_head *h, u32 col)
{
	for (u32 r = h->body; r-- > h->top;) {
		enum import_col role = import_word(import_head_text(a, h, r, col));
		if (role != COL__N)
			return role;
	}
	return COL__N;
}

struct import_head import_head_at(struct arena *a, const struct sheet *s, u32 top)
{
	struct import_head h = {.s = s, .top = top, .body = last_head_row(s, top) + 1};
	for (size_t i = 0; i < COL__N; i++)
		h.col[i] = NO_COL;
	for (u32 c = 0; c < s->n_cols; c++) {
		const struct xlsx_range *m = merge_of(s, top, c);
		bool same_as_left = m && m->col < c && m->last_row + 1 >= h.body;
		if (!same_as_left)
			take_column(&h, c, role_of(a, &h, c));
	}
	if (h.body < s->n_rows && is_numbering(a, s, h.body))
		h.body++;
	return h;
}

bool import_find(struct arena *a, const struct sheets *in, import_fits fits, void *ctx,
		 struct import_head *out)
{
	for (int hidden = 0; hidden < 2; hidden++) {
		for (u32 i = 0; i < in->n; i++) {
			const struct sheet *s = &in->at[i];
			for (u32 r = 0; s->hidden == (hidden == 1) && r < s->n_rows && r < IMPORT_HEAD_ROWS;
			     r++) {
				*out = import_head_at(a, s, r);
				if (fits(a, out, ctx))
					return true;
			}
		}
	}
	return false;
}

str import_text(struct arena *a, const struct import_head *h, u32 row, enum import_col role)
{
	return h->col[role] == NO_COL ? S("") : sheet_text(a, h->s, row, h->col[role]);
}

str import_addr(struct arena *a, const struct import_head *h, u32 row, enum import_col role)
{
	return sheet_addr(a, h->s, row, h->col[role] == NO_COL ? 0 : h->col[role]);
}

td_rc import_num(struct arena *a, const struct import_head *h, u32 row, enum import_col role, struct err *e,
		 bool *set, i64 *out_c)
{
	*set = false;
	*out_c = 0;
	if (h->col[role] == NO_COL || sheet_covered(h->s, row, h->col[role]))
		return TD_OK;
	return sheet_num_c(a, h->s, row, h->col[role], e, set, out_c);
}

str import_title(struct arena *a, const struct import_head *h)
{
	str first = S("");
	for (u32 r = 0; r < h->top; r++) {
		for (u32 c = 0; c < h->s->n_cols; c++) {
			str t = sheet_covered(h->s, r, c) ? S("") : sheet_text(a, h->s, r, c);
			str f = sheet_fold(a, h->s, r, c);
			if (t.n && (str_has_prefix(f, S("bang")) || str_has_prefix(f, S("phieu"))))
				return t;
			first = first.n ? first : t;
		}
	}
	return first;
}

bool import_is_total(struct arena *a, const struct import_head *h, u32 row)
{
	static const str exact[] = {{"cong", 4}, {"tong", 4}, {"tong so", 7}};
	static const str start[] = {{"tong cong", 9}, {"tong diem", 9}, {"cong diem", 9}};
	for (u32 c = 0; c < h->s->n_cols && c < 4; c++) {
		str f = sheet_fold(a, h->s, row, c);
		for (size_t i = 0; i < sizeof exact / sizeof *exact; i++)
			if (str_eq(f, exact[i]))
				return true;
		for (size_t i = 0; i < sizeof start / sizeof *start; i++)
			if (str_has_prefix(f, start[i]))
				return true;
	}
	return false;
}

void import_note(struct arena *a, struct import_plan *p, str where, const char *fmt, ...)
{
	char text[512];
	va_list ap;
	va_start(ap, fmt);
	int n = vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	size_t len = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
	while (len && (size_t)n != len && ((u8)text[len] & 0xC0) == 0x80)
		len--; /* not in the middle of a character */
	VEC_PUSH(a, &p->notes) = (struct err_item){where, arena_str(a, (str){text, len})};
}
