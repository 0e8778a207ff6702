"""An empty Word file with the settings of an official notice and nothing of the template's own."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kb.export import official_styles

_SUBSTITUTES = {"仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体", "方正小标宋简体": "方正小标宋_GBK"}
"""What Word takes where the prescribed face is not installed; otherwise it would take a face of its own choice."""

_FONT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"
# Version 15: without it Word lays the page out by older rules and says so in the title bar.
_SETTINGS = f"""<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>
<w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:useFELayout/>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>"""


def new_document(title: str, author: str) -> Document:
    """A document without paragraphs: styles, fonts and settings are in, language is zh-CN."""
    document = docx.Document()
    _drop_template_parts(document)
    official_styles.install(document)
    _add_fonts(document)
    _replace_children(document.settings.element, parse_xml(_SETTINGS))
    _set_properties(document, title, author)
    return document


def _replace_children(element: Any, other: Any) -> None:
    for child in list(element):
        element.remove(child)
    for child in list(other):
        element.append(child)


def _drop_template_parts(document: Document) -> None:
    """Theme, thumbnail, numbering and the rest: numbers are typed and faces are named, nothing needs them."""
    kept = (RT.STYLES, RT.SETTINGS)
    for owner, keep in (
        (document.part, kept),
        (document.part.package, (RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES)),
    ):
        for ident in [ident for ident, rel in owner.rels.items() if rel.reltype not in keep]:
            del owner.rels[ident]


def _add_fonts(document: Document) -> None:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _SUBSTITUTES.items()
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'
    package = document.part.package
    part = Part(PackURI("/word/fontTable.xml"), _FONT_TYPE, xml.encode(), package)
    document.part.relate_to(part, RT.FONT_TABLE)


def _set_properties(document: Document, title: str, author: str) -> None:
    properties = document.core_properties
    _replace_children(properties._element, ())
    properties.title, properties.author, properties.language = title, author, "zh-CN"
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
