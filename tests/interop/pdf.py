#!/usr/bin/python3
"""Every paper of the demonstration's five years: its text, and our PDF beside LibreOffice's of the same Word file.

usage: pdf.py THIDUA TEMPLATES_DIR GOLDEN [PICTURES_DIR]

The text and the number of pages are those of GOLDEN, what they were when somebody last looked (THIDUA_GOLDEN=write writes
it). Each paper is made again with its template opened and saved by LibreOffice: it says the same, on as many pages.

The pages must be as many, and the lines broken at the same words, page by page. Where LibreOffice leaves a heading alone at the
foot of a page, Word and we take it over to the next one: the lines are then the same in another page. One line in a
thousand may differ: LibreOffice rounds the width of each letter and the height of each row, and a word or a row may just
fit for one of us.
With PICTURES_DIR the pages of both are drawn there, to be looked at. Exits 77 (skipped) without LibreOffice.
"""
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from stems import STEMS

# who keeps the papers of a year, its cluster, the year
YEARS = (('s0', '3', '2010'), ('s1', 'co-quan-trung-uong', '2020'), ('s2', 'xii', '2018'), ('s3', '10', '2019'),
         ('s4', 'tong-hop', '2016'))
passed, failures = [], []


def check(truth, what):
    print(('ok    ' if truth else 'FAIL  ') + what)
    (passed if truth else failures).append(what)


def run(*argv, ok=True):
    done = subprocess.run([str(a) for a in argv], text=True, capture_output=True)
    if ok and done.returncode:
        print(done.stderr)
    return done


def pages(pdf, mode='-layout'):
    """The lines of each page, white space and the page's own number left out."""
    text = run('pdftotext', mode, pdf, '-').stdout.replace('☐', '□').removesuffix('\f')  # a letter of no font of ours
    # where the journal stands says nothing about the paper
    text = re.sub(r'dòng số \d+, mã [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}', 'dòng số …, mã …', text)
    out = []
    for n, page in enumerate(text.split('\f'), 1):
        lines = [' '.join(line.split()) for line in page.splitlines() if line.strip()]
        out.append(lines[1:] if lines and lines[0] == str(n) and n > 1 else lines)
    return out


class Demo:
    """The demonstration's database, its papers and what makes them."""

    def __init__(self, thidua, tmp):
        self.thidua, self.tmp, self.db = thidua, tmp, f'sqlite:{tmp}/demo.db'
        run(thidua, 'demo', '--db', self.db)
        self.kinds = re.findall(r'[:,] ([a-z_]+) \(', run(thidua, 'paper', '?', '10', '2019', '--db', self.db, ok=False).stderr)
        self.papers = {}  # name: kind, whose, cluster, year and the words that make it

    def make(self, name, out):
        kind, _, cluster, year, of = self.papers[name]
        return run(self.thidua, 'paper', kind, cluster, year, *of, '--db', self.db, '-o', out).returncode == 0

    def make_all(self):
        """Of a kind with several papers the first one; not every year has what every paper tells."""
        for who, cluster, year in YEARS:
            for kind in self.kinds:
                line = ['paper', kind, cluster, year, '--db', self.db, '-o', self.tmp / f'{kind}-{who}.docx']
                done, of = run(self.thidua, *line, ok=False), []
                first = re.search(r'Chọn một trong: (\S+) \(', done.stderr)
                if first:
                    of = ['--of', first.group(1)]
                    done = run(self.thidua, *line, *of, ok=False)
                if done.returncode == 0:
                    self.papers[f'{kind}-{who}'] = (kind, who, cluster, year, of)
        return [self.tmp / f'{name}.docx' for name in sorted(self.papers)]

    def use_templates(self, folder):
        """Each year takes these files for its own templates."""
        used = {(kind, who, cluster, year) for kind, who, cluster, year, _ in self.papers.values()}
        for who in sorted({who for _, who, _, _ in used}):
            said = run(self.thidua, 'token', 'add', f'{who}.thuky', 'thử', '--scopes', 'read manage', '--db', self.db).stdout
            env = {**os.environ, 'THIDUA_TOKEN': re.search(r'[A-Za-z0-9_-]{30,}', said).group(0)}
            for kind, _, cluster, year in sorted(u for u in used if u[1] == who):
                done = subprocess.run([self.thidua, 'api', 'POST', f'/api/v1/clusters/{cluster}/{year}/papers/templates/{kind}',
                                       '--data', 'was=0', '--file', folder / f'{STEMS[kind]}.docx', '--db', self.db],
                                      text=True, capture_output=True, env=env, check=False)
                check(done.returncode == 0, f'{kind}-{who}: the saved template is taken {done.stdout if done.returncode else ""}')


def broken_elsewhere(ours, theirs):
    """The lines of theirs that are none of ours."""
    flat = sum(ours, [])
    return [line for page in theirs for line in page if line not in flat]


def compare(name, our_pdf, their_pdf, lines):
    """Where LibreOffice does not keep together what must keep together, we go on with it on the next page."""
    ours, theirs = pages(our_pdf), pages(their_pdf)
    check(len(ours) == len(theirs), f'{name}: {len(theirs)} pages ({len(ours)})')
    lines['all'] += sum(map(len, theirs))
    other = broken_elsewhere(ours, theirs)
    if other:  # a hair's breadth makes pdftotext read a row of a table as two: does it in the order of drawing too?
        lines['other'] += min(other, broken_elsewhere(pages(our_pdf, '-raw'), pages(their_pdf, '-raw')), key=len)
        return
    for n, (x, y) in enumerate(zip(ours, theirs), 1):
        if x != y and x[:len(y)] == y:  # what just fits on our page
            lines['other'] += x[len(y):]
            return
        if x != y:
            alone = y[len(x):]
            check(y[:len(x)] == x and (len(alone) <= 2 or theirs[n] == []),
                  f'{name}: page {n} ends before what LibreOffice leaves alone, or pushes its empty end over: {alone}')
            return


def draw(thidua, files):
    """As many at a time as a command line takes."""
    return ''.join(run(thidua, 'paper', 'pdf', *files[i:i + 40]).stdout for i in range(0, len(files), 40))


def convert(tmp, to, out, files):
    subprocess.run(['soffice', f'-env:UserInstallation=file://{tmp}/profile', '--headless', '--convert-to', to, '--outdir',
                    str(out), *map(str, files)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=400)


JOURNAL_LINE = re.compile(r'tới dòng số \d+, mã [2-9A-Z-]+\s?[2-9A-Z-]*\.')


def check_golden(golden, made):
    """The text of each paper as somebody read it."""
    text = ''.join(f'== {name}: {len(p)} pages\n' + ''.join(f'{line}\n' for page in p for line in page)
                   for name, p in made.items())
    # a hash over all that was done in the year: other steps, another code
    text = JOURNAL_LINE.sub('tới dòng số …, mã ….', text)
    if os.environ.get('THIDUA_GOLDEN') == 'write':
        golden.write_text(text, encoding='utf-8')
    was = golden.read_text(encoding='utf-8')
    other = list(difflib.unified_diff(was.splitlines(), text.splitlines(), 'before', 'now', lineterm='', n=1))
    check(not other, 'the papers say what they said: ' + '\n'.join(other[:40]))


def check_saved_again(demo, tmp, templates, made):
    saved, again = tmp / 'saved', tmp / 'filled-again'
    for folder in (saved, again):
        folder.mkdir()
    convert(tmp, 'docx', saved, [templates / f'{STEMS[kind]}.docx' for kind in demo.kinds])
    demo.use_templates(saved)
    for name in made:
        check(demo.make(name, again / f'{name}.docx'), f'{name}: made of the template saved again')
    draw(demo.thidua, sorted(again.glob('*.docx')))
    for name, was in made.items():
        now = pages(again / f'{name}.pdf')
        words = [' '.join(' '.join(page) for page in p) for p in (was, now)]
        check(words[0] == words[1], f'{name}: saved again by LibreOffice, it says the same')
        check(len(was) == len(now), f'{name}: on {len(was)} pages ({len(now)})')


def main(thidua, templates, golden, pictures=None):
    if not shutil.which('soffice') or not shutil.which('pdftotext'):
        print('skipped: no LibreOffice or no pdftotext')
        sys.exit(77)
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        demo = Demo(thidua, tmp)
        files = demo.make_all()
        without = set(demo.kinds) - {paper[0] for paper in demo.papers.values()}
        check(not without, f'{len(files)} papers; of no year: {without}')
        theirs = tmp / 'theirs'
        convert(tmp, 'pdf', theirs, files)
        told = draw(thidua, files)
        check('không được' not in told and 'Phông' not in told, 'nothing of the papers is left out')
        lines, made = {'all': 0, 'other': []}, {}
        for docx in files:
            pdf = docx.with_suffix('.pdf')
            made[docx.stem] = pages(pdf)
            compare(docx.stem, pdf, theirs / pdf.name, lines)
            fonts = run('pdffonts', pdf).stdout.splitlines()[2:]
            check(fonts and all('+Tinos' in f and re.search(r' yes yes yes ', f) for f in fonts),
                  f'{docx.stem}: fonts are embedded, with their letters')
            again = run(thidua, 'paper', 'pdf', docx, '-o', tmp / 'again').returncode
            check(again == 0 and (tmp / 'again').read_bytes() == pdf.read_bytes(), f'{docx.stem}: the same bytes again')
            for side, file in (('ours', pdf), ('theirs', theirs / pdf.name)) if pictures else ():
                run('pdftoppm', '-r', '60', '-png', file, pathlib.Path(pictures) / f'{docx.stem}-{side}')
        check(len(lines['other']) * 1000 <= lines['all'], f'of {lines["all"]} lines these break elsewhere: {lines["other"]}')
        check_golden(pathlib.Path(golden), made)
        check_saved_again(demo, tmp, pathlib.Path(templates), made)
    print(f'{len(passed)} passed, {len(failures)} failed, 0 skipped')
    sys.exit(1 if failures else 0)


main(*sys.argv[1:])
