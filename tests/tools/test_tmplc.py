#!/usr/bin/python3
"""The template compiler: what it writes, and everything it refuses."""
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../tools'))
import tmplc  # noqa: E402

HEAD = '{# view: v(const struct v_vm *vm) #}\n'


def compiled(body, **parts):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in {'v': HEAD + body, **parts}.items():
            with open(os.path.join(folder, name + '.html'), 'w', encoding='utf-8') as f:
                f.write(text)
        return tmplc.Compiler(os.path.join(folder, 'v.html')).compile()


def code(body, **parts):
    return '\n'.join(line for line in compiled(body, **parts).c_text().split('\n') if not line.startswith('#line'))


class Writes(unittest.TestCase):
    def has(self, want, body, **parts):
        self.assertIn(want, code(body, **parts))

    def test_text_is_escaped_by_type(self):
        self.has('HTML_PUT(h, vm->name);', '<p>{{ vm.name }}</p>')

    def test_filters(self):
        self.has('html_put_points(h, vm->total_c);', '<p>{{ vm.total_c|points }}</p>')

    def test_address_begins_here_and_its_parts_are_encoded(self):
        out = code('<a href="{{ vm.base }}/x/{{ vm.unit }}">Xem</a>')
        self.assertIn('html_href(h, vm->base);', out)
        self.assertIn('HTML_PUT_URL(h, vm->unit);', out)

    def test_text_node_is_one_message(self):
        out = compiled('<p>Có {{ vm.n }} mục cần sửa</p>')
        self.assertEqual([m[0] for m in out.messages], ['Có {n} mục cần sửa'])

    def test_spoken_attributes_are_messages(self):
        out = compiled('<p title="Tổng điểm" class="tong">x1</p>')
        self.assertIn('Tổng điểm', [m[0] for m in out.messages])
        self.assertNotIn('tong', [m[0] for m in out.messages])

    def test_entities_are_decoded_for_translators(self):
        self.assertEqual(compiled('<p>Điểm &amp; hạng</p>').messages[0][0], 'Điểm & hạng')

    def test_numbers_and_marks_are_no_messages(self):
        self.assertEqual(compiled('<p>{{ vm.a }} · {{ vm.b }}</p>').messages, [])

    def test_line_of_the_template(self):
        self.assertRegex(compiled('<p>\n{{ vm.x }}</p>').c_text(), r'#line 3 ".*v\.html"\n\tHTML_PUT')

    def test_loop(self):
        out = code('<ul>{% for r in vm.rows %}<li>{{ loop.index }} {{ r.name }}</li>{% else %}<li>–</li>{% endfor %}</ul>')
        self.assertIn('= vm->rows.n; r_1_i < r_1_n; r_1_i++', out)
        self.assertIn('HTML_PUT(h, r_1->name);', out)

    def test_layout_and_blocks(self):
        self.has('HTML_RAW(h, "<main><p>");', '{% extends "l.html" %}{% block main %}<p>{{ vm.x }}</p>{% endblock %}',
                 l='<main>{% block main %}<p></p>{% endblock %}</main>')

    def test_macro_takes_literals_and_values(self):
        out = code('{% from "m.html" import tag %}{{ tag("ok", vm.text) }}',
                   m='{% macro tag(kind, text) %}<b class="t-{{ kind }}">{{ text }}</b>{% endmacro %}')
        self.assertIn('class=\\"t-ok\\"', out)
        self.assertIn('HTML_PUT(h, vm->text);', out)

    def test_caller(self):
        self.has('HTML_PUT(h, vm->x);', '{% from "m.html" import card %}{% call card() %}{{ vm.x }}{% endcall %}',
                 m='{% macro card() %}<section>{{ caller() }}</section>{% endmacro %}')

    def test_personal_is_a_function_of_the_page(self):
        out = code('{% personal %}<p>{{ page.user_name }}</p>{% endpersonal %}')
        self.assertIn('static void v_personal_0(struct html *h, const struct page *page)', out)
        self.assertIn('html_personal(h, v_personal_0);', out)

    def test_comparison_of_text(self):
        self.has('HTML_SAME(vm->kind, S("a"))', '{% if vm.kind == "a" %}<p></p>{% endif %}')

    def test_condition_inside_a_tag(self):
        self.has('HTML_RAW(h, " checked");', '<label><input type="checkbox"{% if vm.on %} checked{% endif %}>Có</label>')

    def test_comments_are_not_sent(self):
        self.assertNotIn('bí mật', code('<p>a</p><!-- bí mật -->'))


class Refuses(unittest.TestCase):
    def no(self, why, body, **parts):
        with self.assertRaises(tmplc.Stop) as caught:
            compiled(body, **parts)
        self.assertIn(why, str(caught.exception))
        self.assertRegex(str(caught.exception), r'\.html:\d+: ')

    def test_expression_in_script(self):
        self.no('<script>', '<script>{{ vm.x }}</script>')

    def test_inline_script(self):
        self.no('files of their own', '<script>alert(1)</script>')

    def test_inline_style(self):
        self.no('<style>', '<style>p{color:red}</style>')

    def test_style_attribute(self):
        self.no('style= is refused', '<p style="color:red">a</p>')

    def test_event_attribute(self):
        self.no('onclick= is refused', '<p onclick="{{ vm.x }}">a</p>')

    def test_unquoted_attribute(self):
        self.no('needs quotes', '<p class=a>a</p>')

    def test_unquoted_expression(self):
        self.no('is refused', '<p class={{ vm.x }}>a</p>')

    def test_expression_as_attribute_name(self):
        self.no('is refused', '<p {{ vm.x }}="a">a</p>')

    def test_expression_as_tag(self):
        self.no('is refused', '<{{ vm.x }}>a')

    def test_attribute_twice(self):
        self.no('stands twice', '<p class="a" class="b">a</p>')

    def test_image_without_alt(self):
        self.no('alt', '<img src="/a/x.png">')

    def test_input_without_label(self):
        self.no('needs a label', '<input name="a">')

    def test_input_with_another_label(self):
        self.no('needs a label', '<label for="b">B</label><input id="a" name="a">')

    def test_select_without_label(self):
        self.no('needs a label', '<select name="a"><option>1</option></select>')

    def test_post_form_without_token(self):
        self.no('{{ csrf }}', '<form method="post"><button>Gửi</button></form>')

    def test_token_outside_a_form(self):
        self.no('inside a form', '<p>{{ csrf }}</p>')

    def test_arithmetic(self):
        self.no('not in the subset', '<p>{{ vm.a + 1 }}</p>')

    def test_call(self):
        self.no('only macros', '<p>{{ vm.f() }}</p>')

    def test_unknown_name(self):
        self.no('unknown name x', '<p>{{ x }}</p>')

    def test_unknown_filter(self):
        self.no('no filter', '<p>{{ vm.a|safe }}</p>')

    def test_set(self):
        self.no('not in the subset', '{% set a = 1 %}')

    def test_element_left_open(self):
        self.no('never closed', '<div><p>a</p>')

    def test_wrong_close(self):
        self.no('where <p> is open', '<div><p>a</div></p>')

    def test_branches_that_differ(self):
        self.no('same place', '{% if vm.a %}<p>{% endif %}')

    def test_loop_that_opens(self):
        self.no('same place', '{% for r in vm.rows %}<p>{% endfor %}')

    def test_personal_sees_no_model(self):
        self.no('only the page', '{% personal %}<p>{{ vm.secret }}</p>{% endpersonal %}')

    def test_filter_in_an_address(self):
        self.no('no filter in an address', '<a href="/x/{{ vm.a|points }}">a</a>')

    def test_missing_file(self):
        self.no('there is no', '{% include "gone.html" %}')

    def test_missing_macro(self):
        self.no('no macro', '{% from "m.html" import gone %}', m='')

    def test_macro_arguments(self):
        self.no('needs b', '{% from "m.html" import f %}{{ f(vm.x) }}', m='{% macro f(a, b) %}<p>{{ a }}{{ b }}</p>{% endmacro %}')

    def test_syntax(self):
        self.no('', '<p>{{ vm. }}</p>')

    def test_no_view_line(self):
        with self.assertRaises(tmplc.Stop):
            with tempfile.NamedTemporaryFile('w', suffix='.html') as f:
                f.write('<p>a</p>')
                f.flush()
                tmplc.Compiler(f.name)


if __name__ == '__main__':
    result = unittest.main(exit=False, verbosity=0).result
    n_bad = len(result.failures) + len(result.errors)
    print(f'{result.testsRun - n_bad} passed, {n_bad} failed, {len(result.skipped)} skipped')
    sys.exit(1 if n_bad else 0)
