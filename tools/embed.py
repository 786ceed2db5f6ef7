#!/usr/bin/python3
"""Files → one C file with their bytes (see src/base/embed.h).

usage: embed.py [--big] SET OUTPUT.c FILE…

The function is `struct embed_set embed_SET(void)`. Names (without folder) must differ; the order of the arguments
does not matter, so that a build is the same wherever it runs. With --big the assembler reads the bytes itself (fonts,
programs: literals of megabytes take the compiler seconds).
"""
import hashlib
import os
import sys

LINE = 96  # bytes of the file per source line


def literal(data):
    """C string literal lines. Octal escapes of three digits cannot run into a following digit."""
    plain = set(range(0x20, 0x7F)) - set(b'"\\?')
    for at in range(0, max(len(data), 1), LINE):
        piece = data[at:at + LINE]
        yield '\t"' + ''.join(chr(b) if b in plain else f'\\{b:03o}' for b in piece) + '"'


def literals(i, data, _path):
    return [f'static const char file_{i}[] =', *literal(data), '\t;', '']


def incbin(i, data, path):
    """The hash in the comment of the row below changes with the bytes, so that the object is made anew."""
    return ['__asm__(".pushsection .rodata\\n.balign 16\\n"', f'\t"embed_file_{i}:\\n.incbin \\"{os.path.abspath(path)}\\"\\n"',
            '\t".byte 0\\n.popsection");',
            f'extern const char file_{i}[] __asm__("embed_file_{i}") __attribute__((visibility("hidden")));', '']


def main(argv):
    big = argv[1] == '--big'
    argv = argv[1:] if big else argv
    name, output, paths = argv[1], argv[2], argv[3:]
    files = sorted((os.path.basename(p), p) for p in paths)
    names = [n for n, _ in files]
    if len(set(names)) != len(names):
        sys.exit(f'embed.py: two files of one name in {name}')
    out = ['/* made by tools/embed.py */', '#include "base/embed.h"', '',
           '#define LIT(text) {text, sizeof(text) - 1}', '', f'struct embed_set embed_{name}(void);', '']
    rows = []
    for i, (base, path) in enumerate(files):
        with open(path, 'rb') as f:
            data = f.read()
        out += (incbin if big else literals)(i, data, path)
        rows.append(f'\t\t{{LIT("{base}"), {{file_{i}, {len(data)}}}, LIT("{hashlib.sha256(data).hexdigest()}")}},')
    out += [f'struct embed_set embed_{name}(void)', '{', '\tstatic const struct embed_file files[] = {',
            *rows, '\t};',
            f'\treturn (struct embed_set){{files, {len(files)}}};', '}', '']
    with open(output, 'w', encoding='ascii') as f:
        f.write('\n'.join(out))


main(sys.argv)
