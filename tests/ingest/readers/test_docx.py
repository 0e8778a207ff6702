"""Word documents: paragraphs as printed, in vertical order with tables."""

from typing import Any

from ingest.readers import read_bytes

from .making import add_item, define_list, document, element, saved, texts

BOX = (
    '<w:r NS xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent>'
    "<mc:Choice Requires='wps'><w:drawing>{0}</w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox>{0}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def read(made: Any) -> Any:
    return read_bytes(saved(made), "通知.docx")


def test_each_paragraph_is_a_line_and_none_is_wrapped() -> None:
    pages = read(document("青禾县人民政府", "", "现将方案印发给你们。"))
    assert [(line.number, line.text, line.page) for line in pages.lines] == [
        (1, "青禾县人民政府", None),
        (2, "", None),
        (3, "现将方案印发给你们。", None),
    ]
    assert pages.wrapped is False and pages.reader == "docx"


def test_manual_line_break_begins_a_line() -> None:
    assert texts(read(document("关于加快建设服务站\n实施方案的通知"))) == [
        "关于加快建设服务站",
        "实施方案的通知",
    ]


def test_tables_keep_their_place_and_spans() -> None:
    made = document("附件1")
    table = made.add_table(rows=3, cols=3)
    for row, words in zip(
        table.rows,
        (["任务", "", "单位"], ["建站", "选址", "县商务局"], ["", "公示", "县司法局"]),
        strict=True,
    ):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    table.cell(1, 0).merge(table.cell(2, 0))
    made.add_paragraph("附件2")
    pages = read(made)
    assert pages.tables[0].rows == (
        ("任务", "", "单位"),
        ("建站", "选址", "县商务局"),
        ("", "公示", "县司法局"),
    )
    assert pages.tables[0].after_line == 1
    assert texts(pages) == ["附件1", "附件2"]


def test_foot_block_in_a_table_stays_text() -> None:
    made = document()
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "青禾县人民政府办公室", "2024年5月6日印发"
    pages = read(made)
    assert pages.tables == ()
    assert texts(pages) == ["青禾县人民政府办公室　　2024年5月6日印发"]


def test_automatic_numbers_in_cells() -> None:
    made = document()
    define_list(made, 90, [("decimal", "%1")])
    table = made.add_table(rows=2, cols=2)
    for row, text in zip(table.rows, ("建站", "联网"), strict=True):
        row.cells[1].text = text
        row.cells[0]._tc.remove(row.cells[0].paragraphs[0]._p)
        add_item(row.cells[0], "项", 90)
    assert read(made).tables[0].rows == (("1 项", "建站"), ("2 项", "联网"))


def test_tracked_changes_are_read_as_accepted() -> None:
    made = document("到")
    made.paragraphs[0]._p.append(element("<w:ins NS><w:r><w:t>2024</w:t></w:r></w:ins>"))
    made.paragraphs[0]._p.append(element("<w:del NS><w:r><w:delText>2023</w:delText></w:r></w:del>"))
    made.paragraphs[0].add_run("年底")
    assert texts(read(made)) == ["到2024年底"]


def test_deleted_paragraph_end_joins_the_next_and_takes_no_number() -> None:
    made = document()
    define_list(made, 90, [("chineseCounting", "%1、")])
    add_item(made, "甲", 90)
    gone = add_item(made, "总体", 90)
    gone._p.get_or_add_pPr().append(element("<w:rPr NS><w:del/></w:rPr>"))
    add_item(made, "要求", 90)
    assert texts(read(made)) == ["一、甲", "二、总体要求"]


def test_hidden_text_field_codes_and_contents_are_left_out() -> None:
    made = document("各乡镇")
    made.paragraphs[0].add_run("秘密").font.hidden = True
    made.paragraphs[0]._p.append(element("<w:r NS><w:instrText>PAGE</w:instrText></w:r>"))
    made.styles.add_style("toc 1", 1)
    made.add_paragraph("总体要求\t1", style="toc 1")
    pages = read(made)
    assert texts(pages) == ["各乡镇"]
    assert pages.remarks == ("自动生成的目录没有读入",)


def test_letterhead_in_a_text_box_is_read_once_and_first() -> None:
    made = document("青政〔2024〕9号")
    content = "<w:txbxContent><w:p><w:r><w:t>青禾县人民政府文件</w:t></w:r></w:p></w:txbxContent>"
    made.paragraphs[0]._p.append(element(BOX.format(content)))
    assert texts(read(made)) == ["青禾县人民政府文件", "青政〔2024〕9号"]


def test_text_in_content_controls_is_read() -> None:
    made = document()
    block = "<w:sdt NS><w:sdtContent><w:p><w:r><w:t>各乡镇人民政府：</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    made.element.body.insert(0, element(block))
    assert texts(read(made)) == ["各乡镇人民政府："]


def test_document_without_numbering_part() -> None:
    made = document("甲乙丙。")
    part = made.part
    for key in [key for key, relation in part.rels.items() if relation.reltype.endswith("/numbering")]:
        del part.rels[key]
    assert texts(read(made)) == ["甲乙丙。"]
