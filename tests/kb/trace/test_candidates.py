"""Which notices come into question as upper ones."""

from dataclasses import replace

from kb.model import Citation, Evidence, Notice
from kb.trace.candidates import cited, same_subject
from tests.kb.trace.making import notice

TEXT = "一、修渠任务\n（一）加快支渠建设。\n（二）改造老旧泵站。\n二、保障措施\n（一）落实经费。"
OTHER = "一、演出\n（一）送戏下乡。\n（二）放映电影。\n二、读书\n（一）建好书屋。"


def of(text: str, level: str, place: str, code: str, title: str, number: str | None = None) -> Notice:
    made = notice(text, level, place)  # type: ignore[arg-type]
    document = replace(made.document, id=title, region_code=code, title=title, doc_number=number)
    return replace(made, document=document)


LOWER = of(TEXT, "county", "沂源县", "370323", "沂源县修渠护渠工作方案")
CITY = of(TEXT, "prefecture", "淄博市", "370300", "淄博市修渠护渠实施意见", "淄水发〔2031〕2号")
PROVINCE = of(TEXT, "provincial", "山东省", "370000", "山东省修渠护渠行动计划")
ELSEWHERE = of(TEXT, "prefecture", "开封市", "410200", "开封市修渠护渠实施意见")
CULTURE = of(OTHER, "prefecture", "淄博市", "370300", "淄博市文化下乡实施意见")
SHELF = [LOWER, CITY, PROVINCE, ELSEWHERE, CULTURE]


def citing(number: str | None, title: str | None) -> Notice:
    evidence = Evidence(0, 1, "一", None, "test")
    return replace(LOWER, citations=(Citation(None, evidence, title, number, None, "basis"),))


def test_the_same_subject_in_the_same_line_of_places_is_found_with_reasons() -> None:
    found = same_subject(LOWER, SHELF)
    assert {candidate.notice for candidate in found} == {CITY.document.id, PROVINCE.document.id}
    assert all(candidate.reasons and candidate.score > 0.5 for candidate in found)


def test_a_citation_by_number_or_title_is_taken() -> None:
    documents = [other.document for other in SHELF]
    assert [c.notice for c in cited(citing("淄水发[2031]2号", None), documents)] == [CITY.document.id]
    assert [c.notice for c in cited(citing(None, "关于印发山东省修渠护渠行动计划的通知"), documents)] == [
        PROVINCE.document.id
    ]


def test_what_two_notices_are_called_is_left_to_a_person() -> None:
    twice = [CITY.document, replace(CITY.document, id="other")]
    assert cited(citing(None, CITY.document.title), twice) == ()


def test_a_lower_notice_is_never_a_candidate() -> None:
    assert same_subject(PROVINCE, [LOWER, CITY]) == ()
