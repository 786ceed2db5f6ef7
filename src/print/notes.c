#include "print/notes.h"

static const char *const sentences[NOTE__N] = {
    [NOTE_TEXT_BOX] = "Hộp chữ (text box) không được vẽ.",
    [NOTE_DRAWING] = "Hình vẽ, biểu đồ không được vẽ.",
    [NOTE_FLOATING] = "Ảnh đặt nổi được vẽ ngay trong dòng chữ.",
    [NOTE_PICTURE] = "Ảnh không được vẽ: chỉ vẽ được ảnh PNG và JPEG nằm trong tệp.",
    [NOTE_FORMULA] = "Công thức toán không được vẽ.",
    [NOTE_FOOTNOTE] = "Chú thích cuối trang, cuối văn bản không được vẽ, chỉ còn số của chú thích.",
    [NOTE_OBJECT] = "Đối tượng nhúng (OLE) không được vẽ.",
    [NOTE_FONT] = "Phông chữ khác Times New Roman được vẽ bằng phông cùng họ Times.",
    [NOTE_GLYPH] = "Có ký tự mà phông chữ không có hình.",
    [NOTE_FIELD] = "Trường tự động (mục lục, số trang trong thân bài …) được in như lần lưu cuối trong Word.",
    [NOTE_NUMBER] = "Kiểu đánh số này được in bằng chữ số thường.",
    [NOTE_COLUMNS] = "Nhiều cột trên trang được in thành một cột.",
    [NOTE_TABLE_FLOATING] = "Bảng đặt nổi được vẽ tại chỗ trong thân bài.",
    [NOTE_FRAME] = "Khung chữ (frame) được vẽ như đoạn văn thường.",
    [NOTE_CHUNK] = "Tệp khác chèn trong văn bản không được vẽ.",
    [NOTE_TALL] = "Một dòng hoặc ảnh cao hơn trang giấy bị cắt.",
    [NOTE_RIGHT_TO_LEFT] = "Chữ viết từ phải sang trái có thể sai thứ tự.",
    [NOTE_DIRECTION] = "Chữ xoay dọc trong ô bảng được vẽ nằm ngang.",
    [NOTE_NESTED] = "Bảng lồng quá sâu trong bảng không được vẽ.",
};

void notes_add(struct notes *n, enum note_what what, const char *part, u32 page)
{
	for (size_t i = 0; i < n->at.n; i++)
		if (n->at.at[i].what == what && n->at.at[i].page == page && n->at.at[i].part == part)
			return;
	if (n->at.n < NOTES_MAX)
		VEC_PUSH(n->a, &n->at) = (struct note){what, part, page};
}

/* By page, then as found; headers come behind the body of their page. */
static bool before(const struct note *x, const struct note *y)
{
	return x->page < y->page;
}

str notes_text(const struct notes *n)
{
	struct sb out = sb_new(n->a, NOTES_MAX * 400);
	struct note *sorted = NEW_N(n->a, struct note, n->at.n + 1);
	for (size_t i = 0; i < n->at.n; i++) {
		size_t k = i;
		for (; k && before(&n->at.at[i], &sorted[k - 1]); k--)
			sorted[k] = sorted[k - 1];
		sorted[k] = n->at.at[i];
	}
	for (size_t i = 0; i < n->at.n; i++)
		if (sorted[i].page)
			sb_fmt(&out, "%s, trang %u\t%s\n", sorted[i].part, sorted[i].page,
			       sentences[sorted[i].what]);
		else
			sb_fmt(&out, "%s\t%s\n", sorted[i].part, sentences[sorted[i].what]);
	return sb_str(&out);
}
