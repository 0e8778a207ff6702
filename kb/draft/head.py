"""Head of a draft: title, issuer, recipients and the words before the first clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.tables import load_column
from kb.draft.model import Genre, Head
from kb.draft.places import Below, class_word, place_of
from kb.model import Notice
from kb.regions import Region, line_of, region

_FORWARDED = re.compile(r"(?:关于)?(?:印发|转发|批转)[《〈]?(?P<name>.+?)[》〉]?的通知$")
_ISSUER = re.compile(r"^.{2,30}?(?=关于|印发|转发|批转)")
_COVERED: tuple[Genre, ...] = ("实施方案", "工作方案")


def first_head(
    uppers: Sequence[Notice], place: Region, genre: Genre, group: Below,
    own_earlier: Sequence[Notice] = (), issuer: str | None = None,
) -> Head:  # fmt: skip
    """The head that a new draft begins with; number, signature date and publicity stay open."""
    issuer = issuer or _issuer(place, own_earlier)
    covering = genre in _COVERED
    title = title_for(uppers[0], place, genre) if uppers else f"{place.name}{genre}"
    if not covering:
        title = issuer + title.removeprefix(place.name)
    return Head(
        title=title,
        issuer=issuer,
        recipients=_recipients(place, group),
        preamble=_preamble(uppers, place, genre),
        covering=covering,
        signed=issuer,
    )


def subject_of(notice: Notice) -> str:
    """What a notice is about: its title without issuer, covering words and kind of document.

    关于加快…工作 stays with its 关于; a plan's name without one (老年助餐服务扩面提质) comes without the place.
    """
    title = re.sub(r"\s+", "", notice.document.title or "")
    issuer = notice.document.issuer or ""
    title = title.removeprefix(issuer)
    title = (
        _ISSUER.sub("", title)
        if re.match(r"^.{2,30}?(?:政府|办公室|办公厅|委员会|局|厅)(?:关于|印发)", title)
        else title
    )
    forwarded = _FORWARDED.search(title)
    name = forwarded["name"] if forwarded else title
    name = re.sub(r"（[^（）]*）$", "", name)
    name = _without_place(name, place_of(notice))
    genres = sorted(load_column("genres"), key=len, reverse=True)
    ending = next((genre for genre in genres if name.endswith(genre) and len(name) > len(genre) + 2), "")
    name = name.removesuffix(ending)
    if ending.startswith("工作") and not name.endswith("的"):
        name += "工作"
    return re.sub(r"的$", "", name)


def _without_place(name: str, place: Region | None) -> str:
    """A plan's name without the place at its head (樾州市青禾县, 全市), a year before it kept."""
    if place is None:
        return name
    above = [found.name for found in map(region, line_of(place.code)[1:]) if found is not None]
    chain = f"(?:{'|'.join(map(re.escape, above))})?" if above else ""
    own = f"{chain}{re.escape(place.name)}|{re.escape(place.short)}(?=[^市省县区])|全{class_word(place)}(?!面|域)"
    return re.sub(rf"^(\d{{4}}年)?(?:{own})(\d{{4}}年)?", lambda m: (m[1] or "") + (m[2] or ""), name)


def title_for(upper: Notice, place: Region, genre: Genre) -> str:
    """桓台县关于…的实施方案, or 青禾县…实施方案 where the upper plan's name has no 关于."""
    subject = subject_of(upper)
    if subject.startswith("关于"):
        return f"{place.name}{subject}的{genre}"
    if genre in ("通知", "实施意见"):
        return f"{place.name}关于做好{subject}{'' if subject.endswith('工作') else '工作'}的{genre}"
    return f"{place.name}{subject.removesuffix('工作') if genre.startswith('工作') else subject}{genre}"


def _issuer(place: Region, own_earlier: Sequence[Notice]) -> str:
    """As in one's own earlier notices, else the government's office."""
    for notice in own_earlier:
        if notice.document.issuer and notice.document.issuer.endswith(
            ("政府办公室", "政府办公厅", "人民政府", "街道办事处")
        ):
            return notice.document.issuer
    if place.level == "township":
        return f"{place.name}办事处" if place.name.endswith("街道") else f"{place.name}人民政府"
    office = "办公厅" if place.level in ("national", "provincial") else "办公室"
    if "-" in place.code:
        return f"{place.name}管理委员会办公室"
    return f"{place.name}人民政府{office}"


def _recipients(place: Region, group: Below) -> str:
    word = class_word(place)
    if place.level == "township":
        return f"{group.each}，{word}属各部门，各有关单位"
    direct = "、各直属机构" if place.level == "provincial" else ""
    return f"{group.governments}，{word}政府各部门{direct}，各有关单位"


def cited(notice: Notice) -> str:
    """《title》（number), names of documents inside the title in 〈〉."""
    title = re.sub(r"\s+", "", notice.document.title or notice.document.id)
    issuer = notice.document.issuer or ""
    if issuer and not title.startswith(issuer) and re.match("关于|印发|转发", title):
        title = issuer + title
    title = title.replace("《", "〈").replace("》", "〉")
    number = f"（{notice.document.doc_number}）" if notice.document.doc_number else ""
    return f"《{title}》{number}"


def _preamble(uppers: Sequence[Notice], place: Region, genre: Genre) -> str:
    named = "、".join(map(cited, uppers))
    grounds = f"为贯彻落实{named}要求，" if named else ""
    endings: dict[Genre, str] = {
        "实施方案": "制定本方案。",
        "工作方案": "制定本方案。",
        "实施意见": "现提出以下实施意见。",
        "通知": "现将有关事项通知如下。",
    }
    return f"{grounds}结合我{class_word(place)}实际，{endings[genre]}"
