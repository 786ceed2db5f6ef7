#!/usr/bin/python3
"""Compiles views (Jinja2 syntax, a subset) to C.

    tmplc.py VIEW.html -o VIEW.c [--depfile VIEW.d]     one view
    tmplc.py --header VIEW.html... -o views.h           the prototypes of all views
    tmplc.py --messages VIEW.html...                    every text to translate, as PO template

The first line of a view names its model:
    {# view: scoreboard(const struct scoreboard_vm *vm) includes "web/page_score.h" #}

Subset: extends and blocks, include, macros (import, from, caller), if, for with loop.index/index0/first/last, {{ path }}
with one filter, 'a' if x else 'b' with literals, comparisons, and/or/not. No arithmetic and no calls: the handler
computes the model. {{ csrf }} writes the hidden fields of a POST form. {% personal %} … {% endpersonal %} sees only
`page` (or vm.page) and is filled in per reader when the page comes from the cache.

Every text between two tags, and the attributes alt, title, placeholder and aria-label, is one message with its values
as {name}; it is translated where it holds a letter. How a value is escaped follows from its C type and its place."""
import argparse
import html
import os
import re
import sys

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.ext import Extension

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from htmlctx import BLOCK, TEXT, Context, Refused  # noqa: E402

FILTERS = frozenset('points short signed grouped excel json datetime day isodatetime isoday tr'.split())
COMPARE = {'eq': '==', 'ne': '!=', 'lt': '<', 'lteq': '<=', 'gt': '>', 'gteq': '>='}
VIEW_LINE = re.compile(r'\{#-?\s*view:\s*(\w+)\((const struct \w+ \*)(\w+)\)((?:\s+includes(?:\s+"[^"]+")+)?)\s*-?#\}')


class Stop(Exception):
    """An error of a view: file, line, reason."""


class Blocks(Extension):
    """{% personal %} and {% trans %}; the latter only for habit's sake, all text is translated anyway."""
    tags = {'personal', 'trans'}

    def parse(self, parser):
        token = next(parser.stream)
        body = parser.parse_statements((f'name:end{token.value}',), drop_needle=True)
        call = nodes.Call(nodes.Name(f'@{token.value}', 'load', lineno=token.lineno), [], [], None, None)
        return nodes.CallBlock(call, [], [], body).set_lineno(token.lineno)


ENV = Environment(trim_blocks=True, lstrip_blocks=True, extensions=[Blocks])


def quote(text):
    """A C string literal; every other byte than printable ASCII is UTF-8 as it is, so that errors stay readable."""
    out = text.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n').replace('\t', '\\t').replace('\r', '')
    return '"' + out.replace('??', '?\\?') + '"'


class Const:
    """A literal of a template: known when it is compiled."""
    def __init__(self, value):
        self.value = value


class Value:
    """A C expression; pointer tells whether its members are reached by -> or by a dot."""
    def __init__(self, code, pointer=False):
        self.code, self.pointer = code, pointer


class Personal:
    """The model as {% personal %} sees it: nothing of it but the page."""


class File:
    def __init__(self, path):
        self.path = path
        with open(path, encoding='utf-8') as f:
            self.source = f.read()
        try:
            self.tree = ENV.parse(self.source)
        except TemplateSyntaxError as e:
            raise Stop(f'{path}:{e.lineno}: {e.message}') from e
        self.blocks = {b.name: (b, self) for b in self.tree.find_all(nodes.Block)}
        self.ready = False
        self.macros = {m.name: (m, self) for m in self.tree.body if isinstance(m, nodes.Macro)}
        self.modules = {}


class Compiler:
    def __init__(self, path):
        self.root = os.path.dirname(path)
        self.files = {}
        self.file = self.load(path, None)
        m = VIEW_LINE.match(self.file.source)
        if not m:
            raise Stop(f'{path}:1: the first line must be {{# view: NAME(const struct MODEL *vm) includes "…" #}}')
        self.view, self.model, self.arg, includes = m.groups()
        self.includes = re.findall(r'"([^"]+)"', includes)
        self.scope = {self.arg: Value(self.arg, True)}
        self.html = Context()
        self.out, self.functions, self.messages = [], [], []
        self.raw, self.run, self.before = '', [], '!doctype'
        self.n, self.overrides, self.line = 0, {}, 1

    # -- files ------------------------------------------------------------------------------------------------
    def load(self, path, node):
        if path not in self.files:
            if not os.path.exists(path):
                raise Stop(f'{self.file.path}:{node.lineno}: there is no {os.path.basename(path)}')
            self.files[path] = File(path)
        return self.files[path]

    def named(self, node):
        if not isinstance(node, nodes.Const):
            self.stop(node, 'the name of a file must be a literal')
        return os.path.join(self.root, node.value)

    def stop(self, node, why):
        raise Stop(f'{self.file.path}:{node.lineno if node else self.line}: {why}')

    # -- output -----------------------------------------------------------------------------------------------
    def emit(self, code):
        self.flush_raw()
        self.out.append(f'#line {self.line} {quote(self.file.path)}\n\t{code}')

    def flush_raw(self):
        if self.raw:
            raw, self.raw = self.raw, ''
            for i in range(0, len(raw), 2000):
                self.out.append(f'\tHTML_RAW(h, {quote(raw[i:i + 2000])});')

    def captured(self, work):
        """The C lines that work() emits, apart."""
        self.flush_raw()
        kept, self.out = self.out, []
        work()
        self.flush_raw()
        kept, self.out = self.out, kept
        return kept

    # -- expressions ------------------------------------------------------------------------------------------
    def value(self, n):
        if isinstance(n, nodes.Const):
            return Const(n.value)
        if isinstance(n, nodes.Name):
            if n.name in self.scope:
                return self.scope[n.name]
            if n.name.isupper():
                return Value(n.name)
            self.stop(n, f'unknown name {n.name}')
        if isinstance(n, nodes.Getattr):
            if isinstance(n.node, nodes.Name) and n.node.name == 'loop':
                return self.loop_member(n)
            base = self.value(n.node)
            if isinstance(base, Const):
                self.stop(n, f'a literal has no member {n.attr}')
            if isinstance(base, Personal):
                if n.attr != 'page':
                    self.stop(n, f'personal sees only the page, not {n.attr}')
                return Value('page', True)
            return Value(f'{base.code}{"->" if base.pointer else "."}{n.attr}')
        if isinstance(n, nodes.Call) and isinstance(n.node, nodes.Name) and n.node.name == '_' and len(n.args) == 1:
            return self.value(n.args[0])
        self.stop(n, f'{type(n).__name__} is not in the subset: compute it in the view model')

    def loop_member(self, n):
        loop = self.scope.get('loop')
        if loop is None:
            self.stop(n, 'loop outside of a for')
        known = {'index': f'(u64){loop}_i + 1', 'index0': f'(u64){loop}_i', 'first': f'{loop}_i == 0',
                 'last': f'{loop}_i + 1 == {loop}_n', 'length': f'(u64){loop}_n'}
        if n.attr not in known:
            self.stop(n, f'loop.{n.attr} is not in the subset')
        return Value(f'({known[n.attr]})')

    def c_of(self, v):
        if isinstance(v, Value):
            return v.code
        return f'S({quote(v.value)})' if isinstance(v.value, str) else str(int(v.value))

    def test(self, n):
        """A C condition, or True/False when it is known now."""
        if isinstance(n, nodes.Not):
            inner = self.test(n.node)
            return (not inner) if isinstance(inner, bool) else f'!({inner})'
        if isinstance(n, (nodes.And, nodes.Or)):
            left, right, both = self.test(n.left), self.test(n.right), isinstance(n, nodes.And)
            for one, other in ((left, right), (right, left)):
                if isinstance(one, bool):
                    return other if one == both else not both
            return f'({left}) {"&&" if both else "||"} ({right})'
        if isinstance(n, nodes.Compare):
            return self.compare(n)
        v = self.value(n)
        return bool(v.value) if isinstance(v, Const) else f'HTML_TRUE({v.code})'

    def compare(self, n):
        if len(n.ops) != 1 or n.ops[0].op not in COMPARE:
            self.stop(n, 'one comparison at a time')
        a, b, op = self.value(n.expr), self.value(n.ops[0].expr), COMPARE[n.ops[0].op]
        if isinstance(a, Const) and isinstance(b, Const):
            if op not in ('==', '!='):
                self.stop(n, 'two literals')
            return (a.value == b.value) == (op == '==')
        if op in ('==', '!='):
            return f'{"!" if op == "!=" else ""}HTML_SAME({self.c_of(a)}, {self.c_of(b)})'
        return f'{self.c_of(a)} {op} {self.c_of(b)}'

    # -- content: runs of text and values ---------------------------------------------------------------------
    def data(self, text):
        """Literal text of the template."""
        try:
            for kind, piece in self.html.feed(text):
                if kind == 'char':
                    self.run.append(piece)
                elif kind == 'edge':
                    self.flush_run(piece)
                    self.before = piece
                else:
                    if kind == 'endvalue':
                        self.flush_run()
                    self.raw += piece
        except Refused as e:
            raise Stop(f'{self.file.path}:{self.line}: {e}') from e

    def put(self, n):
        """{{ … }}"""
        if isinstance(n, nodes.Name) and n.name == 'csrf':
            self.flush_run('input')
            self.guard(n, self.html.token_written)
            self.emit('html_csrf(h);')
            self.before = 'input'
            return
        if isinstance(n, nodes.Call) and not (isinstance(n.node, nodes.Name) and n.node.name == '_'):
            self.call(n, None)
            return
        if isinstance(n, nodes.CondExpr):
            self.put_cond(n)
            return
        filt = None
        if isinstance(n, nodes.Filter):
            filt, n = n, n.node
            if filt.name not in FILTERS or filt.args or filt.kwargs:
                self.stop(filt, f'there is no filter {filt.name}; there are {", ".join(sorted(FILTERS))}')
        v = self.value(n)
        if isinstance(v, Const) and filt is None:
            self.literal(str(v.value))
            return
        code = self.c_of(v)
        first = self.html.in_url() and not self.html.value
        self.guard(n, lambda: self.html.expression(code))
        if self.html.in_url() and filt is not None:
            self.stop(n, 'no filter in an address')
        func = f'html_put_{filt.name}' if filt else 'html_href' if first else \
            'HTML_PUT_URL' if self.html.in_url() else 'HTML_PUT'
        self.run.append((f'{func}(h, {code});', self.short_name(n), self.line))

    def literal(self, text):
        """A literal inside an expression: content, so it is escaped here."""
        self.guard(None, lambda: self.html.literal(text))
        self.run.extend(html.escape(text))

    def guard(self, n, work):
        try:
            work()
        except Refused as e:
            self.stop(n, str(e))

    def put_cond(self, n):
        """{{ 'a' if x else 'b' }}"""
        other = n.expr2 or nodes.Const('', lineno=n.lineno)
        self.do_if(nodes.If(n.test, [nodes.Output([n.expr1], lineno=n.lineno)], [],
                            [nodes.Output([other], lineno=n.lineno)], lineno=n.lineno))

    def short_name(self, n):
        name = n.attr if isinstance(n, nodes.Getattr) else n.name if isinstance(n, nodes.Name) else 'n'
        return re.sub(r'_c$', '', name)

    def flush_run(self, next_tag=''):
        """Ends a run of content: writes it as one message, or as it is."""
        run, self.run = self.run, []
        if not run:
            return
        in_text = self.html.mode == TEXT
        literal = ''.join(x for x in run if isinstance(x, str))
        if in_text and not self.html.is_preformatted():
            run = self.squeeze(run, next_tag)
            if not run:
                return
        self.before = ''
        if (in_text or self.html.is_spoken()) and any(c.isalpha() for c in html.unescape(literal)):
            self.message(run)
            return
        for x in run:
            if isinstance(x, str):
                self.raw += x
            else:
                self.line = x[2]
                self.emit(x[0])

    def squeeze(self, run, next_tag):
        """White space as HTML shows it; none beside block tags, one blank elsewhere."""
        out = []
        for x in run:
            if isinstance(x, str) and x.isspace():
                if not out or out[-1] != ' ':
                    out.append(' ')
            else:
                out.append(x)
        if out and out[0] == ' ' and (self.before in BLOCK or (len(out) == 1 and next_tag in BLOCK)):
            out.pop(0)
        if out and out[-1] == ' ' and next_tag in BLOCK:
            out.pop()
        return out

    def message(self, run):
        head = tail = ''
        while isinstance(run[0], str) and run[0].isspace():
            head, run = head + run[0], run[1:]
        while isinstance(run[-1], str) and run[-1].isspace():
            tail, run = run[-1] + tail, run[:-1]
        names, codes, text = [], [], ''
        for x in run:
            if isinstance(x, str):
                text += x
                continue
            name = x[1]
            while name in names and codes[names.index(name)] != x[0]:
                name += '_'
            if name not in names:
                names.append(name)
                codes.append(x[0])
            text += '{' + name + '}'
        msgid = html.unescape(text)
        if len(re.findall(r'[{}]', msgid)) != 2 * len([x for x in run if not isinstance(x, str)]):
            self.stop(None, 'braces in a text are refused')
        self.messages.append((msgid, self.file.path, self.line))
        self.raw += head
        if not names:
            self.emit(f'HTML_MSG(h, {quote(msgid)}, {quote(html.escape(msgid))});')
        else:
            self.message_with_values(msgid, names, codes)
        self.raw += tail

    def message_with_values(self, msgid, names, codes):
        self.n += 1
        m = f'm{self.n}'
        self.emit(f'static const char *const {m}_names[] = {{{", ".join(map(quote, names))}}};')
        self.emit(f'struct html_msg {m} = html_msg_open(h, {quote(msgid)}, {m}_names, {len(names)});')
        cases = ' '.join(f'case {i}: {code} break;' for i, code in enumerate(codes))
        self.emit(f'for (int k; (k = html_msg_next(h, &{m})) >= 0;) switch (k) {{ {cases} }}')

    # -- statements -------------------------------------------------------------------------------------------
    def body(self, items):
        for n in items:
            self.line = n.lineno
            getattr(self, 'do_' + type(n).__name__.lower(), self.unknown)(n)

    def unknown(self, n):
        self.stop(n, f'{type(n).__name__} is not in the subset')

    def do_output(self, n):
        for x in n.nodes:
            self.line = self.html.line = x.lineno
            if isinstance(x, nodes.TemplateData):
                self.lines(x.data)
            else:
                self.put(x)

    def lines(self, text):
        """Literal text line by line, so that errors and #line name the right one."""
        for piece in text.splitlines(keepends=True):
            self.data(piece)
            self.line += piece.endswith('\n')

    def do_if(self, n):
        tests = [(n.test, n.body)] + [(e.test, e.body) for e in n.elif_]
        word, shapes = 'if', []
        self.flush_run()
        start = self.fork()
        open_ended = True
        for test, body in tests:
            cond = self.test(test)
            if cond is False:
                continue
            if cond is True:
                if word == 'if':
                    self.body(body)
                    return
                self.branch('} else {', body, start, shapes)
                open_ended = False
                break
            self.branch(f'{word} ({cond}) {{', body, start, shapes)
            word = '} else if'
        if word == 'if':
            self.body(n.else_)
            return
        if open_ended:
            self.branch('} else {', n.else_, start, shapes)
        self.line = n.lineno
        self.emit('}')
        if len(set(shapes)) > 1:
            self.stop(n, 'the branches of an if must leave the page in the same place')

    def fork(self):
        h = self.html
        return h.mode, h.value, dict(h.attrs), list(h.stack), h.tag, h.name, h.form_needs_token, self.before

    def branch(self, opening, body, start, shapes):
        h = self.html
        self.flush_raw()
        h.mode, h.value, h.attrs, h.stack, h.tag, h.name, h.form_needs_token, self.before = \
            start[0], start[1], dict(start[2]), list(start[3]), start[4], start[5], start[6], start[7]
        self.emit(opening)
        self.body(body)
        self.flush_run()
        self.flush_raw()
        shapes.append(h.shape())

    def do_for(self, n):
        if not isinstance(n.target, nodes.Name) or n.test or n.recursive:
            self.stop(n, 'only: for NAME in LIST')
        rows = self.value(n.iter)
        if isinstance(rows, Const):
            self.stop(n, 'only: for NAME in LIST')
        self.flush_run()
        self.n += 1
        var = f'{n.target.name}_{self.n}'
        start = self.html.shape()
        kept = {k: self.scope.get(k) for k in (n.target.name, 'loop')}
        if n.else_:
            self.emit(f'if ({rows.code}.n > 0) {{')
        self.emit(f'for (size_t {var}_i = 0, {var}_n = {rows.code}.n; {var}_i < {var}_n; {var}_i++) {{')
        self.emit(f'const __typeof__(*{rows.code}.at) *{var} = &{rows.code}.at[{var}_i];')
        self.emit(f'(void){var};')
        self.scope.update({n.target.name: Value(var, True), 'loop': var})
        self.body(n.body)
        self.flush_run()
        if self.html.shape() != start:
            self.stop(n, 'the body of a for must leave the page in the same place')
        self.scope.update(kept)
        for k in [k for k, v in self.scope.items() if v is None]:
            del self.scope[k]
        self.emit('}')
        if n.else_:
            self.emit('} else {')
            self.body(n.else_)
            self.flush_run()
            self.emit('}')
            if self.html.shape() != start:
                self.stop(n, 'the else of a for must leave the page in the same place')

    # -- composition ------------------------------------------------------------------------------------------
    def within(self, file, scope, items):
        kept = self.file, self.scope, self.line
        self.flush_run_at_border(items)
        self.file, self.scope = file, scope
        self.body(items)
        self.file, self.scope, self.line = kept

    def flush_run_at_border(self, items):
        """A message must not span two files."""
        if items and any(not isinstance(x, str) or not x.isspace() for x in self.run):
            self.flush_run()

    def do_include(self, n):
        file = self.load(self.named(n.template), n)
        self.within(file, self.scope, file.tree.body)

    def module(self, n):
        """The macros of an imported file, which may import others itself."""
        file = self.load(self.named(n.template), n)
        if not file.ready:
            file.ready = True
            self.within(file, self.scope,
                        [x for x in file.tree.body if isinstance(x, (nodes.Import, nodes.FromImport))])
        return file.macros

    def do_import(self, n):
        self.file.modules[n.target] = self.module(n)

    def do_fromimport(self, n):
        macros = self.module(n)
        for name in n.names:
            name, alias = name if isinstance(name, tuple) else (name, name)
            if name not in macros:
                self.stop(n, f'there is no macro {name}')
            self.file.macros[alias] = macros[name]

    def do_macro(self, n):
        pass

    def do_block(self, n):
        block, file = self.overrides.get(n.name, (n, self.file))
        self.within(file, self.scope, block.body)

    def do_extends(self, n):
        self.stop(n, 'extends must come first')

    def do_callblock(self, n):
        name = n.call.node.name if isinstance(n.call.node, nodes.Name) else ''
        if name == '@trans':
            self.body(n.body)
        elif name == '@personal':
            self.personal(n)
        else:
            self.call(n.call, n.body)

    def call(self, n, body):
        """A macro, expanded in place."""
        if isinstance(n.node, nodes.Name) and n.node.name == 'caller':
            caller = self.scope.get('@caller')
            if caller is None:
                self.stop(n, 'caller() outside of {% call %}')
            self.within(*caller)
            return
        found = None
        if isinstance(n.node, nodes.Name):
            found = self.file.macros.get(n.node.name)
        elif isinstance(n.node, nodes.Getattr) and isinstance(n.node.node, nodes.Name):
            found = self.file.modules.get(n.node.node.name, {}).get(n.node.attr)
        if found is None:
            self.stop(n, 'only macros can be called: compute it in the view model')
        macro, file = found
        self.within(file, self.bind(n, macro, body), macro.body)

    def bind(self, n, macro, body):
        params = [a.name for a in macro.args]
        given = dict(zip(params, n.args))
        if len(n.args) > len(params):
            self.stop(n, f'{macro.name}() takes {len(params)} arguments')
        given.update({k.key: k.value for k in n.kwargs})
        defaults = dict(zip(params[len(params) - len(macro.defaults):], macro.defaults))
        scope = {}
        for p in params:
            if p not in given and p not in defaults:
                self.stop(n, f'{macro.name}() needs {p}')
            scope[p] = self.value(given.pop(p)) if p in given else self.value(defaults[p])
        if given:
            self.stop(n, f'{macro.name}() has no {", ".join(given)}')
        if body is not None:
            scope['@caller'] = (self.file, self.scope, body)
        for name in ('page',):
            if name in self.scope and name not in scope:
                scope[name] = self.scope[name]
        return scope

    def personal(self, n):
        self.flush_run()
        self.flush_raw()
        start, scope = self.html.shape(), self.scope
        if start[0] != TEXT:
            self.stop(n, 'personal belongs between tags')
        self.scope = {'page': Value('page', True), self.arg: Personal()}
        lines = self.captured(lambda: (self.body(n.body), self.flush_run()))
        self.scope = scope
        if self.html.shape() != start:
            self.stop(n, 'personal must leave the page in the same place')
        name = f'{self.view}_personal_{len(self.functions)}'
        self.functions.append(f'static void {name}(struct html *h, const struct page *page)\n{{\n\t(void)page;\n' +
                              '\n'.join(lines) + '\n}\n')
        self.emit(f'html_personal(h, {name});')

    # -- the whole --------------------------------------------------------------------------------------------
    def compile(self):
        file, chain = self.file, [self.file]
        while True:
            first = next((x for x in file.tree.body if isinstance(x, nodes.Extends)), None)
            if first is None:
                break
            for name, block in file.blocks.items():
                self.overrides.setdefault(name, block)
            file = self.load(self.named(first.template), first)
            chain.append(file)
        for f in chain[:-1]:
            self.file = f
            for x in f.tree.body:
                if isinstance(x, (nodes.Import, nodes.FromImport)):
                    self.body([x])
        self.file = file
        if len(chain) > 1:
            self.scope.setdefault('page', Value(f'(&{self.arg}->page)', True))
        self.body(file.tree.body)
        self.flush_run()
        self.flush_raw()
        self.guard(None, self.html.finish)
        return self

    def prototype(self):
        return f'void view_{self.view}(struct html *h, {self.model}{self.arg})'

    def c_text(self):
        lines = ['/* Generated from ' + os.path.basename(next(iter(self.files))) + ' by tools/tmplc.py. */',
                 '#include "web/req.h"', '#include "web/views.h"'] + [f'#include "{i}"' for i in self.includes]
        return '\n'.join(lines) + '\n\n' + '\n'.join(self.functions) + \
            f'\n{self.prototype()}\n{{\n\t(void){self.arg};\n' + '\n'.join(self.out) + '\n}\n'


def header(paths):
    views = sorted((Compiler(p) for p in paths), key=lambda c: c.view)
    models = sorted({c.model[len('const '):].rstrip(' *') for c in views})
    return ('/* Generated by tools/tmplc.py: the views. */\n#ifndef WEB_VIEWS_H\n#define WEB_VIEWS_H\n\n'
            '#include "web/html.h"\n\n' + ''.join(f'{m};\n' for m in models) + '\n' +
            ''.join(c.prototype() + ';\n' for c in views) + '\n#endif\n')


def messages(paths):
    seen = {}
    for p in paths:
        for text, file, line in Compiler(p).compile().messages:
            where = seen.setdefault(text, [])
            if (file, line) not in where:
                where.append((file, line))
    return ''.join(''.join(f'#: {os.path.basename(f)}:{n}\n' for f, n in where) +
                   f'msgid {quote(text)}\nmsgstr ""\n\n' for text, where in sorted(seen.items()))


def main():
    p = argparse.ArgumentParser()
    p.add_argument('views', nargs='+')
    p.add_argument('-o', dest='out')
    p.add_argument('--depfile')
    p.add_argument('--header', action='store_true')
    p.add_argument('--messages', action='store_true')
    a = p.parse_args()
    try:
        if a.header:
            text = header(a.views)
        elif a.messages:
            text = messages(a.views)
        else:
            c = Compiler(a.views[0]).compile()
            text = c.c_text()
            if a.depfile:
                with open(a.depfile, 'w', encoding='utf-8') as f:
                    f.write(f'{a.out}: {" ".join(c.files)} {os.path.abspath(__file__)}\n')
    except Stop as e:
        sys.exit(str(e))
    if a.out:
        with open(a.out, 'w', encoding='utf-8') as f:
            f.write(text)
    else:
        sys.stdout.write(text)


if __name__ == '__main__':
    main()
