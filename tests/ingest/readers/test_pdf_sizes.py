"""Letters of several sizes on one page: none is taken for the second print of another."""

from io import BytesIO

import pytest

from ingest.readers import read_bytes

pytest.importorskip("reportlab")


def test_a_title_below_a_smaller_number_loses_no_letter():
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    data = BytesIO()
    sheet = canvas.Canvas(data, pagesize=(595, 842))
    sheet.setFont("STSong-Light", 15.79)
    sheet.drawString(220.47, 640.04, "望政办发〔2024〕3号")
    sheet.setFont("STSong-Light", 20)
    sheet.drawString(197.64, 576.26, "望湖县人民政府办公厅")  # its 政 stands 61 pt right of the other one
    sheet.save()
    pages = read_bytes(data.getvalue(), "a.pdf")
    assert [line.text.strip() for line in pages.lines] == ["望政办发〔2024〕3号", "望湖县人民政府办公厅"]
