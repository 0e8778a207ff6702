"""The words of a Word paragraph as they are printed: insertions in, deletions and field codes out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from ingest.readers.characters import plain
from ingest.readers.docx_numbering import W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_SILENT = frozenset(
    {
        W + name
        for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt", "sdtPr", "txbxContent")
    }
)
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "noBreakHyphen": "-"}
TRANSPARENT = frozenset(
    {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
)
"""Wrappers whose content stands in the document as if they were not there."""


def paragraph_text(paragraph: _Element) -> str:
    """The paragraph's words without those in its text boxes; a manual line break is a line feed."""
    return plain("".join(_pieces(paragraph)))


def _pieces(element: _Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _SILENT or (tag == W + "r" and _is_hidden(child)):
            continue
        if tag in (W + "t", M + "t"):
            yield child.text or ""
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == W + "br":
            yield "\n" if child.get(W + "type", "textWrapping") == "textWrapping" else ""
        else:
            yield from _pieces(_current(child))


def _current(element: _Element) -> _Element:
    """Of the two versions of a drawing, for new and for old programs, the new one."""
    choice = element.find(MC + "Choice") if element.tag == MC + "AlternateContent" else None
    return element if choice is None else choice


def _is_hidden(run: _Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(W + "val") not in ("0", "false")


def text_boxes(paragraph: _Element) -> Iterator[_Element]:
    """The contents of the text boxes anchored in the paragraph, each once."""
    for child in paragraph:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag not in (W + "del", W + "moveFrom"):
            yield from text_boxes(_current(child))


def mark_is_deleted(paragraph: _Element) -> bool:
    """Has a tracked change deleted the paragraph's end, so that the next one continues it?"""
    return any(paragraph.find(f"{W}pPr/{W}rPr/{W}{name}") is not None for name in ("del", "moveFrom"))


def is_contents_list(element: _Element) -> bool:
    """Is this structured block an automatic table of contents?"""
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(W + "val") == "Table of Contents"


def through_wrappers(element: _Element) -> Iterator[_Element]:
    """The children of `element`, those inside transparent wrappers included, in document order."""
    for child in element:
        if child.tag in TRANSPARENT and not is_contents_list(child):
            yield from through_wrappers(child)
        else:
            yield child
