"""Plain text: every line as it stands, in whatever encoding it arrives."""

import pytest

from ingest.errors import UnreadableFile
from ingest.readers import read_bytes

NOTICE = "青禾县人民政府办公室\n\n　　为加快建设乡村服务站，现就有关工作通知如下。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-32"])
def test_every_usual_encoding_gives_the_same_lines(encoding: str) -> None:
    pages = read_bytes(NOTICE.encode(encoding), "通知.txt")
    assert [line.text for line in pages.lines] == NOTICE.splitlines()
    assert pages.reader == "text" and pages.wrapped and pages.page_count is None


def test_utf_16_big_endian_with_its_mark() -> None:
    pages = read_bytes(b"\xfe\xff" + NOTICE.encode("utf-16-be"), "通知.txt")
    assert pages.lines[0].text == "青禾县人民政府办公室"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends(end: str) -> None:
    pages = read_bytes(f"甲{end}{end}乙{end}".encode(), "a.txt")
    assert [(line.number, line.text) for line in pages.lines] == [(1, "甲"), (2, ""), (3, "乙")]


def test_blank_lines_and_indents_stay() -> None:
    pages = read_bytes("甲\n\n  乙 \n".encode(), "a.txt")
    assert [line.text for line in pages.lines] == ["甲", "", "  乙 "]


def test_form_feed_begins_a_page() -> None:
    pages = read_bytes("第一页\n续\n\f第二页\n\f".encode(), "a.txt")
    assert [(line.page, line.number, line.text) for line in pages.lines] == [
        (1, 1, "第一页"),
        (1, 2, "续"),
        (2, 3, "第二页"),
    ]
    assert pages.page_count == 2


def test_traditional_characters_in_gbk() -> None:
    pages = read_bytes("關於加強鄉村物流體系建設的通知。".encode("gbk"), "a.txt")
    assert pages.lines[0].text.startswith("關於加強")


def test_a_name_without_promise_is_no_matter() -> None:
    assert read_bytes(NOTICE.encode(), "通知").remarks == ()
    assert read_bytes(NOTICE.encode(), "a/b/通知.txt").remarks == ()


REFUSED = [
    (("服务站" * 200).encode()[:-1], "UTF-8 编码，但第 1798 个字节处已损坏"),
    ("鄉村物流體系建設實施方案，請認真貫徹執行。".encode("big5"), "既不是 UTF-8，也不是 GB18030"),
    (b"\xff\xfe" + "甲".encode("utf-16-le") + b"\x00", "UTF-16 编码，但第"),
    (("条" * 300_000).encode(), "第 1 行有 300000 个字，没有换行"),
    (("条" * 10 + "\n").encode() * 400_000, "超过上限 10 MB"),
]


@pytest.mark.parametrize(("data", "cause"), REFUSED)
def test_refused_with_its_cause(data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableFile, match=cause):
        read_bytes(data, "a.txt")
