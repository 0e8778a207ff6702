"""Place and level words exchanged: 全市 → 全县, 市级 → 县级, 各区县 → 各镇（街道）.

The vocabulary is that of kb/trace/neutralise.py (table place_level_words) with the table
draft_level_words; the words that only look like it stand in draft_kept_words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from corpus.tables import load_column, load_rows
from kb.draft.localise_edits import Asked, Edit
from kb.draft.localise_setting import Setting, titles_in
from kb.draft.localise_units import department_stems, known_end
from kb.draft.model import GENRES, Genre, Suggestion, SwapKind
from kb.model import Level
from kb.trace.neutralise import lower_places_in

_EXCHANGED = ("whole", "own", "inside", "level", "government", "party")
_ANY_CLASS = re.compile("[省市州盟县区旗镇乡国]|街道")
_KINDS: dict[Level, str] = {
    "provincial": "省自治区直辖市",
    "prefecture": "市州盟",
    "county": "县区旗",
    "township": "镇乡街道",
}
_BARE: dict[Level, str] = {
    "county": r"区县|县区|县市区|县（市、区）|县（区）|县（市）|区（县）|区（市）|县\(市、区\)|县\(区\)",
    "township": r"乡镇（街道）|镇（街道）|乡镇（街道办）|镇街|乡镇、街道|镇、街道|乡镇|街镇",
}
_GROUP_OF: dict[Level, str] = {
    "prefecture": "市|州|盟|地",
    "county": "县|区(?!块)|旗|市|地",
    "township": "镇|乡|街道",
}
_FACILITY_REACH = 14
_POLICY = re.compile("出台[^，。；]{0,14}政策|制定[^，。；]{0,14}(?:补贴|奖补|补助)(?:政策|办法)")
"""Policies on money are made by counties and above; towns carry them out."""
_PART_START = re.compile(r"(?:^|[。；：\n])[“”\s]*$")
_CLAUSE_START = re.compile(r"(?:^|[，。；：\n])[“”\s]*$")
_FOR_EACH = re.compile(
    "(?:都|均)?(?:要|应当?|须)?(?:至少|不少于|最少)?(?:建成|建设|建立|新建|打造|创建|培育|设立|设置|开办)?(?:至少|不少于|最少)?[\\d一二两三四五六七八九十]+[个处家所座项]"
)
"""So much for each of the places below: one of them owes it itself."""
_SELF = re.compile(
    r"本(?:实施方案|实施意见|工作方案|工作要点|行动计划|实施细则|意见|方案|办法|通知|要点|计划|措施)(?![\u4e00-\u9fff]?[、，]?委)"
)


def word_edits(text: str, start: int, setting: Setting) -> list[Edit]:
    """The exchanges of place and level words in `text`, which begins at `start` of the upper notice."""
    if not setting.upper_word:
        return []
    kept = [match.span() for match in _kept().finditer(text)]
    closed = titles_in(text)
    found = [*_groups(text, start, setting), *_own_words(text, setting), *_lower_level(text, setting)]
    found += [
        *_bare(text, setting),
        *_purse(text, setting),
        *_self(text, setting),
        *_belonging(text, setting),
        *_departments(text, setting),
    ]
    return [
        Edit(start + e.start, start + e.end, e.own, e.kind, e.asked, e.rank)
        for e in found
        if not _cut(e, kept) and not any(a <= e.start and e.end <= b for a, b in closed)
    ]


def _cut(edit: Edit, kept: list[tuple[int, int]]) -> bool:
    """Would the exchange tear one of the kept words apart, or is it inside of one?"""
    return any(
        left < edit.end and edit.start < right and not (edit.start <= left and right <= edit.end)
        for left, right in kept
    )


@cache
def _kept() -> re.Pattern[str]:
    words = sorted(load_column("draft_kept_words"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@cache
def _exchanges(upper: str, own: str) -> dict[str, str]:
    """Upper word → own word, for the class words of the two places."""
    found: dict[str, str] = {}
    short = "区" if upper == "自治区" else upper
    own_short = "区" if own == "自治区" else own
    for word, kind in load_rows("place_level_words"):
        if kind not in _EXCHANGED or short not in word:
            continue
        if set(_ANY_CLASS.findall(word.replace("自治区", "区"))) - {short}:
            continue
        found[word] = word.replace("自治区", "区").replace(short, own_short)
    for pattern, kind in load_rows("draft_level_words"):
        if kind == "ask":
            continue
        found[pattern.replace("＃", upper)] = pattern.replace("＃", own)
    return {word: _as_spoken(form, own) for word, form in found.items() if _level_of(word, upper)}


def _level_of(word: str, upper: str) -> bool:
    # 国家级 and 国务院 stay what they are below; only the whole territory changes.
    return upper != "国" or word == "全国"


def _as_spoken(word: str, own: str) -> str:
    """What towns and streets say instead: 镇委 → 镇党委, 街道政府 → 街道办事处."""
    if own == "街道":
        word = re.sub("街道(?:人民)?政府", "街道办事处", word)
    if own in ("镇", "乡", "街道"):
        word = re.sub(f"^{own}委", f"{own}党{'工' if own == '街道' else ''}委", word)
    return word


def _own_words(text: str, setting: Setting) -> Iterator[Edit]:
    words = _exchanges(setting.upper_word, setting.own_word)
    if not words:
        return
    for match in _any_of(words).finditer(text):
        if match.group() == "全国":
            # A national figure or title (全国示范) stays national; what is meant must be decided.
            yield Edit(*match.span(), asked=_whose("全国", f"全{setting.own_word}", setting), rank=4)
            continue
        kind = _kind(match.group(), text, match.end())
        yield Edit(*match.span(), words[match.group()], kind, rank=4)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, the longest first; 健全省级 holds 省级 and no 全省."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(f"(?!(?<=[健齐周完])全)(?:{listed})")


def _belonging(text: str, setting: Setting) -> Iterator[Edit]:
    """What belongs to the upper place (市属企业) is no own matter by changing a word."""
    for pattern, kind in load_rows("draft_level_words"):
        word = pattern.replace("＃", setting.upper_word)
        for match in re.finditer(re.escape(word), text) if kind == "ask" else ():
            if not re.match("[局委办会]|理", text[match.end() :]):
                own = pattern.replace("＃", setting.own_word)
                yield Edit(*match.span(), asked=_whose(word, own, setting), rank=5)


def _departments(text: str, setting: Setting) -> Iterator[Edit]:
    """市财政、交通运输等部门 names departments by their functions; the first bears the level."""
    for match in re.finditer(setting.upper_word, text) if setting.upper_word != "国" else ():
        stem = department_stems().match(text, match.end())
        if stem is not None:
            yield Edit(*match.span(), setting.own_word, "level", rank=5)


def _whose(word: str, own: str, setting: Setting) -> Asked:
    return Asked(
        "place",
        f"“{word}”在{setting.here}写什么？",
        "可能说的就是上级范围，不自动换。",
        (Suggestion(own, "换成本级"), Suggestion(word, "照写上级")),
    )


def _lower_level(text: str, setting: Setting) -> Iterator[Edit]:
    """县级 and 区县级 above are one's own level; it is named in one way."""
    kinds = set(_KINDS.get(setting.place.level, "")) - {setting.upper_word}
    words = [
        w for w, k in load_rows("place_level_words") if k == "level" and set(w.removesuffix("级")) <= kinds
    ]
    words = [word for word in words if word not in ("省级", "国家级")]
    if not words:
        return
    own = f"{setting.own_word}级"
    listed = [f"(?:{_BARE[setting.place.level]})级"] if setting.place.level in _BARE else []
    for match in re.finditer("|".join([*listed, *sorted(words, key=len, reverse=True)]), text):
        if match.group() != own:
            yield Edit(*match.span(), own, _kind(match.group(), text, match.end()), rank=4)


def _kind(word: str, text: str, end: int) -> SwapKind:
    """A level before the name of a facility names another facility; all else is a level or place word."""
    if not word.endswith("级"):
        return "level"
    ahead = re.split(r"[，。；：、（）“”]", text[end : end + _FACILITY_REACH])[0]
    nouns = (noun for noun, kind in load_rows("facility_nouns") if kind == "name")
    return "facility" if any(noun in ahead for noun in nouns) else "level"


def _groups(text: str, start: int, setting: Setting) -> Iterator[Edit]:
    """各区县, 各县（区）人民政府 → one's own lower places; dropped where the duty is one's own."""
    wanted = _GROUP_OF.get(setting.place.level)
    if wanted is None:
        return
    for left, found in lower_places_in(text):
        right = _group_end(text, left, found, setting)
        words = text[left:right]
        if not re.search(wanted, words) or re.match("各(?:地方|村|社区)", words):
            continue
        below = setting.below
        if re.search("政府|管委会|办事处", words):
            own = below.listed if setting.in_bracket(start + left) else below.governments
        else:
            own = below.listed if setting.in_bracket(start + left) else below.each
        if _own_duty(text, left, right, setting):
            own = ""
        if own != words:
            yield Edit(left, right, own, "group", rank=3)


def _group_end(text: str, left: int, right: int, setting: Setting) -> int:
    """Where the group's words end: before a body that only begins like a place (，市民政局), with its own
    bracket closed and no other one (各县（自治县，以下简称各县）)."""
    for comma in re.finditer("[、，和及]", text[left:right]):
        if known_end(text, left + comma.end() + len(setting.upper_word)) is not None and text.startswith(
            setting.upper_word, left + comma.end()
        ):
            right = left + comma.start()
            break
    torn = re.search(f"[、，和及]{setting.upper_word}$", text[left:right])
    if torn and re.match("[\u4e00-\u9fff]", text[right:]):
        right = left + torn.start()  # 各县（区）、市供电公司
    for kept in _kept().finditer(text, left):
        if kept.start() < right < kept.end():
            right = kept.start()  # 各县（市、区）市政公用单位
    listed = re.match(r"（[市区县旗州、]{1,6}）(?:人民)?(?:政府)?", text[right:])
    right += listed.end() if listed else 0
    words = text[left:right]
    opened, closed = words.count("（") + words.count("("), words.count("）") + words.count(")")
    if closed > opened:
        return right - (closed - opened)
    behind = re.match(
        r"[^（）()。；]{0,30}[）)]" if opened > closed else r"（[^（）]{0,30}以下简称[^（）]{0,12}）",
        text[right:],
    )
    return right + behind.end() if behind else right


def _own_duty(text: str, left: int, right: int, setting: Setting) -> bool:
    """Is the group the subject of a sentence about a thing of its own level (区县级配送中心), or of a figure that
    each place of this level owes (各区县至少建成1处)? Then the duty is this place's, and no lower place's."""
    if _CLAUSE_START.search(text[:left]) and _FOR_EACH.match(text, right):
        return True
    if not _PART_START.search(text[:left]):
        return False
    sentence = re.split("[。；\n]", text[right:])[0]
    if setting.place.level == "county" and _POLICY.search(sentence):
        return True
    kinds = "".join(dict.fromkeys(_KINDS.get(setting.place.level, "")))
    return re.search(f"(?<![{setting.upper_word}省国])[{kinds}]{{1,2}}(?:级|镇村)", sentence) is not None


def _bare(text: str, setting: Setting) -> Iterator[Edit]:
    """区县 without 各: beside a purse or a town it is one's own level, else the places below as a group."""
    words = _BARE.get(setting.place.level)
    if words is None:
        return
    for match in re.finditer(rf"(?<!每个)(?<![各乡镇区]){'(?:' + words + ')'}(?!级|长)", text):
        before, behind = text[max(0, match.start() - 3) : match.start()], text[match.end() :]
        if before.endswith(("示范", "先进", "试点")):
            continue
        own = setting.own_word if _of_own_level(before, behind) else setting.below.noun
        yield Edit(*match.span(), own, "group", rank=4)


def _of_own_level(before: str, behind: str) -> bool:
    """在区县, 市、区县两级, 区县、乡镇、村, 区县财政 and 区县政务服务中心 speak of the place itself."""
    if before.endswith(("市、", "市", "省、", "本", "县、", "在", "该")):
        return True
    beside = re.match(r"[、和及与]?(?:乡镇|镇|街道|乡|财政|村)", behind)
    return beside is not None or _facility().match(behind) is not None


@cache
def _facility() -> re.Pattern[str]:
    """A facility's name right behind: few characters, then its noun."""
    nouns = sorted((n for n, kind in load_rows("facility_nouns") if kind == "name"), key=len, reverse=True)
    return re.compile(f"[\u4e00-\u9fff]{{0,8}}?(?:{'|'.join(map(re.escape, nouns))})")


def _purse(text: str, setting: Setting) -> Iterator[Edit]:
    """Who pays is never concluded: 市财政给予补贴 may stay the city's promise or become one's own."""
    upper, own = setting.upper_word, setting.own_word
    pattern = rf"(?<![省、]){upper}(?:级|本级)?财政(?![局厅部所])" if upper != "国" else "中央财政"
    for match in re.finditer(pattern, text):
        if department_stems().match(text, match.end() - len("财政")):
            continue  # 市财政、商务等部门 are departments
        asked = Asked(
            "place",
            f"“{match.group()}”出的钱，{setting.here}由谁出？",
            "上级财政的承诺不能当作本级的，照写上级还是本级另行安排要由本级定。",
            (
                Suggestion(f"{own}财政", "由本级财政承担"),
                Suggestion(match.group(), "仍写上级财政"),
            ),
        )
        yield Edit(*match.span(), asked=asked, rank=1)


def _self(text: str, setting: Setting) -> Iterator[Edit]:
    """本意见 → 本方案."""
    if setting.genre is None:
        return
    own = f"本{_short_genre(setting.genre)}"
    for match in _SELF.finditer(text):
        if match.group() != own:
            yield Edit(*match.span(), own, "level", rank=4)


def _short_genre(genre: Genre) -> str:
    return "方案" if genre.endswith("方案") else "意见" if genre == GENRES[1] else genre


def level_words_left(text: str, upper: str, own: str) -> tuple[str, ...]:
    """Words of the upper level that still stand in an own text (全市 in a county's), in order; names of
    documents and words that only look like it are left out. `upper` and `own` are class words."""
    words = {word for word in _exchanges(upper, own) if word != "全国"} if upper != own else set()
    if not words:
        return ()
    kept = [match.span() for match in _kept().finditer(text)]
    closed = titles_in(text)
    return tuple(
        match.group()
        for match in _any_of(words).finditer(text)
        if not _cut(Edit(*match.span()), kept)
        and not any(a <= match.start() and match.end() <= b for a, b in closed)
    )
