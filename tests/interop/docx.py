#!/usr/bin/python3
"""LibreOffice reads what we write, and we fill what LibreOffice writes.

usage: docx.py DOCX_FILL_PROGRAM TEMPLATES_DIR [PICTURES_DIR]

Every shipped template is filled and turned into PDF: pages, fonts and text are checked. Every template is saved again by
LibreOffice and filled: the text must be the same. With PICTURES_DIR the pages are drawn there, to be looked at.
Exits 77 (skipped) without LibreOffice.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from stems import STEMS

PAGES = {'minutes': 4, 'score_table': 2, 'review_report': 3, 'proposal': 2, 'plan': 2,
         'midyear_review': 2, 'handover': 2, 'founding': 2, 'regulations': 2, 'launch': 2,
         'registration': 2, 'phase_review': 1, 'invitation': 1, 'programme': 1, 'roll': 1,
         'score_list': 1, 'receipt': 1, 'count_minutes': 1, 'ballot_paper': 3, 'proposal_list': 1,
         'commendation': 2, 'achievement': 2, 'achievement_person': 1}
SLIPS = {'ballot_paper'}  # sheets to be cut: no letterhead, no page numbers, no closing block
passed, failures = [], []


def check(truth, what):
    print(('ok    ' if truth else 'FAIL  ') + what)
    (passed if truth else failures).append(what)


def soffice(profile, to, out, files):
    subprocess.run(['soffice', f'-env:UserInstallation=file://{profile}', '--headless', '--convert-to', to, '--outdir',
                    str(out), *map(str, files)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   timeout=120)


def fill(program, kind, out, template=None):
    run = subprocess.run([program, kind, str(out)] + ([str(template)] if template else []), text=True,
                         capture_output=True)
    if run.returncode:
        print(run.stderr)
    return run.stdout if run.returncode == 0 else None


def words(text):
    return ' '.join((text or '').split())


def check_pdf(kind, pdf):
    text = subprocess.run(['pdftotext', '-layout', str(pdf), '-'], text=True, capture_output=True, check=True).stdout
    info = subprocess.run(['pdfinfo', str(pdf)], text=True, capture_output=True, check=True).stdout
    pages = text.rstrip('\f').split('\f')
    check(len(pages) == PAGES[kind], f'{kind}: {PAGES[kind]} pages ({len(pages)})')
    check('A4' in info, f'{kind}: A4')
    if kind in SLIPS:
        return
    check('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM' in pages[0], f'{kind}: the national header stands on one line')
    check(pages[0].lstrip()[:1] != '1', f'{kind}: no page number on page 1')
    for n, page in enumerate(pages[1:], 2):
        check(page.strip().splitlines()[0].strip() == str(n), f'{kind}: page {n} bears its number')
    last = [line.strip() for line in pages[-1].splitlines() if line.strip()]
    check(len(last) > 1, f'{kind}: no empty page at the end')
    first = last[1] if len(last) > 1 else ''
    check(not re.match(r'(Nơi nhận|THƯ KÝ|NGƯỜI|ĐẠI DIỆN|CHỦ TỌA|THÀNH VIÊN BAN|XÁC NHẬN|THỦ TRƯỞNG)', first), f'{kind}: the closing block does not stand alone')


def main(program, templates, pictures=None):
    if not shutil.which('soffice') or not shutil.which('pdftotext'):
        print('skipped: no LibreOffice or no pdftotext')
        sys.exit(77)
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        texts = {k: fill(program, k, tmp / f'{k}.docx') for k in STEMS}
        soffice(tmp / 'profile', 'pdf', tmp, [tmp / f'{k}.docx' for k in STEMS])
        for kind in STEMS:
            check_pdf(kind, tmp / f'{kind}.pdf')
            if pictures:
                subprocess.run(['pdftoppm', '-r', '80', '-png', str(tmp / f'{kind}.pdf'),
                                str(pathlib.Path(pictures) / kind)], check=True)
        saved = tmp / 'saved'
        saved.mkdir()
        soffice(tmp / 'profile', 'docx', saved, [pathlib.Path(templates) / f'{s}.docx' for s in STEMS.values()])
        for kind, stem in STEMS.items():
            again = fill(program, kind, tmp / 'again.docx', saved / f'{stem}.docx')
            check(words(again) == words(texts[kind]), f'{kind}: saved again by LibreOffice, it says the same')
    print(f'{len(passed)} passed, {len(failures)} failed, 0 skipped')
    sys.exit(1 if failures else 0)


main(*sys.argv[1:])
