"""A Word file whose tables are written as they come: python-docx keeps every cell in memory, this does not."""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from lxml import etree

from kb.export.table_word import Addresses

_BODY, _RELATIONSHIPS = "word/document.xml", "word/_rels/document.xml.rels"
_END_OF_RELATIONSHIPS = b"</Relationships>"


class StreamedDocument:
    """A document made with python-docx, with places in it that are filled while it is written."""

    def __init__(self, document: Document, addresses: Addresses) -> None:
        self._document, self._addresses = document, addresses
        self._places: list[tuple[bytes, Iterator[str]]] = []

    def put_here(self, pieces: Iterator[str]) -> None:
        """The pieces, together whole elements, will stand behind what the document holds by now."""
        name = f"table {uuid.uuid4().hex}"
        body: Any = self._document.element.body
        body.insert(len(body) - 1, etree.Comment(name))
        self._places.append((f"<!--{name}-->".encode(), pieces))

    def write(self, out: BinaryIO) -> None:
        """The whole file to `out`, which stays open; called once."""
        frame = io.BytesIO()
        self._document.save(frame)
        with ZipFile(frame) as made, ZipFile(out, "w", ZIP_DEFLATED) as file:
            for entry in made.infolist():
                if entry.filename not in (_BODY, _RELATIONSHIPS):
                    file.writestr(entry, made.read(entry))
            self._write_body(file, made.read(_BODY))
            # Which addresses there are is known only when the rows are written.
            self._write_relationships(file, made.read(_RELATIONSHIPS))

    def _write_body(self, file: ZipFile, frame: bytes) -> None:
        with file.open(_packed(_BODY), "w", force_zip64=True) as body:
            for place, pieces in self._places:
                before, _, frame = frame.partition(place)
                body.write(before)
                for piece in pieces:
                    body.write(piece.encode())
            body.write(frame)

    def _write_relationships(self, file: ZipFile, frame: bytes) -> None:
        before, _, _ = frame.rpartition(_END_OF_RELATIONSHIPS)
        added = "".join(self._addresses.relationships()).encode()
        file.writestr(_packed(_RELATIONSHIPS), before + added + _END_OF_RELATIONSHIPS)


def _packed(name: str) -> ZipInfo:
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    return entry
