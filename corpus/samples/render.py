"""Renders every sample source into the form in which it would arrive: `python -m corpus.samples.render`.

Needs the extra `dev` (reportlab). The same source gives the same bytes on every run, so that the files
can be committed and a test can hold them to their sources.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from corpus.samples import FILES, manifest
from corpus.samples.layout import read_source
from corpus.samples.render_docx import docx_page
from corpus.samples.render_html import html_page
from corpus.samples.render_text import office_text, wrapped_text


def render(notice: dict[str, Any]) -> bytes:
    """The bytes of one notice of the manifest, in the format that it names.

    Raises ImportError for PDF where reportlab is not installed, ValueError for an unknown format.
    """
    stem, form = notice["stem"], notice["rendering"]["format"]
    lines, document, options = read_source(stem), notice["document"], notice["rendering"]
    if form == "pdf":
        from corpus.samples.render_pdf import pdf_page

        return pdf_page(lines, document["title"], options.get("running_head"))
    if form == "docx":
        written = datetime.fromisoformat(document["date"])
        return docx_page(lines, document["title"], document["issuer"], written, options["counting"])
    if form == "html":
        return html_page(lines, stem, title_in_text=options["title_in_text"])
    if form == "text":
        return wrapped_text(lines) if options["wrapped"] else office_text(lines)
    raise ValueError(f"unknown format in the manifest of the samples: {form}")


def main() -> None:
    """Write every file of the manifest."""
    FILES.mkdir(exist_ok=True)
    for notice in manifest()["notices"]:
        path = FILES / notice["document"]["source"]["file"]
        path.write_bytes(render(notice))
        print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
