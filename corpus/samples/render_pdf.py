"""A sample as the PDF of a printed notice: red letterhead, 28 characters a line, page numbers `— 1 —`."""

from __future__ import annotations

from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from corpus.samples.layout import SourceLine, wrap

FONT = "STSong-Light"
RED = (0.8, 0.05, 0.08)
LEFT, RIGHT, TOP, BOTTOM = 28 * mm, 26 * mm, 37 * mm, 35 * mm
"""The margins of GB/T 9704."""
WIDTH, HEIGHT = A4
CHARACTERS, LINES = 28, 22
SIZE = (WIDTH - LEFT - RIGHT) / CHARACTERS
LEADING = (HEIGHT - TOP - BOTTOM) / LINES
TITLE_SIZE = 20.0


def pdf_page(lines: tuple[SourceLine, ...], title: str, running_head: str | None = None) -> bytes:
    """The notice as PDF bytes, the same ones for the same source: no clock, no compression.

    `running_head` stands at the top of every page behind the first.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=0, initialFontName=FONT)
    canvas.setTitle(title)
    press = _Press(canvas, running_head)
    previous: SourceLine | None = None
    for line in lines:
        press.paragraph(line, previous)
        previous = line
    press.end_page()
    canvas.save()
    return buffer.getvalue()


class _Press:
    """Sets paragraphs line by line and turns the page when one is full."""

    def __init__(self, canvas: Canvas, running_head: str | None) -> None:
        self.canvas = canvas
        self.running_head = running_head
        self.page = 1
        self.y = HEIGHT - TOP - SIZE

    def paragraph(self, line: SourceLine, previous: SourceLine | None) -> None:
        """Set one paragraph of the source, with the space that its kind wants above it."""
        if line.position == "page_break":
            self.end_page()
        elif line.is_letterhead:
            self._letterhead(line.text)
        elif line.is_document_number and previous is not None and previous.is_letterhead:
            self._number_over_red_line(line.text)
        elif line.position == "centred":
            self._title(line.text, first=previous is None or previous.position != "centred")
        elif line.position == "right":
            self._signature(line.text, first=previous is None or previous.position != "right")
        elif line.is_imprint:
            self._imprint(line.text, first=previous is None or not previous.is_imprint)
        else:
            self._text(line)

    def end_page(self) -> None:
        """Print the page number (outer side, as in a bound volume) and the running head; start a page."""
        self.canvas.setFont(FONT, 14)
        number, y = f"— {self.page} —", BOTTOM - 9 * mm
        if self.page % 2:
            self.canvas.drawRightString(WIDTH - RIGHT - SIZE, y, number)
        else:
            self.canvas.drawString(LEFT + SIZE, y, number)
        if self.running_head and self.page > 1:
            self.canvas.setFont(FONT, 10.5)
            self.canvas.drawCentredString(WIDTH / 2, HEIGHT - 22 * mm, self.running_head)
            self._rule(HEIGHT - 24 * mm, 0.5)
        self.canvas.showPage()
        self.page += 1
        self.y = HEIGHT - TOP - SIZE

    def _feed(self, lines: float = 1.0) -> None:
        self.y -= LEADING * lines
        if self.y < BOTTOM - 1:
            self.end_page()

    def _rule(self, y: float, thickness: float, colour: tuple[float, float, float] = (0, 0, 0)) -> None:
        self.canvas.setStrokeColorRGB(*colour)
        self.canvas.setLineWidth(thickness)
        self.canvas.line(LEFT, y, WIDTH - RIGHT, y)
        self.canvas.setStrokeColorRGB(0, 0, 0)

    def _letterhead(self, text: str) -> None:
        self._feed(0.6)
        size = min(40.0, (WIDTH - LEFT - RIGHT) / len(text))
        self.canvas.setFillColorRGB(*RED)
        self.canvas.setStrokeColorRGB(*RED)
        self._bold(WIDTH / 2 - size * len(text) / 2, self.y, text, size, weight=0.9)
        self.canvas.setFillColorRGB(0, 0, 0)
        self._feed(2.2)

    def _number_over_red_line(self, text: str) -> None:
        self.canvas.setFont(FONT, SIZE)
        self.canvas.drawCentredString(WIDTH / 2, self.y, text)
        self._rule(self.y - 4 * mm, 2.0, RED)
        self._feed(2.2)

    def _title(self, text: str, *, first: bool) -> None:
        if first and self.y < HEIGHT - TOP - LEADING:
            self._feed(0.5)
        room = (WIDTH - LEFT - RIGHT) / TITLE_SIZE
        for piece in wrap(text, room):
            width = pdfmetrics.stringWidth(piece, FONT, TITLE_SIZE)
            self._bold(WIDTH / 2 - width / 2, self.y, piece, TITLE_SIZE)
            self._feed(1.2)

    def _signature(self, text: str, *, first: bool) -> None:
        if first:
            self._feed(1.5)
        self.canvas.setFont(FONT, SIZE)
        self.canvas.drawRightString(WIDTH - RIGHT - 4 * SIZE, self.y, text)
        self._feed()

    def _imprint(self, text: str, *, first: bool) -> None:
        if first:
            self._feed(0.6)
        self._rule(self.y + LEADING * 0.72, 0.7)
        self.canvas.setFont(FONT, 14)
        left, gap, right = text.partition("　　　　")
        for index, piece in enumerate(wrap(left, 30)):
            self.canvas.drawString(LEFT + (14 if index == 0 else 56), self.y, piece)
            if not gap or index:
                self._feed()
        if gap:
            self.canvas.drawRightString(WIDTH - RIGHT - 14, self.y, right)
            self._feed()
        self._rule(self.y + LEADING * 0.72, 0.7)

    def _text(self, line: SourceLine) -> None:
        if line.text.startswith("（此件"):
            self._feed(0.5)
        indent = 0 if line.is_flush else 2
        for index, piece in enumerate(wrap(line.text, CHARACTERS, indent, _ems)):
            x = LEFT + (indent * SIZE if index == 0 else 0)
            if line.is_heading:
                self._bold(x, self.y, piece, SIZE, weight=0.35)
            else:
                self.canvas.setFont(FONT, SIZE)
                self.canvas.drawString(x, self.y, piece)
            self._feed()

    def _bold(self, x: float, y: float, text: str, size: float, weight: float = 0.45) -> None:
        """The one font has one weight: fill and stroke the outlines to make it heavier."""
        self.canvas.saveState()
        self.canvas.setLineWidth(weight)
        pen = self.canvas.beginText(x, y)
        pen.setFont(FONT, size)
        pen.setTextRenderMode(2)
        pen.textOut(text)
        self.canvas.drawText(pen)
        self.canvas.restoreState()


def _ems(character: str) -> float:
    return float(pdfmetrics.stringWidth(character, FONT, 1000)) / 1000
