"""Look-alikes become the characters that people search for."""

import pytest

from ingest.readers import read_bytes
from ingest.readers.characters import plain


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("⽂件", "文件"),
        ("⼈⺠政府", "人民政府"),
        ("⻓期", "长期"),
        ("⼾⼝", "户口"),
        ("⻘年⾃⾏⻋", "青年自行车"),
        ("不\uf967", "不不"),
    ],
)
def test_radical_and_compatibility_forms(seen: str, meant: str) -> None:
    assert plain(seen) == meant


@pytest.mark.parametrize("text", ["〇一二（三）①㎡％５〔2024〕“”…—㈠", "關於長期"])
def test_everything_else_stays(text: str) -> None:
    assert plain(text) == text


def test_readers_use_it() -> None:
    assert read_bytes("⼈⺠政府⽂件".encode(), "a.txt").lines[0].text == "人民政府文件"
    assert read_bytes("<html><p>⼈⺠政府⽂件</p>".encode(), "a.html").lines[0].text == "人民政府文件"
