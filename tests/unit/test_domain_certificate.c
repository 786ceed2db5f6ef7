/* Layouts of certificates: what is refused and how it is told, how texts are filled, their JSON, the shipped ones. */
#include "format/certificate_json.h"
#include "tests/lib/check.h"

static struct certificate_box plain(void)
{
	return (struct certificate_box){
	    .x = 2000, .y = 2000, .w = 10000, .h = 1000, .size = 1400, .size_min = 900, .text = S("{{tên}}")};
}

static struct certificate_layout sheet(struct certificate_box b)
{
	struct certificate_layout l = {.name = S("Phôi"), .w = 29700, .h = 21000};
	VEC_PUSH(check_arena(), &l.boxes) = b;
	return l;
}

static size_t faults(const struct certificate_layout *l, struct err *e)
{
	struct arena *a = check_arena();
	*e = err_new(a, LANG_VI);
	return certificate_check(a, l, e) == TD_OK ? 0 : e->n_total;
}

CASE(a_plain_layout_is_good)
{
	struct err e;
	struct certificate_layout l = sheet(plain());
	CHECK_INT(faults(&l, &e), 0);
}

CASE(every_fault_is_told_at_its_field)
{
	struct err e;
	struct certificate_box b = plain();
	b.x = 25000; /* hangs over the edge */
	b.size_min = 2000;
	b.size = 1410;
	b.text = S("{{ten}} {{khong co}} {{");
	struct certificate_layout l = sheet(b);
	l.name = S(" ");
	l.w = 100000;
	CHECK_INT(faults(&l, &e), 6);
	CHECK(err_at(&e, S("name")) != NULL);
	CHECK(err_at(&e, S("width")) != NULL);
	CHECK(err_at(&e, S("size[1]")) != NULL);
	CHECK(err_at(&e, S("size_min[1]")) != NULL);
	CHECK(err_at(&e, S("text[1]")) != NULL);
	l.w = 29700;
	l.boxes.at[0].row = 7;
	CHECK(faults(&l, &e) > 0);
	CHECK(err_at(&e, S("x[7]")) != NULL); /* as it is numbered on the form */
}

CASE(a_qr_code_needs_no_text_and_no_size)
{
	struct err e;
	struct certificate_box b = {.w = 2400, .h = 2400, .qr = true};
	struct certificate_layout l = sheet(b);
	CHECK_INT(faults(&l, &e), 0);
}

CASE(fields_are_found_without_case_and_accents)
{
	struct arena *a = check_arena();
	str values[CERTIFICATE_FIELD__N];
	struct certificate_box b = plain();
	for (int i = 0; i < CERTIFICATE_FIELD__N; i++)
		values[i] = str_c(certificate_field_example((enum certificate_field)i));
	b.text = S("Tặng {{ TEN }}|Số: {{số sổ vàng}}");
	CHECK(str_eq(certificate_text(a, &b, values), S("Tặng Nguyễn Văn A\nSố: 12")));
	b.upper = true;
	b.text = S("{{tên}}");
	CHECK(str_eq(certificate_text(a, &b, values), S("NGUYỄN VĂN A")));
	b.text = S("{{la}} {{tên");
	CHECK(str_eq(certificate_text(a, &b, values), S("{{LA}} {{TÊN")));
}

CASE(names_of_files_have_no_marks)
{
	struct arena *a = check_arena();
	CHECK(str_eq(certificate_file_name(a, 12, S("Đặng Thị Ánh (Bình)")),
		     S("so-vang-12_dang-thi-anh-binh")));
	str long_one =
	    S("Trung tâm Phát triển quỹ đất và Kỹ thuật tài nguyên môi trường thành phố trực thuộc tỉnh");
	CHECK(certificate_file_name(a, 1, long_one).n <= 80);
}

CASE(a_layout_is_the_same_after_json)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	struct certificate_box b = plain();
	b.colour = 0xc00000;
	b.align = CERTIFICATE_CENTRE;
	struct certificate_layout l = sheet(b), back;
	str json = value_to_json(a, certificate_to_value(a, &l), VALUE_CANONICAL);
	CHECK_INT(certificate_from_json(a, json, &e, &back), TD_OK);
	CHECK(str_eq(json, value_to_json(a, certificate_to_value(a, &back), VALUE_CANONICAL)));
	CHECK_INT(back.boxes.at[0].colour, 0xc00000);
}

CASE(json_faults_are_told_by_their_paths)
{
	struct arena *a = check_arena();
	struct err e = err_new(a, LANG_VI);
	struct certificate_layout l;
	str json =
	    S("{\"name\":\"a\",\"width\":297,\"height\":210,\"boxes\":[{\"x\":1,\"y\":1,\"w\":\"b\",\"h\":9,"
	      "\"colour\":\"red\",\"font\":1}]}");
	CHECK_INT(certificate_from_json(a, json, &e, &l), TD_INVALID);
	CHECK_INT(e.n_total, 3);
	CHECK(err_at(&e, S("boxes[0].w")) != NULL);
	CHECK(err_at(&e, S("boxes[0].colour")) != NULL);
}

CASE(the_shipped_layouts_are_good)
{
	struct arena *a = check_arena();
	certificate_shipped_list all;
	CHECK_INT(certificate_shipped_all(a, &all), TD_OK);
	CHECK_INT(all.n, 2);
	CHECK(str_eq(all.at[0].code, S("giay-khen-a4-ngang")));
	CHECK(!all.at[0].layout.overlay && all.at[1].layout.overlay);
}
