#include "vote/finding.h"

static const struct {
	const char *name, *text;
} table[FINDING__N] = {
    [FINDING_NONE] = {"none", N_("không có lỗi")},
    [FINDING_ARCHIVE_SIZE] = {"archive_size", N_("tệp quá lớn hoặc có quá nhiều bản ghi")},
    [FINDING_ARCHIVE_HEADER] = {"archive_header",
				N_("phần đầu bản ghi không đúng từng byte theo định dạng hòm phiếu")},
    [FINDING_ARCHIVE_TRUNCATED] = {"archive_truncated", N_("tệp bị cắt giữa một bản ghi")},
    [FINDING_ARCHIVE_PADDING] = {"archive_padding", N_("phần đệm sau bản ghi phải toàn byte 0")},
    [FINDING_ARCHIVE_TRAILING] = {"archive_trailing", N_("sau bản ghi cuối còn các khối byte 0 thừa")},
    [FINDING_ARCHIVE_FIRST] = {"archive_first", N_("bản ghi đầu phải là BELENIOS phiên bản 1, có thời điểm")},
    [FINDING_ARCHIVE_NAME] = {"archive_name",
			      N_("tên bản ghi không phải mã băm của nội dung: nội dung đã bị sửa")},
    [FINDING_ARCHIVE_REPEATED] = {"archive_repeated",
				  N_("một bản ghi được lưu hai lần: có thể là phiếu bị bỏ lại")},
    [FINDING_ARCHIVE_STRAY] = {"archive_stray", N_("bản ghi không thuộc sự kiện nào")},
    [FINDING_EVENT_FORM] = {"event_form", N_("sự kiện không đúng định dạng")},
    [FINDING_EVENT_PARENT] = {"event_parent", N_("sự kiện không nối vào sự kiện liền trước")},
    [FINDING_EVENT_HEIGHT] = {"event_height", N_("số thứ tự của sự kiện không liên tiếp")},
    [FINDING_EVENT_ORDER] = {"event_order", N_("sự kiện không được phép ở bước này của cuộc bỏ phiếu")},
    [FINDING_EVENT_PAYLOAD] = {"event_payload", N_("sự kiện nêu một nội dung không có trước nó trong tệp")},
    [FINDING_SETUP_FORM] = {"setup_form", N_("phần thiết lập không đúng định dạng")},
    [FINDING_ELECTION_FORM] = {"election_form",
			       N_("nội dung cuộc bỏ phiếu không đúng định dạng hoặc vượt giới hạn")},
    [FINDING_ELECTION_GROUP] = {"election_group",
				N_("nhóm số không phải BELENIOS-2048 hoặc khóa công khai không thuộc nhóm")},
    [FINDING_ELECTION_KEY] = {"election_key",
			      N_("khóa của cuộc bỏ phiếu không phải tích các khóa của Ban kiểm phiếu")},
    [FINDING_TRUSTEE_FORM] = {"trustee_form", N_("danh sách khóa của Ban kiểm phiếu không đúng định dạng")},
    [FINDING_TRUSTEE_GROUP] = {"trustee_group", N_("khóa của người kiểm phiếu không thuộc nhóm số")},
    [FINDING_TRUSTEE_PROOF] = {"trustee_proof", N_("chứng minh sở hữu khóa của người kiểm phiếu sai")},
    [FINDING_TRUSTEE_SIGNATURE] = {"trustee_signature",
				   N_("chữ ký của người kiểm phiếu trong phần chia khóa sai")},
    [FINDING_TRUSTEE_SHARE] = {"trustee_share", N_("khóa phần của người kiểm phiếu không khớp các cam kết")},
    [FINDING_CREDENTIAL_FORM] = {"credential_form", N_("danh sách mã phiếu công khai không đúng định dạng")},
    [FINDING_CREDENTIAL_GROUP] = {"credential_group", N_("mã phiếu công khai không thuộc nhóm số")},
    [FINDING_CREDENTIAL_REPEATED] = {"credential_repeated",
				     N_("một mã phiếu công khai có hai lần trong danh sách")},
    [FINDING_BALLOT_FORM] = {"ballot_form",
			     N_("lá phiếu không đúng định dạng hoặc không đúng số câu, số lựa chọn")},
    [FINDING_BALLOT_CANONICAL] = {"ballot_canonical", N_("lá phiếu không ở dạng chuẩn từng byte")},
    [FINDING_BALLOT_ELECTION] = {"ballot_election", N_("lá phiếu thuộc cuộc bỏ phiếu khác")},
    [FINDING_BALLOT_FINGERPRINT] = {"ballot_fingerprint",
				    N_("lá phiếu được bỏ cho nội dung khác: câu hỏi hoặc quy tắc đã bị sửa")},
    [FINDING_BALLOT_CREDENTIAL] = {"ballot_credential", N_("mã phiếu không có trong danh sách")},
    [FINDING_BALLOT_REPEATED] = {"ballot_repeated", N_("lá phiếu cũ được bỏ lại")},
    [FINDING_BALLOT_GROUP] = {"ballot_group", N_("bản mã không thuộc nhóm số")},
    [FINDING_BALLOT_INDIVIDUAL] = {"ballot_individual", N_("chứng minh “mỗi lựa chọn là 0 hoặc 1” sai")},
    [FINDING_BALLOT_OVERALL] = {"ballot_overall", N_("chứng minh “số lựa chọn trong giới hạn” sai")},
    [FINDING_BALLOT_BLANK] = {"ballot_blank", N_("chứng minh “phiếu trắng không kèm lựa chọn” sai")},
    [FINDING_BALLOT_HASH] = {"ballot_hash", N_("mã băm trong chữ ký không khớp lá phiếu")},
    [FINDING_BALLOT_SIGNATURE] = {"ballot_signature", N_("chữ ký của lá phiếu sai")},
    [FINDING_TALLY_FORM] = {"tally_form", N_("bản kiểm phiếu mã hóa không đúng định dạng")},
    [FINDING_TALLY_COUNT] = {"tally_count", N_("số phiếu kiểm không bằng số phiếu có trong hòm")},
    [FINDING_TALLY_PRODUCT] = {"tally_product", N_("bản kiểm phiếu mã hóa không khớp các lá phiếu")},
    [FINDING_FACTOR_FORM] = {"factor_form", N_("phần giải mã không đúng định dạng")},
    [FINDING_FACTOR_OWNER] = {"factor_owner",
			      N_("phần giải mã của người không có trong Ban kiểm phiếu, hoặc nộp hai lần")},
    [FINDING_FACTOR_GROUP] = {"factor_group", N_("phần giải mã không thuộc nhóm số")},
    [FINDING_FACTOR_PROOF] = {"factor_proof", N_("chứng minh của phần giải mã sai")},
    [FINDING_RESULT_FORM] = {"result_form", N_("kết quả không đúng định dạng")},
    [FINDING_RESULT_FACTORS] = {"result_factors", N_("công bố kết quả khi chưa đủ phần giải mã")},
    [FINDING_RESULT_COUNT] = {"result_count", N_("kết quả công bố không khớp kết quả giải mã")},
    [FINDING_AGAINST] = {"against",
			 N_("bản cũ không phải phần đầu của bản này: hòm phiếu đã bị sửa hoặc bớt phiếu")},
};

td_rc finding_set(struct finding *f, enum finding_code code)
{
	f->code = code;
	return TD_INVALID;
}

const char *finding_name(enum finding_code code)
{
	return table[code].name;
}

const char *finding_text(enum finding_code code, enum lang lang)
{
	return i18n_tr(lang, table[code].text);
}

str finding_place(struct arena *a, enum lang lang, const struct finding *f)
{
	const struct {
		size_t at;
		const char *name;
	} parts[] = {{f->record, N_("bản ghi")}, {f->voter, N_("mã phiếu")},
		     {f->ballot, N_("phiếu")},   {f->trustee, N_("người kiểm phiếu")},
		     {f->question, N_("câu")},   {f->choice, N_("lựa chọn")}};
	struct sb b = sb_new(a, 1 << 12);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].at > 0)
			sb_fmt(&b, "%s%s %zu", b.n > 0 ? ", " : "", i18n_tr(lang, parts[i].name),
			       parts[i].at);
	return sb_str(&b);
}
