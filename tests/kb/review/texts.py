"""Notices of a fictional place as text, and the facts in them that the tests decide upon."""

from __future__ import annotations

from kb.base import KnowledgeBase
from kb.model import Target
from kb.review.judge import Judged
from kb.review.settle import judgement_of

CITY_ID, COUNTY_ID = "樾政办发2030-8", "青政办字2030-21"

CITY = """樾州市人民政府办公室
关于推进乡村物流的实施意见
樾政办发〔2030〕8号

各县人民政府，市政府各部门：
为推进全市乡村物流，现提出以下意见。

一、建设配送体系
（一）建好县级中心。2030年6月底前，各县至少建成1处县级配送中心。新增冷链仓储库房50处以上。（责任单位：市商务局、市乡运办、市交通运输局）
（二）织密村级站点。年底前建成村级寄递站点200个以上。（责任单位：市邮政管理局、各县政府）

二、加强资金保障
（一）安排补贴资金。市财政安排专项补贴资金500万元。（责任单位：市财政局、市乡运办）

樾州市人民政府办公室
2030年3月1日
"""

COUNTY = """青禾县人民政府办公室
关于推进乡村物流的实施方案
青政办字〔2030〕21号

各镇人民政府，县政府各部门：
根据《樾州市人民政府办公室关于推进乡村物流的实施意见》（樾政办发〔2030〕8号），制定本方案。

一、建设配送体系
（一）建好县级中心。2030年12月底前，建成1处县级配送中心。新增冷链仓储库房10处以上。（责任单位：县商务局、县乡运办、县交通运输局）
（二）织密村级站点。年底前建成村级寄递站点30个以上。（责任单位：县邮政公司、各镇政府）

青禾县人民政府办公室
2030年6月1日
"""


def judged(base: KnowledgeBase, words: str, notice_id: str = CITY_ID, kind: str = "target") -> Judged:
    """The one fact of the kind that was read from these words."""
    _, judgement = judgement_of(base.store, notice_id)
    (found,) = [each for each in judgement.facts if each.kind == kind and words in each.anchor.quote]
    return found


def target(base: KnowledgeBase, words: str, notice_id: str = CITY_ID) -> Target | None:
    """The target read from these words as the base shows it; None where there is none."""
    return next((t for t in base.store.notice(notice_id).targets if words in t.evidence.quote), None)
