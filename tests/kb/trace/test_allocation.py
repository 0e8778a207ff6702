"""How much of a city's total its counties have taken upon themselves."""

from dataclasses import replace
from datetime import date

from kb.model import Notice
from kb.trace import trace
from kb.trace.allocation import Share, allocation, allocations
from tests.kb.trace.making import notice, target


def city() -> Notice:
    above = notice("一、支渠建设\n全市新修支渠500公里以上。", "prefecture", "青山市", date(2031, 1, 5))
    return replace(above, targets=(target(above, "全市新修支渠500公里以上", 500, "公里", "支渠"),))


def county(place: str, length: int) -> Notice:
    words = f"全县新修支渠{length}公里以上"
    below = notice(f"一、支渠建设\n{words}。", place=place)
    return replace(below, targets=(target(below, words, length, "公里", "支渠"),))


def test_the_shares_are_added_up_over_all_counties() -> None:
    above, lowers = city(), [county("云岭县", 120), county("白沙县", 200)]
    (found,) = allocations(above, [(below, trace(below, above)) for below in lowers])
    assert [share.notice for share in found.shares] == ["云岭县-1", "白沙县-1"]
    assert (found.total, found.allocated, found.missing) == (500, 320, 180)


def test_a_rejected_link_carries_nothing() -> None:
    above, below = city(), county("云岭县", 120)
    links = [replace(link, status="rejected") for link in trace(below, above)]
    assert allocations(above, [(below, links)]) == ()


def test_plain_units_no_surplus_and_no_mixing_of_measures() -> None:
    above = city()
    total = replace(above.targets[0], value=1.5, unit="万个", indicator="灌溉点")
    own = replace(total, value=16000.0, unit="个")
    other = replace(total, value=3.0, unit="公里")
    found = allocation(total, [Share("甲", own), Share("乙", other)])
    assert (found.total, found.allocated, found.missing, len(found.shares)) == (15000, 16000, 0, 1)
