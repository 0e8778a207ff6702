"""Head and foot of a notice: what is read, what is inferred, what stays unknown."""

from datetime import date

import pytest

from ingest.head_and_foot import parse_date, read_document
from ingest.layout import lay_out
from kb.model import Source

SOURCE = Source("notice.txt", "0" * 64)
BODY = ("一、工作目标", "到2024年底，建成共享菜园20处。")


def document(*paragraphs, page_title=None, stated=()):
    return read_document(lay_out(paragraphs), SOURCE, page_title, stated)


def kinds(*paragraphs):
    return [item.kind for item in lay_out(paragraphs)]


def test_a_plain_notice():
    found = document(
        "望湖市人民政府办公室",
        "关于发展共享菜园的实施意见",
        "望政办发〔2024〕3号",
        "各区县人民政府，市政府各部门，各有关单位：",
        "为方便群众，现提出如下意见。",
        *BODY,
        "望湖市人民政府办公室",
        "2024年3月1日",
        "（此件公开发布）",
    )
    assert found.title == "望湖市人民政府办公室关于发展共享菜园的实施意见"
    assert (found.doc_number, found.issuer, found.date) == (
        "望政办发〔2024〕3号",
        "望湖市人民政府办公室",
        date(2024, 3, 1),
    )
    assert found.recipients == ("各区县人民政府", "市政府各部门", "各有关单位")
    assert (found.publicity, found.genre, found.status) == ("此件公开发布", "实施意见", "issued")


COVERED = (
    "望湖县人民政府文件",
    "望政〔2024〕5号",
    "各乡镇人民政府，县政府各部门：",
    "《望湖县共享菜园建设方案》已经县政府同意，现印发给你们，请认真贯彻执行。",
    "2024年4月2日",
    "望湖县共享菜园建设方案",
    "为方便群众，制定本方案。",
    *BODY,
    "抄送：县委办公室，县人大常委会办公室。",
    "望湖县人民政府办公室2024年4月3日印发",
)


def test_a_title_that_only_the_covering_note_names_is_inferred():
    found = document(*COVERED)
    assert found.title == "望湖县共享菜园建设方案"
    assert "title" in found.inferred
    assert (found.issuer, found.print_date) == ("望湖县人民政府", date(2024, 4, 3))
    assert found.cc == ("县委办公室", "县人大常委会办公室")


def test_the_covering_note_is_set_apart_from_the_plan():
    assert kinds(*COVERED) == [
        "letterhead", "number", "recipients", "covering", "date", "plan_title", "body", "body", "body", "foot", "foot",
    ]  # fmt: skip


def test_a_draft_has_status_draft_and_its_remark_is_no_title():
    found = document("关于发展共享菜园有关工作的通知", "（征求意见稿）", "现就有关工作通知如下。", *BODY)
    assert (found.title, found.status) == ("关于发展共享菜园有关工作的通知", "draft")
    assert (found.doc_number, found.issuer, found.date) == (None, None, None)


def test_the_list_of_annexes_gives_their_names():
    found = document(
        "关于发展共享菜园的通知", "现通知如下。", *BODY, "附件：1.共享菜园建设标准", "2.共享菜园领导小组名单", "望湖县人民政府", "2024年5月6日"
    )  # fmt: skip
    assert found.attachments == ("共享菜园建设标准", "共享菜园领导小组名单")


def test_sponsor_and_supervisor():
    found = document(*COVERED[:-2], "主办：县农业农村局 督办：县政府办公室二科", *COVERED[-2:])
    assert (found.sponsor, found.supervisor) == ("县农业农村局", "县政府办公室二科")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("望政文[2024]62号", "望政文〔2024〕62号"),
        ("望政文（2024）62号", "望政文〔2024〕62号"),
        ("（望政文〔2024〕62号）", "望政文〔2024〕62号"),
    ],
)
def test_brackets_of_a_document_number_are_made_uniform(number, expected):
    assert document("关于发展共享菜园的通知", number, "现通知如下。", *BODY).doc_number == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年4月19日", date(2024, 4, 19)),
        ("二〇二四年四月十九日", date(2024, 4, 19)),
        ("2024年2月31日", None),
        ("2024年4月", None),
    ],
)
def test_written_dates(text, expected):
    assert parse_date(text) == expected


def test_the_box_of_a_government_page_fills_what_the_text_lacks():
    box = (("发文机关", "望湖县人民政府"), ("发文字号", "望政〔2024〕8号"), ("成文日期", "2024-06-07"))
    found = document("关于发展共享菜园的通知", "现通知如下。", *BODY, stated=box)
    assert (found.issuer, found.doc_number, found.date) == (
        "望湖县人民政府",
        "望政〔2024〕8号",
        date(2024, 6, 7),
    )


@pytest.mark.parametrize(
    ("row", "issuer"),
    [
        ("发文机关： ｜ 青禾县人民政府 ｜ 发文日期： ｜ 2024年6月7日", "青禾县人民政府"),
        ("索引号： ｜ QH-2024-7 ｜ 发文机关： ｜ 青禾县人民政府", "青禾县人民政府"),
        ("发文机关： ｜ 发文日期： ｜ 2024年6月7日", None),
    ],
)
def test_the_box_may_be_a_table_with_values_in_cells_of_their_own(row, issuer):
    assert document(row, "关于发展共享菜园的通知", "现通知如下。", *BODY).issuer == issuer


def test_a_remark_behind_the_title_is_no_part_of_its_genre():
    found = document("青禾县人民政府关于加快村级养老的若干意见（试行）", *BODY)
    assert found.genre == "若干意见"


def test_a_joint_notice_has_all_its_signers():
    covering = "《望湖县河湖长制工作方案》已经县委、县政府同意，现印发给你们，请认真贯彻执行。"
    signers = ("中共望湖县委办公室", "望湖县人民政府办公室")
    found = document(
        "关于印发望湖县河湖长制工作方案的通知",
        "各乡镇党委、人民政府：",
        covering,
        *signers,
        "（此件发至乡）2024年4月2日",
        "望湖县河湖长制工作方案",
        *BODY,
    )
    assert (found.issuer, found.date) == ("、".join(signers), date(2024, 4, 2))


@pytest.mark.parametrize(
    ("title", "line", "issuer"),
    [
        (
            "青禾县人民政府、青禾县人民武装部关于做好护林工作的通知",
            "青禾县人民政府青禾县人民武装部",
            "青禾县人民政府、青禾县人民武装部",
        ),
        (
            "关于做好护林工作的通知",
            "青禾县林业局\u2003青禾县水利局",
            "青禾县林业局、青禾县水利局",
        ),
        ("青禾县林业局关于做好护林工作的通知", "青禾县林业局", "青禾县林业局"),
    ],
)
def test_two_organs_that_sign_on_one_line(title, line, issuer):
    assert document(title, "现通知如下。", *BODY, line, "2024年4月2日").issuer == issuer


def test_a_title_that_begins_with_two_organs():
    found = document("中共望湖县委办公室 望湖县人民政府办公室关于做好护水工作的通知", *BODY)
    assert found.issuer == "中共望湖县委办公室、望湖县人民政府办公室"


def test_the_title_in_the_box_of_a_page():
    covering = "现将《望湖县共享菜园建设方案》印发给你们，请认真贯彻执行。"
    found = document(
        "名称：关于印发《望湖县共享菜园建设方案》的通知",
        "各乡镇人民政府：",
        covering,
        "望湖县人民政府办公室",
        "2024年4月2日",
        "望湖县共享菜园建设方案",
        *BODY,
    )
    assert found.title == "关于印发《望湖县共享菜园建设方案》的通知"


def test_the_tool_bar_of_a_page_is_no_title():
    found = document(
        "【字体：大 中 小】 打印 分享",
        "打印 收藏 关闭",
        "望湖市人民政府办公室关于发展共享菜园的意见",
        "各区县人民政府：",
        *BODY,
        "望湖市人民政府办公室",
        "2024年3月1日",
    )
    assert found.title == "望湖市人民政府办公室关于发展共享菜园的意见"


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        ("芦苇滩镇人民政府", "芦苇滩镇"),
        ("望湖县芦苇滩乡人民政府", "芦苇滩乡"),
        ("芦苇滩街道办事处", "芦苇滩街道"),
    ],
)
def test_a_town_that_no_table_knows_says_its_level(issuer, name):
    found = document("关于发展共享菜园的通知", "各村：", *BODY, issuer, "2024年3月1日")
    assert (found.level, found.jurisdiction, found.region_code) == ("township", name, None)
    assert {"level", "jurisdiction"} <= set(found.inferred)


def test_a_draft_without_an_issuer_names_its_place_in_its_title():
    found = document("青禾县共享菜园建设方案", "（征求意见稿）", "为方便群众，制定本方案。", *BODY)
    assert (found.issuer, found.level, found.jurisdiction) == (None, "county", "青禾县")
