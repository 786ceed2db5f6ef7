#!/usr/bin/python3
"""Papers as Word and PDF: ours beside LibreOffice, on the same files in one run.

usage: bench/paper.py     (THIDUA_BIN: build/thidua)

A paper of 2 pages of the demonstration, ten papers, and one of 132 pages. Ours is the whole command: start, read, draw in a
process of its own, write. LibreOffice is measured started for each paper, and once for ten. CPU seconds of the command with
all its children, the median of several runs; wall clock beside it. The pages must be as many."""
import os
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

THIDUA = os.environ.get('THIDUA_BIN', 'build/thidua')
PAGES = 132


def measure(runs, *argv):
    """Median milliseconds of CPU and of wall clock, and the last output."""
    cpu, wall, out = [], [], ''
    for _ in range(runs):
        a, t = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        out = subprocess.run([str(x) for x in argv], check=True, capture_output=True, text=True).stdout
        b = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu.append((b.ru_utime + b.ru_stime - a.ru_utime - a.ru_stime) * 1000)
        wall.append((time.monotonic() - t) * 1000)
    return statistics.median(cpu), statistics.median(wall), out


def soffice(tmp, out, *files):
    return ('soffice', f'-env:UserInstallation=file://{tmp}/profile', '--headless', '--convert-to', 'pdf', '--outdir', out, *files)


def n_pages(pdf):
    info = subprocess.run(['pdfinfo', str(pdf)], capture_output=True, text=True, check=True).stdout
    return int(re.search(r'Pages:\s+(\d+)', info)[1])


def lengthen(source, target, thidua, tmp):
    """The same body again and again until the paper has PAGES pages."""
    with zipfile.ZipFile(source) as z:
        parts = {n: z.read(n) for n in z.namelist()}
    text = parts['word/document.xml'].decode()
    head, body = re.match(r'(.*?<w:body>)(.*)$', text, re.S).groups()
    body, tail = re.match(r'(.*)(<w:sectPr.*)$', body, re.S).groups()
    for times in range(PAGES // 4, PAGES * 2):
        with zipfile.ZipFile(target, 'w', zipfile.ZIP_DEFLATED) as z:
            for name, data in parts.items():
                z.writestr(name, data if name != 'word/document.xml' else head + body * times + tail)
        subprocess.run([thidua, 'paper', 'pdf', target, '-o', tmp / 'long.pdf'], check=True, capture_output=True)
        if n_pages(tmp / 'long.pdf') >= PAGES:
            return


def line(what, ours, theirs=None, limit=None):
    text = f'{what:<44}{ours[0]:8.1f} ms CPU {ours[1]:8.1f} ms'
    if theirs:
        text += f'   LibreOffice {theirs[0]:8.1f} ms CPU {theirs[1]:8.1f} ms   {theirs[0] / ours[0]:6.1f} x CPU {theirs[1] / ours[1]:6.1f} x'
    print(text + (f'   (wanted: {limit})' if limit else ''))


def main():
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        db = f'sqlite:{tmp}/demo.db'
        subprocess.run([THIDUA, 'demo', '--db', db], check=True, capture_output=True)
        kinds = ('proposal', 'minutes', 'review_report', 'plan', 'handover', 'score_table', 'midyear_review')
        papers = [tmp / f'{k}-{c}.docx' for c in ('10', 'xii') for k in kinds][:10]
        for path in papers:
            kind, cluster = path.stem.rsplit('-', 1)
            subprocess.run([THIDUA, 'paper', kind, cluster, {'10': '2019', 'xii': '2018'}[cluster], '--db', db, '-o', path],
                           check=True, capture_output=True)
        one = papers[0]
        start = measure(9, THIDUA, 'version')
        word = measure(9, THIDUA, 'paper', 'proposal', '10', '2019', '--db', db, '-o', tmp / 'x.docx')
        pdf = measure(9, THIDUA, 'paper', 'pdf', one)
        ten = measure(5, THIDUA, 'paper', 'pdf', *papers)
        theirs = tmp / 'theirs'
        measure(1, *soffice(tmp, theirs, one))  # the first one makes its profile
        lo_one = measure(5, *soffice(tmp, theirs, one))
        lo_ten = measure(3, *soffice(tmp, theirs, *papers))
        for path in papers:
            ours, other = n_pages(path.with_suffix('.pdf')), n_pages(theirs / f'{path.stem}.pdf')
            if ours != other:
                sys.exit(f'{path.stem}: {ours} pages, LibreOffice has {other}')
        long = tmp / 'long.docx'
        lengthen(papers[1], long, THIDUA, tmp)
        many = measure(3, THIDUA, 'paper', 'pdf', long)
        lo_many = measure(1, *soffice(tmp, theirs, long))
        print(f'a paper of {n_pages(one.with_suffix(".pdf"))} pages; ten papers of '
              f'{sum(n_pages(p.with_suffix(".pdf")) for p in papers)} pages')
        line('the program starts and ends', start)
        line('data to Word', word)
        line('  without the start', (word[0] - start[0], word[1] - start[1]), limit='< 10 ms CPU')
        line('Word to PDF, beside one LibreOffice each', pdf, lo_one, '< 30 ms CPU, 40 x')
        line('ten in one call', ten, lo_ten, '6 x')
        line('  each of ten', (ten[0] / 10, ten[1] / 10), (lo_ten[0] / 10, lo_ten[1] / 10))
        line(f'{n_pages(long.with_suffix(".pdf"))} pages (LibreOffice: {n_pages(theirs / "long.pdf")})', many, lo_many, '10 x')


main()
