#!/usr/bin/python3
"""Our PDF of every paper of the demonstration beside LibreOffice's of the same Word file.

usage: pdf.py THIDUA [PICTURES_DIR]

The pages must be as many, and every line must be broken at the same word, page by page. Where LibreOffice leaves a heading
alone at the foot of a page, Word and we take it over to the next one: the lines are then the same in another page.
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


def compare(name, ours, theirs):
    check(len(ours) == len(theirs), f'{name}: {len(theirs)} pages ({len(ours)})')
    check(sum(ours, []) == sum(theirs, []), f'{name}: lines break at the same words')
    if ours != theirs:
        first = next(i for i, (x, y) in enumerate(zip(ours, theirs)) if x != y)
        extra = theirs[first][len(ours[first]):]
        check(theirs[first][:len(ours[first])] == ours[first] and 0 < len(extra) <= 2,
              f'{name}: page {first + 1} ends before a heading that LibreOffice leaves alone: {extra}')


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
        for docx in files:
            pdf = docx.with_suffix('.pdf')
            compare(docx.stem, pages(pdf), pages(theirs / pdf.name))
            fonts = run('pdffonts', pdf).stdout.splitlines()[2:]
            check(fonts and all('+Tinos' in f and re.search(r' yes yes yes ', f) for f in fonts),
                  f'{docx.stem}: fonts are embedded, with their letters')
            again = run(thidua, 'paper', 'pdf', docx, '-o', tmp / 'again').returncode
            check(again == 0 and (tmp / 'again').read_bytes() == pdf.read_bytes(), f'{docx.stem}: the same bytes again')
            for side, file in (('ours', pdf), ('theirs', theirs / pdf.name)) if pictures else ():
                run('pdftoppm', '-r', '60', '-png', file, pathlib.Path(pictures) / f'{docx.stem}-{side}')
    print(f'{len(passed)} passed, {len(failures)} failed, 0 skipped')
    sys.exit(1 if failures else 0)


main(*sys.argv[1:])
