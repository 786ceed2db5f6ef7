#!/usr/bin/python3
"""Builds the shipped Word templates, templates/*.docx, from templates/*.txt.

usage: mktemplates.py            writes templates/*.docx
       mktemplates.py --check    exits 1 when a .docx differs from what its source gives

The layout is that of administrative documents (Decree 30/2020/NĐ-CP, Annex I): A4, margins 20/20/30/18 mm, Times New
Roman 13–14, the national header in a column of 103 mm, page number centred in the top margin but not on page 1. All of
it hangs on named styles, so that a clerk who opens a template in Word changes a style once and not every paragraph.

A source is a list of lines; the first word of a line says what it is:

  page portrait|landscape|bare   bare: portrait without page numbers
  letterhead SYMBOL|-            superior and issuing body, number if any; national header, place and date
  letterhead-unit SYMBOL|-       the same of a paper that one unit issues
  chapter TEXT                   a heading in the middle
  letterhead-council SYMBOL      the same of a paper that the council issues, not the cluster
  annex TEXT                     a title at the top of a new page
  cut                            a dashed line to cut along
  title TEXT / subject TEXT      name of the type and what it is about, with the rule below
  STYLE TEXT                     a paragraph: body, basis, heading, subheading, item, to, note;
                                 lead: a body that stays with what follows
  table WIDTH… | WIDTH…          (`block`: its rows stay on one page) column widths in mm; then one line for each row until `end-table`
  head CELL | CELL …             a header row, repeated on every page
  row CELL | CELL …              a body row; a cell may begin with < (left), > (right), = (centred, the default)
  total CELL | CELL …            a row in bold; `2:CELL` spans two columns
  end TEXT                       the last paragraph: keeps with the closing block
  sign LEFT | RIGHT              the closing block; a side is `nơi nhận` or `TITLE / NAME`
  # …                            a comment

**bold** and //italic// inside a text mark parts of it.
"""
import pathlib
import re
import sys
import zipfile
from xml.sax.saxutils import escape

ROOT = pathlib.Path(__file__).resolve().parent.parent / 'templates'
MM = 1440 / 25.4  # twips per millimetre
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# said in every table too: LibreOffice does not look at the default style of tables
CELL_MARGINS = '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
PAGES = {'portrait': (210, 297), 'landscape': (297, 210)}
TOP, BOTTOM, LEFT, RIGHT, HEADER = 20, 20, 30, 18, 10


def tw(mm):
    return round(mm * MM)


# id, name shown in Word, size in half points, paragraph properties, run properties
STYLES = [
    ('Normal', 'Normal', 28, '<w:widowControl/><w:spacing w:before="0" w:after="120" w:line="259" w:lineRule="auto"/>'
     f'<w:ind w:firstLine="{tw(10)}"/><w:jc w:val="both"/>', ''),
    ('Khung', 'Khung đầu trang', 26, '<w:keepNext/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
     '<w:ind w:firstLine="0"/><w:jc w:val="center"/>', ''),
    ('CoQuanChuQuan', 'Cơ quan chủ quản', 24, '', '<w:caps/>'),
    ('CoQuanBanHanh', 'Cơ quan ban hành', 24, '', '<w:b/><w:caps/>'),
    ('QuocHieu', 'Quốc hiệu', 26, '', '<w:b/>'),
    ('TieuNgu', 'Tiêu ngữ', 28, '', '<w:b/>'),
    ('DiaDanhNgay', 'Địa danh, ngày tháng', 28, '<w:spacing w:before="60" w:after="0"/>', '<w:i/>'),
    ('SoKyHieu', 'Số, ký hiệu', 26, '<w:spacing w:before="60" w:after="0"/>', ''),
    ('KeNgang', 'Kẻ ngang', 4, '<w:spacing w:before="20" w:after="0" w:line="40" w:lineRule="exact"/>', ''),
    ('TenLoai', 'Tên loại văn bản', 28, '<w:spacing w:before="320" w:after="0"/>', '<w:b/><w:caps/>'),
    ('TrichYeu', 'Trích yếu', 28, '<w:spacing w:before="60" w:after="0"/>', '<w:b/>'),
    ('KinhGui', 'Kính gửi', 28, '<w:spacing w:before="120" w:after="160"/>', ''),
    ('CanCu', 'Căn cứ', 28, '', '<w:i/>'),
    ('Muc', 'Mục', 28, '<w:keepNext/><w:spacing w:before="160" w:after="120"/><w:jc w:val="left"/>'
     '<w:outlineLvl w:val="0"/>', '<w:b/>'),
    ('TieuMuc', 'Tiểu mục', 28, '<w:keepNext/><w:jc w:val="left"/><w:outlineLvl w:val="1"/>', '<w:b/>'),
    ('GhiChuNghieng', 'Ghi chú', 28, '', '<w:i/>'),
    ('DauBang', 'Đầu bảng', 24, '<w:spacing w:before="40" w:after="40"/>', '<w:b/>'),
    ('OBang', 'Ô bảng', 26, '<w:spacing w:before="30" w:after="30" w:line="240" w:lineRule="auto"/>'
     '<w:ind w:firstLine="0"/><w:jc w:val="center"/>', ''),
    ('SauBang', 'Sau bảng', 12, '<w:spacing w:before="0" w:after="0"/><w:ind w:firstLine="0"/>', ''),
    ('CuoiVanBan', 'Cuối văn bản', 2, '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
     '<w:ind w:firstLine="0"/>', ''),
    ('NoiNhan', 'Nơi nhận', 24, '<w:jc w:val="left"/>', '<w:b/><w:i/>'),
    ('NoiNhanMuc', 'Nơi nhận (danh sách)', 22, '<w:jc w:val="left"/>', ''),
    ('ChuKy', 'Chữ ký', 28, '', '<w:b/>'),
    ('SoTrang', 'Số trang', 28, '<w:spacing w:before="0" w:after="0"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>', ''),
]
IN_FRAME = {'CoQuanChuQuan', 'CoQuanBanHanh', 'QuocHieu', 'TieuNgu', 'DiaDanhNgay', 'SoKyHieu', 'KeNgang', 'TenLoai',
            'TrichYeu', 'KinhGui', 'DauBang', 'NoiNhan', 'NoiNhanMuc', 'ChuKy'}
FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'


def styles():
    out = [f'{XML}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{FONT}<w:color w:val="000000"/><w:sz w:val="28"/>'
           '<w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>']
    for ident, name, size, ppr, rpr in STYLES:
        default = ' w:default="1"' if ident == 'Normal' else ''
        based = '' if ident == 'Normal' else f'<w:basedOn w:val="{"Khung" if ident in IN_FRAME else "Normal"}"/>'
        out.append(f'<w:style w:type="paragraph"{default} w:styleId="{ident}"><w:name w:val="{name}"/>{based}<w:qFormat/>'
                   f'<w:pPr>{ppr}</w:pPr><w:rPr>{rpr}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>')
    out.append('<w:style w:type="table" w:default="1" w:styleId="BangThuong"><w:name w:val="Normal Table"/><w:tblPr>'
               f'<w:tblInd w:w="0" w:type="dxa"/>{CELL_MARGINS}</w:tblPr></w:style></w:styles>')
    return ''.join(out)


def runs(text):
    """Text with **bold** and //italic// as runs; \\n is a line break."""
    out, bold, italic = [], False, False
    for piece in re.split(r'(\*\*|//)', text.replace(' %', '\u00a0%')):  # a number stays beside its unit
        if piece == '**':
            bold = not bold
        elif piece == '//':
            italic = not italic
        elif piece:
            rpr = ('<w:b/>' if bold else '') + ('<w:i/>' if italic else '')
            body = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(t) for t in piece.split('\\n'))
            out.append('<w:r>' + (f'<w:rPr>{rpr}</w:rPr>' if rpr else '') +
                       f'<w:t xml:space="preserve">{body}</w:t></w:r>')
    return ''.join(out)


def p(style, text='', ppr=''):
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{ppr}</w:pPr>{runs(text)}</w:p>'


def rule(column_mm, length_mm, after=0):
    """A line of that length, centred: the border of an empty paragraph, which Word and others draw alike."""
    side = tw((column_mm - length_mm) / 2 - 1.24)
    gap = f'<w:spacing w:before="20" w:after="{after}" w:line="40" w:lineRule="exact"/>' if after else ''
    return p('KeNgang', '', '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
             f'{gap}<w:ind w:left="{side}" w:right="{side}"/>')


def cell(width_mm, content, span=1, extra=''):
    span_xml = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ''
    return (f'<w:tc><w:tcPr><w:tcW w:w="{tw(width_mm)}" w:type="dxa"/>{span_xml}{extra}</w:tcPr>{content}</w:tc>')


def table(widths, rows, borders):
    sides = ''.join(f'<w:{s} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                    for s in ('top', 'left', 'bottom', 'right', 'insideH', 'insideV'))
    return ('<w:tbl><w:tblPr>' + f'<w:tblW w:w="{sum(tw(w) for w in widths)}" w:type="dxa"/><w:jc w:val="center"/>' +
            (f'<w:tblBorders>{sides}</w:tblBorders>' if borders else '') + '<w:tblLayout w:type="fixed"/>' + CELL_MARGINS + '</w:tblPr>'
            '<w:tblGrid>' + ''.join(f'<w:gridCol w:w="{tw(w)}"/>' for w in widths) + '</w:tblGrid>' +
            ''.join(rows) + '</w:tbl>')


def row(cells, header=False):
    return ('<w:tr><w:trPr><w:cantSplit/>' + ('<w:tblHeader/>' if header else '') + '</w:trPr>' + ''.join(cells) +
            '</w:tr>')


def letterhead(width, symbol, above='{{cơ quan chủ quản}}', body='{{tên cụm}}'):
    left, right = width - 103, 103
    return table([left, right], [row([
        cell(left, p('CoQuanChuQuan', above) + p('CoQuanBanHanh', body) + rule(left, 22) +
             (p('SoKyHieu', f'Số:           /{symbol}') if symbol != '-' else '')),
        cell(right, p('QuocHieu', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM') + p('TieuNgu', 'Độc lập - Tự do - Hạnh phúc') +
             rule(right, 64.5) + p('DiaDanhNgay', '{{địa danh}}, {{ngày ký|ngày dài}}')),
    ])], False)


def sign(width, left, right):
    """The closing block: one row that never splits and keeps with the text before it."""
    lead, sides = '<w:spacing w:before="120" w:after="0"/>', []
    most = max(1 + side.count('\\n') for side in (left, right))
    for side in (left, right):
        if side == '-':
            sides.append(p('ChuKy'))
        elif side == 'nơi nhận':
            sides.append(p('NoiNhan', 'Nơi nhận:', lead) + p('NoiNhanMuc', '{{#nơi nhận}}') + p('NoiNhanMuc', '- {{.}};') +
                         p('NoiNhanMuc', '{{/nơi nhận}}') + p('NoiNhanMuc', '- Lưu: VT.'))
        else:
            title, name = (s.strip() for s in side.split('/', 1))
            lines = title.split('\\n')
            sides.append(''.join(p('ChuKy', t, '' if i else lead) for i, t in enumerate(lines)) +
                         p('ChuKy') * (4 + most - len(lines)) + p('ChuKy', name))
    return table([width / 2, width / 2], [row([cell(width / 2, s) for s in sides])], False)


STYLE_OF = {'body': 'Normal', 'basis': 'CanCu', 'heading': 'Muc', 'subheading': 'TieuMuc', 'item': 'Normal',
            'to': 'KinhGui', 'note': 'GhiChuNghieng'}
SEPARATOR = re.compile(r' \|(?= |$)')  # a bar inside a tag has no space around it
ALIGN = {'<': 'left', '>': 'right', '=': 'center'}


class Builder:
    def __init__(self, lines):
        self.lines, self.at, self.body = lines, 0, []
        self.page, self.bare = 'portrait', False

    @property
    def width(self):
        return PAGES[self.page][0] - LEFT - RIGHT

    def cells(self, text, widths, style, shade='', keep=False):
        out, col = [], 0
        for raw in SEPARATOR.split(text):
            raw, span = raw.strip(), 1
            if m := re.match(r'(\d+):', raw):
                span, raw = int(m[1]), raw[m.end():]
            align = ''
            if raw[:1] in ALIGN:
                align, raw = f'<w:jc w:val="{ALIGN[raw[0]]}"/>', raw[1:]
            align = ('<w:keepNext/>' if keep else '') + align
            width = sum(widths[col:col + span])
            out.append(cell(width, p(style, raw, align), span, shade + '<w:vAlign w:val="center"/>'))
            col += span
        if col != len(widths):
            sys.exit(f'{len(widths)} columns, but {col} cells: {text}')
        return out

    def table(self, widths, block=False):
        rows = []
        while (line := self.lines[self.at]) != 'end-table':
            self.at += 1
            kind, _, text = line.partition(' ')
            if kind == 'head':
                rows.append(row(self.cells(text, widths, 'DauBang',
                                           '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>', block),
                                not block))
            elif kind == 'total':
                text = ' | '.join(re.sub(r'^(\d+:)?([<>=])?(.*)$', lambda m: f'{m[1] or ""}{m[2] or ""}' +
                                         (f'**{m[3]}**' if m[3] else ''), c.strip()) for c in SEPARATOR.split(text))
                rows.append(row(self.cells(text, widths, 'OBang')))
            elif kind == 'row':
                rows.append(row(self.cells(text, widths, 'OBang', '', block)))
            else:
                sys.exit(f'not a row: {line}')
        self.at += 1
        self.body.append(table(widths, rows, True) + p('SauBang'))

    def line(self, line):
        kind, _, text = line.partition(' ')
        if kind == 'page':
            self.bare = text == 'bare'
            self.page = 'portrait' if self.bare else text
        elif kind == 'letterhead':
            self.body.append(letterhead(self.width, text))
        elif kind == 'letterhead-council':
            self.body.append(letterhead(self.width, text, '……', '{{cơ quan chủ quản}}'))
        elif kind == 'letterhead-unit':
            self.body.append(letterhead(self.width, text, '……', '{{đơn vị.tên}}'))
        elif kind == 'chapter':
            self.body.append(p('Muc', text, '<w:ind w:firstLine="0"/><w:jc w:val="center"/>'))
        elif kind == 'annex':
            self.body.append(p('TenLoai', text, '<w:pageBreakBefore/>'))
        elif kind == 'cut':
            self.body.append(p('KeNgang', '', '<w:keepNext w:val="0"/><w:pBdr><w:bottom w:val="dashed" w:sz="6" w:space="1" w:color="000000"/>'
                               '</w:pBdr><w:spacing w:before="160" w:after="160" w:line="40" w:lineRule="exact"/>'))
        elif kind == 'title':
            self.body.append(p('TenLoai', text))
        elif kind == 'subject':
            self.body.append(p('TrichYeu', text) + rule(self.width, 40, 160))
        elif kind == 'lead':
            self.body.append(p('Normal', text, '<w:keepNext/>'))
        elif kind == 'end':
            self.body.append(p('Normal', text, '<w:keepNext/><w:keepLines/>'))
        elif kind in ('table', 'block'):
            widths = [float(w) for w in text.split()]
            if abs(sum(widths) - self.width) > 0.1:
                sys.exit(f'columns of {sum(widths)} mm on a text width of {self.width}')
            self.table(widths, kind == 'block')
        elif kind == 'sign':
            self.body.append(sign(self.width, *(s.strip() for s in SEPARATOR.split(text))) + p('CuoiVanBan'))
        elif kind in STYLE_OF:
            self.body.append(p(STYLE_OF[kind], text))
        else:
            sys.exit(f'unknown line: {line}')

    def build(self):
        while self.at < len(self.lines):
            self.at += 1
            self.line(self.lines[self.at - 1])
        wide, high = PAGES[self.page]
        number = '' if self.bare else '<w:headerReference w:type="default" r:id="rId2"/>'
        orient = ' w:orient="landscape"' if wide > high else ''
        return (f'{XML}<w:document {W} {R}><w:body>{"".join(self.body)}<w:sectPr>{number}'
                f'<w:pgSz w:w="{tw(wide)}" w:h="{tw(high)}"{orient}/><w:pgMar w:top="{tw(TOP)}" '
                f'w:right="{tw(RIGHT)}" w:bottom="{tw(BOTTOM)}" w:left="{tw(LEFT)}" w:header="{tw(HEADER)}" '
                f'w:footer="{tw(HEADER)}" w:gutter="0"/><w:titlePg/></w:sectPr></w:body></w:document>')


def header():
    def field(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
    return (f'{XML}<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr>{field("begin")}<w:r><w:instrText '
            f'xml:space="preserve"> PAGE </w:instrText></w:r>{field("separate")}<w:r><w:t>2</w:t></w:r>{field("end")}'
            '</w:p></w:hdr>')


def package(source):
    lines = [t for line in source.splitlines() if (t := line.strip()) and not t.startswith('#')]
    types = 'application/vnd.openxmlformats-officedocument.wordprocessingml.'
    rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    rels = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    return {
        '[Content_Types].xml':
            f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{types}document.main'
            f'+xml"/><Override PartName="/word/styles.xml" ContentType="{types}styles+xml"/><Override '
            f'PartName="/word/header1.xml" ContentType="{types}header+xml"/></Types>',
        '_rels/.rels': f'{XML}<Relationships {rels}><Relationship Id="rId1" Type="{rel}officeDocument" '
                       'Target="word/document.xml"/></Relationships>',
        'word/_rels/document.xml.rels':
            f'{XML}<Relationships {rels}><Relationship Id="rId1" Type="{rel}styles" Target="styles.xml"/><Relationship '
            f'Id="rId2" Type="{rel}header" Target="header1.xml"/></Relationships>',
        'word/document.xml': Builder(lines).build(),
        'word/header1.xml': header(),
        'word/styles.xml': styles(),
    }


def write(path, parts):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, text in parts.items():
            z.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)


def read(path):
    with zipfile.ZipFile(path) as z:
        return {n: z.read(n).decode() for n in z.namelist()}


def main(argv):
    check, stale, n = argv[1:] == ['--check'], [], 0
    for source in sorted(ROOT.glob('*.txt')):
        parts, path = package(source.read_text('utf-8')), source.with_suffix('.docx')
        if not check:
            write(path, parts)
        elif not path.exists() or read(path) != parts:
            stale.append(path.name)
        n += 1
    if stale:
        print('not built from their sources: ' + ', '.join(stale))
    if check:
        print(f'{n - len(stale)} passed, {len(stale)} failed, 0 skipped')
    sys.exit(1 if stale else 0)


main(sys.argv)
