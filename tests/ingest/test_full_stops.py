"""Notices typed with Western full stops are read like others."""

from ingest.full_stops import with_chinese_stops
from ingest.paragraphs import Paragraph


def texts(*lines):
    return [paragraph.text for paragraph in with_chinese_stops(tuple(Paragraph(line, ()) for line in lines))]


WESTERN = (
    "(一)建设菜园.新建菜园2.5亩.",
    "1.配好水源.每处菜园配1口水井(含水泵).6月底前完成.",
    "一.工作要求",
    "接入“菜园通”.参保率达到100%.",
)


def test_stops_become_chinese_and_numbers_and_labels_stay():
    assert texts(*WESTERN) == [
        "(一)建设菜园。新建菜园2.5亩。",
        "1.配好水源。每处菜园配1口水井(含水泵)。6月底前完成。",
        "一.工作要求",
        "接入“菜园通”。参保率达到100%。",
    ]


def test_a_stray_stop_among_chinese_ones_stays():
    usual = ("建设菜园。", "配好水源。", "加强管护.", "做好宣传。")
    assert texts(*usual) == list(usual)
