#!/usr/bin/python3
"""Pieces of the layout, read back out of the PDF: pdf_layout.py THIDUA. Exits 77 (skipped) without pdftotext.

Each case writes a small Word file, draws it and looks where the words stand (points from the top left corner)."""
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
import zlib

W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
     'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
     'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
     'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
     'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
     'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
     'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
     'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"')
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
STYLES = (f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman"/><w:sz w:val="28"/></w:rPr>'
          '</w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="N"/></w:styles>')
PAGE = ('<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1021" w:bottom="1134" w:left="1701" '
        'w:header="567" w:footer="567" w:gutter="0"/>')
LINE = 16.1  # a line of 14 points
LEFT, TOP, BOTTOM = 85.05, 56.7, 785.2


def png():
    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 2, 1, 8, 2, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(b'\0' + bytes(6))) + chunk(b'IEND', b''))


passed, failures = [], []
tool = None


def check(truth, what):
    print(('ok    ' if truth else 'FAIL  ') + what)
    (passed if truth else failures).append(what)


def p(text='', ppr='', rpr=''):
    runs = text if text.startswith('<') else f'<w:r><w:rPr>{rpr}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f'<w:p><w:pPr>{ppr}</w:pPr>{runs}</w:p>'


def cell(content, tcpr='', width=2000):
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{tcpr}</w:tcPr>{content}</w:tc>'


def row(*cells, trpr=''):
    return f'<w:tr><w:trPr>{trpr}</w:trPr>{"".join(cells)}</w:tr>'


def table(*rows, cols=2, width=2000):
    sides = ''.join(f'<w:{s} w:val="single" w:sz="4"/>' for s in ('top', 'left', 'bottom', 'right', 'insideH', 'insideV'))
    return (f'<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid>' +
            f'<w:gridCol w:w="{width}"/>' * cols + f'</w:tblGrid>{"".join(rows)}</w:tbl>')


class Drawn:
    """A document as drawn: what was said of it, and where each word stands."""

    def __init__(self, body, sect=PAGE, parts=None, rels='', fails=False):
        parts = dict(parts or {})
        with tempfile.TemporaryDirectory() as tmp:
            docx, pdf = pathlib.Path(tmp, 'a.docx'), pathlib.Path(tmp, 'a.pdf')
            with zipfile.ZipFile(docx, 'w', zipfile.ZIP_DEFLATED) as z:
                z.writestr('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
                z.writestr('_rels/.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                           f'<Relationship Id="r1" Type="{REL}officeDocument" Target="word/document.xml"/></Relationships>')
                z.writestr('word/_rels/document.xml.rels',
                           '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                           f'<Relationship Id="s" Type="{REL}styles" Target="styles.xml"/>'
                           f'<Relationship Id="n" Type="{REL}numbering" Target="numbering.xml"/>{rels}</Relationships>')
                z.writestr('word/styles.xml', parts.pop('word/styles.xml', STYLES))
                z.writestr('word/document.xml', f'<w:document {W}><w:body>{body}<w:sectPr>{sect}</w:sectPr></w:body></w:document>')
                for name, data in parts.items():
                    z.writestr(name, data)
            run = subprocess.run([tool, 'paper', 'pdf', docx, '-o', pdf], text=True, capture_output=True)
            self.said, self.failed = run.stdout + run.stderr, run.returncode != 0
            if self.failed:
                if not fails:
                    check(False, f'drawn at all: {self.said}')
                self.words, self.pages, self.sizes = [], [], []
                return
            self.bytes = pdf.read_bytes()
            box = subprocess.run(['pdftotext', '-bbox', pdf, '-'], text=True, capture_output=True).stdout
            self.images = subprocess.run(['pdfimages', '-list', pdf], text=True, capture_output=True).stdout
        self.words, self.sizes, page = [], [], 0
        for line in box.splitlines():
            if m := re.search(r'<page width="([\d.]+)" height="([\d.]+)"', line):
                page += 1
                self.sizes.append((float(m[1]), float(m[2])))
            elif m := re.search(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>', line):
                self.words.append((m[5], page, float(m[1]), float(m[2]), float(m[3])))
        self.pages = [[w[0] for w in self.words if w[1] == n + 1] for n in range(page)]

    def at(self, word):
        return next(((w[1:]) for w in self.words if w[0] == word), (0, 0, 0, 0))

    def page(self, word):
        return self.at(word)[0]


def near(a, b, slack=0.6):
    return abs(a - b) <= slack


def lines(n, first='Dòng'):
    """A paragraph of n lines, each with its number."""
    return '<w:r><w:t>' + f'</w:t><w:br/><w:t>'.join(f'{first}{i + 1}' for i in range(n)) + '</w:t></w:r>'


def long_text(n):
    """A paragraph that breaks by itself into n lines of one word each."""
    return ' '.join(f'{"m" * 38}{i + 1}' for i in range(n))


FULL = 45  # lines of a page


def fill(n):
    return ''.join(p(f'f{i + 1}') for i in range(n))


def case_tabs():
    tabs = ('<w:tabs><w:tab w:val="right" w:pos="4000" w:leader="dot"/><w:tab w:val="decimal" w:pos="6000"/>'
            '<w:tab w:val="center" w:pos="7500"/></w:tabs>')
    d = Drawn(p('<w:r><w:t>A</w:t><w:tab/><w:t>phải</w:t><w:tab/><w:t>12,345</w:t><w:tab/><w:t>giữa</w:t></w:r>', tabs) +
              p('<w:r><w:tab/><w:t>B</w:t></w:r>'))
    check(near(d.at('phải')[3], LEFT + 200), 'a right tab ends its text at the place')
    check(near(d.at('12,345')[1] + 14, LEFT + 300), 'a decimal tab puts the comma at the place')
    check(near((d.at('giữa')[1] + d.at('giữa')[3]) / 2, LEFT + 375), 'a centre tab puts the middle at the place')
    check(near(d.at('B')[1], LEFT + 36), 'without stops there is one every half inch')
    check(any(re.fullmatch(r'A?\.{10,}.*', w[0]) for w in d.words), 'dots lead to a tab')


NUMBERING = (f'<w:numbering {W}><w:abstractNum w:abstractNumId="1">'
             '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/>'
             '<w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl>'
             '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl>'
             '<w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>'
             '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
             '<w:lvlText w:val="&#xF0B7;"/><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl></w:abstractNum>'
             '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="2"/></w:num>'
             '<w:num w:numId="7"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/>'
             '</w:lvlOverride></w:num></w:numbering>')


def case_numbering():
    def item(num, level, text):
        return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')
    d = Drawn(item(5, 0, 'một') + item(5, 1, 'hai') + item(5, 1, 'ba') + item(5, 2, 'bốn') + item(5, 0, 'năm') +
              item(5, 1, 'sáu') + item(6, 0, 'bảy') + item(7, 0, 'tám'), parts={'word/numbering.xml': NUMBERING})
    text = [w[0] for w in sorted(d.words, key=lambda w: (round(w[3]), w[2]))]
    check(text == ['I.', 'một', '1.1.', 'hai', '1.2.', 'ba', 'c)', 'bốn', 'II.', 'năm', '2.1.', 'sáu', '•', 'bảy', 'IX.', 'tám'],
          f'numbers count, go deeper, begin again: {text}')
    check(near(d.at('một')[1], LEFT + 36), 'the text behind a number stands at the hanging indent')


def case_pages():
    d = Drawn(fill(FULL + 1))
    check(len(d.pages) == 2 and d.pages[1] == [f'f{FULL + 1}'], f'{FULL} lines on a page')
    d = Drawn(p('một') + p('hai', '<w:pageBreakBefore/>') + p('<w:r><w:t>ba</w:t><w:br w:type="page"/><w:t>bốn</w:t></w:r>'))
    check([d.page(w) for w in ('một', 'hai', 'ba', 'bốn')] == [1, 2, 2, 3], 'page breaks before and inside a paragraph')


def case_widows():
    d = Drawn(fill(FULL - 1) + p(long_text(4)))
    check(len(d.pages[0]) == FULL - 1, 'one line alone does not stay at the foot of a page')
    d = Drawn(fill(FULL - 3) + p(long_text(4)))
    check(len(d.pages[0]) == FULL - 1 and len(d.pages[1]) == 2, 'two lines at least go to the next page')
    d = Drawn(fill(FULL - 1) + p(long_text(4), '<w:widowControl w:val="0"/>'))
    check(len(d.pages[0]) == FULL, 'unless the paragraph does not mind')
    d = Drawn(fill(FULL - 3) + p(long_text(4), '<w:keepLines/>'))
    check(len(d.pages[0]) == FULL - 3, 'lines that keep together go together')


def case_keep_next():
    d = Drawn(fill(FULL - 1) + p('Mục', '<w:keepNext/>') + p('thân'))
    check(d.page('Mục') == d.page('thân') == 2, 'a heading goes with what follows')
    sign = row(cell(p('THƯ KÝ', '<w:keepNext/>') + p('', '<w:keepNext/>') * 3), cell(p('CHỦ TỌA', '<w:keepNext/>')),
               trpr='<w:cantSplit/>')
    d = Drawn(fill(FULL - 3) + p('cuối', '<w:keepNext/>') + table(sign) + p('hết'))
    check(d.page('cuối') == d.page('THƯ') == 2, 'a signature block takes the last paragraph along')


def case_rows():
    d = Drawn(fill(FULL - 4) + table(row(cell(p(lines(8, 'a'))), cell(p(lines(2, 'b'))))))
    check(d.page('a1') == 1 and d.page('a8') == 2 and d.page('b2') == 1, 'a row is split over two pages')
    check(near(d.at('a1')[2], d.at('b1')[2]), 'its cells begin at one height')
    d = Drawn(fill(FULL - 4) + table(row(cell(p(lines(8, 'a'))), cell(p('b')), trpr='<w:cantSplit/>')))
    check(d.page('a1') == d.page('a8') == 2, 'a row that is not split goes whole')
    head = row(cell(p('ĐẦU')), cell(p('BẢNG')), trpr='<w:tblHeader/>')
    d = Drawn(table(head, *(row(cell(p(f'r{i}')), cell(p())) for i in range(100))))
    check(all(page[0] == 'ĐẦU' for page in d.pages) and len(d.pages) > 2, 'header rows stand on every page')
    d = Drawn(table(row(cell(p(lines(100, 'a'))), cell(p(lines(60, 'b'))))))
    check(len(d.pages) == 3 and d.page('b60') == 2, 'a row may be longer than pages')


def case_cells():
    merged = table(row(cell(p('gộp'), '<w:vMerge w:val="restart"/><w:vAlign w:val="center"/>'), cell(p('x1'))),
                   row(cell(p(), '<w:vMerge/>'), cell(p('x2'))), row(cell(p(), '<w:vMerge/>'), cell(p('x3'))),
                   row(cell(p('ngang', '<w:jc w:val="center"/>'), '<w:gridSpan w:val="2"/>', 4000)))
    d = Drawn(merged)
    check(near(d.at('gộp')[2], d.at('x2')[2]), 'a cell merged over three rows stands in the middle of them')
    check(near((d.at('ngang')[1] + d.at('ngang')[3]) / 2, LEFT - 5.4 + 100), 'a cell over two columns is as wide as both')
    tall = table(row(cell(p('thấp'), '<w:vAlign w:val="bottom"/>'), cell(p()), trpr='<w:trHeight w:val="2000"/>'), row(cell(p('dưới')), cell(p())))
    d = Drawn(tall)
    check(near(d.at('dưới')[2] - d.at('thấp')[2], LINE + 0.5), 'a cell may stand at the bottom of a high row')
    d = Drawn(table(row(cell(table(row(cell(p('trong')), cell(p('n2'))), width=900) + p()), cell(p('ngoài')))))
    check(d.at('trong')[0] == 1 and d.at('trong')[1] < d.at('n2')[1] < d.at('ngoài')[1], 'a table in a cell is drawn')


def case_sections():
    wide = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"/>'
    head = f'<w:hdr {W}>' + p('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r>'
                             '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>?</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
                             '<w:r><w:t>/</w:t></w:r><w:fldSimple w:instr="NUMPAGES"><w:r><w:t>?</w:t></w:r></w:fldSimple>') + '</w:hdr>'
    foot = f'<w:ftr {W}>{p("chân")}</w:ftr>'
    d = Drawn(p('dọc', f'<w:sectPr><w:headerReference w:type="default" r:id="h"/>{PAGE}</w:sectPr>') +
              p('ngang', f'<w:sectPr><w:footerReference w:type="default" r:id="f"/>{wide}</w:sectPr>') + p('lại'),
              sect=f'{PAGE}<w:titlePg/>', parts={'word/h.xml': head, 'word/f.xml': foot},
              rels=f'<Relationship Id="h" Type="{REL}header" Target="h.xml"/><Relationship Id="f" Type="{REL}footer" Target="f.xml"/>')
    check([round(w) for w, _ in d.sizes] == [595, 842, 595], 'portrait and landscape pages in one document')
    check(d.pages[0][0] == '1/3' and d.pages[1][0] == '2/3', f'page numbers in headers: {d.pages}')
    check('chân' in d.pages[1] and d.at('chân')[2] > 500, 'a footer stands below')
    check(d.pages[2] == ['lại'], 'the first page of a section may have none')


def case_spacing():
    d = Drawn(p('a', '<w:spacing w:after="200"/>') + p('b', '<w:spacing w:before="100" w:line="480" w:lineRule="auto"/>') +
              p('c', '<w:spacing w:line="600" w:lineRule="exact"/>') + p('d', '<w:spacing w:line="600" w:lineRule="atLeast"/>') + p('e'))
    y = [d.at(w)[2] for w in 'abcde']
    check(near(y[1] - y[0], LINE + 15), 'spacing of two paragraphs adds up')
    check(near(y[2] - y[1], 2 * LINE + 24 - 13.07), 'double spacing is below the line; letters of an exact line stand at four fifths')
    check(near(y[3] - y[2], 30 - 24 + 30 - 16.1 + 13.07), 'a line of at least 30 points grows above the letters')
    check(near(y[4] - y[3], LINE), 'and what follows is as usual')
    d = Drawn(p('x', '<w:ind w:left="1440" w:firstLine="720"/>') + p('y', '<w:jc w:val="right"/>') + p('z', '<w:jc w:val="center"/>'))
    check(near(d.at('x')[1], LEFT + 108) and near(d.at('y')[3], 595.3 - 51.05), 'indents and alignment')


def case_looks():
    d = Drawn(p('chữ hoa', rpr='<w:caps/>') + p('đậm', rpr='<w:b/><w:i/><w:u w:val="single"/><w:color w:val="FF0000"/>') +
              p('<w:r><w:t>x</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r>') + p('ẩn', rpr='<w:vanish/>'))
    text = ' '.join(w[0] for w in d.words)
    check(text == 'CHỮ HOA đậm x2' or text == 'CHỮ HOA đậm x 2', f'capitals, raised and hidden text: {text}')
    nfd = unicodedata.normalize('NFD', 'Đề nghị tặng thưởng Ủy ban nhân dân')
    a, b = Drawn(p(nfd)), Drawn(p(unicodedata.normalize('NFC', nfd)))
    check(a.bytes == b.bytes and 'thưởng' in a.pages[0], 'composed and decomposed letters are drawn alike')


def picture(name):
    return (f'<w:r><w:drawing><wp:inline><wp:extent cx="1270000" cy="635000"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>'
            f'<a:blip r:embed="{name}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')


def case_pictures():
    d = Drawn(p('trên') + p(picture('i')) + p('dưới'), parts={'word/media/i.png': png()},
              rels=f'<Relationship Id="i" Type="{REL}image" Target="media/i.png"/>')
    check('image' in d.images and near(d.at('dưới')[2] - d.at('trên')[2], LINE + 50, 4), 'a picture stands in its line, in its size')
    d = Drawn(p(picture('i')), parts={'word/media/i.png': b'GIF89a'}, rels=f'<Relationship Id="i" Type="{REL}image" Target="media/i.png"/>')
    check('Thân văn bản, trang 1: Ảnh không được vẽ' in d.said, 'a picture that is none is named')


def case_notes():
    box = '<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wps:txbx><w:txbxContent/></wps:txbx></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>'
    d = Drawn(p('một') + p(box, '<w:pageBreakBefore/>') + p('<m:oMath/>') + p('chữ', rpr='<w:rFonts w:ascii="Arial"/>') +
              p('<w:r><w:footnoteReference w:id="1"/></w:r>'))
    for what in ('Hộp chữ (text box)', 'Công thức toán', 'Phông chữ khác', 'Chú thích cuối trang'):
        check(f'Thân văn bản, trang 2: {what}' in d.said, f'named with its page: {what}')


def case_refusals():
    d = Drawn(p('x', '<w:pageBreakBefore/>') * 2002, fails=True)
    check(d.failed and '2000 trang' in d.said, f'more than 2000 pages are refused: {d.said.strip()}')
    d = Drawn(p('x', '<w:pageBreakBefore/>') * 1999)
    check(len(d.pages) == 1999, 'fewer are not')
    d = Drawn(table(*[row(*[cell(p('x')) for _ in range(60)]) for _ in range(7000)], cols=60, width=100), fails=True)
    check(d.failed and len(d.said.strip().splitlines()) == 1 and '.' in d.said, f'what needs too much ends with a sentence: {d.said.strip()}')


def main(thidua):
    global tool
    tool = thidua
    if not shutil.which('pdftotext'):
        print('skipped: no pdftotext')
        sys.exit(77)
    for name, run in sorted(globals().items()):
        if name.startswith('case_'):
            run()
    print(f'{len(passed)} passed, {len(failures)} failed, 0 skipped')
    sys.exit(1 if failures else 0)


main(*sys.argv[1:])
