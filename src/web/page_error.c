#include "web/page_error.h"

#include "web/views.h"

enum { ERROR_PAGE_MAX = 2 << 20, TYPED_SHOWN = 200 };

static const struct {
	int status;
	const char *title, *text;
} sentences[] = {
    {400, N_("Yêu cầu không hợp lệ"), N_("Máy chủ không hiểu yêu cầu này. Hãy mở lại trang rồi thử lại.")},
    {401, N_("Cần đăng nhập"),
     N_("Phiên làm việc đã hết hạn hoặc bạn chưa đăng nhập. Hãy đăng nhập rồi gửi lại.")},
    {403, N_("Không được phép"),
     N_("Bạn không có quyền làm việc này, hoặc trang đã mở quá lâu. Hãy tải lại trang; nếu vẫn không được, "
	"hãy hỏi thư ký "
	"cụm hoặc quản trị viên.")},
    {404, N_("Không tìm thấy trang"),
     N_("Địa chỉ này không có. Hãy kiểm tra lại địa chỉ hoặc về trang chủ.")},
    {405, N_("Không làm được như vậy"),
     N_("Địa chỉ này không nhận cách gửi vừa dùng. Hãy mở trang từ trình đơn.")},
    {409, N_("Dữ liệu đã thay đổi"),
     N_("Người khác vừa lưu thay đổi, hoặc bước làm việc đã chuyển. Hãy mở lại trang để xem dữ liệu mới rồi "
	"nhập lại.")},
    {413, N_("Dữ liệu gửi lên quá lớn"),
     N_("Tệp gửi lên không được quá 64 MiB, biểu mẫu không được quá 1 MiB.")},
    {415, N_("Kiểu dữ liệu không nhận được"), N_("Hãy gửi biểu mẫu từ trang của chương trình.")},
    {422, N_("Dữ liệu chưa đúng"), N_("Hãy sửa những chỗ sau rồi gửi lại.")},
    {429, N_("Quá nhiều yêu cầu"), N_("Máy của bạn gửi quá nhiều yêu cầu. Hãy chờ ít giây rồi thử lại.")},
    {501, N_("Không hỗ trợ"), N_("Máy chủ không hỗ trợ cách gửi này.")},
    {503, N_("Máy chủ đang bận"), N_("Chưa lưu được gì. Hãy thử lại sau ít giây.")},
};

static const char *const unknown_title = N_("Có lỗi ở máy chủ");
static const char *const unknown_text =
    N_("Chưa lưu được gì. Lỗi đã được ghi lại; hãy thử lại sau hoặc báo quản trị viên.");

static void add_typed(struct req *r, struct error_vm *vm)
{
	for (size_t i = 0; r->form && i < r->form->pairs.n && vm->typed.n < TYPED_SHOWN; i++) {
		const struct form_pair *p = &r->form->pairs.at[i];
		str shown = form_show(r->form, p->name, STR_NULL);
		if (shown.n == 0 || str_eq(p->name, S("csrf")) || str_eq(p->name, S("key")))
			continue;
		VEC_PUSH(r->a, &vm->typed) = (struct error_typed){p->name, p->value};
	}
}

static void add_errors(struct req *r, struct error_vm *vm)
{
	for (size_t i = 0; i < r->e->items.n; i++)
		VEC_PUSH(r->a, &vm->errors) = r->e->items.at[i];
}

str page_error_title(const struct req *r, int status)
{
	for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++)
		if (sentences[i].status == status)
			return str_c(req_tr(r, sentences[i].title));
	return str_c(req_tr(r, unknown_title));
}

void page_error(struct req *r, int status)
{
	struct error_vm *vm = NEW(r->a, struct error_vm);
	const char *title = unknown_title, *text = unknown_text;
	for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
		if (sentences[i].status == status) {
			title = sentences[i].title;
			text = sentences[i].text;
		}
	}
	vm->title = r->page.title = str_c(req_tr(r, title));
	vm->text = str_c(req_tr(r, text));
	vm->sign_in = status == 401;
	vm->page = r->page;
	add_typed(r, vm);
	add_errors(r, vm);
	r->html = html_new(r->a, r->page.lang, &r->page, ERROR_PAGE_MAX);
	view_error(&r->html, vm);
}
