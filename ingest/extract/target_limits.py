"""Times as commitments: how long a step may take, the longest or shortest term of a loan or a record."""

from __future__ import annotations

import re

from ingest.extract.cue_words import any_of
from ingest.extract.target_quantities import Quantity
from ingest.extract.target_setting import Setting

_WITHIN = frozenset({"内", "以内", "之内"})
_SHORT = frozenset({"个工作日", "工作日", "小时", "个小时", "分钟", "日", "天", "个自然日", "自然日"})
_TERM = re.compile(
    r"(?<!有效)(?<!实施)(?<!执行)(?<!政策)(?<!合同)(?<!公示)(?<!公告)(?<!服务)(?<!聘任)(?<!任职)(?<!处罚)(?<!禁入)"
    r"(?:期限|(?:保存|留存)(?:期|时间|时长)?)(?:原则上|一般|最长|应当?|须|需|可|在|为)*[ \t\u3000]*$"
)
_PROCESS = re.compile(any_of("target_contexts", "process"))
_TENURE = re.compile(any_of("target_contexts", "tenure"))
_MADE_PUBLIC = re.compile(r"[ \t]*(?:向社会)?(?:公示|公开|公布)(?!期)")
_CLAIM = re.compile(r"[ \t]*(?:申报|申请|提出|补正|领取|起诉|复议|申诉)")
CHANGE_TO = re.compile(
    rf"{any_of('target_cues', 'reduce', 'raise')}(?:至|到)?(?:了|承诺时限|法定时限的|不超过|为)?[ \t\u3000]*$"
)


def is_term(quantity: Quantity, setting: Setting) -> bool:
    """The longest or shortest term of a loan, a payment or a reserve (还款期限不超过2年); no validity."""
    if quantity.unit_class not in {"duration", "year"} or not quantity.compared or quantity.after == "级":
        return False
    return bool(_TERM.search(setting.prefix_to_comparator)) and not setting.suffix.strip()


def limit_of(quantity: Quantity, setting: Setting) -> float | None:
    """A time that a procedure may take, or by which it is cut."""
    near = setting.prefix[-24:] + setting.suffix[:16]
    reach = near if setting.suffix.strip() or quantity.after is None else near + setting.behind[:40]
    if quantity.after in _WITHIN and _MADE_PUBLIC.match(setting.suffix):
        return 0.75
    if _TENURE.search(near) or _CLAIM.match(setting.suffix):
        return None
    if not _PROCESS.search(reach):
        bounded = quantity.after in _WITHIN or quantity.before is not None
        return 0.75 if bounded and quantity.unit in _SHORT else None
    changed = CHANGE_TO.search(setting.prefix)
    if quantity.compared or changed:
        return 0.85
    return 0.6 if re.search(r"实现|最快|常态|缩|压|减|提前|响应|限时", near) else None
