"""A file is what its content says, whatever its name."""

import pytest

from ingest.readers.recognise import Format, recognise

from .making import JPEG, OLE, PNG, document, pdf, saved, zipped

NOTICE = "青禾县人民政府关于建设村级服务站的通知"

CASES = [
    (NOTICE.encode(), Format.TEXT),
    (NOTICE.encode("gb18030"), Format.TEXT),
    (NOTICE.encode("utf-16"), Format.TEXT),
    (b"\xef\xbb\xbf" + NOTICE.encode(), Format.TEXT),
    ("第一页\f第二页\x1a".encode(), Format.TEXT),
    (b"<!DOCTYPE html><html><body>x</body></html>", Format.HTML),
    (b"\n  <HTML><head></head></HTML>", Format.HTML),
    (b"\xef\xbb\xbf<html></html>", Format.HTML),
    ("<!-- saved --><html><p>文</p></html>".encode("utf-16"), Format.HTML),
    (b'<?xml version="1.0"?><!DOCTYPE html><html></html>', Format.HTML),
    ("标题<br><p>一</p><p>二</p><p>三</p>".encode(), Format.HTML),
    ("参数 a<b 且 c>d，详见说明".encode(), Format.TEXT),
    (b'<?xml version="1.0"?><data/>', Format.XML),
    (b"junk before\n%PDF-1.4\n", Format.PDF),
    (JPEG, Format.JPEG),
    (PNG, Format.PNG),
    (b"GIF89a....", Format.GIF),
    (b"{\\rtf1\\ansi}", Format.RTF),
    (b"Rar!\x1a\x07\x00", Format.ARCHIVE),
    (OLE + "WordDocument".encode("utf-16-le"), Format.OLD_WORD),
    (OLE + "EncryptedPackage".encode("utf-16-le"), Format.LOCKED_OFFICE),
    (OLE + "Workbook".encode("utf-16-le"), Format.OLD_OFFICE),
    (zipped(xl_workbook_xml=b"<x/>"), Format.WORKBOOK),
    (zipped(ppt_presentation_xml=b"<x/>"), Format.SLIDES),
    (zipped(OFD_xml=b"<x/>"), Format.OFD),
    (zipped(a=b"1"), Format.ZIP),
    (b"PK\x03\x04 and then nothing", Format.BROKEN_ZIP),
    (bytes(range(256)) * 20, Format.BINARY),
    (b"text with a \x00 byte", Format.BINARY),
    (b"", Format.TEXT),
]


@pytest.mark.parametrize(("data", "kind"), CASES)
def test_content_decides(data: bytes, kind: Format) -> None:
    assert recognise(data) is kind


def test_made_files() -> None:
    assert recognise(pdf(["甲"])) is Format.PDF
    assert recognise(saved(document("甲"))) is Format.DOCX
