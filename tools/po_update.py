#!/usr/bin/python3
"""Brings a translation up to date: new messages come in empty, gone ones go; lists what has no translation.

    po_update.py po/en.po [ROOT]
    po_update.py --check po/en.po [ROOT]     changes nothing; exit 1 when a message has no translation

Messages are the texts of views, literals in N_("…") and the text of err_add(…, "…") in C. The command line speaks
Vietnamese only, so src/cli is left out. tools/po2c.py turns the file into C."""
import argparse
import glob
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import po2c  # noqa: E402
import tmplc  # noqa: E402

LITERAL = r'"(?:[^"\\\n]|\\.)*"'
LITERALS = rf'{LITERAL}(?:\s*{LITERAL})*'
MARKED = re.compile(rf'\bN_\(\s*({LITERALS})\s*\)')
ERROR = re.compile(rf'\berr_add\s*\(\s*[^;]*?,\s*TD_\w+\s*,[^;"]*?(?:S\({LITERAL}\)\s*,\s*|,\s*)({LITERALS})', re.S)
NAMED = re.compile(rf'\{{\s*"[a-z_.]+",\s*({LITERAL})\s*\}}')  # {"officer", "Cán bộ đơn vị"}
PLACE = re.compile(r'[a-z.]+/%[%l/d]+')  # names of places, not sentences
VALUE = re.compile(r'\{\w+\}')


def text_of(literals):
    """C string literals side by side → their text."""
    out = ''.join(s[1:-1] for s in re.findall(LITERAL, literals))
    return re.sub(r'\\(.)', lambda m: {'n': '\n', 't': '\t'}.get(m.group(1), m.group(1)), out)


def spoken(text):
    return any(c.isalpha() for c in po2c.CONVERSION.sub('', VALUE.sub('', text)))


def messages(root):
    """msgid → where it stands first."""
    found = {}
    views = sorted(glob.glob(f'{root}/src/web/views/*.html'))
    for path in views:
        with open(path, encoding='utf-8') as f:
            if not tmplc.VIEW_LINE.match(f.readline()):
                continue
        for text, file, line in tmplc.Compiler(path).compile().messages:
            found.setdefault(text, f'{os.path.basename(file)}:{line}')
    for path in sorted(glob.glob(f'{root}/src/**/*.[ch]', recursive=True)):
        if '/src/cli/' in path:
            continue  # the command line speaks Vietnamese only
        with open(path, encoding='utf-8') as f:
            source = re.sub(r'/\*.*?\*/', lambda m: re.sub(r'[^\n]', ' ', m.group()), f.read(), flags=re.S)
        for m in [m for r in (MARKED, ERROR) + ((NAMED,) if '/src/domain/' in path else ()) for m in r.finditer(source)]:
            text = text_of(m.group(1))
            line = source.count('\n', 0, m.start()) + 1
            if spoken(text) and '[%' not in text and not PLACE.fullmatch(text):
                found.setdefault(text, f'{os.path.relpath(path, root)}:{line}')
    return found


def read_po(path):
    return {k: v for _, k, v, _ in po2c.entries(path) if k}


def update(path, root):
    old = read_po(path) if os.path.exists(path) else {}
    new = messages(root)
    order = sorted(new, key=lambda k: (new[k].startswith('src/'), new[k].split(':')[0], k))
    with open(path, 'w', encoding='utf-8') as f:
        f.write('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: en\\n"\n')
        for k in order:
            f.write(f'\n#: {new[k].split(":")[0]}\nmsgid {po2c.quote(k)}\nmsgstr {po2c.quote(old.get(k, ""))}\n')
    return [k for k in order if not old.get(k)]


def main():
    p = argparse.ArgumentParser()
    p.add_argument('po')
    p.add_argument('root', nargs='?', default='.')
    p.add_argument('--check', action='store_true')
    a = p.parse_args()
    if not a.check:
        print('\n'.join(update(a.po, a.root)))
        return
    done, all_texts = read_po(a.po), messages(a.root)
    missing = {k: v for k, v in all_texts.items() if not done.get(k)}
    for k, where in missing.items():
        print(f'{where}: {po2c.quote(k)}')
    print(f'{0 if missing else 1} passed, {1 if missing else 0} failed, 0 skipped')
    sys.exit(1 if missing else 0)


if __name__ == '__main__':
    main()
