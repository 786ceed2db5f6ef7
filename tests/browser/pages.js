/* Every page of the demo's clusters, and who opens it: what the crawl looks at. */
"use strict";
const c10 = "/cum/10/2019";

module.exports = [
	{ name: "dang-nhap", path: "/dang-nhap", login: null },
	{ name: "cac-cum", path: "/", login: "s3.thamdinh" },
	{ name: "viec", path: "/viec", login: "s1.thuky" },
	{ name: "viec-don-vi", path: "/viec", login: "s1.tn-bhxh" },
	{ name: "tai-khoan", path: "/tai-khoan", login: "s3.thuky" },
	{ name: "he-thong", path: "/he-thong", login: "quantri" },
	{ name: "tong-quan", path: c10, login: "s3.thuky" },
	{ name: "tong-quan-don-vi", path: "/cum/co-quan-trung-uong/2020", login: "s1.tn-bhxh" },
	{ name: "bang-tieu-chi", path: c10 + "/bang-tieu-chi", login: "s3.thuky" },
	{ name: "bang-diem", path: c10 + "/bang-diem", login: "s3.thuky" },
	{ name: "bang-diem-tu-cham", path: "/cum/co-quan-trung-uong/2020/bang-diem", login: "s1.thuky" },
	{ name: "xep-hang", path: c10 + "/xep-hang", login: "s3.bhxh" },
	{ name: "phieu-da-khoa", path: c10 + "/cham-diem/cuc-thue", login: "s3.thuky" },
	{ name: "phieu-tu-cham", path: "/cum/co-quan-trung-uong/2020/cham-diem/tn-kho-bac", login: "s1.tn-kho-bac" },
	{ name: "phieu-tham-tra", path: "/cum/tong-hop/2016/cham-diem/qb-3", login: "s4.thuky" },
	{ name: "minh-chung", path: "/cum/co-quan-trung-uong/2020/minh-chung/tn-kho-bac", login: "s1.tn-kho-bac" },
	{ name: "dien-giai-tong", path: c10 + "/dien-giai/cuc-thue/tong", login: "s3.thuky" },
	{ name: "dien-giai", path: c10 + "/dien-giai/cuc-thue/I.1", login: "s3.cuc-thue" },
	{ name: "kho-khan", path: "/cum/co-quan-trung-uong/2020/kho-khan", login: "s1.thuky" },
	{ name: "kho-khan-don-vi", path: "/cum/co-quan-trung-uong/2020/kho-khan/tn-kho-bac", login: "s1.tn-kho-bac" },
	{ name: "kho-khan-mot", path: "/cum/co-quan-trung-uong/2020/kho-khan/tn-kho-bac/2", login: "s1.thuky" },
	{ name: "suy-ton", path: c10 + "/suy-ton", login: "s3.thuky" },
	{ name: "hop", path: c10 + "/hop", login: "s3.thuky" },
	{ name: "nap", path: c10 + "/nap", login: "s3.thuky" },
	{ name: "van-ban", path: c10 + "/van-ban", login: "s3.thuky" },
	{ name: "nhat-ky", path: c10 + "/nhat-ky", login: "s3.thuky" },
	{ name: "khong-tim-thay", path: "/khong-co", login: "s3.thuky", status: 404 },
];
