"""Files that cannot be read: each is refused with its name, a cause and an advice, quickly."""

import errno
import os
import pickle
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.readers import load, read_bytes, read_file

from .making import JPEG, OLE, PNG, canvas_of, document, pdf, repacked, saved, zipped
from .test_pdf import picture

WORD = saved(document("各乡镇人民政府：", "现将实施方案印发给你们，请认真组织实施。"))
XML = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'


def bomb() -> bytes:
    return repacked(WORD, word_document_xml=b"<w:document>" + b" " * 30_000_000)


def lying_bomb() -> bytes:
    """A bomb that declares one byte for its largest member."""
    data = bytearray(bomb())
    size = (30_000_012).to_bytes(4, "little")
    return bytes(data.replace(size, (1).to_bytes(4, "little")))


def scan() -> bytes:
    out = BytesIO()
    canvas = canvas_of(out)
    for _ in range(2):
        canvas.drawInlineImage(picture(), 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked_zip() -> bytes:
    """A ZIP whose members claim to be encrypted."""
    data = bytearray(WORD)
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 8] |= 1
        at += 4
    return bytes(data)


CASES = [
    ("空.txt", b"", "文件是空的"),
    ("空.pdf", b"", "文件是空的"),
    ("空白.txt", " \r\n\t　　\n".encode(), "只有空白"),
    ("空白.txt", "　\n".encode("gb18030"), "只有空白"),
    ("扫描件.pdf", JPEG, "内容是JPEG 图片，扩展名却是 .pdf"),
    ("扫描件.pdf", PNG, "内容是PNG 图片，扩展名却是 .pdf"),
    ("照片.jpg", JPEG, "内容是JPEG 图片，不能读取"),
    ("加密.pdf", pdf(["各乡镇人民政府："], password="abc"), "PDF 已加密，需要密码"),
    ("半截.pdf", pdf(["各乡镇人民政府："] * 3)[:1500], "PDF 不完整"),
    ("坏.pdf", b"%PDF-1.4\nnothing in here\n%%EOF", "PDF 内部结构已损坏|PDF 里没有文字"),
    ("空页.pdf", pdf([]), "PDF 里没有文字"),
    ("假.docx", b"This is not a ZIP file.", "内容不是 .docx 格式"),
    ("假.docx", WORD[: len(WORD) // 2], "不完整的 ZIP 压缩包"),
    ("包.docx", zipped(a=b"1"), "内容是ZIP 压缩包，扩展名却是 .docx"),
    ("表.docx", zipped(xl_workbook_xml=b"<x/>"), "内容是Excel 工作簿，扩展名却是 .docx"),
    ("缺.docx", zipped(word_document_xml=b"<x/>"), "没有完整的 Word 正文"),
    ("乱.docx", repacked(WORD, word_document_xml=b"<w:document"), "没有完整的 Word 正文"),
    ("炸弹.docx", bomb(), "压缩炸弹"),
    ("炸弹.docx", lying_bomb(), "压缩炸弹|压缩数据不完整"),
    ("实体.docx", repacked(WORD, word_document_xml=XML), "不允许的文档类型声明"),
    ("锁.docx", locked_zip(), "加密或不支持的压缩方式"),
    ("锁.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "加了密码的 Office 文档"),
    ("旧.doc", OLE + "WordDocument".encode("utf-16-le"), "内容是旧版 Word 或 WPS 文档"),
    ("无字.docx", saved(document("", " ")), "里没有文字"),
    ("无字.html", b"<html><body><script>alert(1)</script></body></html>", "里没有文字"),
    ("深.html", b"<html><body>" + b"<div>" * 200_000 + "甲。".encode(), "标签嵌套超过"),
    ("一行.txt", b"a" * 30_000_000, "30 MB"),
    ("乱码.txt", bytes(range(256)) * 40, "无法识别的二进制数据"),
    ("乱码", os.urandom(5000), "无法识别的二进制数据"),
]


@pytest.mark.parametrize(
    ("name", "data", "cause"), CASES, ids=[f"{name}: {cause}" for name, _, cause in CASES]
)
def test_refused_with_name_cause_and_advice(name: str, data: bytes, cause: str) -> None:
    with pytest.raises(UnreadableFile, match=cause) as caught:
        read_bytes(data, name)
    assert str(caught.value).startswith(f"{name}：")
    assert "没有存入任何内容。" in str(caught.value) and caught.value.advice


def test_scan_is_called_a_scan() -> None:
    with pytest.raises(UnreadableFile, match="PDF 是扫描件，2 页都是图片"):
        read_bytes(scan(), "扫描件.pdf")


def test_old_word_advises_to_save_as_docx() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(OLE + "WordDocument".encode("utf-16-le"), "旧.doc")
    assert "另存为 .docx" in caught.value.advice


def test_bomb_made_of_many_members() -> None:
    out = BytesIO(WORD)
    with zipfile.ZipFile(out, "a") as package:
        for number in range(6000):
            package.writestr(f"word/media/{number}.bin", b"")
    with pytest.raises(UnreadableFile, match="个成员，超过上限"):
        read_bytes(out.getvalue(), "炸弹.docx")


def test_missing_file_folder_and_pipe(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"没有\.txt：文件不存在"):
        read_file(tmp_path / "没有.txt")
    with pytest.raises(UnreadableFile, match="这是文件夹"):
        read_file(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道")
    with pytest.raises(UnreadableFile, match="不是普通文件"):
        read_file(tmp_path / "管道")


@pytest.mark.parametrize(
    ("number", "cause"), [(errno.EACCES, "没有读取这个文件的权限"), (errno.EIO, "系统读不出这个文件")]
)
def test_trouble_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, cause: str
) -> None:
    def refuse(path: Path) -> bytes:
        raise OSError(number, os.strerror(number))

    path = tmp_path / "锁住.txt"
    path.write_text("各乡镇人民政府：", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableFile, match=f"锁住.txt：{cause}"):
        load(path)


def test_error_survives_a_process_border() -> None:
    error = UnreadableFile("甲.pdf", "原因", "建议")
    assert str(pickle.loads(pickle.dumps(error))) == str(error) == "甲.pdf：原因。没有存入任何内容。建议。"


def test_path_of_another_system_is_cut_to_the_name() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(b"", "/home/somebody/空.txt")
    assert caught.value.file == "空.txt"
