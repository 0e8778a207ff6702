"""Originals are kept whole, once, and never change."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.shelf import DamagedOriginal, NotOnShelf, Shelf, sha256_of


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "originals")


def test_what_is_put_can_be_got(shelf: Shelf) -> None:
    sha256 = shelf.put("一、总体要求".encode("gb18030"), "通知.txt")
    assert shelf.get(sha256) == "一、总体要求".encode("gb18030")
    assert sha256 in shelf
    assert list(shelf.hashes()) == [sha256]
    assert shelf.leftovers() == ()


def test_the_same_bytes_are_kept_once(shelf: Shelf) -> None:
    first, second = shelf.put(b"x", "a"), shelf.put(b"x", "b")
    assert first == second == sha256_of(b"x")
    assert len(list(shelf.hashes())) == 1


def test_an_original_is_not_overwritten(shelf: Shelf) -> None:
    sha256 = shelf.put(b"x")
    written = shelf.path(sha256).stat().st_mtime_ns
    shelf.put(b"x")
    assert shelf.path(sha256).stat().st_mtime_ns == written
    assert not shelf.path(sha256).stat().st_mode & 0o222


def test_damage_is_noticed(shelf: Shelf) -> None:
    sha256 = shelf.put(b"x")
    shelf.path(sha256).chmod(0o644)
    shelf.path(sha256).write_bytes(b"y")
    with pytest.raises(DamagedOriginal):
        shelf.get(sha256)


@pytest.mark.parametrize("sha256", ["0" * 64, "../../etc/passwd", ""])
def test_what_is_not_there(shelf: Shelf, sha256: str) -> None:
    with pytest.raises(NotOnShelf):
        shelf.get(sha256)


def test_half_written_files_are_leftovers(shelf: Shelf) -> None:
    folder = shelf.folder / "ab"
    folder.mkdir()
    (folder / "tmpxyz.part").write_bytes(b"half")
    assert [path.name for path in shelf.leftovers()] == ["tmpxyz.part"]
    assert list(shelf.hashes()) == []
