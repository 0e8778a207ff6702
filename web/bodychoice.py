"""Bodies to choose from: a key in words, and what a form names as a key."""

from __future__ import annotations

from collections.abc import Mapping

from corpus.tables import load_rows
from kb.bodies import functions, official_name
from kb.model import LEVELS, Document
from kb.regions import line_of, region
from kb.review.names import NO_SINGLE_BODY, NOT_A_UNIT
from web.factforms import FormWrong

GROUP_WORDS = {
    "government": "人民政府",
    "party-committee": "党委",
    "party-and-government": "党委、政府",
    "townships": "各镇、街道",
    "governments-county": "各区县政府",
    "governments-prefecture": "各市政府",
    "governments-provincial": "各省政府",
    "governments-below": "各下级政府",
    "governments-zones": "各开发区管委会",
}
"""What the keys of governments and of groups stand for (kb/bodies/groups.py)."""


def body_words(canonical: str) -> str:
    """`990100/commerce` as 樾州市商务局, `990121/townships` as 青禾县各镇、街道."""
    if canonical == NOT_A_UNIT:
        return "不是单位"
    if canonical == NO_SINGLE_BODY:
        return "泛指，不是一个机构"
    code, _, key = canonical.partition("/")
    place, function = region(code), next((f for f in functions() if f.key == key.partition(":")[0]), None)
    own = key.partition(":")[2]
    where = place.name if place else code
    if own or function is None:
        return f"{where}{own or GROUP_WORDS.get(key) or _enterprise(key) or key}"
    level = place.level if place and place.level in LEVELS else None
    return f"{where}{(official_name(function.key, level) if level else None) or function.name}"


def _enterprise(key: str) -> str | None:
    return next((row[1] for row in load_rows("enterprises") if row[0] == key), None)


def function_names() -> tuple[str, ...]:
    """The functions that a person can choose from."""
    return tuple(function.name for function in functions())


def places_for(document: Document) -> tuple[tuple[str, str], ...]:
    """The notice's own place and those above it, as (code, name)."""
    line = line_of(document.region_code) if document.region_code else ()
    found = (place for code in line if (place := region(code)) is not None)
    return tuple((place.code, place.name) for place in found)


def chosen_body(form: Mapping[str, str]) -> str:
    """The key of the body that a form names: by a button, or by place and function.

    Raises FormWrong where the function is not in the registry or no place is given.
    """
    if form.get("canonical"):
        return form["canonical"]
    if form.get("action") in ("none", "class"):
        return ""
    wanted = form.get("function", "").strip()
    function = next((each for each in functions() if wanted in (each.name, each.key)), None)
    if function is None:
        raise FormWrong(f"机构名录里没有“{wanted}”这一职能，请从列表里选。没有保存。")
    if region(form.get("place", "")) is None:
        raise FormWrong("这件文件的地区没有认出来，定不了是哪里的机构。没有保存。")
    return f"{form['place']}/{function.key}"
