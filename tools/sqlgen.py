#!/usr/bin/python3
"""Compiles schema/*.sql and src/store/queries/*.sql into C.

A query file holds

    -- unit_list :many (year i64) -> id i64, name text, leader text?
    SELECT u.id, u.name, m.leader_name FROM …  WHERE m.cluster_year_id = ?1;

    -- row unit -> id i64, code text          a row type and its column list, shared by several statements:
    u.id, u.code;
    -- unit_get :one (id i64) -> unit
    SELECT {unit} FROM unit u WHERE u.id = ?1;

    -- values unit (code text, name text)         parameters shared by several statements, struct q_unit_values in C:
    -- unit_add :one (council i64, {unit}) -> id i64
    INSERT INTO unit (council_id, code, name) VALUES (?1, ?2, ?3) RETURNING id;

Kinds are :many, :one (TD_NOT_FOUND without a row), :exec (number of rows changed) and, in engine.*.sql, :raw. Types are
i64, text, blob, with ? when NULL is possible. Every statement is prepared against the schema on SQLite here: parameter
numbers, column count, types and NULLs are compared with its header; what one of the two engines does not have in common
with the other is refused. Errors are file:line.
"""
import ctypes
import hashlib
import os
import re
import sys

C_TYPES = {'i64': 'i64', 'text': 'str', 'blob': 'str', 'i64?': 'struct opt_i64', 'text?': 'str', 'blob?': 'str'}
CODES = {'i64': 'i', 'text': 't', 'blob': 'b', 'i64?': 'I', 'text?': 'T', 'blob?': 'B'}
MAX_ARGS = 5  # more parameters than this come as a struct

FUNCTIONS = {'count', 'sum', 'min', 'max', 'coalesce', 'length', 'abs', 'cast', 'rank', 'row_number', 'nullif'}
BEFORE_PAREN = {'in', 'values', 'and', 'or', 'not', 'exists', 'over', 'filter', 'as', 'on', 'where', 'select', 'from',
                'when', 'then', 'else', 'by', 'key', 'union', 'all', 'conflict', 'join', 'set', 'between', 'is'}
REFUSED = [
    (r'"|`|\[', 'quoted identifiers'),
    (r'==', "'==' (write =)"),
    (r'\b(true|false)\b', 'booleans (write 0 and 1)'),
    (r'\bselect\s+\*|\.\*', 'SELECT * (name the columns)'),
    (r'\b(ilike|glob|regexp|similar|collate|lateral|array|pragma|rowid|isnull|notnull)\b', r'\1'),
    (r'\binsert\s+or\b|\breplace\s+into\b', 'INSERT OR (write ON CONFLICT)'),
    (r'\bdistinct\s+on\b|\bfor\s+update\b|\bdelete\s+from\s+\w+\s+using\b', 'a PostgreSQL-only form'),
    (r'\blimit\s+[^\s]+\s*,', 'LIMIT a, b (write OFFSET)'),
    (r'->', 'JSON operators'),
    (r'\b(current_timestamp|current_date|current_time)\b', 'clocks of the database'),
    (r'\?(?!\d)', 'unnumbered parameters'),
]


class Fault(Exception):
    pass


class Sqlite:
    """libsqlite3 through ctypes: python's own module cannot tell the columns of a statement it does not run."""

    def __init__(self):
        self.lib = ctypes.CDLL('libsqlite3.so.0')
        for name in ('errmsg', 'column_name', 'column_decltype', 'column_table_name', 'column_origin_name'):
            getattr(self.lib, 'sqlite3_' + name).restype = ctypes.c_char_p
        self.db = ctypes.c_void_p()
        self.lib.sqlite3_open(b':memory:', ctypes.byref(self.db))

    def error(self):
        return self.lib.sqlite3_errmsg(self.db).decode()

    def script(self, sql):
        if self.lib.sqlite3_exec(self.db, sql.encode(), None, None, None):
            raise Fault(self.error())

    def prepare(self, sql):
        """(number of parameters, [(name, table, declared type, not null)], writes)"""
        lib, s, raw = self.lib, ctypes.c_void_p(), sql.encode()
        if lib.sqlite3_prepare_v2(self.db, raw, len(raw) + 1, ctypes.byref(s), None):
            raise Fault(self.error())
        cols = []
        for i in range(lib.sqlite3_column_count(s)):
            text = [getattr(lib, 'sqlite3_column_' + f)(s, i) for f in ('name', 'table_name', 'decltype', 'origin_name')]
            name, table, decl, origin = [t.decode() if t else None for t in text]
            cols.append((name, table, decl, self.not_null(table, origin)))
        n, writes = lib.sqlite3_bind_parameter_count(s), not lib.sqlite3_stmt_readonly(s)
        lib.sqlite3_finalize(s)
        return n, cols, writes

    def not_null(self, table, column):
        if not table:
            return None
        kind, coll = ctypes.c_char_p(), ctypes.c_char_p()
        nn, pk, auto = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
        self.lib.sqlite3_table_column_metadata(self.db, None, table.encode(), column.encode(), ctypes.byref(kind),
                                               ctypes.byref(coll), ctypes.byref(nn), ctypes.byref(pk), ctypes.byref(auto))
        return bool(nn.value or pk.value)

    def rows(self, sql):
        s, out, raw = ctypes.c_void_p(), [], sql.encode()
        self.lib.sqlite3_column_text.restype = ctypes.c_char_p
        if self.lib.sqlite3_prepare_v2(self.db, raw, len(raw) + 1, ctypes.byref(s), None):
            raise Fault(self.error())
        while self.lib.sqlite3_step(s) == 100:
            out.append([(self.lib.sqlite3_column_text(s, i) or b'').decode()
                        for i in range(self.lib.sqlite3_column_count(s))])
        self.lib.sqlite3_finalize(s)
        return out


# -- schema ----------------------------------------------------------------------------------------------------------

MACROS = {'sqlite': {'PK': 'INTEGER PRIMARY KEY AUTOINCREMENT', 'INT': 'INTEGER', 'BLOB': 'BLOB', 'STRICT': 'STRICT'},
          'pg': {'PK': 'BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY', 'INT': 'BIGINT', 'BLOB': 'BYTEA',
                 'STRICT': ''}}


def expand(sql, engine):
    sql = re.sub(r'\{(\w+)\}', lambda m: MACROS[engine][m[1]], sql)
    if engine == 'pg':
        sql = re.sub(r'\bTEXT\b', 'TEXT COLLATE "C"', sql)
    return sql


def strip_comments(sql):
    return re.sub(r"('(?:[^']|'')*')|--[^\n]*", lambda m: m[1] or '', sql)


class Migration:
    def __init__(self, version, name):
        self.version, self.name, self.sql, self.source = version, name, {}, b''


def read_schema(folder):
    found = {}
    for f in sorted(os.listdir(folder)):
        m = re.fullmatch(r'(\d{4})_(\w+)(?:\.(sqlite|pg))?\.sql', f)
        if not m:
            continue
        with open(os.path.join(folder, f), encoding='utf-8') as h:
            text = h.read()
        g = found.setdefault(int(m[1]), Migration(int(m[1]), m[2]))
        if g.name != m[2]:
            raise Fault(f'{folder}/{f}: version {m[1]} is also {g.name}')
        g.source += text.encode()
        for engine in [m[3]] if m[3] else ('sqlite', 'pg'):
            g.sql[engine] = strip_comments(text) if m[3] else expand(strip_comments(text), engine)
    out = [found[v] for v in sorted(found)]
    for i, g in enumerate(out):
        if g.version != i or len(g.sql) != 2:
            raise Fault(f'{folder}: version {i:04d} is missing or lacks an engine')
    return out


def tables_of(lite):
    """Every table with its columns, in an order in which foreign keys point backwards."""
    names = [r[0] for r in lite.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'sqlite_sequence' "
                                     'ORDER BY rootpage')]
    done, out = set(), []
    while len(out) < len(names):
        for t in names:
            needs = {r[2] for r in lite.rows(f'PRAGMA foreign_key_list({t})')} - {t}
            if t not in done and needs <= done:
                done.add(t)
                out.append((t, lite.rows(f'PRAGMA table_info({t})')))
    return out


# -- what goes with a year -------------------------------------------------------------------------------------------

YEARS = re.compile(r'(\w+) (site|content|left|year (\w+|\(.*\)))(?: quiet ([a-z_ ]+?))?(?: \| (.+))?')


class Part:
    pass


def read_years(path, lite, tables):
    """src/store/years.txt -> {table: Part}, with the condition by which its rows belong to year ?1, or None."""
    parts, known = {}, {t for t, _ in tables}
    with open(path, encoding='utf-8') as f:
        lines = [(n, x.rstrip('\n')) for n, x in enumerate(f, 1) if x.strip() and not x.startswith('#')]
    for n, line in lines:
        m, where = YEARS.fullmatch(line), f'{path}:{n}'
        if not m or m[1] not in known or m[1] in parts:
            raise Fault(f'{where}: not a line of a table, or of one that is not there, or a second one')
        p = parts[m[1]] = Part()
        p.kind, p.via, p.quiet, p.label, p.where = m[2].split()[0], m[3], (m[4] or '').split(), m[5], where
        if (p.label is None) != (p.kind in ('content', 'left')):
            raise Fault(f'{where}: words are for what is told of')
    for t in known - set(parts):
        raise Fault(f'{path}: does {t} go with a year that is taken away? It has no line')
    for t, cols in tables:
        parts[t].condition = condition(t, parts, lite)
        to = [r[2] for r in lite.rows(f'PRAGMA foreign_key_list({t})')]
        if parts[t].kind == 'year' and any(parts[x].kind == 'left' for x in to):
            raise Fault(f'{parts[t].where}: its rows point to a table that is left')
        if set(parts[t].quiet) - {c[1] for c in cols}:
            raise Fault(f'{parts[t].where}: no such column')
    return parts


def condition(t, parts, lite):
    p = parts[t]
    if p.kind != 'year':
        return None
    if p.via.startswith('('):
        return p.via[1:-1]
    to = [(r[2], r[4]) for r in lite.rows(f'PRAGMA foreign_key_list({t})') if r[3] == p.via]
    if len(to) != 1 or parts[to[0][0]].kind != 'year':
        raise Fault(f'{p.where}: {p.via} points to no row of a year')
    if to[0][0] == 'cluster_year':
        return f'{p.via} = ?1'
    return f'{p.via} IN (SELECT {to[0][1]} FROM {to[0][0]} WHERE {condition(to[0][0], parts, lite)})'


NAMES = ('question', 'name', 'title', 'person_name', 'holder', 'file_name', 'code')


def emit_part(t, cols, key, kinds, part, at, pointed, refs):
    """The members of struct schema_table by which a year is taken away and merged."""
    names = ', '.join(c[1] for c in cols)
    every = [c[1] for c in cols]
    where = ' AND '.join(f'{c[1]} = ?{i + 1}' for i, c in enumerate(key))
    order = ', '.join(c[1] for c in key)
    key_kinds = ''.join(kinds[int(c[0])] for c in key)
    by_column = ' AND '.join(f'{c[1]} = ?{int(c[0]) + 1}' for c in key)
    sets = ', '.join(f'{c[1]} = ?{int(c[0]) + 1}' for c in cols if c not in key)
    name = next((every.index(n) for n in NAMES if n in every), -1)
    quiet = ''.join('q' if c[1] in part.quiet else '.' for c in cols)
    columns = ', '.join(str(at[refs[c[1]]] + 1 if c[1] in refs else 0) for c in cols)
    out = [f'\t.kind = TABLE_{part.kind.upper()}, .label = {c_string(part.label or "")}, .name_col = {name},\n',
           f'\t.pointed = {"true" if pointed else "false"}, .quiet = "{quiet}", .refs = {{{columns}}},\n',
           f'\t.get = {plain_stmt("get_" + t, f"SELECT {names} FROM {t} WHERE {where}", key_kinds, kinds.upper(), False)},\n']
    if part.condition:
        of = f'SELECT {names} FROM {t} WHERE {part.condition} ORDER BY {order}'
        drop = f'DELETE FROM {t} WHERE {where}'
        change = f'UPDATE {t} SET {sets} WHERE {by_column}'
        out.append(f'\t.of_year = {plain_stmt("year_" + t, of, "i", kinds.upper(), False)},\n'
                   f'\t.drop = {plain_stmt("drop_" + t, drop, key_kinds, "", True)},\n')
        if sets:
            out.append(f'\t.change = {plain_stmt("change_" + t, change, kinds.upper(), "", True)},\n')
    return ''.join(out)


# -- statements ------------------------------------------------------------------------------------------------------

class Stmt:
    pass


def params(text, where, values):
    """'id i64, {unit}' -> the arguments in C [('id', 'i64'), ('unit', members)] and the flat parameters in SQL."""
    args, flat = [], []
    for part in filter(None, (p.strip() for p in text.split(','))):
        if not part.startswith('{'):
            args += fields(part, where)
            flat += args[-1:]
        elif part[1:-1] not in values:
            raise Fault(f'{where}: no values {part} above')
        else:
            args.append((part[1:-1], values[part[1:-1]]))
            flat += args[-1][1]
    return args, flat


def fields(text, where):
    """'a i64, b text?' -> [('a', 'i64'), ('b', 'text?')]"""
    out = []
    for part in filter(None, (p.strip() for p in text.split(','))):
        m = re.fullmatch(r'(\w+) (\w+\??)', part)
        if not m or m[2] not in C_TYPES:
            raise Fault(f"{where}: '{part}' is not 'name type' with type {', '.join(C_TYPES)}")
        out.append((m[1], m[2]))
    return out


HEADER = re.compile(r'-- (\w+) :(\w+)(?: \(([^)]*)\))?(?: -> (.*))?$')
ROW = re.compile(r'-- row (\w+) -> (.*)$')
VALUES = re.compile(r'-- values (\w+) \(([^)]*)\)$')
STARTS = re.compile(r'-- (\w+ :|values )\w+ \(')


def blocks(path):
    """(line number, header, documentation, SQL) of each block."""
    header, doc, body, at = None, [], [], 0
    with open(path, encoding='utf-8') as f:
        lines = f.read().split('\n')
    for n, line in enumerate(lines, 1):
        starts = HEADER.match(line) or ROW.match(line) or STARTS.match(line)
        if starts and not body:
            header, at = line, n
        elif line.startswith('--'):
            if header is not None and not body:
                header += ' ' + line[2:].strip()
            elif not body:
                doc.append(line[2:].strip())
        elif line.strip():
            if header is None:
                raise Fault(f'{path}:{n}: SQL without a header')
            body.append(line)
            last = n == len(lines) or not any(x.strip() and not x.startswith('--') for x in lines[n:n + 1])
            if line.rstrip().endswith(';') and last:
                yield at, header, doc, '\n'.join(body)
                header, doc, body = None, [], []
        elif header is None:
            doc = []
        if header is not None and VALUES.match(header):  # has no SQL of its own
            yield at, header, doc, ''
            header, doc = None, []
    if body:
        raise Fault(f'{path}:{at}: no ; at the end')


def read_queries(path):
    rows, values, stmts, raws = {}, {}, [], []
    for line, header, doc, sql in blocks(path):
        where = f'{path}:{line}'
        m = ROW.match(header)
        if m:
            rows[m[1]] = (fields(m[2], where), sql.rstrip(';\n '), where)
            continue
        m = VALUES.match(header)
        if m:
            values[m[1]] = fields(m[2], where)
            continue
        m = HEADER.match(header)
        if not m:
            raise Fault(f'{where}: cannot read the header: {header}')
        if m[2] == 'raw':
            raws.append((m[1], sql))
            continue
        s = Stmt()
        s.name, s.kind, s.where, s.line, s.path, s.doc = m[1], m[2], where, line, path, doc
        if s.kind not in ('many', 'one', 'exec'):
            raise Fault(f'{where}: kind :{s.kind} is not :many, :one or :exec')
        s.args, s.params = params(m[3] or '', where, values)
        s.row = m[4].strip() if m[4] and re.fullmatch(r'\w+', m[4].strip()) else None
        if s.row and s.row not in rows:
            raise Fault(f'{where}: no row {s.row} above')
        s.cols = rows[s.row][0] if s.row else fields(m[4] or '', where)
        if s.row:
            sql = sql.replace('{' + s.row + '}', rows[s.row][1])
        s.sql = re.sub(r'\s+', ' ', sql.rstrip(';\n ')).strip()
        stmts.append(s)
    return rows, values, stmts, raws


def refuse(s):
    bare = re.sub(r"'(?:[^']|'')*'", "''", s.sql)
    low = bare.lower()
    for pattern, what in REFUSED:
        m = re.search(pattern, low)
        if m:
            raise Fault(f'{s.where}: {m.expand(what) if chr(92) in what else what}: not in the SQL both engines share')
    for m in re.finditer(r'(\w+)\s*\(', low):
        word, before = m[1], low[:m.start()].split()[-1:] or ['']
        if word in FUNCTIONS or word in BEFORE_PAREN or before[0] in ('into', 'with', ',', 'recursive', 'references'):
            continue
        raise Fault(f'{s.where}: {word}() is not in the functions both engines share')
    for m in re.finditer(r'\bsum\s*\(', low):
        if not low[:m.start()].rstrip().endswith(('cast(coalesce(', 'cast(')):
            raise Fault(f'{s.where}: sum() is numeric on PostgreSQL: write CAST(sum(…) AS BIGINT)')


def check(s, lite):
    refuse(s)
    used = {int(n) for n in re.findall(r'\?(\d+)', s.sql)}
    if used != set(range(1, len(s.params) + 1)):
        raise Fault(f'{s.where}: parameters {sorted(used)} used, {len(s.params)} declared')
    try:
        _, cols, s.writes = lite.prepare(s.sql)
    except Fault as e:
        raise Fault(f'{s.where}: {e}') from None
    if len(cols) != len(s.cols):
        raise Fault(f'{s.where}: {len(cols)} columns, {len(s.cols)} declared')
    if (s.kind == 'exec') != (not cols):
        raise Fault(f'{s.where}: :{s.kind} with {len(cols)} columns')
    for (name, kind), (got, table, decl, not_null) in zip(s.cols, cols):
        if table and decl and {'INTEGER': 'i64', 'TEXT': 'text', 'BLOB': 'blob'}[decl] != kind.rstrip('?'):
            raise Fault(f'{s.where}: {name} is {decl} in {table}, declared {kind}')
        if table and not_null is False and not kind.endswith('?'):
            raise Fault(f'{s.where}: {name} may be NULL in {table}, declared {kind}')
        if re.fullmatch(r'\w+', got) and got != name and not name.endswith('_' + got):
            raise Fault(f'{s.where}: column {got} is declared as {name}')


# -- C ---------------------------------------------------------------------------------------------------------------

def c_string(text, indent='\t'):
    parts = [text[i:i + 96] for i in range(0, len(text), 96)] or ['']
    quote = [p.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n').replace('\t', ' ') for p in parts]
    return ('\n' + indent).join(f'"{q}"' for q in quote)


def c_struct(name, members):
    return f'struct {name} {{\n' + ''.join(f'\t{C_TYPES[t]} {n};\n' for n, t in members) + '};\n'


def row_name(s):
    return f'q_{s.row}' if s.row else f'q_{s.name}_row'


def as_struct(s):
    return len(s.args) > MAX_ARGS and s.args == s.params


def c_arg(name, kind):
    return f'{C_TYPES[kind]} {name}' if isinstance(kind, str) else f'const struct q_{name}_values *{name}'


def signature(s):
    args = [f'const struct q_{s.name}_args *p'] if as_struct(s) else [c_arg(n, t) for n, t in s.args]
    if s.kind == 'many':
        return f'void q_{s.name}(' + ', '.join(['struct tx *t', 'struct db_rows *r'] + args) + ')'
    last = 'i64 *n_changed' if s.kind == 'exec' else f'struct {row_name(s)} *row'
    return f'td_rc q_{s.name}(' + ', '.join(['struct tx *t'] + args + [last]) + ')'


def emit_header(stem, rows, values, stmts):
    guard = f'STORE_Q_{stem.upper()}_H'
    out = [f'/* Made by tools/sqlgen.py from queries/{stem}.sql. */\n#ifndef {guard}\n#define {guard}\n\n'
           '#include "store/stmt.h"\n\n']
    for name, (members, _, where) in rows.items():
        out.append(f'/* {where} */\n' + c_struct(f'q_{name}', members) + '\n')
    out += [c_struct(f'q_{name}_values', members) + '\n' for name, members in values.items()]
    for s in stmts:
        out.append(f'/* {s.where} {" ".join(s.doc)}*/\n')
        if s.cols and not s.row:
            out.append(c_struct(f'q_{s.name}_row', s.cols))
        if as_struct(s):
            out.append(c_struct(f'q_{s.name}_args', s.params))
        out.append(('' if s.kind == 'many' else 'MUST_CHECK ') + signature(s) + ';\n')
        if s.kind == 'many':
            out.append(f'bool q_{s.name}_next(struct db_rows *r, struct {row_name(s)} *row);\n')
        out.append('\n')
    return ''.join(out) + '#endif\n'


BIND = {'i64': 'db_i64({0})', 'i64?': 'db_opt({0})', 'text': 'db_text({0})', 'text?': 'db_text({0})',
        'blob': 'db_blob({0})', 'blob?': 'db_blob({0})'}
READ = {'i64': 'db_col_i64(r, {0})', 'i64?': 'db_col_opt(r, {0})', 'text': 'db_col_str(r, {0})',
        'text?': 'db_col_str(r, {0})', 'blob': 'db_col_str(r, {0})', 'blob?': 'db_col_str(r, {0})'}


def bound(s):
    """(the C expression, the type) of each parameter."""
    for name, kind in s.args:
        if isinstance(kind, str):
            yield ('p->' if as_struct(s) else '') + name, kind
        else:
            yield from ((f'{name}->{n}', t) for n, t in kind)


def emit_body(s):
    binds = ', '.join(BIND[t].format(c) for c, t in bound(s))
    values = f'\tconst struct db_value v[] = {{{binds}}};\n' if s.params else ''
    arg = 'v' if s.params else 'NULL'
    if s.kind == 'exec':
        return f'{signature(s)}\n{{\n{values}\treturn db_exec(t, &stmt_{s.name}, {arg}, n_changed);\n}}\n'
    if s.kind == 'many':
        return (f'{signature(s)}\n{{\n{values}\tdb_query(t, r, &stmt_{s.name}, {arg});\n}}\n\n'
                f'bool q_{s.name}_next(struct db_rows *r, struct {row_name(s)} *row)\n{{\n'
                f'\tif (!db_rows_next(r))\n\t\treturn false;\n\tread_{row_name(s)}(r, row);\n\treturn true;\n}}\n')
    return (f'{signature(s)}\n{{\n{values}\tstruct db_rows r;\n\tdb_query(t, &r, &stmt_{s.name}, {arg});\n'
            f'\tif (db_rows_next(&r))\n\t\tread_{row_name(s)}(&r, row);\n\treturn db_rows_one(&r);\n}}\n')


def emit_reader(name, members):
    return (f'static void read_{name}(struct db_rows *r, struct {name} *row)\n{{\n' +
            ''.join(f'\trow->{n} = {READ[t].format(i)};\n' for i, (n, t) in enumerate(members)) + '}\n\n')


def emit_source(stem, rows, stmts):
    out = [f'/* Made by tools/sqlgen.py from queries/{stem}.sql. */\n#include "q_{stem}.h"\n\n']
    used = {s.row for s in stmts if s.row}
    for name in rows:
        if name in used:
            out.append(emit_reader(f'q_{name}', rows[name][0]))
    for s in stmts:
        pg = re.sub(r'\?(\d+)', r'$\1', s.sql)
        out.append(f'const struct stmt stmt_{s.name} = {{\n\t.name = "{s.name}",\n\t.where = "{stem}.sql:{s.line}",\n'
                   f'\t.sql = {c_string(s.sql)},\n\t.sql_pg = {c_string(pg)},\n'
                   f'\t.params = "{"".join(CODES[t] for _, t in s.params)}",\n'
                   f'\t.cols = "{"".join(CODES[t] for _, t in s.cols)}",\n'
                   f'\t.id = {s.id},\n\t.writes = {"true" if s.writes else "false"},\n}};\n\n')
        if s.cols and not s.row:
            out.append(emit_reader(f'q_{s.name}_row', s.cols))
        out.append(emit_body(s) + '\n')
    return ''.join(out)


def plain_stmt(name, sql, params, cols, writes):
    pg = re.sub(r'\?(\d+)', r'$\1', sql)
    return (f'{{.name = "{name}", .where = "schema", .sql = {c_string(sql)},\n\t.sql_pg = {c_string(pg)},\n'
            f'\t.params = "{params}", .cols = "{cols}", .id = STMT_UNCACHED, .writes = {"true" if writes else "false"}}}')


def emit_all(stmts, raws, migrations, tables, parts, refs):
    out = ['/* Made by tools/sqlgen.py: every statement, migration and table. */\n#include "store/stmt.h"\n\n']
    out += [f'extern const struct stmt stmt_{s.name};\n' for s in stmts]
    out.append(f'\nconst struct stmt *const stmt_all[] = {{\n' + ''.join(f'\t&stmt_{s.name},\n' for s in stmts) +
               f'}};\nconst u32 stmt_n = {len(stmts)};\n\n')
    for engine, items in raws.items():
        for name, sql in items:
            out.append(f'const char raw_{engine}_{name}[] = {c_string(sql)};\n')
    out.append('\nconst struct schema_migration schema_migrations[] = {\n')
    for g in migrations:
        digest = hashlib.sha256(g.source).hexdigest()
        out.append(f'\t{{{g.version}, "{g.name}", "{digest}",\n\t{c_string(g.sql["sqlite"])},\n\t{c_string(g.sql["pg"])}}},\n')
    out.append(f'}};\nconst u32 schema_n_migrations = {len(migrations)};\n\n')
    out.append('const struct schema_table schema_tables[] = {\n')
    at = {t: i for i, (t, _) in enumerate(tables)}
    pointed = {to for t in refs for to in refs[t].values() if to != t}
    for t, cols in tables:
        names = ', '.join(c[1] for c in cols)
        key = sorted((c for c in cols if int(c[5])), key=lambda c: int(c[5]))
        kinds = ''.join({'INTEGER': 'i', 'TEXT': 't', 'BLOB': 'b'}[c[2]] for c in cols)
        key_names = ', '.join(c[1] for c in key)
        where = ', '.join(f'?{i + 1}' for i in range(len(key)))
        dump = f'SELECT {names} FROM {t} WHERE ({key_names}) > ({where}) ORDER BY {key_names} LIMIT ?{len(key) + 1}'
        key_kinds = ''.join(kinds[int(c[0])] for c in key)
        marks = ', '.join(f'?{i}' for i in range(1, len(cols) + 1))
        load = f'INSERT INTO {t} ({names}) VALUES ({marks})'
        sync = f"SELECT setval(pg_get_serial_sequence('{t}', 'id'), coalesce(max(id), 1), max(id) IS NOT NULL) FROM {t}"
        out.append(f'\t{{.name = "{t}", .n_cols = {len(cols)}, .n_key = {len(key)}, '
                   f'.key = {{{", ".join(c[0] for c in key)}}},\n'
                   f'{emit_part(t, cols, key, kinds, parts[t], at, t in pointed, refs[t])}'
                   f'\t.dump = {plain_stmt("dump_" + t, dump, key_kinds + "i", kinds.upper(), False)},\n'
                   f'\t.load = {plain_stmt("load_" + t, load, kinds.upper(), "", True)},\n'
                   f'\t.sync_pg = {c_string(sync) if key_names == "id" else "NULL"}}},\n')
    out.append(f'}};\nconst u32 schema_n_tables = {len(tables)};\n')
    return ''.join(out)


def emit_raws(raws):
    body = ''.join(f'extern const char raw_{engine}_{name}[];\n' for engine, items in raws.items() for name, _ in items)
    return ('/* Made by tools/sqlgen.py: what connections are told beside the named statements. */\n#ifndef STORE_Q_RAW_H\n'
            '#define STORE_Q_RAW_H\n\n' + body + '\n#endif\n')


def write(folder, name, text):
    with open(os.path.join(folder, name), 'w', encoding='utf-8') as f:
        f.write(text)


def main(schema, out, *paths):
    lite, migrations = Sqlite(), read_schema(schema)
    for g in migrations:
        try:
            lite.script(g.sql['sqlite'])
        except Fault as e:
            raise Fault(f'{schema}/{g.version:04d}_{g.name}: {e}') from None
    every, raws, seen = [], {}, {}
    for path in paths:
        stem = os.path.basename(path)[:-len('.sql')]
        rows, values, stmts, raw = read_queries(path)
        if raw:
            raws[stem.split('.')[1]] = raw
            continue
        for s in stmts:
            if s.name in seen:
                raise Fault(f'{s.where}: {s.name} is also at {seen[s.name]}')
            seen[s.name] = s.where
            s.id = len(every)
            check(s, lite)
            every.append(s)
        write(out, f'q_{stem}.h', emit_header(stem, rows, values, stmts))
        write(out, f'q_{stem}.c', emit_source(stem, rows, stmts))
    tables = tables_of(lite)
    parts = read_years(os.path.join(schema, '../src/store/years.txt'), lite, tables)
    refs = {t: {r[3]: r[2] for r in lite.rows(f'PRAGMA foreign_key_list({t})')} for t, _ in tables}
    write(out, 'q_all.c', emit_all(every, raws, migrations, tables, parts, refs))
    write(out, 'q_raw.h', emit_raws(raws))


if __name__ == '__main__':
    try:
        main(*sys.argv[1:])
    except Fault as e:
        sys.exit(str(e))
