"""PDF: lines with their places, without watermarks and doubled letters; tables apart."""

from io import BytesIO

import pytest

from ingest.readers import read_bytes

from .making import FONT, SIZE, canvas_of, pdf, texts

FIRST = [
    "　　　　青禾县人民政府文件",
    "　　为加快建设乡村服务站，方便群众寄递，经县政府同意",
    "现就有关工作通知如下。",
]
SECOND = ["　　一、工作目标", "到2024年底，全县建成服务站120个，覆盖率达到95.5%以上。"]


def test_lines_with_page_number_and_place() -> None:
    pages = read_bytes(pdf(FIRST, SECOND), "通知.pdf")
    assert texts(pages) == FIRST + SECOND
    assert [line.page for line in pages.lines] == [1, 1, 1, 2, 2]
    assert [line.number for line in pages.lines] == [1, 2, 3, 4, 5]
    assert pages.page_count == 2 and pages.wrapped and pages.reader == "pdf"


def test_places_are_fractions_from_the_top() -> None:
    pages = read_bytes(pdf(FIRST, running_head="青政办〔2024〕9号"), "通知.pdf")
    head, title, *_ = pages.lines
    assert head.text == "青政办〔2024〕9号"
    assert head.top is not None and head.bottom is not None and title.top is not None
    assert 0.02 < head.top < head.bottom < 0.07 < title.top < 0.15


def test_no_blank_between_chinese_and_digits() -> None:
    out = BytesIO()
    canvas = canvas_of(out)
    canvas.drawString(80, 700, "到")
    canvas.setFont("Times-Roman", SIZE)
    canvas.drawString(80 + SIZE + 4, 700, "2024")
    canvas.setFont(FONT, SIZE)
    canvas.drawString(80 + SIZE + 4 + 32 + 4, 700, "年底，基本建成县乡村三级网络。")
    canvas.save()
    assert texts(read_bytes(out.getvalue(), "a.pdf")) == ["到2024年底，基本建成县乡村三级网络。"]


def test_doubled_letters_of_imitated_bold_count_once() -> None:
    out = BytesIO()
    canvas = canvas_of(out)
    for shift in (0, 0.4, 0.8):
        canvas.drawString(80 + shift, 700, "人人有责的实施方案")
    canvas.drawString(80, 660, "　各乡镇人民政府，县政府各部门：")
    canvas.save()
    assert texts(read_bytes(out.getvalue(), "a.pdf"))[0] == "人人有责的实施方案"


def test_equal_letters_side_by_side_stay() -> None:
    out = BytesIO()
    canvas = canvas_of(out)
    canvas.setFont("Helvetica", SIZE)
    canvas.drawString(80, 700, "all 1111 filling --- iii")
    canvas.setFont(FONT, SIZE)
    canvas.drawString(80, 660, "人人人……，各各。")
    canvas.save()
    assert texts(read_bytes(out.getvalue(), "a.pdf")) == ["all 1111 filling --- iii", "人人人……，各各。"]


def test_slanted_watermark_is_left_out() -> None:
    out = BytesIO()
    canvas = canvas_of(out)
    canvas.drawString(80, 700, "各乡镇人民政府，县政府各部门，各有关单位：")
    canvas.translate(200, 400)
    canvas.rotate(45)
    canvas.drawString(0, 0, "内部资料")
    canvas.save()
    assert texts(read_bytes(out.getvalue(), "a.pdf")) == ["各乡镇人民政府，县政府各部门，各有关单位："]


def test_letterhead_rules_and_frames_are_no_tables() -> None:
    out = BytesIO()
    canvas = canvas_of(out)
    canvas.rect(60, 60, 475, 720)  # a frame around the page
    canvas.drawString(80, 720, "青禾县人民政府文件")
    canvas.rect(60, 690, 475, 3, fill=1)  # the red rule, drawn as a thick bar
    canvas.line(60, 684, 535, 684)
    canvas.drawString(80, 640, "青政〔2024〕9号")
    for height in (140, 110, 80):  # the lines of the foot block
        canvas.line(60, height, 535, height)
    canvas.drawString(80, 118, "抄送：县委办公室，县人大常委会办公室。")
    canvas.drawString(80, 88, "青禾县人民政府办公室　　2024年5月6日印发")
    canvas.save()
    pages = read_bytes(out.getvalue(), "a.pdf")
    assert pages.tables == ()
    assert len(texts(pages)) == 4


def test_page_that_is_only_a_picture_is_remarked() -> None:
    out = BytesIO()
    canvas = canvas_of(out)
    canvas.drawString(80, 700, "各乡镇人民政府，县政府各部门，各有关单位：")
    canvas.showPage()
    canvas.drawInlineImage(picture(), 0, 0, 595, 842)
    canvas.save()
    pages = read_bytes(out.getvalue(), "a.pdf")
    assert pages.remarks == ("第 2 页是图片，没有文字层，未能读出",)


def picture() -> object:
    image = pytest.importorskip("PIL.Image")
    return image.new("L", (60, 84), 200)


def test_name_of_another_format_is_remarked_not_refused() -> None:
    pages = read_bytes(pdf(FIRST), "通知.txt")
    assert pages.reader == "pdf"
    assert pages.remarks == ("扩展名是 .txt，内容是PDF 文件，已按内容读取",)
