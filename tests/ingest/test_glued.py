"""Lost line breaks are put back; running text is left alone."""

import pytest

from ingest.glued import unglue
from ingest.paragraphs import Paragraph
from kb.model import Place


def pieces(text):
    return [paragraph.text for paragraph in unglue((Paragraph(text, (Place(0, 1, 1),)),))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "望湖市人民政府关于发展共享菜园的实施意见望政发〔2024〕3号",
            ["望湖市人民政府关于发展共享菜园的实施意见", "望政发〔2024〕3号"],
        ),
        (
            "请认真贯彻执行。望湖市人民政府办公室2024年3月1日（此件公开发布）",
            ["请认真贯彻执行。", "望湖市人民政府办公室", "2024年3月1日", "（此件公开发布）"],
        ),
        ("（一）建菜园。1.选址。2.筹资。", ["（一）建菜园。", "1.选址。", "2.筹资。"]),
        ("抓好三件事：一是选址，二是筹资。", ["抓好三件事：一是选址，二是筹资。"]),
        ("按照第三条第（二）项执行。1.5万元以内的从简。", ["按照第三条第（二）项执行。1.5万元以内的从简。"]),
        ("坚持做到：1.不占耕地；2.不搞攀比。", ["坚持做到：1.不占耕地；2.不搞攀比。"]),
    ],
)
def test_what_is_cut_and_what_is_not(text, expected):
    assert pieces(text) == expected


def test_an_endless_paragraph_is_cut_at_its_labels_which_run_on_through_chapters():
    filler = "稳步推进共享菜园建设，完善配套服务，方便群众就近种植。" * 30
    text = f"为做好工作，制定本方案。一、完善布局（一）合理选址。{filler}（二）配齐设施。{filler}二、加强管理（三）落实责任。{filler}"
    starts = [piece[:4] for piece in pieces(text)]
    assert starts == ["为做好工", "一、完善", "（一）合", "（二）配", "二、加强", "（三）落"]
