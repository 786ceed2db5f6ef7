"""Follows the state of an HTML document through pieces of text, for tools/tmplc.py.

feed() splits a literal into events: bytes of markup that are written as they are, and characters of content (element
text or an attribute's value) that the caller may translate. It keeps the stack of open elements and refuses what a
page of ours never has: inline script and style, unquoted attributes, an <img> without alt, elements left open."""

TEXT, TAG_NAME, TAG, ATTR_NAME, AFTER_NAME, VALUE, RAW, COMMENT, MARKUP = range(9)

VOID = frozenset('area base br col embed hr img input link meta source track wbr'.split())
SVG_LEAVES = frozenset('path circle rect line use polyline polygon ellipse stop'.split())
BLOCK = frozenset('''!doctype html head body title meta link script main header footer nav aside section article div p
    h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr th td form fieldset legend
    option select optgroup svg symbol path circle rect line use details summary br hr pre template g'''.split())
URLS = frozenset('href src action formaction cite poster xlink:href'.split())
SPOKEN = frozenset('alt title placeholder aria-label'.split())
LABELLED = frozenset('select textarea'.split())
UNLABELLED_TYPES = frozenset('hidden submit button reset image'.split())


class Refused(Exception):
    """The document may not be written like this; the message says why."""


class Context:
    def __init__(self):
        self.mode = TEXT
        self.tag = ''          # the tag being read
        self.closing = self.self_closing = False
        self.name = self.quote = ''
        self.value = ''        # of the attribute being read, expressions as {C}
        self.attrs = {}
        self.stack = []        # open elements
        self.last_tag = '!doctype'
        self.form_needs_token = False
        self.labels = set()    # values of <label for>
        self.controls = []     # (id, description, line) that need one of them
        self.line = 0

    # -- what control flow needs ------------------------------------------------------------------------------
    def shape(self):
        """What must be equal at the ends of all branches of an if, and at both ends of a loop's body."""
        if self.mode in (ATTR_NAME, AFTER_NAME):
            self.end_attr_name()
        if self.mode == TAG_NAME and self.tag and not self.closing:
            self.mode = TAG  # <tr{% if … %} class="…"{% endif %}>
        return self.mode, tuple(self.stack), self.name if self.mode == VALUE else '', self.tag if self.mode == TAG else ''

    def in_url(self):
        return self.mode == VALUE and self.name in URLS

    def is_spoken(self):
        return self.mode == VALUE and self.name in SPOKEN

    def is_preformatted(self):
        return any(t in ('pre', 'textarea') for t in self.stack)

    def place(self):
        return {TEXT: 'text', TAG_NAME: 'the name of a tag', TAG: 'a tag', ATTR_NAME: 'the name of an attribute',
                AFTER_NAME: 'an unquoted attribute', RAW: f'<{self.stack[-1]}>' if self.stack else 'script',
                COMMENT: 'a comment', MARKUP: 'a declaration'}.get(self.mode, f'the attribute {self.name}')

    def expression(self, code):
        """An expression is about to be written here. code is its C text, which stands for the value."""
        if self.mode == VALUE:
            self.value += '{' + code + '}'
        elif self.mode != TEXT:
            raise Refused(f'an expression in {self.place()} is refused')

    def literal(self, text):
        """Content that is known when the view is compiled, written by an expression."""
        if self.mode == VALUE:
            self.value += text
        elif self.mode != TEXT:
            raise Refused(f'an expression in {self.place()} is refused')

    def token_written(self):
        if 'form' not in self.stack:
            raise Refused('{{ csrf }} belongs inside a form')
        self.form_needs_token = False

    # -- literals ---------------------------------------------------------------------------------------------
    def feed(self, text):
        """Yields ('markup', bytes) and ('char', c) in order; ('edge', tag) before and after each tag in text."""
        i = 0
        while i < len(text):
            c = text[i]
            if c == '\n':
                self.line += 1
            if self.mode == TEXT:
                if text.startswith('<!--', i):
                    self.mode = COMMENT
                    i += 4
                    continue
                if c == '<':
                    end = i + 1
                    while end < len(text) and (text[end].isalnum() or text[end] in '/!-:'):
                        end += 1
                    yield 'edge', text[i + 1:end].strip('/').lower()
                    self.begin_tag()
                    yield 'markup', c
                else:
                    yield 'char', c
            elif self.mode == COMMENT:
                if text.startswith('-->', i):
                    self.mode = TEXT
                    i += 3
                    continue
            elif self.mode == VALUE and c != self.quote:
                self.value += c
                yield 'char', c
            elif self.mode == RAW:
                if text.startswith('</' + self.stack[-1], i):
                    self.begin_tag()
                    yield 'markup', c
                elif not c.isspace():
                    raise Refused(f'<{self.stack[-1]}> holds nothing here: scripts and styles are files of their own')
            else:
                if self.mode == VALUE:
                    yield 'endvalue', ''
                out = self.step(c)
                yield 'markup', out
                if self.mode == TEXT:
                    yield 'edge', self.tag
            i += 1

    def begin_tag(self):
        self.mode, self.tag, self.attrs = TAG_NAME, '', {}
        self.closing = self.self_closing = False

    def step(self, c):
        """One character inside a tag; returns what is written for it."""
        if self.mode == TAG_NAME:
            if c == '/' and not self.tag:
                self.closing = True
            elif c == '>':
                self.end_tag()
            elif c == '/':
                self.mode, self.self_closing = TAG, True
            elif c.isspace():
                self.mode = MARKUP if self.tag.startswith('!') else TAG
                return ' '
            else:
                self.tag += c.lower()
        elif self.mode == MARKUP:
            if c == '>':
                self.mode = TEXT
        elif self.mode == TAG:
            if c == '>':
                self.end_tag()
            elif c == '/':
                self.self_closing = True
            elif c.isspace():
                return ' '
            else:
                self.mode, self.name = ATTR_NAME, c.lower()
        elif self.mode == ATTR_NAME:
            if c == '=':
                self.mode = AFTER_NAME
            elif c.isspace():
                self.end_attr_name()
                return ' '
            elif c in '>/':
                self.end_attr_name()
                return self.step(c)
            else:
                self.name += c.lower()
        elif self.mode == AFTER_NAME:
            if c not in '"\'':
                raise Refused(f'the attribute {self.name} needs quotes')
            self.check_attr_name()
            self.mode, self.quote, self.value = VALUE, c, ''
            return '"'
        elif self.mode == VALUE:
            if self.name in self.attrs:
                raise Refused(f'the attribute {self.name} stands twice')
            self.attrs[self.name] = self.value
            self.mode = TAG
            return '"'
        return c

    def check_attr_name(self):
        if self.name.startswith('on') or self.name == 'style':
            raise Refused(f'{self.name}= is refused: scripts and styles are files of their own')

    def end_attr_name(self):
        if self.mode == AFTER_NAME:
            raise Refused(f'the attribute {self.name} needs quotes')
        self.check_attr_name()
        self.attrs[self.name] = ''
        self.mode = TAG

    # -- elements ---------------------------------------------------------------------------------------------
    def end_tag(self):
        self.last_tag = self.tag
        self.mode = TEXT
        if self.closing:
            self.close()
            return
        self.check_element()
        if self.tag in VOID or self.tag.startswith('!'):
            return
        if self.self_closing:
            if self.tag not in SVG_LEAVES:
                raise Refused(f'<{self.tag}/> does not close itself in HTML')
            return
        self.stack.append(self.tag)
        if self.tag in ('script', 'style'):
            if self.tag == 'style':
                raise Refused('<style> is refused: styles are files of their own')
            self.mode = RAW

    def close(self):
        if not self.stack:
            raise Refused(f'</{self.tag}> closes nothing')
        if self.stack[-1] != self.tag:
            raise Refused(f'</{self.tag}> where <{self.stack[-1]}> is open')
        self.stack.pop()
        if self.tag == 'form' and self.form_needs_token:
            raise Refused('a POST form needs {{ csrf }}')

    def check_element(self):
        a = self.attrs
        if self.tag == 'img' and 'alt' not in a:
            raise Refused('<img> needs alt (empty when it only decorates)')
        if self.tag == 'form':
            self.form_needs_token = a.get('method', 'get').lower() == 'post'
        if self.tag == 'label' and 'for' in a:
            self.labels.add(a['for'])
        if self.tag in LABELLED or (self.tag == 'input' and a.get('type', 'text') not in UNLABELLED_TYPES):
            if 'label' not in self.stack and not ('aria-label' in a or 'aria-labelledby' in a):
                self.controls.append((a.get('id'), f'<{self.tag} name="{a.get("name", "")}">', self.line))

    def finish(self):
        """At the end of the document."""
        if self.mode != TEXT:
            raise Refused(f'the page ends inside {self.place()}')
        if self.stack:
            raise Refused(f'<{self.stack[-1]}> is never closed')
        for ident, what, line in self.controls:
            if ident is None or ident not in self.labels:
                self.line = line
                raise Refused(f'{what} needs a label: <label for="…">, a <label> around it, or aria-label')
