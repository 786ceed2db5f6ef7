#!/usr/bin/python3
"""Reading 100,000 x 20 cells of .xlsx: ours beside openpyxl's read-only mode, on the same files in one run.

usage: bench/xlsx.py [ROWS]     (THIDUA_BIN: build/thidua; bench/lib/xlsx_read.c is built beside it)

Two files: texts inline (as streaming writers do) and texts shared (as Excel does). Prints CPU seconds and peak memory of
each reader and the ratio; both must agree on the number of cells, the sum of numbers and the bytes of text."""
import os
import resource
import subprocess
import sys
import tempfile
import zipfile

NS = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
UNITS = ['Cục Thuế tỉnh', 'Cục Thống kê tỉnh', 'Kho bạc Nhà nước tỉnh', 'Ngân hàng Nhà nước Chi nhánh tỉnh']
TITLES = ['Chiến sĩ thi đua cơ sở', 'Lao động tiên tiến', 'Tập thể Lao động xuất sắc', 'Giấy khen']

READ = """
import sys, openpyxl
cells = text = 0
total = 0.0
for ws in openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True):
    for row in ws.iter_rows(values_only=True):
        for v in row:
            if v is None: continue
            cells += 1
            if isinstance(v, str): text += len(v.encode())
            else: total += v
print(cells, '%.2f' % total, text)
"""


def make(path, rows, shared):
    strings = {}

    def text(s):
        if shared:
            return 't="s"><v>%d</v></c>' % strings.setdefault(s, len(strings))
        return 't="inlineStr"><is><t>%s</t></is></c>' % s

    letters = [chr(65 + i) for i in range(20)]
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                   '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                   '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                   'spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType='
                   '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName='
                   '"/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
                   'sharedStrings+xml"/></Types>')
        z.writestr('_rels/.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                   '<Relationship Id="r1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % OFFICE)
        z.writestr('xl/workbook.xml', '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="S" sheetId="1" r:id="r1"/>'
                   '</sheets></workbook>' % (NS, OFFICE))
        z.writestr('xl/_rels/workbook.xml.rels',
                   '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
                   'Id="r1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
                   'Type="%s/sharedStrings" Target="sharedStrings.xml"/></Relationships>' % (OFFICE, OFFICE))
        with z.open('xl/worksheets/sheet1.xml', 'w') as f:
            f.write(('<worksheet xmlns="%s"><sheetData>' % NS).encode())
            for i in range(1, rows + 1):
                cells = [('><v>%d</v></c>' % i), text(UNITS[i % 4]), text('Nguyễn Văn A %d' % i), text(TITLES[i % 4])]
                cells += ['><v>%.1f</v></c>' % ((i * 7 + j * 13) % 1000 / 10) for j in range(13)]
                cells += [text('Ghi chú số %d &amp; &lt;khác&gt;' % (i % 500)), '><v>%d</v></c>' % (i & 1), text('Đạt')]
                f.write(('<row r="%d">' % i + ''.join('<c r="%s%d" %s' % (letters[j], i, c)
                                                      for j, c in enumerate(cells)) + '</row>').encode())
            f.write(b'</sheetData></worksheet>')
        z.writestr('xl/sharedStrings.xml', '<sst xmlns="%s">%s</sst>'
                   % (NS, ''.join('<si><t>%s</t></si>' % s for s in strings)))


def run(argv):
    pid_before = resource.getrusage(resource.RUSAGE_CHILDREN)
    p = subprocess.run(['/usr/bin/env', '-i', *argv], stdout=subprocess.PIPE, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return p.stdout.strip(), after.ru_utime + after.ru_stime - pid_before.ru_utime - pid_before.ru_stime


def peak_mb(argv):
    """Peak memory of one process: measured by a child of its own, since RUSAGE_CHILDREN keeps the largest."""
    code = ('import subprocess, resource, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); '
            'print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)')
    return int(subprocess.run([sys.executable, '-c', code, *argv], stdout=subprocess.PIPE, check=True).stdout) / 1024


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100000
    ours = os.path.join(os.path.dirname(os.path.abspath(os.environ.get('THIDUA_BIN', 'build/thidua'))), 'bench', 'bench_xlsx_read')
    worst, most = None, 0
    with tempfile.TemporaryDirectory() as d:
        for kind, shared in (('texts inline', False), ('texts shared', True)):
            path = os.path.join(d, kind.replace(' ', '_') + '.xlsx')
            make(path, rows, shared)
            a, a_cpu = run([ours, path])
            b, b_cpu = run(['/usr/bin/python3', '-c', READ, path])
            if a != b:
                sys.exit('the readers disagree on %s: %s / %s' % (kind, a, b))
            mb, peer_mb = peak_mb([ours, path]), peak_mb(['/usr/bin/python3', '-c', READ, path])
            ratio = b_cpu / a_cpu
            worst = ratio if worst is None else min(worst, ratio)
            most = max(most, mb)
            print('xlsx read %d x 20, %s (%.1f MB): %.2f s, %.1f MB; openpyxl read-only %.2f s, %.1f MB; ratio %.1f'
                  % (rows, kind, os.path.getsize(path) / 1e6, a_cpu, mb, b_cpu, peer_mb, ratio))
    print('xlsx read: smallest ratio %.1f (wanted 6 or more), peak %.1f MB (wanted 25 or less)' % (worst, most))


main()
