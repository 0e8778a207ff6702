"""Where responsibility brackets and lines stand, and what they govern."""

from ingest.extract.responsibilities import find_responsibilities
from kb.model import Clause


def find(text):
    clause = Clause("一", "一", False, None, 0, len(text), 0, text)
    return find_responsibilities(text, (clause,), ((0, len(text)),))


def test_each_bracket_governs_the_sentences_since_the_last():
    text = "建成共享菜园20处。（县甲局负责）配齐浇水设施。加强管护。（县乙局牵头，县丙局配合）"
    first, second = find(text)
    assert text[slice(*first.governs)] == "建成共享菜园20处。"
    assert text[slice(*second.governs)] == "配齐浇水设施。加强管护。"
    assert (second.lead, second.cooperating) == (("县乙局",), ("县丙局",))


def test_lines_of_their_own_govern_the_same_text():
    text = "建成共享菜园20处。\n牵头单位：县甲局\n责任单位：县乙局、县丙局\n完成时限：2024年6月"
    lead, responsible = find(text)
    assert (lead.lead, responsible.responsible) == (("县甲局",), ("县乙局", "县丙局"))
    assert lead.governs == responsible.governs


def test_brackets_inside_brackets_and_mixed_forms():
    text = "加强管护(牵头单位：县甲局；责任单位：各镇(街道)，各村（社区）)。完善台账〔县乙局负责〕。"
    first, second = find(text)
    assert (first.lead, first.responsible) == (("县甲局",), ("各镇(街道)", "各村（社区）"))
    assert second.responsible == ("县乙局",)


def test_square_brackets_of_full_width():
    (found,) = find("修复水闸。［县甲局牵头，各镇（街道）按职责分工负责］")
    assert (found.lead, found.responsible) == (("县甲局",), ("各镇（街道）",))


def test_a_bracket_of_nothing_but_units_behind_a_full_stop():
    (found,) = find("修复水闸。【县甲局、县水利局，各镇政府】")
    assert found.responsible == ("县甲局", "县水利局", "各镇政府")
    assert find("修复水闸（县水利局所辖）。加强管护。（含各镇）") == ()


def test_what_stands_beside_the_units_of_a_bracket():
    (found,) = find("水文站（责任单位：县甲局、县水利局，总投资2亿元，2024年6月建成）")
    assert found.responsible == ("县甲局", "县水利局")


def test_units_that_work_along():
    lead, along = find("修好水闸。\n牵头单位：县甲局\n协作单位：县乙局、县丙局")
    assert (lead.lead, along.cooperating) == (("县甲局",), ("县乙局", "县丙局"))


def test_quotations_and_explanations_assign_nobody():
    assert find("落实“谁种植、谁负责”要求（以下简称“双谁”），按程序（含备案）办理。") == ()


def test_the_evidence_is_the_words_themselves():
    text = "建成共享菜园20处。（责任单位：县甲局）"
    (found,) = find(text)
    assert text[found.evidence.start : found.evidence.end] == found.evidence.quote == "（责任单位：县甲局）"
