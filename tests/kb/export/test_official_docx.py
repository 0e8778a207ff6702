"""The Word file against GB/T 9704-2012: each row of the table names the clause that it checks."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm

from ingest.readers import read_bytes
from kb.draft.printed import Printed
from kb.export.official_docx import official_bytes
from kb.export.official_layout import foot_rights, lay_out
from kb.export.official_measures import measure_rows, measures, points, width
from kb.export.official_title import title_lines
from tests.kb.export.official import (
    ANNEX,
    CLAUSES,
    FOOT,
    HEAD,
    PRINTED,
    TASKS,
    TITLE,
    blanks_above,
    face,
    find,
    from_style,
    indents,
    line,
    made,
    value,
)

Look = Callable[[WordDocument], object]


@pytest.fixture(scope="module")
def document() -> WordDocument:
    return made()


def paper(document: WordDocument, section: int) -> tuple[int, ...]:
    one = document.sections[section]
    sides = (
        one.page_width,
        one.page_height,
        one.top_margin,
        one.bottom_margin,
        one.left_margin,
        one.right_margin,
    )
    return tuple(round((side or 0) / Mm(1)) for side in sides)


def grid(document: WordDocument, name: str) -> str | None:
    return value(document.sections[0]._sectPr, "docGrid", name)


def footer(document: WordDocument, section: int, even: bool) -> Any:
    one = document.sections[section]
    return (one.even_page_footer if even else one.footer).paragraphs[0]._p


def number_words(document: WordDocument) -> str:
    texts = footer(document, 0, False).iter(qn("w:t"), qn("w:instrText"))
    return "".join(one.text for one in texts)


def box(document: WordDocument, even: bool) -> dict[str, float]:
    """Where the turned page number stands on the landscape page, mm from the paper's left and upper edge."""
    drawing = footer(document, 1, even).find(f".//{qn('wp:anchor')}")
    x, y = (float(one.text) / Mm(1) for one in drawing.iter(qn("wp:posOffset")))
    extent = drawing.find(qn("wp:extent"))
    return {"x": round(x, 1), "top": round(y, 1), "foot": round(y + int(extent.get("cy")) / Mm(1), 1)}


STYLE_LINES = (
    "青政",
    "青禾县人民政府办公室关于",
    "各镇人民政府，",
    "现将",
    "一、",
    "（一）",
    "附件：",
    "附件1",
)

PRESCRIBED: tuple[tuple[str, str, Look, object], ...] = (
    ("5.1", "A4 paper", lambda d: paper(d, 0)[:2], (210, 297)),
    ("5.2.1", "margins: top, bottom, left, right", lambda d: paper(d, 0)[2:], (37, 35, 28, 26)),
    ("5.2.2", "3号仿宋", lambda d: face(find(d, "现将")), ("仿宋_GB2312", 16)),
    ("5.2.2", "digits in the same face", lambda d: from_style(find(d, "现将"), "rPr/rFonts", "ascii"), "仿宋_GB2312"),
    ("5.2.3", "grid of lines and characters", lambda d: grid(d, "type"), "linesAndChars"),
    ("5.2.3", "22 rows of the grid", lambda d: int(225 / 25.4 * 1440) // int(grid(d, "linePitch") or 0), 22),
    ("5.2.3", "28 columns", lambda d: int(points(156) / (16 + int(grid(d, "charSpace") or 0) / 4096)), 28),
    (
        "5.2.3",
        "28 points, exactly, from number to annex",
        lambda d: {
            (from_style(find(d, words), "pPr/spacing", "line"), from_style(find(d, words), "pPr/spacing", "lineRule"))
            for words in STYLE_LINES
        },
        {("560", "exact")},
    ),
    ("5.2.3", "no widow control", lambda d: from_style(find(d, "现将"), "pPr/widowControl"), "0"),
    ("5.2.3", "nothing outside the lines", lambda d: from_style(find(d, "现将"), "pPr/overflowPunct"), "0"),
    ("5.2.3", "no room around digits", lambda d: from_style(find(d, "现将"), "pPr/autoSpaceDN"), "0"),
    ("5.2.4", "all words are black", lambda d: "w:color " in d.element.xml + d.styles.element.xml, False),
    ("7.2.5", "number centred", lambda d: from_style(find(d, "青政"), "pPr/jc"), "center"),
    ("7.2.5", "number after two lines", lambda d: blanks_above(d, "青政"), 2),
    ("7.3.1", "title 2号小标宋", lambda d: face(find(d, TITLE)), ("方正小标宋简体", 22)),
    ("7.3.1", "title centred", lambda d: from_style(find(d, TITLE), "pPr/jc"), "center"),
    ("7.3.1", "title after two lines", lambda d: blanks_above(d, TITLE), 2),
    ("7.3.1", "title broken at words", lambda d: find(d, TITLE).text.split("\n"), [TITLE[:14], TITLE[14:]]),
    ("7.3.2", "recipients after one line", lambda d: blanks_above(d, "各镇人民"), 1),
    ("7.3.2", "recipients flush left", lambda d: indents(find(d, "各镇人民")), (0, 0, 0)),
    ("7.3.2", "full-width colon", lambda d: find(d, "各镇人民").text[-1], "："),
    ("7.3.3", "text follows", lambda d: blanks_above(d, "现将"), 0),
    ("7.3.3", "two characters' indent", lambda d: indents(find(d, "现将")), (2, 0, 0)),
    ("7.3.3", "first level 黑体", lambda d: face(find(d, "一、")), ("黑体", 16)),
    ("7.3.3", "second level 楷体", lambda d: face(find(d, "（一）")), ("楷体_GB2312", 16)),
    ("7.3.3", "run-in text 仿宋", lambda d: face(find(d, "（一）"), 1), ("仿宋_GB2312", 16)),
    ("7.3.3", "third level 仿宋", lambda d: face(find(d, "1.")), ("仿宋_GB2312", 16)),
    ("7.3.3", "fourth level 仿宋", lambda d: face(find(d, "（1）")), ("仿宋_GB2312", 16)),
    ("7.3.3", "headings indented", lambda d: {indents(find(d, w)) for w in ("一、", "（一）", "1.")}, {(2, 0, 0)}),
    ("7.3.3", "numbers are typed", lambda d: "w:numPr" in d.element.xml, False),
    ("7.3.4", "annex note after one line", lambda d: blanks_above(d, "附件："), 1),
    ("7.3.4", "name under name", lambda d: indents(find(d, "附件：1.")), (2, 6, 0)),
    ("7.3.4", "number under number", lambda d: indents(find(d, "2.任务")), (5, 6, 0)),
    ("7.3.5.1", "date leaves four characters", lambda d: indents(find(d, "2025年"))[2], 4),
    ("7.3.5.1", "signature over the date's middle", lambda d: indents(signature(d))[2], 2),
    ("7.3.5.1", "room for the seal", lambda d: blanks_above_signature(d), 2),
    ("7.3.5.1", "signature stays with the date", lambda d: signature(d).paragraph_format.keep_with_next, True),
    ("7.3.6", "publicity: two characters, brackets", lambda d: indents(find(d, "（此件公开发布）")), (2, 0, 0)),
    ("7.3.7", "annex on a page of its own", lambda d: find(d, "附件1").paragraph_format.page_break_before, True),
    ("7.3.7", "annex label 黑体, flush", lambda d: (face(find(d, "附件1")), indents(find(d, "附件1"))[0]), (("黑体", 16), 0)),
    ("7.3.7", "annex title on the third line", lambda d: blanks_above(d, "村邮站"), 1),
    ("7.3.7", "annex title centred", lambda d: from_style(find(d, "村邮站"), "pPr/jc"), "center"),
    ("7.3.7", "the table is the second annex", lambda d: find(d, "附件2").text, "附件2"),
    ("7.5", "number between dashes", lambda d: number_words(d), "— PAGE1 —"),
    ("7.5", "a field", lambda d: footer(d, 0, False).find(f".//{qn('w:instrText')}").text, "PAGE"),
    ("7.5", "4号宋体", lambda d: face(d.sections[0].footer.paragraphs[0]), ("宋体", 14)),
    ("7.5", "odd pages at the right", lambda d: value(footer(d, 0, False), "pPr/jc"), "right"),
    ("7.5", "even pages at the left", lambda d: value(footer(d, 0, True), "pPr/jc"), "left"),
    ("7.5", "one character from the edge", lambda d: value(footer(d, 0, False), "pPr/ind", "right"), "280"),
    ("7.5", "one character from the edge", lambda d: value(footer(d, 0, True), "pPr/ind", "left"), "280"),
    ("7.5", "odd and even differ", lambda d: d.settings.odd_and_even_pages_header_footer, True),
    ("7.5", "dash 7 mm below", lambda d: round(35 - (d.sections[0].footer_distance or 0) / Mm(1) - 2.5), 7),
    ("7.5", "annexes go on counting", lambda d: "w:pgNumType" in d.element.xml, False),
    ("8", "landscape, turned by a quarter", lambda d: paper(d, 1), (297, 210, 28, 26, 35, 37)),
    ("8", "declared as landscape", lambda d: d.sections[1].orientation, WD_ORIENT.LANDSCAPE),
    ("8", "odd page number where it is upright", lambda d: box(d, False), {"x": 25.5, "top": 124.0, "foot": 184.0}),
    ("8", "even page number where it is upright", lambda d: box(d, True), {"x": 25.5, "top": 28.0, "foot": 88.0}),
    ("8", "turned with the paper", lambda d: 'vert="vert"' in d.sections[1].footer._element.xml, True),
    ("8", "head repeated", lambda d: "w:tblHeader" in d.tables[0].rows[0]._tr.xml, True),
)  # fmt: skip


def signature(document: WordDocument) -> Any:
    return next(one for one in document.paragraphs if one.text == "青禾县人民政府办公室")


def blanks_above_signature(document: WordDocument) -> int:
    texts = [one.text for one in document.paragraphs]
    at = texts.index("青禾县人民政府办公室")
    return next(n for n in range(at) if texts[at - 1 - n])


@pytest.mark.parametrize(
    ("look", "expected"),
    [row[2:] for row in PRESCRIBED],
    ids=[f"{clause} {what}" for clause, what, *_ in PRESCRIBED],
)
def test_prescribed(document: WordDocument, look: Look, expected: object) -> None:
    assert look(document) == expected


def test_every_clause_of_the_table_is_checked() -> None:
    checked = {clause for clause, *_ in PRESCRIBED} | {"7.3.5.2"}
    assert {measure.clause for measure in measure_rows().values()} <= checked


def test_a_page_holds_22_lines_of_28_characters() -> None:
    m = measures()
    assert points(m.type_height) // m.line_height == 22
    assert points(m.type_width) // m.char_width == 28


@pytest.mark.parametrize(
    ("signed", "date", "sealed", "rights"),
    [
        (10, 6, True, (2, 4)),  # centred over the date
        (4, 6, True, (5, 4)),
        (18, 6, True, (0, 6)),  # too long: ends at the edge, the date moves under its middle
        (10, 6, False, (2, 4)),  # the date begins two characters further right
        (4, 6, False, (6, 2)),  # a longer date leaves two characters
    ],
)
def test_signature_and_date(signed: float, date: float, sealed: bool, rights: tuple[float, float]) -> None:
    assert foot_rights(signed, date, sealed) == rights


def test_without_a_seal_one_line_stands_above_the_signature() -> None:
    assert blanks_above_signature(made(sealed=False)) == 1


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("青禾县冬季清洁取暖工作方案", 1),
        (
            "荻溪县人民政府关于加强水利工程建设管理工作的实施意见",
            ["荻溪县人民政府", "关于加强水利工程建设管理工作的实施意见"],
        ),
        (
            "青禾县人民政府办公室关于转发县发展改革局、县交通运输局等部门关于加快推进县域商业体系建设若干措施的通知",
            3,
        ),
        ("樾州市人民政府关于印发《樾州市农村客货邮融合发展行动方案（2025—2027年）》的通知", 2),
        ("一行\n二行", ["一行", "二行"]),
        ("哈" * 45, 3),
    ],
)
def test_titles_are_broken_at_sensible_words(title: str, expected: int | list[str]) -> None:
    lines = list(title_lines(title, 20))
    assert "".join(lines) == title.replace("\n", "") and all(width(one) <= 20 for one in lines)
    assert len(lines) == expected if isinstance(expected, int) else lines == expected
    assert not any(one[0] in "的、》）" or one[-1] in "《（" for one in lines)


def test_remarks_are_comments_at_their_words() -> None:
    document = made()
    comments = [(one.author, one.text) for one in document.comments]
    assert comments == [("条块", "自拟"), ("条块", "上级·改写　樾政办发〔2025〕3号 二"), ("条块", "自拟")]
    assert [anchored(document, number) for number in range(3)] == [
        "请认真组织实施",
        CLAUSES[2].runs[1].text,
        CLAUSES[2].text,  # words that do not stand in it: the whole paragraph
    ]
    assert not len(made(remarks=False).comments)


def anchored(document: WordDocument, number: int) -> str:
    """The words between the marks of a comment."""
    words, inside = "", False
    for element in document.element.body.iter():
        if element.get(qn("w:id")) == str(number) and "commentRange" in element.tag:
            inside = element.tag.endswith("Start")
        words += (element.text or "") if inside and element.tag == qn("w:t") else ""
    return words


@pytest.mark.parametrize("words", ["【待定1】", "【牵头单位】"])
def test_open_questions_are_marked_in_colour_and_in_brackets(words: str) -> None:
    run = next(run for one in made().paragraphs for run in one.runs if run.text == words)
    assert run.style is not None and value(run.style.element, "rPr/shd", "fill") == "FFD966"


@pytest.mark.parametrize("remarks", [True, False])
def test_reading_it_back_gives_every_paragraph_and_nothing_else(remarks: bool) -> None:
    layout = lay_out(PRINTED)
    pages = read_bytes(official_bytes(PRINTED, remarks), "plan.docx")
    written = [one for each in layout.upright for one in each.lines or (each.paragraph.text,)]
    assert [one.text for one in pages.lines if one.text] == [*written, "附件2", TASKS.title, *TASKS.notes]
    assert [row[2] for row in pages.tables[0].rows] == ["具体举措", "选好地方", "配齐货架", "写明时限"]


@pytest.mark.parametrize(
    "printed",
    [
        Printed(()),
        Printed((), TASKS),
        Printed((*HEAD[1:2], *CLAUSES[1:])),
        Printed((line("number", "\u3000"), line("title", ""), line("text", "坏\x0b字\ufffe"), *FOOT)),
    ],
)
def test_what_is_missing_does_no_harm(printed: Printed) -> None:
    read_back = made(printed)
    assert read_back.sections[-1].orientation == (
        WD_ORIENT.LANDSCAPE if printed.annex else WD_ORIENT.PORTRAIT
    )


def test_an_own_annex_heading_is_taken_for_the_table_and_no_other() -> None:
    own = (line("annex_label", "附件"), line("annex_title", TASKS.title))
    assert [one.paragraph.text for one in lay_out(Printed((*HEAD, *own), TASKS)).annex_head] == [
        "附件",
        TASKS.title,
    ]
    bare = lay_out(Printed((*HEAD, *ANNEX[:2]), TASKS))
    assert (
        bare.upright[-1].paragraph.text == "村邮站建设标准"
        and bare.annex_head[1].paragraph.text == TASKS.title
    )


def test_the_file_names_title_and_issuer_and_no_program(document: WordDocument) -> None:
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (
        TITLE,
        "青禾县人民政府办公室",
        "zh-CN",
    )
    with zipfile.ZipFile(BytesIO(official_bytes(PRINTED))) as package:
        names = package.namelist()
        core = package.read("docProps/core.xml").decode()
    assert not any(name in ("docProps/app.xml", "docProps/thumbnail.jpeg") for name in names)
    assert "docx" not in core and "revision" not in core


def test_styles_to_go_on_writing_with(document: WordDocument) -> None:
    names = {style.name for style in document.styles}
    assert names >= {
        "公文标题",
        "公文正文",
        "一级标题",
        "二级标题",
        "三级标题",
        "四级标题",
        "附件说明",
        "成文日期",
    }
    assert value(document.styles.element, "docDefaults/rPrDefault/rPr/lang", "eastAsia") == "zh-CN"
