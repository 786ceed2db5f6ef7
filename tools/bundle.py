#!/usr/bin/python3
"""Modules of JavaScript → one script without imports: the module named, after all that it needs, each in a function of
its own. Nothing is renamed or squeezed, so that what a voter's browser runs can be read.

usage: bundle.py ENTRY.js OUTPUT.js [--depfile FILE]

Understands `import {a, b as c} from "./x.js"`, `import * as x from …`, `import x from …`, `export const|let|function|class`,
`export {a, b as c}` and `export default name`, each beginning its line; anything else is refused. Comments of npm's packages are left out.
"""
import pathlib
import re
import sys

IMPORT = re.compile(r'^import\s+(.*?)\s+from\s+["\'](\.[^"\']+)["\'];[^\S\n]*$', re.M | re.S)
DECLARED = re.compile(r'^export (?=(?:const|let|(?:async )?function|class) (\w+))', re.M)
DECLARED_NAME = re.compile(r'^export (?:const|let|(?:async )?function|class) (\w+)', re.M)
LISTED = re.compile(r'^export \{([^}]*)\};?[^\S\n]*$', re.M)
DEFAULT = re.compile(r'^export default (\w+);[^\S\n]*$', re.M)
COMMENT = re.compile(r'^[^\S\n]*(?:/\*\*?(?:[^*]|\*(?!/))*\*/[^\S\n]*|//[^\n]*)\n', re.M)


def pairs(inside):
    """'a, b as c' → [('a', 'a'), ('b', 'c')]"""
    for part in filter(None, (p.strip() for p in inside.split(','))):
        name, _, other = part.partition(' as ')
        yield name.strip(), (other or name).strip()


def binding(names, source):
    if names.startswith('{'):
        inside = ', '.join(a if a == b else f'{a}: {b}' for a, b in pairs(names.strip('{}')))
        return f'const {{ {inside} }} = {source};'
    star = re.fullmatch(r'\* as (\w+)', names)
    return f'const {star[1]} = {source};' if star else f'const {{ default: {names} }} = {source};'


class Bundle:
    def __init__(self, root):
        self.root, self.names, self.out = root, {}, []

    def add(self, path):
        """The variable that holds the module's exports."""
        if path in self.names:
            if self.names[path] is None:
                sys.exit(f'bundle.py: {path}: modules need one another in a circle')
            return self.names[path]
        self.names[path] = None
        text = path.read_text(encoding='utf-8')
        if 'npm' in path.relative_to(self.root).parts:
            text = COMMENT.sub('', text)
        text = IMPORT.sub(lambda m: binding(m[1], self.add((path.parent / m[2]).resolve())), text)
        exports = [(n, n) for n in DECLARED_NAME.findall(text)]
        for m in LISTED.finditer(text):
            exports += pairs(m[1])
        exports += [(n, 'default') for n in DEFAULT.findall(text)]
        text = DEFAULT.sub('', LISTED.sub('', DECLARED.sub('', text)))
        if re.search(r'^(import|export)\b', text, re.M):
            sys.exit(f'bundle.py: {path}: an import or export in a form that is not understood')
        shown = path.relative_to(self.root)
        name = self.names[path] = 'm_' + re.sub(r'\W', '_', str(shown))
        given = ', '.join(a if a == b else f'{b}: {a}' for a, b in exports)
        self.out.append(f'/* ---- {shown} ---- */\nconst {name} = (() => {{\n{text.strip()}\nreturn {{ {given} }};\n}})();\n')
        return name


def main(entry, output, *more):
    entry = pathlib.Path(entry).resolve()
    bundle = Bundle(entry.parent)
    bundle.add(entry)
    text = '(() => {\n"use strict";\n' + '\n'.join(bundle.out) + '})();\n'
    if '</script' in text.lower():
        sys.exit('bundle.py: the end of a script stands in it')
    pathlib.Path(output).write_text(text, encoding='utf-8')
    if more:
        needed = ' '.join(str(p).replace(' ', r'\ ') for p in sorted(bundle.names))
        pathlib.Path(more[1]).write_text(f'{output}: {needed}\n', encoding='utf-8')


main(*sys.argv[1:])
