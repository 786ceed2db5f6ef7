#include "office/print.h"

#include "base/embed.h"
#include "base/utf8.h"
#include "office/print_wire.h"
#include "office/worker_part.h"

struct embed_set embed_print_program(void);

static const struct worker_task documents = {.name = PRINT_TASK, .writes = true, .box = PRINT_BOX},
				certificates = {.name = PRINT_CERTIFICATE, .writes = true, .box = PRINT_BOX};

static int open_program(struct arena *a)
{
	return worker_open(a, embed_print_program().at[0].bytes);
}

static td_rc no_memory(struct err *e)
{
	return err_add(e, TD_IO, S(""),
		       "Máy chủ đang thiếu bộ nhớ nên chưa tạo được PDF. Chưa có gì thay đổi; hãy "
		       "thử lại sau ít phút.");
}

static td_rc spoilt(struct err *e)
{
	return err_add(
	    e, TD_IO, S(""),
	    "Không tạo được PDF: tệp đang tạo bị hỏng giữa chừng. Chưa có gì thay đổi; hãy thử lại.");
}

/* ---- its answer ---- */

static bool take_notes(struct arena *a, str lines, struct print_pdf *out)
{
	str line;
	size_t bad;
	if (utf8_clean(a, lines, &lines, &bad) != TD_OK)
		return false;
	while (str_split(&lines, '\n', &line)) {
		size_t tab = str_find_byte(line, '\t');
		if (line.n)
			VEC_PUSH(a, &out->notes) =
			    (struct print_note){str_upto(line, tab), str_from(line, tab + 1)};
	}
	return true;
}

static bool take_pdf(struct arena *a, str *rest, struct print_pdf *out)
{
	struct print_answer head;
	*out = (struct print_pdf){0};
	if (rest->n < sizeof head)
		return false;
	memcpy(&head, rest->p, sizeof head);
	*rest = str_from(*rest, sizeof head);
	if (head.n_notes > rest->n || head.n_pdf > rest->n - head.n_notes || head.pages == 0)
		return false;
	const str notes = str_upto(*rest, head.n_notes);
	out->bytes = str_upto(str_from(*rest, head.n_notes), head.n_pdf);
	out->pages = head.pages;
	*rest = str_from(*rest, head.n_notes + head.n_pdf);
	return str_has_prefix(out->bytes, S("%PDF-")) && take_notes(a, notes, out);
}

static str pack(struct arena *a, const str *docx, size_t n)
{
	size_t total = 0;
	for (size_t i = 0; i < n; i++)
		total += docx[i].n + sizeof(u64);
	struct sb b = sb_new(a, total + 1);
	for (size_t i = 0; i < n; i++) {
		const u64 len = docx[i].n;
		sb_put(&b, (str){(const char *)&len, sizeof len});
		sb_put(&b, docx[i]);
	}
	return sb_str(&b);
}

td_rc print_docx_all(struct arena *a, const str *docx, size_t n, struct err *e, struct print_pdf *out)
{
	int program = n > PRINT_MAX_BATCH ? -1 : open_program(a);
	str answer;
	if (program < 0)
		return no_memory(e);
	td_rc rc = worker_start(a, &documents, program, pack(a, docx, n), e, &answer);
	bool good = true;
	for (size_t i = 0; rc == TD_OK && good && i < n; i++)
		good = take_pdf(a, &answer, &out[i]);
	return good ? rc : spoilt(e);
}

td_rc print_docx(struct arena *a, str docx, struct err *e, struct print_pdf *out)
{
	return print_docx_all(a, &docx, 1, e, out);
}

/* ---- certificates ---- */

enum { RUN_MB = PRINT_MAX_PDF_MB - 4, SHEET_BYTES = 256 << 10 /* of letters, more than any sheet has */ };

static void put_bytes(struct sb *b, const void *p, size_t n)
{
	sb_put(b, (str){p, n});
}

static void pack_box(struct sb *b, const struct print_box *x)
{
	const int flags =
	    (x->bold ? PRINT_BOX_BOLD : 0) | (x->italic ? PRINT_BOX_ITALIC : 0) | (x->qr ? PRINT_BOX_QR : 0);
	const struct print_box_head head = {.x = x->x,
					    .y = x->y,
					    .w = x->w,
					    .h = x->h,
					    .rgb = x->rgb,
					    .n_text = (u32)x->text.n,
					    .size = x->size,
					    .size_min = x->size_min,
					    .align = (u8)x->align,
					    .valign = (u8)x->valign,
					    .flags = (u8)flags};
	put_bytes(b, &head, sizeof head);
	sb_put(b, x->text);
}

static str pack_sheets(struct arena *a, const struct print_form *form, const struct print_sheet *sheets,
		       size_t n, size_t first)
{
	const struct print_form_head head = {form->picture.n, form->made_at.n, form->w,
					     form->h,         (u32)n,          (u32)first};
	struct sb b = sb_new(a, (size_t)256 << 20);
	put_bytes(&b, &head, sizeof head);
	sb_put(&b, form->picture);
	sb_put(&b, form->made_at);
	for (size_t i = 0; i < n; i++) {
		const struct print_sheet_head sheet = {(u32)sheets[i].n, (u32)sheets[i].title.n};
		put_bytes(&b, &sheet, sizeof sheet);
		sb_put(&b, sheets[i].title);
		for (size_t k = 0; k < sheets[i].n; k++)
			pack_box(&b, &sheets[i].box[k]);
	}
	return sb_str(&b);
}

static bool take_problem(struct arena *a, str *rest, const struct print_sheet *sheet, struct print_drawn *out)
{
	struct print_problem p;
	memcpy(&p, rest->p, sizeof p);
	*rest = str_from(*rest, sizeof p);
	VEC_PUSH(a, &out->problems) = p;
	return p.box < sheet->n;
}

static bool take_sheet(struct arena *a, str *rest, const struct print_sheet *sheet, struct print_drawn *out)
{
	struct print_sheet_answer head;
	*out = (struct print_drawn){0};
	if (rest->n < sizeof head)
		return false;
	memcpy(&head, rest->p, sizeof head);
	*rest = str_from(*rest, sizeof head);
	if (head.n_problems > sheet->n || rest->n < head.n_problems * sizeof(struct print_problem))
		return false;
	for (u32 i = 0; i < head.n_problems; i++)
		if (!take_problem(a, rest, sheet, out))
			return false;
	if (head.n_pdf > rest->n)
		return false;
	out->bytes = str_upto(*rest, head.n_pdf);
	*rest = str_from(*rest, head.n_pdf);
	return str_has_prefix(out->bytes, S("%PDF-"));
}

/* How many sheets one run's result holds: a JPEG goes into each as it is, a PNG at worst as its bare pixels. */
static size_t sheets_a_run(const struct print_form *form)
{
	size_t picture = form->picture.n;
	if (str_has_prefix(form->picture, S("\x89PNG")) && form->picture.n >= 24) {
		const u8 *p = (const u8 *)form->picture.p + 16;
		const u64 wide = (u64)p[0] << 24 | (u64)p[1] << 16 | (u64)p[2] << 8 | p[3],
			  high = (u64)p[4] << 24 | (u64)p[5] << 16 | (u64)p[6] << 8 | p[7];
		if (wide <= PRINT_MAX_PICTURE_PIXELS && high <= PRINT_MAX_PICTURE_PIXELS &&
		    wide * high <= PRINT_MAX_PICTURE_PIXELS)
			picture = (size_t)(wide * high * 3);
	}
	const size_t n = ((size_t)RUN_MB << 20) / (picture + SHEET_BYTES);
	return n ? n : 1;
}

static td_rc print_run(struct arena *a, int program, const struct print_form *form,
		       const struct print_sheet *sheets, size_t n, size_t first, struct err *e,
		       struct print_drawn *out)
{
	str answer;
	td_rc rc =
	    worker_start(a, &certificates, program, pack_sheets(a, form, sheets, n, first), e, &answer);
	for (size_t i = 0; rc == TD_OK && i < n; i++)
		if (!take_sheet(a, &answer, &sheets[i], &out[i]))
			rc = spoilt(e);
	return rc;
}

td_rc print_certificates(struct arena *a, const struct print_form *form, const struct print_sheet *sheets,
			 size_t n, struct err *e, struct print_drawn *out)
{
	const size_t most = sheets_a_run(form);
	int program = n > PRINT_MAX_BATCH ? -1 : open_program(a);
	td_rc rc = TD_OK;
	size_t at = 0;
	if (program < 0)
		return no_memory(e);
	do {
		const size_t run = n - at < most ? n - at : most;
		rc = print_run(a, program, form, at ? sheets + at : sheets, run, at, e, at ? out + at : out);
		at += run;
	} while (rc == TD_OK && at < n);
	return rc;
}
