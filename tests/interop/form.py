#!/usr/bin/python3
"""The score form goes out, is filled in by openpyxl and saved again by LibreOffice, and comes back: the very cells that were
typed are what would change, a formula is taken by its value, a stale form and another unit's cell by cell or whole refused.

usage: form.py THIDUA
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import openpyxl
except ImportError:
    sys.exit(77)
if shutil.which('soffice') is None:
    print('LibreOffice is not installed')
    sys.exit(77)

CLUSTER, YEAR, UNIT = 'co-quan-trung-uong', '2020', 'tn-kho-bac'
KEY, RESULT, POINTS, REASON = 1, 6, 8, 9
results = []


def check(truth, what):
    print(('ok    ' if truth else 'FAIL  ') + what)
    results.append(bool(truth))


def run(*words, code=0):
    done = subprocess.run([str(w) for w in words], text=True, capture_output=True, timeout=120)
    if done.returncode != code:
        print('      ' + ' '.join(map(str, words[1:])) + ': ' + done.stderr.strip()[:2000])
    return done.stdout + done.stderr


def convert(folder, profile, to, file):
    subprocess.run(['soffice', f'-env:UserInstallation=file://{profile}', '--headless', '--convert-to', to, '--outdir',
                    str(folder), str(file)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)
    return pathlib.Path(folder) / (pathlib.Path(file).stem + '.xlsx')


def fill(source, target, formula=False):
    """Types points, a level of the list and a text; gives the addresses by key."""
    book = openpyxl.load_workbook(source)
    sheet = book['Phiếu chấm điểm']
    rows = {sheet.cell(r, KEY).value: r for r in range(1, sheet.max_row + 1)}
    sheet.cell(rows['II.3'], POINTS).value = '=4.5+1' if formula else 5.5
    sheet.cell(rows['I.3.1'], RESULT).value = 'Khá'
    sheet.cell(rows['II.3'], REASON).value = 'Báo cáo số 12/BC-KB, trang 3'
    book.save(target)
    return rows


def main(program):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        os.environ['THIDUA_DB'] = f'sqlite:{folder}/t.db'
        run(program, 'demo', '--db', os.environ['THIDUA_DB'], '--quiet')
        form, filled = folder / 'form.xlsx', folder / 'filled.xlsx'
        run(program, 'form', CLUSTER, YEAR, UNIT, '-o', form)
        take = [program, 'import', CLUSTER, YEAR]
        check(run(*take, form).startswith('0 thay đổi'), 'a form as it went out changes nothing')

        again = convert(folder / 'lo', folder / 'profile', 'xlsx', form)
        check(run(*take, again).startswith('0 thay đổi'), 'nor when LibreOffice saved it again')

        rows = fill(form, filled)
        want = [f"Phiếu chấm điểm!H{rows['II.3']}", f"Phiếu chấm điểm!F{rows['I.3.1']}", f"Phiếu chấm điểm!I{rows['II.3']}"]
        said = run(*take, filled)
        check(all(w in said for w in want) and '3 thay đổi' in said, 'openpyxl: the typed cells are the changes')
        check('5,50' in said and 'Khá' in said, 'with their values')

        saved = convert(folder / 'lo', folder / 'profile', 'xlsx', filled)
        check(run(*take, saved) == said, 'LibreOffice: the same')

        fill(form, folder / 'formula.xlsx', formula=True)
        check('chưa' in run(*take, folder / 'formula.xlsx', code=1).lower(), 'a formula never computed is refused')
        check(run(*take, convert(folder / 'lo', folder / 'profile', 'xlsx', folder / 'formula.xlsx')) == said,
              'a computed formula is taken by its value')

        refused = run(*take, filled, '--unit', 'tn-bhxh', code=1)
        check('không phải của đơn vị' in refused, "another unit's form is refused")
        check('không phải của năm' in run(program, 'import', '10', '2019', filled, code=1), "another year's too")

        run(*take, saved, '--accept')
        run(program, 'form', CLUSTER, YEAR, UNIT, '-o', folder / 'next.xlsx')
        check(run(*take, folder / 'next.xlsx').startswith('0 thay đổi'), 'what was taken stands in the next form')
        stale = run(*take, form, code=1)
        check(f'{want[0]}: phiếu 6,00; trên máy chủ nay là 5,50 do ' in stale and ' sửa lúc ' in stale,
              'a stale form shows both versions of each cell')
    print(f'{sum(results)} passed, {len(results) - sum(results)} failed, 0 skipped')
    return 0 if all(results) else 1


sys.exit(main(sys.argv[1]))
