#!/usr/bin/python3
"""Translations: what becomes a table, and what is refused."""
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../tools'))
import po2c  # noqa: E402


def read(text):
    with tempfile.NamedTemporaryFile('w', suffix='.po', encoding='utf-8') as f:
        f.write(text)
        f.flush()
        return po2c.read(f.name)


class Po(unittest.TestCase):
    def test_entries(self):
        self.assertEqual(read('msgid "Điểm"\nmsgstr "Points"\n\nmsgid "Hạng"\nmsgstr ""\n\n'
                              '#, fuzzy\nmsgid "Tổng"\nmsgstr "Sum"\n'), {'Điểm': 'Points'})

    def test_several_lines_and_escapes(self):
        self.assertEqual(read('msgid ""\n"một "\n"\\"hai\\""\nmsgstr ""\n"one "\n"\\"two\\"\\n"\n'),
                         {'một "hai"': 'one "two"\n'})

    def test_sorted_by_bytes(self):
        text = po2c.c_text({'đ': '1', 'a': '2', 'z': '3'}, 't')
        self.assertLess(text.index('"a"'), text.index('"z"'))
        self.assertLess(text.index('"z"'), text.index('"đ"'))

    def test_conversions_must_agree(self):
        for bad in ('%d of %s', '%s', 'none', '%s and %d and %d'):
            with self.assertRaises(po2c.Wrong):
                read(f'msgid "%s có %d mục"\nmsgstr "{bad}"\n')
        self.assertTrue(read('msgid "%s có %d mục, 100%%"\nmsgstr "%s has %d items"\n'))

    def test_names_must_agree(self):
        with self.assertRaises(po2c.Wrong):
            read('msgid "Có {n} mục"\nmsgstr "{m} items"\n')
        self.assertTrue(read('msgid "{a} của {b}"\nmsgstr "{b}\'s {a}"\n'))

    def test_twice(self):
        with self.assertRaises(po2c.Wrong):
            read('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n')

    def test_not_understood(self):
        with self.assertRaises(po2c.Wrong):
            read('msgid "a"\nmsgtr "b"\n')

    def test_source_texts(self):
        with tempfile.NamedTemporaryFile('w', suffix='.c', encoding='utf-8') as f:
            f.write('N_("một") x(N_("hai "\n\t"ba"));')
            f.flush()
            self.assertEqual(po2c.sources(f.name), ['một', 'hai ba'])


if __name__ == '__main__':
    result = unittest.main(exit=False, verbosity=0).result
    n_bad = len(result.failures) + len(result.errors)
    print(f'{result.testsRun - n_bad} passed, {n_bad} failed, {len(result.skipped)} skipped')
    sys.exit(1 if n_bad else 0)
