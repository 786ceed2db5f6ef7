#include "jobs/act_setting.h"

#include "base/utf8.h"
#include "format/holidays.h"
#include "jobs/act_journal.h"

#define SITE   N_("Cơ quan và phiên làm việc")
#define DATES  N_("Hạn và ngày làm việc")
#define MAILER N_("Thư điện tử")
#define PAPERS N_("Văn bản")

static const struct setting_choice tls_choices[] = {
    {"starttls", N_("STARTTLS (thường là cổng 587)")},
    {"tls", N_("TLS ngay từ đầu (thường là cổng 465)")},
    {"none", N_("Không mã hóa (chỉ trong mạng nội bộ)")},
    {NULL, NULL},
};

static const struct setting_choice day_choices[] = {
    {"calendar", N_("Ngày liên tục")},
    {"working", N_("Ngày làm việc")},
    {NULL, NULL},
};

static const struct setting_choice office_choices[] = {
    {"off", N_("Không bao giờ")},
    {"on", N_("Khi mẫu riêng có phần chương trình không vẽ được")},
    {NULL, NULL},
};

static const struct setting_def defs[] = {
    {"site.name", SITE, N_("Tên hiện ở đầu mọi trang"),
     N_("Ví dụ: Thi đua tỉnh A; để trống: tên của chương trình"), SETTING_TEXT, "", 0, 60, NULL},
    {"site.url", SITE, N_("Địa chỉ của trang này"),
     N_("Dùng trong thư, ví dụ https://thidua.tinh.gov.vn; để trống thì thư không có liên kết"), SETTING_TEXT,
     "", 0, 200, NULL},
    {"account.reset_minutes", SITE, N_("Liên kết đặt lại mật khẩu dùng được trong số phút"), NULL,
     SETTING_INT, "60", 5, 1440, NULL},
    {"sign.minutes", SITE, N_("Địa chỉ dùng một lần để ký số có hiệu lực trong số phút"),
     N_("Phần mềm ký trên máy tải văn bản và gửi bản đã ký về trong thời gian này"), SETTING_INT, "15", 2,
     120, NULL},
    {"keep.notice_days", SITE, N_("Giữ thông báo trong số ngày"), N_("Thông báo cũ hơn được xóa hằng đêm"),
     SETTING_INT, "400", 30, 3650, NULL},
    {"keep.mail_days", SITE, N_("Giữ thư đã gửi trong số ngày"), N_("Chỉ xóa thư đã gửi hoặc đã hỏng"),
     SETTING_INT, "90", 1, 3650, NULL},
    {"session.idle_minutes", SITE, N_("Phiên tự kết thúc sau số phút không dùng"), NULL, SETTING_INT, "120",
     5, 1440, NULL},
    {"session.max_minutes", SITE, N_("Phiên dài nhất, phút"), NULL, SETTING_INT, "720", 30, 10080, NULL},
    {"upload.max_mib", SITE, N_("Tệp tải lên lớn nhất, MB"), N_("Từ 1 đến 64"), SETTING_INT, "20", 1, 64,
     NULL},
    {"remind.days", DATES, N_("Nhắc trước hạn tính theo"), NULL, SETTING_CHOICE, "calendar", 0, 0,
     day_choices},
    {"calendar.rest", DATES, N_("Ngày nghỉ hằng tuần"),
     N_("1 là thứ Hai … 7 là Chủ nhật; các số cách nhau một dấu cách"), SETTING_WEEK, "6 7", 0, 13, NULL},
    {"paper.office", PAPERS, N_("Dùng LibreOffice để tạo PDF"),
     N_("Chỉ có tác dụng khi máy chủ đã cài LibreOffice; văn bản ghi rõ bản PDF do chương trình nào tạo"),
     SETTING_CHOICE, "off", 0, 0, office_choices},
    {"seal.file", PAPERS, N_("Dấu số của hệ thống: tệp khóa và chứng thư trên máy chủ"),
     N_("Đường dẫn tới tệp .p12, .pfx hoặc .pem; văn bản, giấy khen dạng PDF lập sau đó được ký số bằng khóa "
	"này; để trống: "
	"không đóng dấu"),
     SETTING_TEXT, "", 0, 200, NULL},
    {"seal.password_file", PAPERS, N_("Dấu số của hệ thống: tệp ghi mật khẩu của tệp khóa"),
     N_("Mật khẩu ở dòng đầu của tệp; để trống nếu tệp khóa không có mật khẩu"), SETTING_TEXT, "", 0, 200,
     NULL},
    {"mail.host", MAILER, N_("Máy chủ thư (SMTP)"), N_("Để trống: không gửi thư"), SETTING_HOST, "", 0, 253,
     NULL},
    {"mail.port", MAILER, N_("Cổng"), NULL, SETTING_INT, "587", 1, 65535, NULL},
    {"mail.tls", MAILER, N_("Mã hóa"), NULL, SETTING_CHOICE, "starttls", 0, 0, tls_choices},
    {"mail.from", MAILER, N_("Địa chỉ gửi"), N_("Ví dụ: thidua@tinh.gov.vn"), SETTING_MAIL, "", 0, 254, NULL},
    {"mail.user", MAILER, N_("Tên đăng nhập máy chủ thư"), NULL, SETTING_TEXT, "", 0, 200, NULL},
    {"mail.password", MAILER, N_("Mật khẩu máy chủ thư"),
     N_("Không hiện lại, không ghi vào nhật ký; để trống là giữ nguyên"), SETTING_SECRET, "", 0, 200, NULL},
};

const struct setting_def *setting_defs(size_t *n)
{
	*n = sizeof defs / sizeof *defs;
	return defs;
}

const struct setting_def *setting_find(str key)
{
	for (size_t i = 0; i < sizeof defs / sizeof *defs; i++)
		if (str_eq(key, str_c(defs[i].key)))
			return &defs[i];
	return NULL;
}

td_rc setting_get(struct tx *t, const char *key, str *out)
{
	const struct setting_def *d = setting_find(str_c(key));
	*out = d ? str_c(d->otherwise) : STR_NULL;
	td_rc rc = store_setting_get(t, str_c(key), out);
	return rc == TD_NOT_FOUND && d ? TD_OK : rc;
}

td_rc setting_int(struct tx *t, const char *key, i64 *out)
{
	const struct setting_def *d = setting_find(str_c(key));
	str text;
	td_rc rc = setting_get(t, key, &text);
	if (rc == TD_OK && (str_i64(text, out) != TD_OK || *out < d->low || *out > d->high))
		rc = str_i64(str_c(d->otherwise), out);
	return rc;
}

static str shown(const struct setting_def *d, str value)
{
	return d->kind != SETTING_SECRET ? value : value.n ? S("•") : S("");
}

td_rc setting_list_all(struct tx *t, setting_list *out)
{
	store_setting_list rows;
	*out = (setting_list){0};
	td_rc rc = store_settings(t, &rows);
	for (size_t i = 0; rc == TD_OK && i < sizeof defs / sizeof *defs; i++) {
		struct setting_value *v = &VEC_PUSH(t->a, out);
		*v = (struct setting_value){&defs[i], str_c(defs[i].otherwise), false};
		for (size_t k = 0; k < rows.n; k++)
			if (str_eq(rows.at[k].key, str_c(defs[i].key)))
				*v = (struct setting_value){&defs[i], rows.at[k].value, true};
		v->value = shown(&defs[i], v->value);
	}
	return rc;
}

/* ---- what may be set ---- */

static bool plain_ascii(str s, const char *more)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		if (!word && str_find_byte(str_c(more), c) == str_c(more).n)
			return false;
	}
	return true;
}

static bool has_control(str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((u8)s.p[i] < ' ' || s.p[i] == 0x7f)
			return true;
	return false;
}

static td_rc check_int(struct err *e, const struct setting_def *d, str value, str where)
{
	i64 v;
	if (str_i64(value, &v) == TD_OK && v >= d->low && v <= d->high)
		return TD_OK;
	return err_add(e, TD_INVALID, where, N_("«%s» phải là số nguyên từ %lld đến %lld."),
		       i18n_tr(e->lang, d->name), (long long)d->low, (long long)d->high);
}

static td_rc check_choice(struct err *e, const struct setting_def *d, str value, str where)
{
	for (const struct setting_choice *c = d->choices; c->code; c++)
		if (str_eq(value, str_c(c->code)))
			return TD_OK;
	return err_add(e, TD_INVALID, where, N_("Hãy chọn «%s» trong danh sách."), i18n_tr(e->lang, d->name));
}

static td_rc check_text(struct err *e, const struct setting_def *d, str value, str where)
{
	size_t at = str_find_byte(value, '@');
	const char *name = i18n_tr(e->lang, d->name);
	if (utf8_len(value) > (size_t)d->high || has_control(value))
		return err_add(e, TD_INVALID, where,
			       N_("«%s» phải nằm trên một dòng, dài không quá %lld ký tự."), name,
			       (long long)d->high);
	if (value.n == 0 && d->low > 0)
		return err_add(e, TD_INVALID, where, N_("«%s» không được để trống."), name);
	if (str_eq(str_c(d->key), S("site.url")) && value.n &&
	    ((!str_has_prefix(value, S("https://")) && !str_has_prefix(value, S("http://"))) ||
	     !plain_ascii(value, ".-:/_~")))
		return err_add(e, TD_INVALID, where,
			       N_("«%s» bắt đầu bằng https:// như https://thidua.tinh.gov.vn."), name);
	if (str_has_prefix(str_c(d->key), S("seal.")) && value.n && value.p[0] != '/')
		return err_add(e, TD_INVALID, where,
			       N_("«%s» là đường dẫn đầy đủ trên máy chủ, bắt đầu bằng dấu /."), name);
	if (d->kind == SETTING_HOST && !plain_ascii(value, ".-:"))
		return err_add(e, TD_INVALID, where, N_("«%s» là tên máy như mail.tinh.gov.vn."), name);
	if (d->kind == SETTING_MAIL && value.n &&
	    (at == 0 || at + 1 >= value.n || !plain_ascii(value, ".-_+@")))
		return err_add(e, TD_INVALID, where, N_("«%s» là một địa chỉ thư điện tử."), name);
	return TD_OK;
}

static td_rc check(struct err *e, const struct setting_def *d, str value, str where)
{
	u8 week;
	switch (d->kind) {
	case SETTING_INT:
		return check_int(e, d, value, where);
	case SETTING_CHOICE:
		return check_choice(e, d, value, where);
	case SETTING_WEEK:
		if (holidays_rest_parse(value, &week) == TD_OK)
			return TD_OK;
		return err_add(e, TD_INVALID, where,
			       N_("«%s» là các số từ 1 (thứ Hai) đến 7 (Chủ nhật), không phải cả bảy ngày."),
			       i18n_tr(e->lang, d->name));
	default:
		return check_text(e, d, value, where);
	}
}

td_rc act_setting_put(struct tx *t, str key, str value, str was, str where)
{
	const struct setting_def *d = setting_find(key);
	str now;
	if (d == NULL)
		return err_add(t->e, TD_NOT_FOUND, where, N_("Không có thiết đặt «%.*s»."), STRF(key));
	value = d->kind == SETTING_SECRET ? value : str_trim(value);
	td_rc rc = check(t->e, d, value, where);
	if (rc == TD_OK)
		rc = setting_get(t, d->key, &now);
	if (rc != TD_OK || str_eq(now, value))
		return rc;
	if (was.p && !str_eq(was, now))
		return err_add(t->e, TD_STALE, where,
			       N_("«%s» vừa được người khác đặt thành «%.*s»; hãy xem lại rồi lưu."),
			       i18n_tr(t->e->lang, d->name), STRF(shown(d, now)));
	rc = store_setting_put(t, key, value);
	if (rc != TD_OK)
		return rc;
	struct value *before = value_map(t->a), *after = value_map(t->a);
	bool secret = d->kind == SETTING_SECRET;
	value_put_text(t->a, after, "name", str_c(d->name));
	value_put_text(t->a, before, "value", now);
	value_put_text(t->a, after, "value", value);
	return act_log(t, JOURNAL_SYSTEM, secret ? "setting.secret" : "setting.put", "setting", 0,
		       secret ? NULL : before, secret ? NULL : after, STR_NULL);
}
