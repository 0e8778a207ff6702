"""Letters of several sizes on one page: none is taken for the second print of another."""

from io import BytesIO

import pytest

from ingest.readers import read_bytes

pytest.importorskip("reportlab")


def test_a_title_below_a_large_letterhead_loses_no_letter():
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    data = BytesIO()
    sheet = canvas.Canvas(data, pagesize=(595, 842))
    for size, top in ((37, 700), (20, 576), (16, 507)):
        sheet.setFont("STSong-Light", size)
        for shift in range(0, 12, 3):
            sheet.drawString(180 + shift, top - 4 * size * (shift // 3) / 3 - shift * 9, "望湖县人民政府办公室文件")
    sheet.save()
    pages = read_bytes(data.getvalue(), "a.pdf")
    assert [line.text.strip() for line in pages.lines if line.text.strip()] == ["望湖县人民政府办公室文件"] * 12
