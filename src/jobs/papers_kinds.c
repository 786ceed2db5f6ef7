/* The kinds of papers: what they are called and what each is made of. */
#include "jobs/papers_part.h"

/* stem: of the shipped template and of the file's name; group: of fields.json, NULL: the fields of the ranking */
static const struct paper_def kinds[PAPER__N] = {
    [PAPER_MINUTES] = {"minutes", N_("Biên bản hội nghị tổng kết"), "bien-ban", NULL, BASIS_RANKING,
		       PAPER_OF_YEAR,
		       N_("Biên bản hội nghị: thành phần, điểm, xếp hạng, kết quả bỏ phiếu, kết luận.")},
    [PAPER_SCORE_TABLE] = {"score_table", N_("Bảng tổng hợp điểm"), "bang-diem", NULL, BASIS_RANKING,
			   PAPER_OF_YEAR, N_("Bảng tổng hợp điểm, xếp hạng, xếp loại của các đơn vị.")},
    [PAPER_REVIEW_REPORT] = {"review_report", N_("Báo cáo tổng kết"), "bao-cao", NULL, BASIS_RANKING,
			     PAPER_OF_YEAR, N_("Báo cáo tổng kết năm của cụm, khối gửi Hội đồng.")},
    [PAPER_PROPOSAL] = {"proposal", N_("Tờ trình đề nghị khen thưởng"), "to-trinh", NULL, BASIS_RANKING,
			PAPER_OF_YEAR, N_("Tờ trình đề nghị khen thưởng kèm danh sách.")},
    [PAPER_PLAN] = {"plan", N_("Kế hoạch thi đua"), "ke-hoach", "kế hoạch", BASIS_PLAN, PAPER_OF_YEAR,
		    N_("Kế hoạch thi đua của năm: chủ đề, nội dung, phong trào, các đợt, biện pháp.")},
    [PAPER_MIDYEAR] =
	{"midyear_review", N_("Báo cáo sơ kết"), "so-ket", "sơ kết", BASIS_MIDYEAR, PAPER_OF_YEAR,
	 N_("Báo cáo sơ kết: chỉ tiêu, hoạt động, điển hình, khó khăn; không cần nhập thêm gì.")},
    [PAPER_HANDOVER] = {"handover", N_("Biên bản bàn giao năm"), "ban-giao", "bàn giao", BASIS_HANDOVER,
			PAPER_OF_YEAR,
			N_("Biên bản bàn giao sang năm sau: hồ sơ, khó khăn và việc chuyển tiếp.")},
    [PAPER_FOUNDING] =
	{"founding", N_("Quyết định thành lập cụm, khối"), "thanh-lap", "thành phần", BASIS_YEAR,
	 PAPER_OF_YEAR,
	 N_("Quyết định thành lập của cấp trên: các đơn vị thành viên, đơn vị trưởng, phó năm đầu.")},
    [PAPER_REGULATIONS] =
	{"regulations", N_("Quy chế tổ chức và hoạt động"), "quy-che", "thành phần", BASIS_YEAR,
	 PAPER_OF_YEAR,
	 N_("Quy chế tổ chức và hoạt động theo chương, điều; sửa trong Word cho đúng với cụm, khối mình.")},
    [PAPER_LAUNCH] =
	{"launch", N_("Thư phát động thi đua"), "phat-dong", "kế hoạch", BASIS_PLAN, PAPER_OF_YEAR,
	 N_("Thư của trưởng cụm, khối phát động phong trào năm: chủ đề, nội dung, các phong trào.")},
    [PAPER_REGISTRATION] =
	{"registration", N_("Bản đăng ký thi đua"), "dang-ky", "bản đăng ký", BASIS_UNITS, PAPER_OF_UNIT,
	 N_("Của từng đơn vị: chỉ tiêu, danh hiệu, hình thức khen thưởng, sáng kiến đã đăng ký.")},
    [PAPER_PHASE_REVIEW] =
	{"phase_review", N_("Báo cáo sơ kết đợt thi đua"), "so-ket-dot", "đợt thi đua", BASIS_PLAN,
	 PAPER_OF_PHASE,
	 N_("Của từng đợt: chỉ tiêu phải đạt và kết quả, đánh giá đã ghi ở trang Phong trào.")},
    [PAPER_INVITATION] = {"invitation", N_("Giấy mời dự hội nghị"), "giay-moi", "cuộc họp", BASIS_MEETING,
			  PAPER_OF_YEAR,
			  N_("Giấy mời: thời gian, địa điểm, thành phần lấy từ trang Hội nghị.")},
    [PAPER_PROGRAMME] = {"programme", N_("Chương trình hội nghị"), "chuong-trinh", "cuộc họp", BASIS_MEETING,
			 PAPER_OF_YEAR,
			 N_("Chương trình: các nội dung theo thứ tự, người thực hiện để điền tay.")},
    [PAPER_ROLL] = {"roll", N_("Danh sách điểm danh"), "diem-danh", "cuộc họp", BASIS_MEETING, PAPER_OF_YEAR,
		    N_("Danh sách đại biểu, khách mời có cột ký tên.")},
    [PAPER_SCORE_LIST] =
	{"score_list", N_("Bảng xếp hạng (khổ dọc)"), "bang-diem-doc", NULL, BASIS_RANKING, PAPER_OF_YEAR,
	 N_("Mỗi đơn vị một dòng: điểm tiêu chí, điểm cộng, điểm trừ, tổng điểm, hạng, xếp loại.")},
    [PAPER_RECEIPT] =
	{"receipt", N_("Phiếu điểm của đơn vị"), "phieu-diem", "phiếu điểm", BASIS_CARDS, PAPER_OF_UNIT,
	 N_("Của từng đơn vị: điểm từng tiêu chí khi tự chấm và khi thẩm tra, lý do thay đổi.")},
    [PAPER_COUNT] = {"count_minutes", N_("Biên bản kiểm phiếu"), "kiem-phieu", "kiểm phiếu", BASIS_MEETING,
		     PAPER_OF_POLL,
		     N_("Của từng lần bỏ phiếu: số phiếu phát ra, thu về, hợp lệ, kết quả từng đơn vị.")},
    [PAPER_BALLOT] =
	{"ballot_paper", N_("Phiếu bầu, phiếu suy tôn"), "phieu-bau", "phiếu bầu", BASIS_MEETING,
	 PAPER_OF_BALLOT,
	 N_("Của từng lần bỏ phiếu: nhiều phiếu trên một tờ, có quy định về phiếu không hợp lệ.")},
    [PAPER_PROPOSAL_LIST] =
	{"proposal_list", N_("Danh sách kèm tờ trình"), "danh-sach", NULL, BASIS_RANKING, PAPER_OF_YEAR,
	 N_("Danh sách đơn vị đề nghị khen thưởng: điểm, hạng, tỷ lệ phiếu, danh hiệu đề nghị.")},
    [PAPER_COMMENDATION] = {"commendation", N_("Quyết định khen thưởng"), "khen-thuong", NULL, BASIS_RANKING,
			    PAPER_OF_YEAR,
			    N_("Quyết định khen thưởng của cấp trên kèm danh sách, theo kết quả suy tôn.")},
    [PAPER_ACHIEVEMENT] = {"achievement", N_("Báo cáo thành tích tập thể"), "thanh-tich", "thành tích",
			   BASIS_UNITS, PAPER_OF_UNIT,
			   N_("Của từng đơn vị theo cấu trúc của mẫu báo cáo thành tích: đặc điểm, chỉ tiêu, "
			      "kết quả, đề nghị.")},
    [PAPER_PERSON] = {"achievement_person", N_("Báo cáo thành tích cá nhân"), "thanh-tich-ca-nhan", "cá nhân",
		      BASIS_PEOPLE, PAPER_OF_PERSON,
		      N_("Của từng cá nhân đã đăng ký danh hiệu hoặc được chọn làm điển hình.")},
};

const enum paper_kind papers_in_order[PAPER__N] = {
    PAPER_FOUNDING,      PAPER_REGULATIONS,   PAPER_PLAN,        PAPER_LAUNCH,      PAPER_REGISTRATION,
    PAPER_PHASE_REVIEW,  PAPER_MIDYEAR,       PAPER_INVITATION,  PAPER_PROGRAMME,   PAPER_ROLL,
    PAPER_BALLOT,        PAPER_COUNT,         PAPER_RECEIPT,     PAPER_SCORE_TABLE, PAPER_SCORE_LIST,
    PAPER_MINUTES,       PAPER_REVIEW_REPORT, PAPER_ACHIEVEMENT, PAPER_PERSON,      PAPER_PROPOSAL,
    PAPER_PROPOSAL_LIST, PAPER_COMMENDATION,  PAPER_HANDOVER,
};

const struct paper_def *papers_info(enum paper_kind k)
{
	return &kinds[k];
}

const char *paper_kind_code(enum paper_kind k)
{
	return kinds[k].code;
}

const char *paper_kind_name(enum paper_kind k)
{
	return kinds[k].name;
}

const char *paper_kind_about(enum paper_kind k)
{
	return kinds[k].about;
}

enum paper_of paper_kind_of(enum paper_kind k)
{
	return kinds[k].of;
}

td_rc paper_kind_parse(str code, enum paper_kind *out)
{
	for (int k = 0; k < PAPER__N; k++)
		if (str_eq(code, str_c(kinds[k].code))) {
			*out = (enum paper_kind)k;
			return TD_OK;
		}
	return TD_INVALID;
}

/* What stands below the type of the paper. {n}: the year, {c}: the cluster, {s}: of whom. */
static const char *const subjects[PAPER__N] = {
    [PAPER_MINUTES] = "Hội nghị tổng kết phong trào thi đua năm {n} của {c}",
    [PAPER_SCORE_TABLE] = "Kết quả chấm điểm thi đua năm {n} của {c}",
    [PAPER_REVIEW_REPORT] = "Tổng kết phong trào thi đua và công tác khen thưởng năm {n}",
    [PAPER_PROPOSAL] = "Về việc đề nghị xét tặng danh hiệu thi đua, hình thức khen thưởng năm {n}",
    [PAPER_PLAN] = "Thi đua năm {n} của {c}",
    [PAPER_MIDYEAR] = "Sơ kết phong trào thi đua năm {n} của {c}",
    [PAPER_HANDOVER] = "Bàn giao nhiệm vụ điều hành phong trào thi đua năm {n} của {c}",
    [PAPER_FOUNDING] = "Về việc thành lập {c}",
    [PAPER_REGULATIONS] = "Tổ chức và hoạt động của {c}",
    [PAPER_LAUNCH] = "Phát động phong trào thi đua năm {n} của {c}",
    [PAPER_REGISTRATION] = "Chỉ tiêu, danh hiệu thi đua, hình thức khen thưởng năm {n} của {s}",
    [PAPER_PHASE_REVIEW] = "Sơ kết {s} năm {n} của {c}",
    [PAPER_INVITATION] = "Dự hội nghị của {c} năm {n}",
    [PAPER_PROGRAMME] = "Hội nghị của {c} năm {n}",
    [PAPER_ROLL] = "Đại biểu dự hội nghị của {c} năm {n}",
    [PAPER_SCORE_LIST] = "Kết quả xếp hạng thi đua năm {n} của {c}",
    [PAPER_RECEIPT] = "Điểm thi đua năm {n} của {s}",
    [PAPER_COUNT] = "Kiểm phiếu: {s}",
    [PAPER_BALLOT] = "{s}",
    [PAPER_PROPOSAL_LIST] = "Đơn vị đề nghị tặng danh hiệu thi đua, hình thức khen thưởng năm {n}",
    [PAPER_COMMENDATION] = "Về việc tặng danh hiệu thi đua, hình thức khen thưởng năm {n}",
    [PAPER_ACHIEVEMENT] = "Thành tích của {s} năm {n}",
    [PAPER_PERSON] = "Thành tích của {s} năm {n}",
};

str papers_subject(struct arena *a, enum paper_kind k, i64 year, str cluster_name, str of)
{
	struct sb b = sb_new(a, 8192);
	str rest = str_c(subjects[k]);
	while (rest.n) {
		size_t at = str_find_byte(rest, '{');
		sb_put(&b, str_upto(rest, at));
		rest = str_from(rest, at);
		if (!rest.n)
			break;
		if (rest.p[1] == 'n')
			sb_fmt(&b, "%lld", (long long)year);
		else
			sb_put(&b, rest.p[1] == 'c' ? cluster_name : of);
		rest = str_from(rest, 3);
	}
	return sb_str(&b);
}
