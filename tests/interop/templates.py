#!/usr/bin/python3
"""Templates edited as people edit them: in Word (by changing the XML as Word does) and in LibreOffice. Each works – the filled
paper says the same as from the shipped template, or what the table expects – or every fault is named with its mend; and LibreOffice
opens every paper and shows the faults as comments.

usage: templates.py THIDUA_PROGRAM TEMPLATES_DIR [KEEP_DIR]

Exits 77 (skipped) without LibreOffice.
"""
import base64
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOC = 'word/document.xml'
MAIN = 'application/vnd.openxmlformats-officedocument.wordprocessingml.'
passed, failures = [], []


def check(truth, what):
    if not truth:
        print('FAIL  ' + what)
    (passed if truth else failures).append(what)


# ---- a package as a dictionary ----

def read(path):
    with zipfile.ZipFile(path) as z:
        return {n: z.read(n) for n in z.namelist() if not n.endswith('/')}


def write(path, parts):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            z.writestr(name, data)


def body(parts, change):
    xml = parts[DOC].decode()
    new = change(xml)
    assert new != xml, 'nothing changed'
    parts[DOC] = new.encode()


def p(text, before=''):
    return f'<w:p>{before}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def at_end(parts, more):
    body(parts, lambda x: re.sub(r'(<w:sectPr\b(?:(?!<w:sectPr\b).)*</w:sectPr></w:body>)',
                                 lambda m: more + m.group(1), x, count=1, flags=re.S))


def after_title(parts, more):
    body(parts, lambda x: re.sub(r'(<w:t xml:space="preserve">BẢNG TỔNG HỢP ĐIỂM</w:t></w:r></w:p>)', lambda m: m.group(1) + more,
                                 x, count=1))


def words(path):
    """Every text of the body, in order, blanks made one."""
    xml = read(path)[DOC].decode()
    xml = re.sub(r'<mc:Fallback>.*?</mc:Fallback>', '', xml, flags=re.S)
    text = ''.join('\n' if m.group(1) else m.group(2) for m in re.finditer(r'(</w:p>)|<w:t(?: [^>]*)?>([^<]*)</w:t>', xml))
    return ' '.join(unicodedata.normalize('NFC', text).split())


# ---- what people do ----

RUN = re.compile(r'<w:r>((?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)<w:t xml:space="preserve">([^<]*\{\{[^<]*)</w:t></w:r>')


def run(look, text):
    return f'<w:r w:rsidR="00A12B3C">{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def split_runs(parts):
    """Word cuts at every correction and wraps words in marks of the spelling."""
    def cut(m):
        look, text = m.groups()
        n = max(1, len(text) // 5)
        pieces = [text[i:i + n] for i in range(0, len(text), n)]
        mark = '<w:proofErr w:type="spellStart"/>', '<w:proofErr w:type="spellEnd"/>'
        return ''.join(mark[i % 2] + run(look, s) for i, s in enumerate(pieces))
    body(parts, lambda x: RUN.sub(cut, x))


def half_bold(parts):
    def cut(m):
        look, text = m.groups()
        return run(look, text[:len(text) // 2]) + run('<w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr>', text[len(text) // 2:])
    body(parts, lambda x: RUN.sub(cut, x))


def moved(parts):
    def cut(x):
        para = re.search(r'<w:p>(?:(?!</w:p>).)*\{\{trích yếu\}\}.*?</w:p>', x, flags=re.S).group(0)
        return x.replace(para, '', 1).replace('<w:sectPr', para + '<w:sectPr', 1)
    body(parts, cut)


def nested_table(parts):
    row = lambda *c: '<w:tr>' + ''.join(f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{x}</w:tc>' for x in c) + '</w:tr>'
    grid = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>'
    inner = f'<w:tbl>{grid}' + row(p('{{#đơn vị}}{{tt}}'), p('Trong: {{tên}}{{/đơn vị}}')) + '</w:tbl>' + p('')
    at_end(parts, f'<w:tbl>{grid}' + row(p('Bảng ngoài {{năm}}'), inner) + '</w:tbl>' + p('Hết bảng lồng.'))


def closing_deleted(parts):
    body(parts, lambda x: x.replace('{{/phân hạng}}', ''))


PNG = base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==')


def drawing(descr):
    return ('<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" '
            'distB="0" distL="0" distR="0"><wp:extent cx="720000" cy="720000"/><wp:docPr id="1" name="logo" descr="' + descr + '"/>'
            '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
            'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic '
            'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="logo"/>'
            '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdLogo" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/><a:stretch><a:fillRect/></a:stretch>'
            '</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="720000" cy="720000"/></a:xfrm><a:prstGeom prst="rect">'
            '<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')


def with_logo(parts):
    parts['word/media/logo.png'] = PNG
    rels = 'word/_rels/document.xml.rels'
    parts[rels] = parts[rels].replace(b'</Relationships>', b'<Relationship Id="rIdLogo" Type="http://schemas.openxmlformats.org/'
                                      b'officeDocument/2006/relationships/image" Target="media/logo.png"/></Relationships>')
    types = '[Content_Types].xml'
    parts[types] = re.sub(rb'(<Types[^>]*>)', rb'\1<Default Extension="png" ContentType="image/png"/>', parts[types], count=1)


def letterhead(parts):
    """The head of another agency's paper, copied with its picture."""
    with_logo(parts)
    body(parts, lambda x: x.replace('<w:body>', '<w:body><w:p>' + drawing('Biểu trưng') + '<w:r><w:t>SỞ NỘI VỤ TỈNH MẪU – </w:t></w:r>'
                                    '<w:r><w:t xml:space="preserve">{{tên cụm|hoa}}</w:t></w:r></w:p>', 1))


def picture_placeholder(parts):
    with_logo(parts)
    at_end(parts, '<w:p>' + drawing('{{@tên cụm}}') + '</w:p>')


def tracked(parts):
    who = 'w:id="901" w:author="Nguyễn Văn A" w:date="2026-01-05T08:00:00Z"'
    after_title(parts, f'<w:p><w:pPr><w:pPrChange {who}><w:pPr/></w:pPrChange></w:pPr><w:r><w:t xml:space="preserve">Năm {{{{</w:t></w:r>'
                f'<w:del {who}><w:r><w:delText>nam cu</w:delText></w:r></w:del><w:ins {who}><w:r><w:t>năm</w:t></w:r></w:ins>'
                f'<w:r><w:t>}}}}.</w:t></w:r><w:moveFrom {who}><w:r><w:t>bỏ đi</w:t></w:r></w:moveFrom></w:p>')


def controls(parts):
    sdt = lambda tag, inner, more='': f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{more}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
    w15 = 'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    item = sdt('', '<w:p><w:r><w:t xml:space="preserve">Mục: </w:t></w:r>' + sdt('tên', '<w:r><w:t>Bấm để nhập</w:t></w:r>',
                                                                                '<w:showingPlcHdr/><w:text/>') + '</w:p>',
               f'<w15:repeatingSectionItem {w15}/>').replace('<w:tag w:val=""/>', '')
    at_end(parts, sdt('ten_cum', p('Bấm để nhập')) + sdt('đơn vị', item, f'<w15:repeatingSection {w15}/>') + sdt('goog_rdk_3', p('Giữ nguyên')))


def text_box(parts):
    box = '<w:txbxContent>' + p('Khung: {{tên cụm}}') + '</w:txbxContent>'
    after_title(parts, '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
                'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" Requires="wps"><w:drawing><wp:inline '
                'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
                '<wp:extent cx="3600000" cy="720000"/><wp:docPr id="5" name="Text Box 5"/><a:graphic '
                'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
                'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>'
                '<a:off x="0" y="0"/><a:ext cx="3600000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
                '<wps:txbx>' + box + '</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>'
                '<mc:Fallback><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" style="width:283pt;height:57pt"><v:textbox>' + box +
                '</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>')


def header_footer(parts):
    name = next(n for n in parts if re.fullmatch(r'word/header\d+\.xml', n))
    parts[name] = parts[name].replace(b'</w:hdr>', p('Đầu trang: {{tên cụm}}').encode() + b'</w:hdr>')


def header_slip(parts):
    name = next(n for n in parts if re.fullmatch(r'word/header\d+\.xml', n))
    parts[name] = parts[name].replace(b'</w:hdr>', p('{{ten cumm}}').encode() + b'</w:hdr>')


def turned(parts):
    def turn(m):
        w, h = re.search(r'w:w="(\d+)"', m.group(0)).group(1), re.search(r'w:h="(\d+)"', m.group(0)).group(1)
        orient = '' if 'landscape' in m.group(0) else ' w:orient="landscape"'
        return f'<w:pgSz w:w="{h}" w:h="{w}"{orient}/>'
    body(parts, lambda x: re.sub(r'<w:pgSz[^>]*/>', turn, x))


def renamed_style(parts):
    parts['word/styles.xml'] = parts['word/styles.xml'].replace(b'TenLoai', b'TieuDeCuaToi')
    body(parts, lambda x: x.replace('"TenLoai"', '"TieuDeCuaToi"'))


def as_dotx(parts):
    t = '[Content_Types].xml'
    parts[t] = parts[t].replace((MAIN + 'document.main+xml').encode(), (MAIN + 'template.main+xml').encode())


def as_docm(parts):
    parts['word/vbaProject.bin'] = b'\xd0\xcf\x11\xe0'


def decomposed(parts):
    body(parts, lambda x: re.sub(r'\{\{[^}]*\}\}', lambda m: unicodedata.normalize('NFD', m.group(0)), x))


def other_case(parts):
    plain = lambda s: ''.join(c for c in unicodedata.normalize('NFD', s.replace('đ', 'd').replace('Đ', 'D')) if not unicodedata.combining(c))
    body(parts, lambda x: re.sub(r'\{\{([^}|]*)', lambda m: '{{' + plain(m.group(1)).upper(), x))


def hard_blanks(parts):
    body(parts, lambda x: re.sub(r'\{\{([^}]*)\}\}', lambda m: '{{\u00a0' + m.group(1).replace(' ', '\u00a0') + '\u200b}}', x))


def smart_quotes(parts):
    at_end(parts, p('{{?bảng điểm.mã ≠ “X”}}Có bảng{{/bảng điểm.mã}} {{“tên cụm”}} – {{tên – cụm}}'))


def wrong_brackets(parts):
    after_title(parts, p('{tên cụm} { {năm} } ｛｛tên cụm｝｝ [[năm]]'))


def merge_field(parts):
    after_title(parts, '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> MERGEFIELD Ten_cum </w:instrText>'
                '</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>«Ten_cum»</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>')


def comment_inside(parts):
    rels, types = 'word/_rels/document.xml.rels', '[Content_Types].xml'
    parts['word/comments.xml'] = (f'<w:comments {W}><w:comment w:id="0" w:author="Trần Thị B">' + p('Hỏi lại anh A') + '</w:comment></w:comments>').encode()
    parts[rels] = parts[rels].replace(b'</Relationships>', b'<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                                      b'relationships/comments" Target="comments.xml"/></Relationships>')
    parts[types] = parts[types].replace(b'</Types>', f'<Override PartName="/word/comments.xml" ContentType="{MAIN}comments+xml"/></Types>'.encode())
    after_title(parts, '<w:p><w:r><w:t>{{tên </w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>cụm}</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r>'
                '<w:commentReference w:id="0"/></w:r><w:r><w:t>} (có nhận xét)</w:t></w:r></w:p>')


def link_inside(parts):
    after_title(parts, '<w:p><w:r><w:t>Xem {{tên</w:t></w:r><w:hyperlink w:anchor="x"><w:r><w:t xml:space="preserve"> cụm}}</w:t></w:r></w:hyperlink>'
                '<w:r><w:t>.</w:t></w:r></w:p>')


def excel_rows(parts):
    cell = lambda t, s='': (f'<w:tc><w:tcPr><w:tcW w:w="1940" w:type="dxa"/><w:noWrap/><w:vAlign w:val="bottom"/>{s}</w:tcPr><w:p><w:pPr>'
                            f'<w:spacing w:after="0"/><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/></w:rPr></w:pPr><w:r><w:rPr><w:rFonts '
                            f'w:ascii="Calibri" w:hAnsi="Calibri"/></w:rPr><w:t>{t}</w:t></w:r></w:p></w:tc>')
    at_end(parts, '<w:tbl><w:tblPr><w:tblW w:w="5820" w:type="dxa"/><w:tblInd w:w="-5" w:type="dxa"/><w:tblLook w:val="04A0"/></w:tblPr><w:tblGrid>'
           '<w:gridCol w:w="1940"/><w:gridCol w:w="1940"/><w:gridCol w:w="1940"/></w:tblGrid><w:tr>' +
           cell('STT', '<w:vMerge w:val="restart"/>') + cell('Đơn vị Excel') + cell('Điểm') + '</w:tr><w:tr><w:trPr><w:trHeight w:val="300"/></w:trPr>' +
           cell('{{#đơn vị}}{{tt}}') + cell('{{tên}}') + cell('{{điểm|số:2}}{{/đơn vị}}') + '</w:tr></w:tbl>' + p(''))


def crossing(parts):
    at_end(parts, p('{{#đơn vị}}') + '<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>' + p('{{tên}}{{/đơn vị}}') + '</w:tc></w:tr></w:tbl>' + p(''))


def slips(parts):
    after_title(parts, p('{{ten cumm}} {{điểm}} {{đơn vị}} {{năm|sô:9}} {{tên cụm'))


def qr(parts):
    at_end(parts, p('Quét: {{@tên cụm|30}}'))


def footnotes(parts):
    rels, types = 'word/_rels/document.xml.rels', '[Content_Types].xml'
    note = lambda i, kind, inner: f'<w:footnote w:id="{i}"{kind}>{inner}</w:footnote>'
    parts['word/footnotes.xml'] = (f'<w:footnotes {W}>' + note(-1, ' w:type="separator"', '<w:p><w:r><w:separator/></w:r></w:p>') +
                                   note(0, ' w:type="continuationSeparator"', '<w:p><w:r><w:continuationSeparator/></w:r></w:p>') +
                                   note(1, '', p('Theo số liệu của {{tên cụm}}.')) + '</w:footnotes>').encode()
    parts[rels] = parts[rels].replace(b'</Relationships>', b'<Relationship Id="rIdF" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
                                      b'relationships/footnotes" Target="footnotes.xml"/></Relationships>')
    parts[types] = parts[types].replace(b'</Types>', f'<Override PartName="/word/footnotes.xml" ContentType="{MAIN}footnotes+xml"/></Types>'.encode())
    after_title(parts, '<w:p><w:r><w:t>Có chú thích</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r></w:p>')


SAME = None  # says exactly what the shipped template says
# name, what is done, what the paper must hold (SAME, or texts) or, as a list, the faults
EDITS = [
    ('runs cut by Word', split_runs, SAME),
    ('half of every tag bold', half_bold, SAME),
    ('a tag moved to the end', moved, ('Kết quả chấm điểm thi đua năm 2026 của Cụm thi đua số 10')),
    ('tags in a table in a table', nested_table, ('Bảng ngoài 2026', 'Trong: ', 'Hết bảng lồng.')),
    ('a closing tag deleted', closing_deleted, ['Thẻ mở {{#phân hạng}} chưa có thẻ đóng {{/phân hạng}}.']),
    ('the letterhead of an agency with its picture', letterhead, ('SỞ NỘI VỤ TỈNH MẪU – CỤM THI ĐUA SỐ 10',)),
    ('changes being tracked', tracked, ('Năm 2026.', '-bỏ đi', '-nam cu')),
    ('content controls and a repeating section', controls, ('Mục: ', 'Giữ nguyên', '-Bấm để nhập')),
    ('a text box', text_box, ('Khung: Cụm thi đua số 10',)),
    ('a tag in the header', header_footer, SAME),
    ('a slip in the header', header_slip, ['Không có trường «ten cumm». Có phải «tên cụm»?']),
    ('the page turned', turned, SAME),
    ('a style renamed', renamed_style, SAME),
    ('saved as .dotx', as_dotx, SAME),
    ('tags of decomposed letters', decomposed, SAME),
    ('tags in capitals without accents', other_case, SAME),
    ('no-break and zero-width blanks', hard_blanks, SAME),
    ('quotation marks and dashes as Word corrects them', smart_quotes, ('Có bảng Cụm thi đua số 10 – Cụm thi đua số 10',)),
    ('other brackets', wrong_brackets, ['viết bằng hai dấu ngoặc nhọn liền nhau, {{tên cụm}}.', 'liền nhau, {{năm}}.', '«｛｛tên cụm｝｝»', '«[[năm]]»']),
    ('a field of the mail merge', merge_field, ['Trường trộn thư «Ten_cum» (MERGEFIELD) của Word không được điền: xóa nó và gõ {{tên cụm}}.']),
    ('a comment inside a tag', comment_inside, ('Cụm thi đua số 10 (có nhận xét)',)),
    ('a link inside a tag', link_inside, ('Xem Cụm thi đua số 10.',)),
    ('a table pasted from Excel', excel_rows, ('Đơn vị Excel',)),
    ('a loop that crosses a table', crossing, ['và thẻ đóng của nó phải cùng ở ngoài bảng, trong cùng một ô, một hàng']),
    ('five slips at once', slips, ['Có phải «tên cụm»?', 'Trường «điểm» chỉ có trong danh sách «đơn vị»', 'Trường «đơn vị» là danh sách',
                                  'Không có định dạng «sô:9»', 'chưa có dấu }} đóng lại']),
    ('a QR code', qr, ('Quét:',)),
    ('a picture whose alternative text is a tag', picture_placeholder, SAME),
    ('a footnote', footnotes, ('Có chú thích',)),
]


def soffice(profile, to, out, files):
    subprocess.run(['soffice', f'-env:UserInstallation=file://{profile}', '--headless', '--convert-to', to, '--outdir', str(out), *map(str, files)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240)


class Tried:
    def __init__(self, program, tmp):
        self.program, self.tmp = program, tmp
        self.papers, self.commented = [], []

    def thidua(self, *args):
        done = subprocess.run([self.program, 'template', *map(str, args), '--kind', 'score_table'], text=True, capture_output=True)
        return done.returncode, done.stdout + done.stderr

    def fill(self, path):
        out = self.tmp / f'paper-{len(self.papers)}.docx'
        rc, said = self.thidua('fill', path, '-o', out)
        self.papers.append(out)
        return words(out) if rc == 0 else said

    def works(self, name, path, expected, shipped):
        rc, said = self.thidua('check', path)
        check(rc == 0, f'{name}: accepted: {said}')
        got = self.fill(path)
        if expected is SAME:
            check(got == shipped, f'{name}: says the same')
        for text in expected or ():
            check((text[1:] not in got) if text[0] == '-' else (text in got), f'{name}: {text}: {got[:300]}')
        check('{{' not in got, f'{name}: no tag is left')

    def refused(self, name, path, expected):
        back = self.tmp / f'back-{len(self.commented)}.docx'
        rc, said = self.thidua('check', path, '--comments', back)
        check(rc == 1, f'{name}: refused')
        for text in expected:
            check(text in said, f'{name}: {text}: {said}')
        if back.exists():
            self.commented.append((back, said.count('\n')))


def other_files(tried, tmp, shipped_docx):
    """What is no template says so."""
    soffice(tmp / 'profile', 'odt', tmp, [shipped_docx])
    soffice(tmp / 'profile', 'doc:MS Word 97', tmp, [shipped_docx])
    (tmp / 'odt.docx').write_bytes((tmp / 'bang-diem.odt').read_bytes())
    (tmp / 'doc.docx').write_bytes((tmp / 'bang-diem.doc').read_bytes())
    parts = read(shipped_docx)
    as_docm(parts)
    write(tmp / 'docm.docx', parts)
    for name, sentence in (('odt', 'Tệp không phải là văn bản Word'), ('doc', 'Tệp được đặt mật khẩu hoặc là tệp'), ('docm', 'Tệp có chứa macro')):
        tried.refused(f'a .{name} named .docx', tmp / f'{name}.docx', [sentence])


def through_libreoffice(tried, tmp, shipped):
    """Saved again by LibreOffice: as .docx, by way of .odt and of .doc."""
    for via in ('odt', 'doc'):
        (tmp / f'via-{via}').mkdir()
        soffice(tmp / 'profile', 'docx:MS Word 2007 XML', tmp / f'via-{via}', [tmp / f'bang-diem.{via}'])
        tried.works(f'saved by LibreOffice by way of .{via}', tmp / f'via-{via}' / 'bang-diem.docx', SAME, shipped)


def opened(tried, tmp):
    """Papers become PDF, faults become LibreOffice's comments."""
    soffice(tmp / 'profile', 'pdf', tmp, tried.papers)
    for paper in tried.papers:
        check(paper.with_suffix('.pdf').exists(), f'{paper.name} is opened')
    soffice(tmp / 'profile', 'odt', tmp, [b for b, _ in tried.commented])
    for back, n in tried.commented:
        with zipfile.ZipFile(back.with_suffix('.odt')) as z:
            shown = z.read('content.xml').decode().count('<office:annotation ')
        check(shown == n, f'{back.name}: LibreOffice shows {shown} of {n} comments')


def scanned(tmp, paper):
    if not shutil.which('zbarimg'):
        return
    subprocess.run(['pdftoppm', '-r', '150', '-png', str(paper.with_suffix('.pdf')), str(tmp / 'qr')], check=True)
    said = subprocess.run(['zbarimg', '-q', '--raw', *map(str, sorted(tmp.glob('qr-*.png')))], text=True, capture_output=True).stdout
    check('Cụm thi đua số 10' in said, f'the QR code is read: {said}')


def main(program, templates, keep=None):
    if not shutil.which('soffice') or not shutil.which('pdftoppm'):
        print('skipped: no LibreOffice or no pdftoppm')
        sys.exit(77)
    with tempfile.TemporaryDirectory() as tmp:
        tmp = pathlib.Path(tmp)
        shipped_docx = pathlib.Path(templates) / 'bang-diem.docx'
        tried = Tried(program, tmp)
        shipped = tried.fill(shipped_docx)
        code = None
        for name, edit, expected in EDITS:
            parts, path = read(shipped_docx), tmp / (edit.__name__ + '.docx')
            edit(parts)
            write(path, parts)
            if isinstance(expected, list):
                tried.refused(name, path, expected)
            else:
                tried.works(name, path, expected, shipped)
                code = tried.papers[-1] if edit is qr else code
        other_files(tried, tmp, shipped_docx)
        through_libreoffice(tried, tmp, shipped)
        opened(tried, tmp)
        scanned(tmp, code)
        if keep:
            shutil.copytree(tmp, keep, dirs_exist_ok=True, ignore=shutil.ignore_patterns('profile'))
    print(f'{len(passed)} passed, {len(failures)} failed, 0 skipped')
    sys.exit(1 if failures else 0)


main(*sys.argv[1:])
