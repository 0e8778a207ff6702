"""A unit's name is decided once and holds for all notices of the jurisdiction."""

from __future__ import annotations

from ingest.importer import import_file, reread
from kb.base import KnowledgeBase
from kb.doctor import diagnose
from kb.review import queue
from kb.review.desk import Desk
from kb.search import Query
from tests.kb.review.texts import CITY, CITY_ID, COUNTY_ID

NAME = "市乡运办"
LATER = (
    CITY.replace("樾政办发〔2030〕8号", "樾政办发〔2030〕31号")
    .replace("乡村物流", "乡村客运")
    .replace("库房50", "库房70")
)


def unit(base: KnowledgeBase, notice_id: str, name: str = NAME) -> tuple[str | None, str | None]:
    (found,) = [each for each in base.store.notice(notice_id).units if each.name == name]
    return found.canonical, found.function


def test_a_name_resolves_everywhere(base: KnowledgeBase, desk: Desk) -> None:
    assert unit(base, CITY_ID) == (None, None)
    desk.decide_unit(CITY_ID, NAME, "990100/transport")
    assert unit(base, CITY_ID) == ("990100/transport", "交通运输")
    later = import_file(base, LATER.encode(), "later.txt").notice_id
    assert later and unit(base, later) == ("990100/transport", "交通运输")
    reread(base, CITY_ID)
    assert unit(base, CITY_ID)[0] == "990100/transport"
    assert unit(base, COUNTY_ID, "县乡运办") == (None, None)
    paths = {hit.clause for hit in base.index.search(Query("单位:交通运输")).hits if hit.clause}
    assert "二/（一）" in paths
    assert diagnose(base) == ()


def test_the_list_of_the_undecided_holds_every_name_that_may_be_a_body(base: KnowledgeBase) -> None:
    words = LATER.replace("市邮政管理局、", "邮政管理部门、市邮政局、有关部门、工作专班、相关县政府、")
    assert import_file(base, words.encode(), "later.txt").outcome == "new"
    listed = {item.name: item.candidates for item in queue.names(base.store)}
    assert listed["邮政管理部门"] == ("990100/postal",)
    assert listed["市邮政局"] == ("990100/postal", "990100/post-company")
    assert {NAME, "工作专班"} <= set(listed)
    assert not {"有关部门", "相关县政府", "市商务局"} & set(listed)


def test_what_is_no_unit_goes(base: KnowledgeBase, desk: Desk) -> None:
    batch = desk.decide_unit(CITY_ID, NAME, None).batch
    notice = base.store.notice(CITY_ID)
    assert all(NAME not in (name for _, name in each.units()) for each in notice.assignments)
    assert all(each.name != NAME for each in notice.units)
    desk.undo(batch)
    assert unit(base, CITY_ID) == (None, None)
    assert diagnose(base) == ()
