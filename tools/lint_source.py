#!/usr/bin/python3
"""House rules that no compiler knows: tools/lint_source.py. One function per rule; prints one line per fault.

An exception is a line "RULE PATH reason" in tools/lint_allow.txt; one that is no longer needed is a fault too.
"""
import os
import re
import subprocess
import sys

FILE_LINES, FUNCTION_LINES = 1000, 100

TOKENS = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
SQL = re.compile(r"\b(SELECT\s.+|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+TABLE|DROP\s+TABLE)\b")
HTML = re.compile(r"</?(a|b|body|br|button|div|em|form|h[1-6]|head|html|i|img|input|label|li|ol|option|p|script|section"
                  r"|select|span|strong|style|table|tbody|td|th|tr|ul)(\s[^<]*)?/?>")
BANNED = re.compile(r"\b(strncpy|setlocale|system|popen)\s*\(")
HEAP = re.compile(r"\b(malloc|calloc|realloc|posix_memalign)\s*\(")
EXTERN = re.compile(r"^\s*extern\s(?!const\b)[^(]*;", re.M)
MACHINE = re.compile(r"(?<![\w.])/(work|root|home/\w+)/\w")
TABLE = re.compile(r"^\s*CREATE\s+TABLE\s+(?:IF NOT EXISTS\s+)?(\w+)", re.M | re.I)
STRUCT = re.compile(r"^(?:typedef )?struct (\w+) \{", re.M)


def tracked(*patterns):
    out = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
                         capture_output=True, text=True, check=True).stdout.split("\n")
    return [p for p in out if p and os.path.exists(p)]


def read(path):
    with open(path, encoding="utf-8", errors="replace") as f:
        return f.read()


class Source:
    """A C file: its text without comments, without comments and literals, and its literals with their lines."""

    def __init__(self, path):
        self.path = path
        self.lines = read(path)
        self.literals = []
        self.code = TOKENS.sub(self._blank, self.lines)

    def _blank(self, match):
        text = match.group(0)
        if text[0] == '"':
            self.literals.append((self.line(match.start()), text))
            return '""'
        return "''" if text[0] == "'" else re.sub(r"[^\n]", " ", text)

    def line(self, at):
        return self.lines.count("\n", 0, at) + 1

    def uses(self, pattern):
        for match in pattern.finditer(self.code):
            yield self.code.count("\n", 0, match.start()) + 1, match.group(1) if pattern.groups else match.group(0)


def layer(path):
    parts = path.split("/")
    return parts[1] if parts[0] == "src" and len(parts) > 2 else ""


def rule_banned(sources):
    for s in sources:
        for line, name in s.uses(BANNED):
            yield s.path, line, "%s() is not used in this project" % name


def rule_heap(sources):
    for s in sources:
        if layer(s.path) not in ("", "base"):
            for line, name in s.uses(HEAP):
                yield s.path, line, "%s() outside base: memory comes from an arena" % name


def rule_extern(sources):
    for s in sources:
        if s.path.startswith("src/") and s.path.endswith(".h"):
            for line, _ in s.uses(EXTERN):
                yield s.path, line, "a variable in a header"


def rule_sql(sources):
    for s in sources:
        if s.path.startswith("src/"):
            for line, text in s.literals:
                if SQL.search(text):
                    yield s.path, line, "SQL text in C: it belongs in src/store/queries"


def rule_html(sources):
    for s in sources:
        if s.path.startswith("src/"):
            for line, text in s.literals:
                if HTML.search(text):
                    yield s.path, line, "HTML text in C: it belongs in src/web/views"


def rule_file_size(sources):
    for s in sources:
        n = s.lines.count("\n")
        if n > FILE_LINES:
            yield s.path, n, "more than %d lines" % FILE_LINES


def rule_function_size(sources):
    out = subprocess.run(["ctags", "-x", "--_xformat=%F\t%n\t%{end}\t%N", "--kinds-C=f", "--languages=C,C++", "-L", "-"],
                         input="\n".join(s.path for s in sources if s.path.endswith(".c")),
                         capture_output=True, text=True, check=True).stdout
    for row in out.splitlines():
        path, first, last, name = row.split("\t")
        if last and int(last) - int(first) + 1 > FUNCTION_LINES:
            yield path, int(first), "%s() has more than %d lines" % (name, FUNCTION_LINES)


def rule_machine_path(_sources):
    for path in tracked():
        text = read(path)
        if "\0" in text[:4096]:
            continue
        for match in MACHINE.finditer(text):
            yield path, text.count("\n", 0, match.start()) + 1, "a path of one machine: %s" % match.group(0)


def rule_architecture(_sources):
    """Every path that ARCHITECTURE.md and CONTRIBUTING.md name in backticks exists."""
    for doc in ("ARCHITECTURE.md", "CONTRIBUTING.md"):
        if not os.path.exists(doc):
            continue
        text = read(doc)
        for match in re.finditer(r"`((?:src|tests|tools|schema|rules|templates|po|demo|docs|bench|packaging|\.ci)/[^`\s:*<>{}()]*"
                                 r"|[\w.-]+\.(?:md|txt|build))`", text):
            if not os.path.exists(match.group(1).rstrip("/")) and not re.search(r"NAME|…|[A-Z]{3,}$", match.group(1)):
                yield doc, text.count("\n", 0, match.start()) + 1, "names %s, which is not there" % match.group(1)


def rule_glossary(sources):
    """Each word of a table's or a business type's name stands in docs/glossary.md or tools/glossary_words.txt."""
    known = set()
    for quoted in re.findall(r"`([a-z_0-9]+)`", read("docs/glossary.md")):
        known.update(quoted.split("_"))
    for line in read("tools/glossary_words.txt").splitlines():
        known.update(line.split("#")[0].split())
    places = [(p, TABLE.finditer(read(p)), read(p)) for p in tracked("schema/*.sql")]
    places += [(s.path, STRUCT.finditer(s.code), s.code) for s in sources
               if layer(s.path) in ("domain", "store", "jobs") and s.path.endswith(".h")]
    for path, matches, text in places:
        for match in matches:
            unknown = [w for w in match.group(1).split("_") if w not in known]
            if unknown:
                yield (path, text.count("\n", 0, match.start()) + 1,
                       "%s: «%s» is not in docs/glossary.md" % (match.group(1), ", ".join(unknown)))


def read_allowed():
    allowed = {}
    for line in read("tools/lint_allow.txt").splitlines():
        if line.strip() and not line.startswith("#"):
            rule, path, reason = line.split(None, 2)
            allowed[rule, path] = reason
    return allowed


def main():
    sources = [Source(p) for p in tracked("src/*.c", "src/*.h", "tests/*.c", "tests/*.h", "bench/*.c")]
    allowed = read_allowed()
    used, bad = set(), 0
    for name, rule in sorted(globals().items()):
        if not name.startswith("rule_"):
            continue
        name = name.removeprefix("rule_")
        for path, line, text in rule(sources):
            if (name, path) in allowed:
                used.add((name, path))
            else:
                bad += 1
                print("%s:%d: %s [%s]" % (path, line, text, name))
    for rule, path in sorted(set(allowed) - used):
        bad += 1
        print("tools/lint_allow.txt: the exception «%s %s» is not needed" % (rule, path))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
