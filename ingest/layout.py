"""What each paragraph of a notice is: head, recipients, covering note, plan, annex, foot.

A notice is read from both ends: the head ends where the recipients or the first sentence begin,
the foot begins at 抄送 and its like. Between them lies the text; a covering note (《…》已经…同意，
现印发给你们) with its signature is set apart from the plan that it forwards.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from corpus.tables import load_column
from ingest.glued import DATE, DOCUMENT_NUMBER
from ingest.numbering import read_label

Kind = Literal[
    "letterhead", "number", "title", "meta", "recipients", "covering", "signature", "date", "publicity",
    "plan_title", "attachments", "body", "annex", "restated", "foot",
]  # fmt: skip

NUMBER = re.compile(rf"^[（(]?({DOCUMENT_NUMBER})[）)]?$")
DATE_ONLY = re.compile(rf"^(?:[（(]此件[^（()）]{{2,10}}[）)]\s*)?[（(]?{DATE}[）)]?$")
PUBLICITY = re.compile(
    r"^[（(]?(?:(?:此|本)件|公开属性[:：]?|信息公开(?:选项|属性)[:：]?|公开方式[:：]?)(?:[^，。]{0,10})(?:公开|删减)[^，。]{0,6}[）)]?$"
)
FORWARDING = re.compile(r"(?:印发|转发|发布|公布)(?:给你们|实施)?|现将《")
FORWARDED = re.compile(r"《(?:[^《》]|《[^《》]*》)+》")
ANNEX = re.compile(r"^(附[件表录])\s*([0-9０-９一二三四五六七八九十]{0,3})\s*[:：]?\s*")
FOOT = re.compile(r"^(?:抄\s*送|抄\s*报|分\s*送|主\s*办\s*[:：]|督\s*办\s*[:：]|承\s*办\s*[:：])")
PRINTED = re.compile(rf"^[\u4e00-\u9fff]{{2,30}}?\s*{DATE}\s*印发?$")
META = re.compile(
    r"^[【\[（(]?(?:索引号|发布日期|成文日期|发布机构|发文机关|主题分类|有效性|发布时间|更新时间|来源|信息来源|字体|字号|浏览次数|浏览量|阅读次数|点击数|责任编辑|签发人|标题|发文字号|文号|公文种类|主题词|分类|生成日期|名称)\s*[:：]"
    r"|^(?:打印(?:本页)?|分享(?:到)?|收藏|关闭(?:窗口)?|纠错|下载|返回|我要纠错|无障碍|[大中小|｜/【】\[\]\s])+$"
)
"""The catalogue box of a page, and its tool bar (【字体：大 中 小】 打印 分享)."""
DRAFT = re.compile(r"[（(][^（）()]{0,8}(?:征求意见稿|草案|送审稿|讨论稿)[^（）()]{0,6}[）)]")
OMITTED = re.compile(r"^[（(](?:本文有删减|由于篇幅|略|以下省略)")


@dataclass(frozen=True, slots=True)
class Laid:
    """A paragraph with what it is; `offset` is where it begins in the clean text."""

    text: str
    kind: Kind
    offset: int

    @property
    def end(self) -> int:
        """Where the paragraph ends in the clean text."""
        return self.offset + len(self.text)


def lay_out(texts: tuple[str, ...], restated: frozenset[int] = frozenset()) -> tuple[Laid, ...]:
    """Each paragraph of the clean text with its kind, in reading order.

    `restated` are the indexes of rows of a table that repeats the text; nothing is read from them.
    """
    laid: list[Laid] = []
    offset = 0
    for text in texts:
        laid.append(Laid(text, "body", offset))
        offset += len(text) + 1
    foot = _mark_foot(laid)
    head = _mark_head(laid, foot)
    after = _mark_covering(laid, head, foot)
    _mark_end(laid, after, foot)
    _mark_annexes(laid, after, foot)
    for index in restated:
        _set(laid, index, "restated")
    return tuple(laid)


def is_issuer(text: str) -> bool:
    """Does the line look like the name of an organ that issues notices?"""
    return (
        len(text) <= 40
        and text.endswith(load_column("issuer_endings"))
        and not re.search(r"[，。；：《》、]", text)
    )


def _set(laid: list[Laid], index: int, kind: Kind) -> None:
    laid[index] = replace(laid[index], kind=kind)


def _mark_foot(laid: list[Laid]) -> int:
    """Index of the first foot paragraph; the foot is 抄送 and what follows, at most a dozen lines."""
    start = len(laid)
    for index in range(max(0, len(laid) - 12), len(laid)):
        text = laid[index].text
        if FOOT.match(text) or PRINTED.match(text):
            start = index
            break
    printed_apart = (
        start == len(laid)
        and len(laid) > 2
        and re.match(rf"^{DATE}\s*印发?$", laid[-1].text)
        and is_issuer(laid[-2].text)
    )
    if printed_apart:
        start = len(laid) - 2
    for index in range(start, len(laid)):
        _set(laid, index, "foot")
    return start


def _mark_head(laid: list[Laid], foot: int) -> int:
    """Marks head and recipients; returns the index of the first paragraph after them."""
    for index in range(min(foot, 30)):
        text = laid[index].text
        if NUMBER.match(text):
            _set(laid, index, "number")
        elif _is_letterhead(text):
            _set(laid, index, "letterhead")
        elif META.match(text) or PUBLICITY.match(text):
            _set(laid, index, "publicity" if PUBLICITY.match(text) else "meta")
        elif _is_recipients(text):
            _set(laid, index, "recipients")
            return index + 1
        elif (
            re.search(r"[。；！]", text)
            or read_label(text) is not None
            or len(text) > 90
            or DATE_ONLY.match(text)
        ):
            return index
        else:
            _set(laid, index, "title")
    return min(foot, 30)


def _is_letterhead(text: str) -> bool:
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{4,30}文件", text))


def _is_recipients(text: str) -> bool:
    if not text.endswith(("：", ":")) or len(text) > 400 or "《" in text or "。" in text:
        return False
    return bool(re.search(r"各|政府|部门|单位|委员会|办事处|局|公司|成员", text))


def _mark_covering(laid: list[Laid], head: int, foot: int) -> int:
    """Marks a covering note with its signature and the plan's title; returns where the plan begins."""
    window = range(head, min(head + 8, foot))
    dated = next((i for i in window if DATE_ONLY.match(laid[i].text)), None)
    if dated is None or dated + 1 >= foot:
        return head
    note = "".join(laid[i].text for i in range(head, dated))
    if not FORWARDING.search(note) or any(_top_label(laid[i].text) for i in range(head, dated)):
        return head
    in_list = False
    for index in range(head, dated):
        text = laid[index].text
        in_list = in_list or bool(ANNEX.match(text))
        _set(laid, index, "attachments" if in_list else "covering")
    _mark_signers(laid, dated, head)
    _set(laid, dated, "date")
    return _mark_plan_title(laid, dated + 1, foot)


def _mark_signers(laid: list[Laid], dated: int, start: int) -> None:
    """The organs that sign above the date, one or several, a line each."""
    for index in range(dated - 1, start - 1, -1):
        if not is_issuer(laid[index].text):
            return
        _set(laid, index, "signature")


def _top_label(text: str) -> bool:
    label = read_label(text)
    return label is not None and label.style in ("han", "chapter", "article")


def _mark_plan_title(laid: list[Laid], index: int, foot: int) -> int:
    while index < foot:
        text = laid[index].text
        if PUBLICITY.match(text):
            _set(laid, index, "publicity")
        elif (
            ANNEX.match(text)
            or read_label(text) is not None
            or re.search(r"[。；：，]", text)
            or len(text) > 60
            or not _looks_like_title(laid, index)
        ):
            break
        else:
            _set(laid, index, "plan_title")
        index += 1
    return index


def _looks_like_title(laid: list[Laid], index: int) -> bool:
    """One of the next three lines, this one included, ends with the name of a kind of document."""
    genres = load_column("genres")
    for item in laid[index : index + 3]:
        if re.search(r"[。；：]", item.text) or read_label(item.text) is not None:
            return False
        if DRAFT.sub("", item.text).rstrip("）)").endswith(genres):
            return True
    return bool(re.fullmatch(r"[（(].{2,12}[）)]", laid[index].text))


def _mark_end(laid: list[Laid], start: int, foot: int) -> None:
    """Signature, date, publicity and the list of annexes behind the text."""
    for index in range(start, foot):
        text = laid[index].text
        if PUBLICITY.match(text) or OMITTED.match(text):
            _set(laid, index, "publicity" if PUBLICITY.match(text) else "meta")
        elif DATE_ONLY.match(text):
            _set(laid, index, "date")
            _mark_signers(laid, index, start)
        elif _is_attachment_list(text):
            _mark_list(laid, index, foot)


def _is_attachment_list(text: str) -> bool:
    match = ANNEX.match(text)
    return match is not None and not match.group(2) and bool(re.match(r"^附[件表录]\s*[:：]", text))


def _mark_list(laid: list[Laid], index: int, foot: int) -> None:
    _set(laid, index, "attachments")
    for following in range(index + 1, min(index + 30, foot)):
        text = laid[following].text
        label = read_label(text)
        listed = label is not None and label.style.startswith("arabic") and not re.search(r"[。；]", text)
        if not listed:
            return
        _set(laid, following, "attachments")


def _mark_annexes(laid: list[Laid], start: int, foot: int) -> None:
    """From the first 附件N on a line of its own behind the text, everything is annex."""
    for index in range(start, foot):
        text = laid[index].text
        match = ANNEX.match(text)
        if match is None or laid[index].kind == "attachments":
            continue
        rest = text[match.end() :]
        titled = len(rest) <= 60 and not re.search(r"[。；，]", rest)
        if titled and (match.group(2) or not rest or re.match(r"^附[件表录]\s", text)):
            for annexed in range(index, foot):
                if laid[annexed].kind == "body":
                    _set(laid, annexed, "annex")
            return
