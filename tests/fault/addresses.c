#include "jobs/papers.h"
#include "tests/fault/site.h"

static str data_file(struct site *s)
{
	(void)s;
	return S("{\"format\":\"thidua-data/"
		 "1\",\"units\":[{\"code\":\"a\",\"name\":\"A\"}],\"scores\":[{\"unit\":\"a\","
		 "\"criterion\":\"I.1\",\"stage\":\"self\",\"points\":38.5}]}");
}

static str template_file(struct site *s)
{
	(void)s;
	return papers_default_template(PAPER_SCORE_TABLE);
}

static str form_file(struct site *s)
{
	return s->form;
}

static str holiday_file(struct site *s)
{
	(void)s;
	return S("Ngày;Loại;Tên\n24/11/2026;nghỉ;Nghỉ bù\n");
}

static str pdf_file(struct site *s)
{
	(void)s;
	return S("%PDF-1.4\n%%EOF\n");
}

#define YEAR "/cum/{cluster}/{year}"
#define HERE "/cum/10/2019"
#define GET(pattern, path, status)                             \
	{                                                      \
		"GET", pattern, path, NULL, status, NULL, NULL \
	}
#define POST(pattern, path, body, status)                       \
	{                                                       \
		"POST", pattern, path, body, status, NULL, NULL \
	}

const struct address addresses[] = {
    GET("/", "/", 200),
    GET("/viec", "/viec", 200),
    GET("/healthz", "/healthz", 200),
    GET("/dang-nhap", "/dang-nhap", 303),
    POST("/dang-nhap", "/dang-nhap", "login=khong.co&password=sai+mat+khau", 422),
    POST("/dang-xuat", "/dang-xuat", "", 303),
    POST("/ngon-ngu", "/ngon-ngu", "lang=en&to=/", 303),
    POST("/giao-dien", "/giao-dien", "theme=dark&to=/", 303),
    GET("/tai-khoan", "/tai-khoan", 200),
    POST("/tai-khoan", "/tai-khoan", "old_password=a&new_password=b&again=c", 422),
    POST("/tai-khoan/phien", "/tai-khoan/phien", "session=1", 303),
    GET("/he-thong", "/he-thong", 200),
    GET("/quan-tri/nguoi-dung", "/quan-tri/nguoi-dung?q=nguyen&tt=hoat-dong", 200),
    GET("/quan-tri/nguoi-dung/moi", "/quan-tri/nguoi-dung/moi", 200),
    POST("/quan-tri/nguoi-dung/moi", "/quan-tri/nguoi-dung/moi", "login=Sai&name=&role=leader&scope=", 422),
    GET("/quan-tri/nguoi-dung/{user}", "/quan-tri/nguoi-dung/1", 200),
    GET("/quan-tri/nguoi-dung/{user}", "/quan-tri/nguoi-dung/99", 404),
    POST("/quan-tri/nguoi-dung/{user}", "/quan-tri/nguoi-dung/1", "name=Van+A&rev=1", 303),
    POST("/quan-tri/nguoi-dung/{user}/vai-tro", "/quan-tri/nguoi-dung/1/vai-tro", "role=officer&scope=unit.2",
	 303),
    POST("/quan-tri/nguoi-dung/{user}/thu-hoi", "/quan-tri/nguoi-dung/1/thu-hoi", "grant=99", 404),
    POST("/quan-tri/nguoi-dung/{user}/khoa", "/quan-tri/nguoi-dung/1/khoa", "act=khoa", 409),
    POST("/quan-tri/nguoi-dung/{user}/mat-khau", "/quan-tri/nguoi-dung/99/mat-khau", "", 404),
    POST("/quan-tri/nguoi-dung/{user}/xoa-thong-tin", "/quan-tri/nguoi-dung/1/xoa-thong-tin",
	 "reason=Don&word=XOA&rev=1", 422),
    GET("/quan-tri/thiet-dat", "/quan-tri/thiet-dat", 200),
    POST("/quan-tri/thiet-dat", "/quan-tri/thiet-dat", "v%5Bmail.port%5D=465&was%5Bmail.port%5D=587", 303),
    POST("/quan-tri/thiet-dat", "/quan-tri/thiet-dat", "v%5Bmail.port%5D=x&v%5Bmail.host%5D=a+b", 422),
    GET("/quan-tri/ngay-nghi", "/quan-tri/ngay-nghi?nam=2026", 200),
    POST("/quan-tri/ngay-nghi", "/quan-tri/ngay-nghi", "day=24%2F11%2F2026&kind=off&name=Nghi&rev=0", 303),
    POST("/quan-tri/ngay-nghi/bo", "/quan-tri/ngay-nghi/bo", "day=24%2F11%2F2026", 404),
    {"POST", "/quan-tri/ngay-nghi/nap", "/quan-tri/ngay-nghi/nap", "", 303, "ngay-nghi.csv", holiday_file},
    GET(YEAR, HERE, 200),
    GET(YEAR, "/cum/10/2020", 404),
    GET(NULL, "/khong-co", 404),
    POST(YEAR "/buoc", HERE "/buoc", "to=running&rev=2&reason=Bo+sung", 303),
    POST(YEAR "/buoc", HERE "/buoc", "to=running&rev=2&reason=", 422),
    POST(YEAR "/han", HERE "/han", "due%5Bself_scoring%5D=30%2F11%2F2019", 303),
    GET(YEAR "/bang-tieu-chi", HERE "/bang-tieu-chi", 200),
    POST(YEAR "/bang-tieu-chi", HERE "/bang-tieu-chi", "scheme=1&seal=1", 303),
    GET(YEAR "/bang-diem", HERE "/bang-diem", 200),
    GET(YEAR "/bang-diem.csv", HERE "/bang-diem.csv", 200),
    GET(YEAR "/bang-diem.json", HERE "/bang-diem.json", 200),
    GET(YEAR "/bang-diem.xlsx", HERE "/bang-diem.xlsx", 200),
    GET(YEAR "/xep-hang", HERE "/xep-hang", 200),
    POST(YEAR "/xep-hang", HERE "/xep-hang", "word=NI%C3%8AM+PHONG", 303),
    POST(YEAR "/xep-hang/thong-qua", HERE "/xep-hang/thong-qua", "rev=1", 409),
    POST(YEAR "/xep-hang/cong-bo", HERE "/xep-hang/cong-bo", "to=members&word=cong+bo", 409),
    POST(YEAR "/xep-hang/thu-tu", HERE "/xep-hang/thu-tu", "unit=a&order=1&reason=Chu+tri+quyet+dinh", 303),
    POST(YEAR "/xep-hang/dinh-chinh", HERE "/xep-hang/dinh-chinh",
	 "unit=a&criterion=I.1&points=35&rev=1&reason=Cong+nham", 409),
    GET(YEAR "/cham-diem/{unit}", HERE "/cham-diem/a", 200),
    POST(YEAR "/cham-diem/{unit}", HERE "/cham-diem/a", "rev=0&act=save&score%5BI.1%5D=35&was%5BI.1%5D=1",
	 303),
    POST(YEAR "/cham-diem/{unit}", HERE "/cham-diem/a", "rev=0&act=save&score%5BI.1%5D=99&was%5BI.1%5D=1",
	 422),
    POST(YEAR "/cham-diem/{unit}", HERE "/cham-diem/a", "rev=0&act=save&score%5BI.1%5D=35", 409),
    GET(YEAR "/cham-diem/{unit}/phieu.xlsx", HERE "/cham-diem/a/phieu.xlsx", 200),
    GET(YEAR "/cham-diem/{unit}/excel", HERE "/cham-diem/a/excel", 200),
    {"POST", YEAR "/cham-diem/{unit}/excel", HERE "/cham-diem/a/excel", "", 303, "phieu.xlsx", form_file},
    POST(YEAR "/cham-diem/{unit}/excel/nhan", HERE "/cham-diem/a/excel/nhan", "preview=99", 404),
    POST(YEAR "/cham-diem/{unit}/excel/bo", HERE "/cham-diem/a/excel/bo", "preview=99", 404),
    GET(YEAR "/minh-chung/{unit}", HERE "/minh-chung/a", 200),
    {"POST", YEAR "/minh-chung/{unit}", HERE "/minh-chung/a", "title=Ke hoach&criterion=I.1&number=12/KH",
     303, "ke-hoach.pdf", pdf_file},
    GET(YEAR "/minh-chung/{unit}/tep/{id}", HERE "/minh-chung/a/tep/99", 404),
    GET(YEAR "/dien-giai/{unit}/{criterion}", HERE "/dien-giai/a/II", 200),
    GET(YEAR "/hoat-dong", HERE "/hoat-dong?q=tang+qua", 200),
    GET(YEAR "/hoat-dong.xlsx", HERE "/hoat-dong.xlsx", 200),
    GET(YEAR "/hoat-dong/chung", HERE "/hoat-dong/chung", 200),
    POST(YEAR "/hoat-dong/chung", HERE "/hoat-dong/chung",
	 "kind=tham-hoi&title=Tang+qua&held_on=2019-11-20&people%5Ba%5D=3&dong%5Ba%5D=1.500.000", 303),
    GET(YEAR "/hoat-dong/{unit}", HERE "/hoat-dong/a?sua=2", 200),
    POST(YEAR "/hoat-dong/{unit}", HERE "/hoat-dong/a",
	 "kind=tham-hoi&title=Tang+qua&held_on=2019-11-20&people%5Ba%5D=3&dong%5Ba%5D=15", 303),
    POST(YEAR "/hoat-dong/{unit}", HERE "/hoat-dong/a", "kind=khong-co&title=&held_on=&dong%5Ba%5D=1,5", 422),
    POST(YEAR "/hoat-dong/{unit}/huong-ung", HERE "/hoat-dong/a/huong-ung",
	 "rev=0&n_collectives=3&n_collectives_joined=3&n_people=20&n_people_joined=20", 303),
    GET(YEAR "/hoat-dong/xem/{id}", HERE "/hoat-dong/xem/1", 200),
    {"POST", YEAR "/hoat-dong/xem/{id}/tep", HERE "/hoat-dong/xem/1/tep", "alt=Bien ban", 303, "bien-ban.pdf",
     pdf_file},
    POST(YEAR "/hoat-dong/xem/{id}/go-tep", HERE "/hoat-dong/xem/1/go-tep", "file=99", 404),
    POST(YEAR "/hoat-dong/xem/{id}/rut", HERE "/hoat-dong/xem/1/rut", "rev=1&why=Ghi+nham", 303),
    GET(YEAR "/hoat-dong/tep/{id}", HERE "/hoat-dong/tep/99", 404),
    GET(YEAR "/dien-hinh", HERE "/dien-hinh", 200),
    POST(YEAR "/dien-hinh/chon", HERE "/dien-hinh/chon", "id=1&rev=1&chosen=1", 303),
    GET(YEAR "/dien-hinh/{unit}", HERE "/dien-hinh/a", 200),
    POST(YEAR "/dien-hinh/{unit}", HERE "/dien-hinh/a", "kind=person&name=Nguyen+Van+A&merit=Lam+tot", 303),
    POST(YEAR "/dien-hinh/{unit}/rut", HERE "/dien-hinh/a/rut", "exemplar=1&why=Ghi+nham", 303),
    {"POST", YEAR "/tham-luan/{unit}", HERE "/tham-luan/a", "talk_title=Kinh nghiem&speaker=Nguyen Van A", 303,
     "tham-luan.pdf", pdf_file},
    GET(YEAR "/tham-luan/{unit}/{id}", HERE "/tham-luan/a/99", 404),
    GET(YEAR "/so-ket", HERE "/so-ket", 200),
    GET(YEAR "/bao-cao", HERE "/bao-cao", 200),
    POST(YEAR "/bao-cao/nguong", HERE "/bao-cao/nguong", "green=95&yellow=70", 303),
    GET(YEAR "/bao-cao/{unit}/{period}", HERE "/bao-cao/a/1", 200),
    POST(YEAR "/bao-cao/{unit}/{period}", HERE "/bao-cao/a/1", "rev=0&act=save", 303),
    POST(YEAR "/bao-cao/{unit}/{period}", HERE "/bao-cao/a/1", "rev=0&act=send", 409),
    GET(YEAR "/ky-bao-cao", HERE "/ky-bao-cao", 200),
    POST(YEAR "/ky-bao-cao", HERE "/ky-bao-cao",
	 "kind=year&name=Ca+nam&starts_on=2026-01-01&ends_on=2026-12-31&due_on=2026-12-31", 303),
    POST(YEAR "/ky-bao-cao/bo", HERE "/ky-bao-cao/bo", "id=1&rev=1&why=Gop+ky", 303),
    POST(YEAR "/ky-bao-cao/loai", HERE "/ky-bao-cao/loai", "kind_name=Hien+mau", 303),
    GET(YEAR "/kho-khan", HERE "/kho-khan?q=huong+dan", 200),
    GET(YEAR "/kho-khan/{unit}", HERE "/kho-khan/a", 200),
    POST(YEAR "/kho-khan/{unit}", HERE "/kho-khan/a", "title=Thieu+huong+dan&body=Chua+ro+cach+tinh", 303),
    POST(YEAR "/kho-khan/{unit}", HERE "/kho-khan/a", "title=&body=Chua+ro", 422),
    GET(YEAR "/kho-khan/{unit}/{id}", HERE "/kho-khan/a/1", 200),
    POST(YEAR "/kho-khan/{unit}/{id}", HERE "/kho-khan/a/1", "rev=1&to=answered&text=Da+co+huong+dan", 303),
    POST(YEAR "/kho-khan/{unit}/{id}", HERE "/kho-khan/a/1", "rev=0&to=answered&text=Da+co+huong+dan", 409),
    GET(YEAR "/ke-hoach", HERE "/ke-hoach", 200),
    GET(YEAR "/ke-hoach/soan", HERE "/ke-hoach/soan", 200),
    POST(YEAR "/ke-hoach/soan", HERE "/ke-hoach/soan",
	 "rev=2&theme=Ky+cuong&contents=A&measures=B&number=1%2FKH&issued_on=15%2F01%2F2019&reason=Bo+sung",
	 303),
    POST(YEAR "/ke-hoach/soan", HERE "/ke-hoach/soan", "rev=1&theme=Ky+cuong&contents=A&measures=B", 409),
    POST(YEAR "/ke-hoach/tu-nam-truoc", HERE "/ke-hoach/tu-nam-truoc", "", 409),
    POST(YEAR "/ke-hoach/phat-dong", HERE "/ke-hoach/phat-dong", "rev=2&word=phat+dong", 409),
    GET(YEAR "/phong-trao", HERE "/phong-trao", 200),
    GET(YEAR "/phong-trao/moi", HERE "/phong-trao/moi", 200),
    POST(YEAR "/phong-trao/moi", HERE "/phong-trao/moi", "rev=0&kind=thematic&name=Doi+moi", 303),
    GET(YEAR "/phong-trao/{campaign}", HERE "/phong-trao/1", 200),
    GET(YEAR "/phong-trao/{campaign}/sua", HERE "/phong-trao/2/sua", 200),
    POST(YEAR "/phong-trao/{campaign}/sua", HERE "/phong-trao/2/sua", "rev=1&kind=thematic&name=", 422),
    POST(YEAR "/phong-trao/{campaign}/phat-dong", HERE "/phong-trao/2/phat-dong", "rev=1&word=phat+dong",
	 303),
    POST(YEAR "/phong-trao/{campaign}/huy", HERE "/phong-trao/2/huy", "rev=1&withdraw=Nham", 303),
    GET(YEAR "/phong-trao/{campaign}/dot/{phase}", HERE "/phong-trao/1/dot/1", 200),
    POST(YEAR "/phong-trao/{campaign}/dot/{phase}", HERE "/phong-trao/1/dot/moi",
	 "rev=0&name=Dot+II&starts_on=01%2F04%2F2019&ends_on=30%2F06%2F2019&indicator%5B2%5D=Thu&plan%5B2%5D="
	 "50",
	 303),
    POST(YEAR "/phong-trao/{campaign}/dot/{phase}/so-ket", HERE "/phong-trao/1/dot/1/so-ket",
	 "rev=1&review=Tot&actual%5B1%5D=1%2C5", 303),
    POST(YEAR "/phong-trao/{campaign}/dot/{phase}/so-ket", HERE "/phong-trao/1/dot/1/so-ket",
	 "rev=0&review=Tot", 409),
    GET(YEAR "/tai-lieu", HERE "/tai-lieu?q=thi+dua", 200),
    {"POST", YEAR "/tai-lieu", HERE "/tai-lieu", "kind=guidance&title=Huong+dan&number=12", 303, "a.pdf",
     pdf_file},
    GET(YEAR "/tai-lieu/{document}", HERE "/tai-lieu/1", 200),
    POST(YEAR "/tai-lieu/{document}/thu-hoi", HERE "/tai-lieu/1/thu-hoi", "reason=Thay+ban+moi", 303),
    GET(YEAR "/suy-ton", HERE "/suy-ton", 200),
    POST(YEAR "/suy-ton", HERE "/suy-ton", "act=nominate&unit=a&title=BK", 303),
    POST(YEAR "/suy-ton/rut", HERE "/suy-ton/rut", "nomination=99&reason=Don+vi+xin+rut", 404),
    GET(YEAR "/hop", HERE "/hop", 200),
    POST(YEAR "/hop", HERE "/hop", "held_on=2019-12-20&place=Hoi+truong&chair=Nguyen+Van+A&rev=0", 303),
    GET(YEAR "/nap", HERE "/nap", 200),
    {"POST", YEAR "/nap", HERE "/nap", "what=scores&stage=self", 303, "so-lieu.json", data_file},
    POST(YEAR "/nap/nhan", HERE "/nap/nhan", "preview=99", 404),
    POST(YEAR "/nap/bo", HERE "/nap/bo", "preview=99", 404),
    GET(YEAR "/van-ban", HERE "/van-ban", 200),
    POST(YEAR "/van-ban", HERE "/van-ban", "kind=score_table", 303),
    {"POST", YEAR "/van-ban/mau", HERE "/van-ban/mau", "kind=score_table", 303, "mau.docx", template_file},
    GET(YEAR "/van-ban/mau/{kind}", HERE "/van-ban/mau/minutes", 200),
    GET(YEAR "/van-ban/{paper}", HERE "/van-ban/99", 404),
    GET(YEAR "/nhat-ky", HERE "/nhat-ky", 200),
    GET("/to-chuc", "/to-chuc", 200),
    GET("/to-chuc/hoi-dong/{code}", "/to-chuc/hoi-dong/hd", 200),
    POST("/to-chuc/hoi-dong/{code}", "/to-chuc/hoi-dong/moi", "name=Hoi+dong&level=agency", 303),
    GET("/to-chuc/cum/{code}", "/to-chuc/cum/10", 200),
    POST("/to-chuc/cum/{code}", "/to-chuc/cum/moi", "council=hd&kind=khoi&name=Khoi+A", 303),
    GET("/to-chuc/cum/{code}/nam-moi", "/to-chuc/cum/10/nam-moi", 200),
    POST("/to-chuc/cum/{code}/nam-moi", "/to-chuc/cum/10/nam-moi", "year=2031&members=a%0Ab", 303),
    GET("/to-chuc/don-vi", "/to-chuc/don-vi?q=don+vi", 200),
    GET("/to-chuc/don-vi/{code}", "/to-chuc/don-vi/a", 200),
    POST("/to-chuc/don-vi/{code}", "/to-chuc/don-vi/a", "name=Don+vi+A&code=a&rev=1", 303),
    GET(YEAR "/thanh-vien", HERE "/thanh-vien", 200),
    POST(YEAR "/thanh-vien", HERE "/thanh-vien", "order%5Ba%5D=1&rev%5Ba%5D=1&leader%5Ba%5D=Nguyen+Van+A",
	 303),
    POST(YEAR "/thanh-vien/vao", HERE "/thanh-vien/vao", "unit=a&on=01%2F03%2F2019&decision=1%2FQD", 409),
    POST(YEAR "/thanh-vien/roi", HERE "/thanh-vien/roi",
	 "leave_unit=c&leave_on=01%2F03%2F2019&leave_decision=1%2FQD", 303),
    POST(YEAR "/chuc-vu", HERE "/chuc-vu",
	 "office=head&office_unit=a&from_on=01%2F01%2F2019&office_decision=1%2FQD", 303),
    POST(YEAR "/chuc-vu/thoi", HERE "/chuc-vu/thoi",
	 "term=99&term_rev=1&end_on=01%2F01%2F2019&end_decision=1", 404),
    POST(YEAR "/quy-che", HERE "/quy-che", "theme=Doan+ket&year_rev=2", 303),
    GET(YEAR "/dang-ky", HERE "/dang-ky?tt=pending", 200),
    POST(YEAR "/dang-ky", HERE "/dang-ky", "act=approve&unit%5Ba%5D=1&was%5Ba%5D=0", 409),
    POST(YEAR "/dang-ky", HERE "/dang-ky", "act=return&unit%5Ba%5D=1&was%5Ba%5D=0", 422),
    GET(YEAR "/dang-ky.xlsx", HERE "/dang-ky.xlsx?ds=danh-hieu", 200),
    GET(YEAR "/dang-ky/{unit}", HERE "/dang-ky/a", 200),
    POST(YEAR "/dang-ky/{unit}", HERE "/dang-ky/a",
	 "rev=0&act=send&indicator%5Bn0%5D=Thu&measure%5Bn0%5D=ty&plan%5Bn0%5D=12,5&criterion%5Bn0%5D=II"
	 "&name%5Btn0%5D=Phong+A&award%5Btn0%5D=TTLDTT&holder%5Btn0%5D=collective",
	 303),
    POST(YEAR "/dang-ky/{unit}", HERE "/dang-ky/a", "rev=0&act=save&indicator%5Bn0%5D=Thu&plan%5Bn0%5D=1,234",
	 422),
    GET(YEAR "/dang-ky/{unit}/dang-ky.xlsx", HERE "/dang-ky/a/dang-ky.xlsx", 200),
    GET(YEAR "/dang-ky/{unit}/excel", HERE "/dang-ky/a/excel", 200),
    {"POST", YEAR "/dang-ky/{unit}/excel", HERE "/dang-ky/a/excel", "", 303, "dang-ky.xlsx", pdf_file},
    POST(YEAR "/dang-ky/{unit}/excel/nhan", HERE "/dang-ky/a/excel/nhan", "preview=99", 404),
    POST(YEAR "/dang-ky/{unit}/excel/bo", HERE "/dang-ky/a/excel/bo", "preview=99", 404),
    POST(YEAR "/cham-diem/{unit}/o", HERE "/cham-diem/a/o",
	 "code=I.1&stage=self&score=35&second=&na=&reason=&was=1", 303),
    POST(YEAR "/cham-diem/{unit}/o", HERE "/cham-diem/a/o", "code=I.1&stage=self&score=99&was=1", 422),
    POST(YEAR "/cham-diem/{unit}/o", HERE "/cham-diem/a/o", "code=I.1&stage=self&score=35&was=7", 409),
    GET(YEAR "/cham-diem/{unit}/o/{criterion}", HERE "/cham-diem/a/o/I.1", 200),
};
const size_t n_addresses = sizeof addresses / sizeof *addresses;
