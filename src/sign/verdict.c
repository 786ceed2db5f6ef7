#include "sign/verdict.h"

static const struct {
	const char *name, *code;
} states[SIGN_STATE__N] = {
    [SIGN_GOOD] = {N_("Hợp lệ"), "valid"},
    [SIGN_NOTE] = {N_("Hợp lệ, có điểm cần biết"), "noted"},
    [SIGN_UNKNOWN] = {N_("Không kết luận được"), "inconclusive"},
    [SIGN_BAD] = {N_("Không hợp lệ"), "invalid"},
};

enum { REASONS = 7 };

/* Sentence 0 of a code is what is said when it is good; the others are numbered by who finds the fault. "%.*s" is the
 * detail. */
static const struct {
	const char *name, *title;
	const char *says[REASONS];
} codes[SIGN_CODE__N] = {
    [SIGN_READ] = {"read",
		   N_("Tệp"),
		   {N_("Tệp PDF đọc được."), N_("Tệp không phải là PDF."),
		    N_("Cấu trúc tệp PDF hỏng hoặc bị cắt cụt nên không kiểm tra được chữ ký."),
		    N_("Tệp PDF quá lớn để kiểm tra chữ ký."),
		    N_("Tệp PDF đặt mật khẩu nên không kiểm tra được chữ ký: hãy lưu bản không mật khẩu."),
		    N_("Việc kiểm tra chữ ký bị dừng: %.*s")}},
    [SIGN_NONE] = {"none", N_("Chữ ký"), {N_("Tệp có chữ ký số."), N_("Tệp không có chữ ký số.")}},
    [SIGN_LOST] = {"lost",
		   N_("Chữ ký bị gỡ"),
		   {N_("Mọi chữ ký trong tệp đều được tệp nêu tên."),
		    N_("Trong tệp còn dấu vết chữ ký không được tệp nêu tên: có thể một chữ ký đã bị gỡ.")}},
    [SIGN_RANGE] = {"range",
		    N_("Phạm vi ký"),
		    {N_("Chữ ký phủ toàn bộ văn bản, trừ đúng chỗ chứa chính nó."),
		     N_("Phạm vi ký ghi trong tệp không hợp lệ hoặc vượt ra ngoài tệp."),
		     N_("Chỗ không được ký không đúng là chỗ chứa chữ ký: có thể có nội dung nấp ở đó."),
		     N_("Chữ ký nằm ở nơi không ký được (trong luồng nén)."),
		     N_("Phần được ký không kết thúc ở cuối một phiên bản trọn vẹn của tệp.")}},
    [SIGN_HIDDEN] = {"hidden",
		     N_("Dữ liệu nấp"),
		     {N_("Không có dữ liệu nấp sau chữ ký."),
		      N_("Có dữ liệu nấp sau chữ ký, trong chỗ không được ký.")}},
    [SIGN_FORMAT] = {"format",
		     N_("Dạng chữ ký"),
		     {N_("Chữ ký tách rời dạng %.*s."), N_("Dạng chữ ký «%.*s» không kiểm tra được."),
		      N_("Khối chữ ký (CMS) không đọc được."),
		      N_("Khối chữ ký không có đúng một người ký hoặc chứa sẵn nội dung."),
		      N_("Khối chữ ký không kèm chứng thư của người ký."),
		      N_("Khối chữ ký thiếu các thuộc tính được ký.")}},
    [SIGN_DIGEST] = {"digest",
		     N_("Nội dung"),
		     {N_("Nội dung đúng như khi ký (%.*s)."),
		      N_("Nội dung đã bị sửa: mã băm (%.*s) không khớp với chữ ký."),
		      N_("Giá trị chữ ký không khớp với chứng thư của người ký.")}},
    [SIGN_ALGORITHM] = {"algorithm",
			N_("Thuật toán"),
			{N_("Thuật toán đủ mạnh (%.*s)."),
			 N_("Thuật toán %.*s đã lỗi thời, không còn chứng minh được nội dung."),
			 N_("Khóa ký quá ngắn (%.*s bit).")}},
    [SIGN_PURPOSE] = {"purpose",
		      N_("Mục đích chứng thư"),
		      {N_("Chứng thư được cấp để ký."), N_("Chứng thư không được cấp để ký văn bản."),
		       N_("Chữ ký ghi một chứng thư khác với chứng thư kèm theo.")}},
    [SIGN_CHAIN] =
	{"chain",
	 N_("Nơi cấp"),
	 {N_("Chứng thư do nơi tin cậy cấp: %.*s."),
	  N_("Nơi cấp chứng thư chưa có trong danh sách tin cậy của hệ thống: %.*s."),
	  N_("Chứng thư tự ký: không ai xác nhận người ký là «%.*s»."),
	  N_("Chuỗi chứng thư hỏng: một chứng thư không do nơi cấp ghi trong đó ký."),
	  N_("Danh sách tin cậy của hệ thống còn trống nên chưa biết nơi cấp %.*s có tin được không.")}},
    [SIGN_PERIOD] = {"period",
		     N_("Thời hạn chứng thư"),
		     {N_("Chứng thư còn hạn tại thời điểm kiểm tra (%.*s)."),
		      N_("Chứng thư đã hết hạn ngày %.*s, trước thời điểm chứng minh được."),
		      N_("Chứng thư đến ngày %.*s mới có hiệu lực.")}},
    [SIGN_REVOKED] =
	{"revoked",
	 N_("Thu hồi"),
	 {N_("Chứng thư không có trong danh sách thu hồi (CRL) ngày %.*s."),
	  N_("Chứng thư đã bị thu hồi ngày %.*s."),
	  N_("Hệ thống không có danh sách thu hồi (CRL) của %.*s nên chưa kiểm tra việc thu hồi."),
	  N_("Danh sách thu hồi (CRL) của nơi cấp đã quá hạn từ %.*s; theo danh sách đó chứng thư chưa bị "
	     "thu hồi."),
	  N_("Chứng thư bị thu hồi ngày %.*s, sau khi ký."),
	  N_("Chưa đủ chuỗi chứng thư để kiểm tra việc thu hồi.")}},
    [SIGN_TIME] =
	{"time",
	 N_("Thời điểm"),
	 {N_("Thời điểm ký được dấu thời gian tin cậy chứng minh: %.*s."),
	  N_("Chữ ký không có dấu thời gian: giờ ký chỉ là giờ máy người ký tự khai."),
	  N_("Dấu thời gian hỏng hoặc không thuộc chữ ký này."),
	  N_("Dấu thời gian do nơi chưa có trong danh sách tin cậy cấp nên chưa chứng minh được thời điểm."),
	  N_("Dấu thời gian ghi thời điểm %.*s, muộn hơn lúc hệ thống nhận tệp.")}},
    [SIGN_CHANGES] = {"changes",
		      N_("Sau khi ký"),
		      {N_("Không có gì thay đổi sau khi ký."),
		       N_("Sau khi ký chỉ thêm chữ ký, dấu thời gian hoặc dữ liệu xác thực."),
		       N_("Văn bản đã bị sửa sau khi ký: %.*s."),
		       N_("Sau khi ký có điền thêm vào biểu mẫu, đúng như người ký cho phép."),
		       N_("Có dữ liệu lạ nối thêm vào tệp sau khi ký.")}},
};

const char *sign_state_name(enum sign_state s)
{
	return states[s].name;
}

const char *sign_state_code(enum sign_state s)
{
	return states[s].code;
}

const char *sign_code_name(enum sign_code c)
{
	return codes[c].name;
}

const char *sign_code_title(enum sign_code c)
{
	return codes[c].title;
}

u32 sign_reasons(enum sign_code c)
{
	u32 n = 0;
	while (n < REASONS && codes[c].says[n])
		n++;
	return n;
}

/* The detail stands where the sentence has its mark; the table holds at most one. */
str sign_check_text(struct arena *a, enum lang lang, const struct sign_check *c)
{
	const str mark = S("%.*s");
	str says = str_c(i18n_tr(lang, codes[c->code].says[c->why]));
	size_t at = str_find(says, mark);
	if (at == says.n)
		return says;
	str detail = c->detail;
	if (c->code == SIGN_CHANGES || c->code == SIGN_READ) /* words of ours */
		detail = str_c(i18n_tr(lang, arena_str(a, detail.p ? detail : S("")).p));
	struct sb b = sb_new(a, says.n + detail.n + 1);
	sb_put(&b, str_upto(says, at));
	sb_put(&b, detail);
	sb_put(&b, str_from(says, at + mark.n));
	return sb_str(&b);
}
