#!/usr/bin/python3
"""One evening of a secretary: the cluster's table of criteria and its score sheet go in, the ranking and the four papers come
out, and LibreOffice turns each paper into PDF. The sheets are written by openpyxl, saved again by LibreOffice, and the scores
written by libxlsxwriter (our own export): each must give the same ranking and the same papers.

usage: evening.py THIDUA
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import openpyxl
except ImportError:
    sys.exit(77)
if shutil.which('soffice') is None or shutil.which('pdftotext') is None:
    print('LibreOffice or pdftotext is not installed')
    sys.exit(77)

CLUSTER, YEAR = '3', '2010'
TABLE = [('I', 'Chỉ tiêu kế hoạch ngành giao', 60), (1, 'Thu bảo hiểm xã hội, bảo hiểm y tế', '40,5'), (2, 'Phát triển đối tượng', 19.5),
         ('II', 'Phong trào thi đua', 40), (1, 'Các đợt thi đua', 25), (2, 'Điển hình tiên tiến', 15)]
UNITS = ['Bảo hiểm xã hội thị xã An Khê', 'Bảo hiểm xã hội huyện số 2 (minh họa)', 'Bảo hiểm xã hội huyện số 3 (minh họa)',
         'Bảo hiểm xã hội huyện số 4 (minh họa)']
POINTS = [['40,25', 18.75, 24, 15], [38.5, '19,5', 23.2, 14.5], [36, 17, 25, 13.25], [40.5, 19.5, 24.5, '12,75']]
PAPERS = {'score_table': 'BẢNG TỔNG HỢP', 'minutes': 'BIÊN BẢN', 'review_report': 'BÁO CÁO', 'proposal': 'TỜ TRÌNH'}
results = []


def check(truth, what):
    print(('ok    ' if truth else 'FAIL  ') + what)
    results.append(bool(truth))


def run(*words, stdin=None):
    done = subprocess.run([str(w) for w in words], text=True, capture_output=True, input=stdin, timeout=120)
    if done.returncode:
        print('      ' + ' '.join(map(str, words[1:])) + ': ' + done.stderr.strip()[:2000])
    return done.stdout if done.returncode == 0 else None


def convert(folder, profile, to, files):
    subprocess.run(['soffice', f'-env:UserInstallation=file://{profile}', '--headless', '--convert-to', to, '--outdir',
                    str(folder), *map(str, files)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   timeout=180)


def write_table(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = 'Bảng tiêu chí'
    sheet.append(['BẢNG TIÊU CHÍ CHẤM ĐIỂM THI ĐUA NĂM 2010'])
    sheet.merge_cells('A1:C1')
    sheet.append([])
    sheet.append(['TT', 'Nội dung tiêu chí', 'Điểm chuẩn'])
    for row in TABLE:
        sheet.append(row)
    sheet.append([None, 'Tổng cộng', 100])
    book.save(path)


def write_scores(path):
    """As officials keep it: title rows, a merged title, points with comma as text or as numbers."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = 'Bảng điểm'
    sheet.append(['CỤM THI ĐUA SỐ 3'])
    sheet.append(['BẢNG TỔNG HỢP ĐIỂM NĂM 2010'])
    sheet.merge_cells('A2:F2')
    sheet.append([])
    sheet.append(['TT', 'Nội dung tiêu chí', 'Điểm chuẩn'] + UNITS)
    leaf = 0
    for code, name, most in TABLE:
        points = [None] * len(UNITS)
        if isinstance(code, int):
            points = [row[leaf] for row in POINTS]
            leaf += 1
        sheet.append([code, name, most] + points)
    book.save(path)


def ranking(program, db, folder):
    data = folder / 'data.json'
    data.write_text(run(program, 'export', CLUSTER, YEAR, '--db', db) or '')
    out = run(program, 'score', folder / 'bang-tieu-chi.xlsx', data, '--json')
    units = json.loads(out)['units'] if out else []
    return [(u.get('rank'), u.get('unit'), u.get('total')) for u in units]


def evening(program, folder, profile, table, sheet, who):
    db = f'sqlite:{folder}/{who}.db'
    run(program, 'demo', '--db', db, '--quiet')
    taken = run(program, 'import', CLUSTER, YEAR, table, '--as', 'scheme', '--db', db, '--accept') or ''
    check('Đã nạp' in taken, f'{who}: the table of criteria goes in')
    shown = run(program, 'import', CLUSTER, YEAR, sheet, '--db', db) or ''
    check('Chưa nạp gì' in shown, f'{who}: the preview takes nothing')
    taken = run(program, 'import', CLUSTER, YEAR, sheet, '--db', db, '--accept') or ''
    check('Đã nạp' in taken, f'{who}: the sheet goes in')
    ranks = ranking(program, db, folder)
    out = folder / who
    out.mkdir()
    for kind in PAPERS:
        run(program, 'paper', kind, CLUSTER, YEAR, '-o', out / f'{kind}.docx', '--db', db)
    convert(out, profile, 'pdf', sorted(out.glob('*.docx')))
    for kind, title in PAPERS.items():
        pdf = out / f'{kind}.pdf'
        text = ' '.join((run('pdftotext', '-layout', pdf, '-') or '').split()) if pdf.exists() else ''
        check(title in text and 'cụm thi đua số 3' in text.lower(), f'{who}: {kind} as PDF')
    texts = {kind: run('pdftotext', '-layout', out / f'{kind}.pdf', '-') for kind in PAPERS}
    return ranks, texts


def export_sheet(program, folder):
    """The scoreboard as our own workbook (libxlsxwriter)."""
    path = folder / 'export.xlsx'
    run(program, 'score', folder / 'bang-tieu-chi.xlsx', folder / 'data.json', '--xlsx', path)
    return path


def main(program):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        profile = folder / 'profile'
        table, sheet = folder / 'bang-tieu-chi.xlsx', folder / 'bang-diem.xlsx'
        write_table(table)
        write_scores(sheet)
        want, papers = evening(program, folder, profile, table, sheet, 'openpyxl')
        check([total for _, _, total in want] == [98, 97.25, 95.7, 91.25], f'openpyxl: the ranking is right: {want}')
        ours = export_sheet(program, folder)
        lo = folder / 'lo'
        lo.mkdir()
        convert(lo, profile, 'xlsx:Calc MS Excel 2007 XML', [table, sheet])
        for who, a, b in (('LibreOffice', lo / table.name, lo / sheet.name), ('libxlsxwriter', table, ours)):
            got, same = evening(program, folder, profile, a, b, who)
            check(got == want, f'{who}: the same ranking')
            check(same == papers, f'{who}: the same papers')
    failed = results.count(False)
    print(f'{len(results) - failed} passed, {failed} failed, 0 skipped')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
