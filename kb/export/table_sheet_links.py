"""The links of a worksheet, written behind its rows without keeping an object for each.

Openpyxl holds a hyperlink and a relationship for every linked cell until the end, about 2.5 kB each. Here
a link is its cell and its address, cells with one address share a relationship (ECMA-376, part 1,
18.3.1.47: several hyperlinks may name one), and the elements go to disk as they are made.
"""

from __future__ import annotations

from typing import Any

from lxml import etree
from openpyxl.packaging.relationship import Relationship as _Relationship
from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS

_ELEMENT = f"{{{SHEET_MAIN_NS}}}hyperlink"
_ID = f"{{{REL_NS}}}id"
Relationship: Any = _Relationship
"""Its stubs ask for what the library itself fills in."""


class SheetLinks:
    """The links of one sheet of a write-only workbook."""

    def __init__(self) -> None:
        self._cells: list[tuple[str, str]] = []
        self._addresses: dict[str, str] = {}

    def add(self, cell: str, address: str) -> None:
        """The cell (`E4`) leads to the address."""
        self._cells.append((cell, self._addresses.setdefault(address, address)))

    def write_with(self, writer: Any) -> None:
        """Let openpyxl's writer of the sheet call this in its place; called once rows are being written."""
        writer.write_hyperlinks = lambda: self._write(writer)

    def _write(self, writer: Any) -> None:
        if not self._cells:
            return
        ids = {}
        for address in self._addresses:
            link = Relationship(type="hyperlink", TargetMode="External", Target=address)
            writer._rels.append(link)
            ids[address] = link.id
        stream = writer.xf.send(True)
        with stream.element(f"{{{SHEET_MAIN_NS}}}hyperlinks"):
            for cell, address in self._cells:
                stream.write(etree.Element(_ELEMENT, {"ref": cell, _ID: ids[address]}))
        writer.xf.send(None)
