#!/usr/bin/python3
"""A province at work (decisions: 50 connections, one request a second each, pages other than downloads and sign-in).

    bench/province.py [SECONDS]     30 seconds of load on each engine unless told

Makes the invented province of `thidua demo --province` (35 clusters, 275 units, three years), signs 50 people in and lets each
open the pages he may see, by chance, once a second. Prints for every page how many times it was asked for and the times of
its answers; to reach: 99 of 100 within 50 ms."""
import http.client
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, 'lib'))
from served import BIN, PASSWORD, resident, serve, sign_in  # noqa: E402

SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 30
PEOPLE, SEED = 50, 20261121
# what is no page: files, sign-in and out, addresses of other programs
NO_PAGE = re.compile(r'\.(xlsx|csv|json|ics|docx|pdf)$|/tep/|/anh/|^/dang-|^/healthz|^/api/|/mau/|^/a/')


def patterns():
    out = subprocess.run([BIN, 'routes'], stdout=subprocess.PIPE, text=True, check=True).stdout
    found = [line.split()[1] for line in out.splitlines() if line.startswith('GET ')]
    return [p for p in found if not NO_PAGE.search(p)]


def units_of(cluster):
    return 7 if cluster % 7 == 6 else 8


def people():
    """(login, cluster's code, a unit of it) of fifty: officers, leaders, secretaries, heads, one appraiser, the administrator."""
    out, first = [], 0
    for i in range(35):
        code = f'mh-cum-{i + 1:02}' if i < 15 else f'mh-khoi-{i - 14:02}'
        unit = f'dv{first + 1:03}'
        out.append((f'dv{first + 1:03}', code, unit))
        if i < 13:
            out.append(((f'tm{i + 1:02}.thuky', f'dv{first + 1:03}.ld')[i % 2], code, unit))
        first += units_of(i)
    out += [('mh.chuyenvien', 'mh-cum-01', 'dv001'), ('mh.quantri', 'mh-cum-01', 'dv001')]
    assert len(out) == PEOPLE
    return out


class Reader:
    def __init__(self, port, cookie, cluster, unit, seed):
        self.c = http.client.HTTPConnection('127.0.0.1', port, timeout=30)
        self.cookie, self.random = cookie, random.Random(seed)
        self.known = {'cluster': cluster, 'unit': unit, 'criterion': 'I.1', 'kind': 'minutes', 'council': 'tinh-mau'}
        self.pages, self.times, self.bad = [], [], 0

    def get(self, path):
        began = time.monotonic()
        self.c.request('GET', path, headers={'Cookie': self.cookie, 'Accept-Encoding': 'gzip'})
        answer = self.c.getresponse()
        answer.read()
        return answer.status, answer.headers.get('Content-Type', ''), (time.monotonic() - began) * 1000

    def find_pages(self, every):
        """What this person may open: each pattern in each of his years, once."""
        for pattern in every:
            for year in ((2024, 2025, 2026) if '{year}' in pattern else (0,)):
                names = dict(self.known, year=year)
                path = re.sub(r'\{(\w+)\}', lambda m: str(names.get(m.group(1), 1)), pattern)
                status, kind, _ = self.get(path)
                if status == 200 and kind.startswith('text/html'):
                    self.pages.append((pattern, path))

    def read_for(self, seconds):
        next_at = time.monotonic() + self.random.random()
        until = time.monotonic() + seconds
        while next_at < until:
            time.sleep(max(0, next_at - time.monotonic()))
            pattern, path = self.random.choice(self.pages)
            status, _, ms = self.get(path)
            self.times.append((pattern, ms))
            self.bad += status != 200
            next_at += 1


def together(readers, work):
    threads = [threading.Thread(target=work, args=(r,)) for r in readers]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def at(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def show(name, times):
    print(f'  {name:<52} {len(times):>6} ×   p50 {at(times, .5):>7.1f} ms   p99 {at(times, .99):>7.1f} ms   '
          f'max {max(times):>7.1f} ms')


def measure(name, db):
    began = time.monotonic()
    subprocess.run([BIN, 'demo', '--province', '--db', db, '--password', PASSWORD], check=True,
                   stdout=subprocess.DEVNULL)
    print(f'{name}: 35 clusters, 275 units, 3 years, made in {time.monotonic() - began:.0f} s')
    every = patterns()
    with serve(db) as s:
        readers = [Reader(s.port, sign_in(s.port, login), cluster, unit, SEED + i)
                   for i, (login, cluster, unit) in enumerate(people())]
        together(readers, lambda r: r.find_pages(every))
        together(readers, lambda r: r.read_for(SECONDS))
        memory = resident(s.p.pid)
    by_page = {}
    for r in readers:
        for pattern, ms in r.times:
            by_page.setdefault(pattern, []).append(ms)
    for pattern in sorted(by_page):
        show(pattern, by_page[pattern])
    show('every page', [ms for r in readers for _, ms in r.times])
    total = [ms for r in readers for _, ms in r.times]
    print(f'→ {name}: p99 {at(total, .99):.1f} ms (to reach: < 50), {sum(r.bad for r in readers)} refused, '
          f'{memory:.1f} MB after load', flush=True)


def main():
    if 'THIDUA_TEST_PG' not in os.environ:
        os.execv(os.path.join(HERE, '..', 'tests', 'pg'), ['pg', os.path.abspath(__file__), str(SECONDS)])
    folder = tempfile.mkdtemp()
    try:
        measure('SQLite', 'sqlite:' + os.path.join(folder, 'province.db'))
        measure('PostgreSQL', os.environ['THIDUA_TEST_PG'])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == '__main__':
    main()
