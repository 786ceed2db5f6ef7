#!/usr/bin/python3
"""A translation (PO) to a C table, sorted by the source text.

    po2c.py po/en.po NAME -o OUT.c      struct i18n_entry table NAME[] and NAME_n
    po2c.py po/en.po --missing FILES…   source texts (N_(), err_add(), views' messages as POT) that have no translation

Refused: an entry that stands twice, a translation whose printf conversions or {names} differ from the source's (a
wrong one would crash or lose a figure). Fuzzy and empty entries are left out."""
import argparse
import re
import sys

CONVERSION = re.compile(r'%(?:%|[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|z|j|t)?[diouxXscp])')
NAME = re.compile(r'\{(\w+)\}')
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


class Wrong(Exception):
    """What is wrong in a file, with its line."""


def unquote(text):
    return re.sub(r'\\(.)', lambda m: {'n': '\n', 't': '\t', 'r': '\r'}.get(m.group(1), m.group(1)), text)


def quote(text):
    return '"' + text.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n').replace('\t', '\\t') + '"'


def entries(path):
    """Yields (line, msgid, msgstr, fuzzy)."""
    with open(path, encoding='utf-8') as f:
        lines = f.read().split('\n') + ['']
    msgid = msgstr = None
    fuzzy, start, target = False, 0, None
    for number, line in enumerate(lines, 1):
        line = line.strip()
        if line.startswith('#'):
            fuzzy = fuzzy or (line.startswith('#,') and 'fuzzy' in line)
            continue
        keyword = re.match(r'(msgid|msgstr)\s+(".*")$', line)
        if keyword and keyword.group(1) == 'msgid':
            msgid, target, start = '', 'msgid', number
        elif keyword:
            msgstr, target = '', 'msgstr'
        elif line and not line.startswith('"'):
            raise Wrong(f'{path}:{number}: not understood: {line}')
        piece = ''.join(unquote(s) for s in STRING.findall(line))
        if target == 'msgid':
            msgid += piece
        elif target == 'msgstr':
            msgstr += piece
        if not line:
            if msgid is not None and msgstr is not None:
                yield start, msgid, msgstr, fuzzy
            msgid = msgstr = target = None
            fuzzy = False


def conversions(text):
    return [c for c in CONVERSION.findall(text) if c != '%%']


def read(path):
    table = {}
    for line, msgid, msgstr, fuzzy in entries(path):
        if not msgid or not msgstr or fuzzy:
            continue
        if msgid in table:
            raise Wrong(f'{path}:{line}: stands twice: {msgid}')
        if conversions(msgid) != conversions(msgstr):
            raise Wrong(f'{path}:{line}: conversions differ: {conversions(msgid)} and {conversions(msgstr)}')
        if sorted(NAME.findall(msgid)) != sorted(NAME.findall(msgstr)):
            raise Wrong(f'{path}:{line}: names in braces differ: {msgid}')
        table[msgid] = msgstr
    return table


def c_text(table, name):
    rows = ''.join(f'\t{{{quote(k)}, {quote(v)}}},\n' for k, v in sorted(table.items(), key=lambda x: x[0].encode()))
    return (f'/* Made by tools/po2c.py. */\n#include "base/i18n.h"\n\n'
            f'extern const struct i18n_entry {name}[];\nextern const size_t {name}_n;\n\n'
            f'const struct i18n_entry {name}[] = {{\n{rows}\t{{0, 0}},\n}};\nconst size_t {name}_n = {len(table)};\n')


def sources(path):
    """Texts to translate in a C file or a PO template."""
    with open(path, encoding='utf-8') as f:
        text = f.read()
    if path.endswith('.pot'):
        return [m for _, m, _, _ in entries(path) if m]
    out = []
    for m in re.finditer(r'\bN_\(\s*((?:"(?:[^"\\]|\\.)*"\s*)+)\)', text):
        out.append(''.join(unquote(s) for s in STRING.findall(m.group(1))))
    return out


def main():
    p = argparse.ArgumentParser()
    p.add_argument('po')
    p.add_argument('rest', nargs='*')
    p.add_argument('-o', dest='out')
    p.add_argument('--missing', action='store_true')
    a = p.parse_args()
    try:
        table = read(a.po)
        if a.missing:
            lost = sorted({s for f in a.rest for s in sources(f)} - set(table))
            sys.stdout.write(''.join(f'msgid {quote(s)}\nmsgstr ""\n\n' for s in lost))
            return
        with open(a.out, 'w', encoding='utf-8') as f:
            f.write(c_text(table, a.rest[0]))
    except Wrong as e:
        sys.exit(str(e))


if __name__ == '__main__':
    main()
