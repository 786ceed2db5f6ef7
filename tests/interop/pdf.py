#!/usr/bin/python3
"""Our PDF of every paper of the demonstration beside LibreOffice's of the same Word file.

usage: pdf.py THIDUA [PICTURES_DIR]

The pages must be as many, and the lines broken at the same words, page by page. Where LibreOffice leaves a heading alone at the
foot of a page, Word and we take it over to the next one: the lines are then the same in another page. One line in a
thousand may differ: LibreOffice rounds the width of each letter, and a word may just fit for one of us.
With PICTURES_DIR the pages of both are drawn there, to be looked at. Exits 77 (skipped) without LibreOffice.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

YEARS = (('3', '2010'), ('co-quan-trung-uong', '2020'), ('xii', '2018'), ('10', '2019'), ('tong-hop', '2016'))
passed, failures = [], []


def check(truth, what):
    print(('ok    ' if truth else 'FAIL  ') + what)
    (passed if truth else failures).append(what)


def run(*argv, ok=True):
    done = subprocess.run([str(a) for a in argv], text=True, capture_output=True)
    if ok and done.returncode:
        print(done.stderr)
    return done


def pages(pdf):
    """The lines of each page, white space and the page's own number left out."""
    text = run('pdftotext', '-layout', pdf, '-').stdout.removesuffix('\f')
    out = []
    for n, page in enumerate(text.split('\f'), 1):
        lines = [' '.join(line.split()) for line in page.splitlines() if line.strip()]
        out.append(lines[1:] if lines and lines[0] == str(n) and n > 1 else lines)
    return out


def make_papers(thidua, tmp):
    db = f'sqlite:{tmp}/demo.db'
    run(thidua, 'demo', '--db', db)
    kinds = re.findall(r'(\w+) \(', run(thidua, 'paper', '?', '10', '2019', '--db', db, ok=False).stderr)
    check(len(kinds) >= 7, f'{len(kinds)} kinds of paper')
    for cluster, year in YEARS:
        for kind in kinds:  # not every year has what every paper tells
            run(thidua, 'paper', kind, cluster, year, '--db', db, '-o', tmp / f'{kind}-{cluster}.docx', ok=False)
    return sorted(tmp.glob('*.docx'))


def compare(name, ours, theirs, lines):
    """Where LibreOffice does not keep together what must keep together, we go on with it on the next page."""
    check(len(ours) == len(theirs), f'{name}: {len(theirs)} pages ({len(ours)})')
    ours_flat, theirs_flat = sum(ours, []), sum(theirs, [])
    other = [x for x in theirs_flat if x not in ours_flat]
    lines['all'] += len(theirs_flat)
    lines['other'] += other
    if other:
        return
    for n, (x, y) in enumerate(zip(ours, theirs), 1):
        if x != y:
            alone = y[len(x):]
            check(y[:len(x)] == x and (len(alone) <= 2 or theirs[n] == []),
                  f'{name}: page {n} ends before what LibreOffice leaves alone, or pushes its empty end over: {alone}')
            return


def main(thidua, pictures=None):
    if not shutil.which('soffice') or not shutil.which('pdftotext'):
        print('skipped: no LibreOffice or no pdftotext')
        sys.exit(77)
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        files = make_papers(thidua, tmp)
        check(len(files) >= 35, f'{len(files)} papers of the demonstration')
        theirs = tmp / 'theirs'
        subprocess.run(['soffice', f'-env:UserInstallation=file://{tmp}/profile', '--headless', '--convert-to', 'pdf',
                        '--outdir', str(theirs), *map(str, files)], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=280)
        told = run(thidua, 'paper', 'pdf', *files).stdout
        check('không được' not in told and 'Phông' not in told, 'nothing of the papers is left out')
        lines = {'all': 0, 'other': []}
        for docx in files:
            pdf = docx.with_suffix('.pdf')
            compare(docx.stem, pages(pdf), pages(theirs / pdf.name), lines)
            fonts = run('pdffonts', pdf).stdout.splitlines()[2:]
            check(fonts and all('+Tinos' in f and re.search(r' yes yes yes ', f) for f in fonts),
                  f'{docx.stem}: fonts are embedded, with their letters')
            again = run(thidua, 'paper', 'pdf', docx, '-o', tmp / 'again').returncode
            check(again == 0 and (tmp / 'again').read_bytes() == pdf.read_bytes(), f'{docx.stem}: the same bytes again')
            for side, file in (('ours', pdf), ('theirs', theirs / pdf.name)) if pictures else ():
                run('pdftoppm', '-r', '60', '-png', file, pathlib.Path(pictures) / f'{docx.stem}-{side}')
        check(len(lines['other']) * 1000 <= lines['all'], f'of {lines["all"]} lines these break elsewhere: {lines["other"]}')
    print(f'{len(passed)} passed, {len(failures)} failed, 0 skipped')
    sys.exit(1 if failures else 0)


main(*sys.argv[1:])
