#!/usr/bin/python3
"""Workbooks of other programs go in with equal values, and they read what we write.

usage: xlsx.py THIDUA

A scheme and a score table as officials lay them out (titles above, merged header of two rows, decimal commas, numbers as
text, formulas) are written by openpyxl, saved again by LibreOffice, and written by libxlsxwriter (our own export): the
ranking must be the same from each. openpyxl and LibreOffice then read our export. Without LibreOffice its part is
skipped; exits 77 without openpyxl.
"""
import csv
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import openpyxl
    from openpyxl.styles import Font
except ImportError:
    sys.exit(77)

SCHEME = [['UBND TỈNH', None, None, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'],
          ['BẢNG TIÊU CHÍ CHẤM ĐIỂM THI ĐUA NĂM 2026'],
          [],
          ['TT', 'Nội dung tiêu chí', 'Điểm chuẩn', 'Ghi chú'],
          ['(1)', '(2)', '(3)', '(4)'],
          ['I', 'Nhiệm vụ chuyên môn', 60, None],
          [1, 'Thu ngân sách', 40.5, 'Theo báo cáo'],
          [2, 'Giải ngân', '19,5', None],
          ['II', 'Công tác thi đua', '40', None],
          ['a', 'Phát động phong trào', 25, None],
          ['b', 'Báo cáo', 15, None],
          [None, 'Tổng cộng', 100, None]]
UNITS = ['Cục Thuế tỉnh', 'Kho bạc Nhà nước', 'Cục Thống kê']
POINTS = [[40.25, '18,75', 24, 15], ['38,5', 19.5, 22.1 + 1.1, 14.5], [36, 17, 25, 13.25]]
results = []


def check(truth, what):
    print(('ok    ' if truth else 'FAIL  ') + what)
    results.append(bool(truth))


def write_scheme(path):
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = 'Bảng tiêu chí'
    for row in SCHEME:
        ws.append(row)
    ws.merge_cells('A2:D2')
    for cell in ws[4]:
        cell.font = Font(name='Times New Roman', size=13, bold=True)
    wb.save(path)


def write_scores(path):
    """Units down, criteria across below their groups, a column of formulas that were never computed."""
    wb = openpyxl.Workbook()
    wb.active.title = 'Ghi chú'
    wb.active['A1'] = 'Trang này không có bảng'
    ws = wb.create_sheet('Bảng điểm')
    ws.append(['BẢNG TỔNG HỢP ĐIỂM'])
    ws.append(['TT', 'Tên đơn vị', 'I', None, 'II', None, 'Tổng điểm'])
    ws.append([None, None, 1, 2, 'a', 'b', None])
    for i, (unit, points) in enumerate(zip(UNITS, POINTS)):
        ws.append([i + 1, unit, *points, f'=SUM(C{i + 4}:F{i + 4})'])
    for merged in ('A1:G1', 'A2:A3', 'B2:B3', 'C2:D2', 'E2:F2', 'G2:G3'):
        ws.merge_cells(merged)
    wb.save(path)


def run(program, *args):
    p = subprocess.run([program, 'score', *map(str, args)], capture_output=True, text=True)
    if p.returncode:
        print(p.stderr)
    return p.stdout if p.returncode == 0 else ''


def ranking(program, scheme, scores):
    """Unit, rank and total; the table's title comes from the sheet and may differ."""
    out = run(program, scheme, scores, '--csv')
    return list(csv.reader(io.StringIO(out.removeprefix('\ufeff'))))


def resave(path, folder, profile):
    subprocess.run(['soffice', f'-env:UserInstallation=file://{profile}', '--headless', '--convert-to',
                    'xlsx:Calc MS Excel 2007 XML', '--outdir', str(folder), str(path)], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    return folder / path.name


def check_export(path, rows, what):
    """Every figure of the CSV stands in the workbook, in its place."""
    ws = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    cells = [[c.value for c in row] for row in ws.iter_rows()]
    top = next(i for i, row in enumerate(cells) if row[0] == 'I')
    same = 0
    for want, got in zip(rows[1:], cells[top:]):
        for w, g in zip(want, got):
            if not isinstance(g, (int, float)):
                continue
            same += 1
            if abs(float(w) - g) > 1e-9:
                check(False, f'{what}: {g} stands where {w} should')
    check(same >= 20, f'{what}: {same} figures equal')


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory() as name:
        d = pathlib.Path(name)
        scheme, scores, export = d / 'bang.xlsx', d / 'diem.xlsx', d / 'ra.xlsx'
        write_scheme(scheme)
        write_scores(scores)
        want = ranking(program, scheme, scores)
        flat = json.dumps(want, ensure_ascii=False)
        check(len(want) > 8, 'openpyxl: read')
        for total in ('98', '95.7', '91.25'):
            check(f'"{total}"' in flat, f'openpyxl: total {total}')
        run(program, scheme, scores, '--xlsx', export)
        check_export(export, want, 'openpyxl reads our export')
        check(ranking(program, scheme, export) == want, 'libxlsxwriter: our export goes in again, the same ranking')
        if shutil.which('soffice') is None:
            print('skip  LibreOffice is not installed')
        else:
            again = d / 'lo'
            again.mkdir()
            lo_scheme, lo_scores = (resave(p, again, d / 'profile') for p in (scheme, scores))
            check(ranking(program, lo_scheme, lo_scores) == want, 'LibreOffice: the same ranking')
            check_export(resave(export, again, d / 'profile'), want, 'LibreOffice reads our export')
    failed = results.count(False)
    print(f'{len(results) - failed} passed, {failed} failed, 0 skipped')
    return 1 if failed else 0


sys.exit(main())
