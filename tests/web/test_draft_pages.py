"""The drafting pages without JavaScript: every step is a page, every button a form, nothing is overwritten."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from kb.draft.desk import DraftDesk
from kb.draft.model import Draft
from kb.draft.places import GROUP_KEY
from kb.draft.printed import Paragraph, Printed, Run
from tests.web.conftest import CITY
from web.app import create_app
from web.context import BASE_KEY
from web.draftlead import units_in, with_lead
from web.draftsheet import broken, sheets


@pytest.fixture(scope="module")
def client(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder = shutil.copytree(home, tmp_path_factory.mktemp("pages") / "base")
    app = create_app({"HOME": folder, "WTF_CSRF_ENABLED": False})
    yield app.test_client()
    app.extensions[BASE_KEY].close()


@pytest.fixture(scope="module")
def draft_id(client: FlaskClient) -> str:
    """A plan of 青禾县 from its city's notice."""
    answer = client.post("/drafts/new", data={"upper": CITY, "place_name": "青禾县", "genre": "实施方案"})
    assert answer.status_code == 303
    return unquote(answer.headers["Location"]).split("/")[2]


def kept(client: FlaskClient, draft_id: str) -> Draft:
    return client.application.extensions[BASE_KEY].store.drafts.draft(draft_id)


def text_of(client: FlaskClient, address: str) -> str:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200, address
    return re.sub(r"<[^>]+>|\s+", "", answer.get_data(as_text=True))


@pytest.mark.parametrize(
    "address, words",
    [
        ("/drafts", "青禾县老年助餐服务扩面提质实施方案"),
        ("/drafts?away=1", "没有收起的草稿"),
        ("/drafts/new", "据选中的起草"),
        ("/drafts/new?q=没有这样的文件", "馆藏里没有标题、文号或地方含"),
        (f"/drafts/new?upper={CITY}", "开始逐条写"),
        ("/drafts/{id}", "上级原文"),
        ("/drafts/{id}/select", "上级文件1件"),
        ("/drafts/{id}/entries", "数字不会自动照抄"),
        ("/drafts/{id}/bodies", "按职能推定"),
        ("/drafts/{id}/checks", "要解决或说明"),
        ("/drafts/{id}/export", "还没有完的"),
        ("/drafts/{id}/preview", "青禾县人民政府"),
        ("/", "我的起草"),
        (f"/notices/{CITY}", "据此起草"),
    ],
)
def test_every_step_is_a_page(client: FlaskClient, draft_id: str, address: str, words: str) -> None:
    assert words in text_of(client, address.format(id=draft_id))


@pytest.mark.parametrize(
    "given, said",
    [
        ({"upper": CITY}, "还没有写是哪个地方"),
        ({"upper": CITY, "place_name": "云边县"}, "地区表里没有“云边县”"),
        ({"place_name": "青禾县"}, "至少要选一件上级文件"),
    ],
)
def test_what_is_missing_is_said(client: FlaskClient, given: dict[str, str], said: str) -> None:
    answer = client.post("/drafts/new", data=given)
    assert answer.status_code == 400 and said in answer.get_data(as_text=True)


def test_a_form_saves_answers_and_chooses_and_all_is_undone(client: FlaskClient, draft_id: str) -> None:
    entry = next(e for e in kept(client, draft_id).entries if e.clause == "三/（一）")
    here = f"/drafts/{draft_id}/entries/{entry.key}"

    def post(path: str, data: dict[str, str]) -> str:
        answer = client.post(f"{here}/{path}", data=data, follow_redirects=True)
        assert answer.status_code == 200, path
        return answer.get_data(as_text=True)

    def now() -> object:
        return kept(client, draft_id).entry(entry.key)

    post("save", {"heading": entry.heading or "", "text": entry.text + "县里每月调度。", "revision": "0"})
    assert kept(client, draft_id).entry(entry.key).text.endswith("县里每月调度。")  # type: ignore[union-attr]
    asked = entry.open_questions[0].number
    for path, data, said in (
        (f"answer/{asked}", {"answer": "12处"}, f"待定{asked}：12处。"),
        (
            "choose",
            {"choice": "leave_out", "because": "职责不在本级", "reason": "由市里统一建"},
            "不写这一条",
        ),
        ("lead", {"lead": "县民政局"}, "县民政局牵头"),
        ("settle", {}, "已定稿"),
    ):
        before = now()
        page = post(path, data)
        assert said in page and before != now(), path
        stroke = re.search(r'name="stroke" value="(\d+)"', page)
        assert stroke, path
        client.post(f"/drafts/{draft_id}/undo", data={"stroke": stroke.group(1)})
        undone = now()
        assert (before.text, before.choice, before.settled) == (  # type: ignore[attr-defined]
            undone.text, undone.choice, undone.settled,  # type: ignore[attr-defined]
        )  # fmt: skip


def test_leaving_out_needs_a_reason(client: FlaskClient, draft_id: str) -> None:
    entry = kept(client, draft_id).entries[0]
    answer = client.post(f"/drafts/{draft_id}/entries/{entry.key}/choose", data={"choice": "leave_out"})
    assert answer.status_code == 400 and "要选一个理由" in answer.get_data(as_text=True)
    assert kept(client, draft_id).entry(entry.key) == entry


def test_an_old_page_overwrites_nothing_and_keeps_its_words(client: FlaskClient, draft_id: str) -> None:
    entry = kept(client, draft_id).entries[1]
    address = f"/drafts/{draft_id}/entries/{entry.key}/save"
    for words in ("先存的。", "后存的。"):
        posted = {"heading": entry.heading or "", "text": words, "revision": str(entry.revision)}
        answer = client.post(address, data=posted)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409 and "没有保存，以免盖掉经办人" in page
    assert ">后存的。</textarea>" in page and "先存的。" in re.sub(r"<[^>]+>", "", page)
    assert kept(client, draft_id).entry(entry.key).text == "先存的。"  # type: ignore[union-attr]


def test_a_body_is_said_once_and_fills_the_questions(client: FlaskClient, draft_id: str) -> None:
    page = client.get(f"/drafts/{draft_id}/bodies").get_data(as_text=True)
    key = re.search(r'class="undecided".*?name="key" value="([^"]+)"', page, re.DOTALL)
    assert key
    client.post(f"/drafts/{draft_id}/bodies", data={"key": key.group(1), "name": "县邮政公司"})
    answers = {q.answer for entry in kept(client, draft_id).entries for q in entry.questions}
    assert "县邮政公司" in answers
    assert "县邮政公司" in client.get(f"/drafts/{draft_id}/bodies").get_data(as_text=True)


@pytest.mark.parametrize(
    "form, start",
    [("docx", b"PK"), ("docx?remarks=0", b"PK"), ("table", b"PK"), ("json", b"{")],
)
def test_every_file_can_be_taken_away(client: FlaskClient, draft_id: str, form: str, start: bytes) -> None:
    answer = client.get(f"/drafts/{draft_id}/file.{form}")
    assert answer.status_code == 200 and answer.data.startswith(start)
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_head_is_saved_and_a_wrong_day_is_not(client: FlaskClient, draft_id: str) -> None:
    given = {"title": "青禾县助餐方案", "issuer": "青禾县人民政府办公室", "date": "六月五日", "covering": "1"}
    answer = client.post(f"/drafts/{draft_id}/export", data=given)
    assert answer.status_code == 400 and "青禾县助餐方案" in answer.get_data(as_text=True)
    client.post(f"/drafts/{draft_id}/export", data=given | {"date": "2030-06-05"})
    head = kept(client, draft_id).head
    assert head.title == "青禾县助餐方案" and head.date and head.date.year == 2030


def test_the_head_saves_itself_and_an_old_page_is_told(client: FlaskClient, draft_id: str) -> None:
    revision = kept(client, draft_id).revision
    accept = {"Accept": "application/json"}
    for title, status in (("青禾县方案一", 200), ("青禾县方案二", 409)):
        given = {"title": title, "issuer": "青禾县人民政府办公室", "revision": str(revision)}
        answer = client.post(f"/drafts/{draft_id}/export", data=given, headers=accept)
        assert answer.status_code == status
    assert "没有保存，以免盖掉经办人" in answer.get_json()["bar"]
    assert kept(client, draft_id).head.title == "青禾县方案一"


def test_a_check_is_justified_in_place_and_taken_back(client: FlaskClient, draft_id: str) -> None:
    page = client.get(f"/drafts/{draft_id}/checks").get_data(as_text=True)
    key = re.search(r'name="check" value="([^"]+)"', page)
    assert key
    for reason in ("与市里商定", ""):
        client.post(f"/drafts/{draft_id}/justify", data={"check": key.group(1), "reason": reason})
        assert bool(kept(client, draft_id).justifications) == bool(reason)


def test_a_clause_of_ones_own_comes_and_goes(client: FlaskClient, draft_id: str) -> None:
    keys = [entry.key for entry in kept(client, draft_id).entries]
    answer = client.post(f"/drafts/{draft_id}/entries/{keys[0]}/add")
    made = answer.headers["Location"].rpartition("/")[2]
    assert [e.key for e in kept(client, draft_id).entries][1] == made
    assert "自加的" in client.get(answer.headers["Location"]).get_data(as_text=True)
    client.post(f"/drafts/{draft_id}/entries/{made}/remove")
    assert [e.key for e in kept(client, draft_id).entries] == keys


@pytest.mark.parametrize(
    "text, lead, expected",
    [
        (
            "建好食堂。（责任单位：县民政局、县财政局）",
            "县民政局",
            "建好食堂。（牵头单位：县民政局；责任单位：县财政局）",
        ),
        (
            "建好食堂。〔责任单位：县民政局〕",
            "县财政局",
            "建好食堂。〔牵头单位：县财政局；责任单位：县民政局〕",
        ),
        ("建好食堂。", "县民政局", "建好食堂。（牵头单位：县民政局）"),
        (
            "建好食堂。（牵头单位：县财政局；责任单位：县商务局）",
            "县民政局",
            "建好食堂。（牵头单位：县民政局；责任单位：县商务局）",
        ),
    ],
)
def test_a_lead_is_named_in_the_bracket(text: str, lead: str, expected: str) -> None:
    assert with_lead(text, lead) == expected


def test_units_of_a_bracket_with_answers() -> None:
    assert units_in("办好。（责任单位：县民政局、各镇（街道），县财政局）", ()) == (
        "县民政局",
        "县财政局",
    )


@pytest.mark.parametrize(
    "text, lines",
    [
        ("一二三四五六七八九十", ["一二三四", "五六七八", "九十"]),
        ("一二三四，五六", ["一二三", "四，五六"]),
        ("一二三（四五）", ["一二三", "（四五）"]),
        ("一二2025年", ["一二2025", "年"]),
        ("一二三2025年", ["一二三", "2025年"]),
    ],
)
def test_lines_break_as_chinese_lines_do(text: str, lines: list[str]) -> None:
    assert [text[start:end] for start, end in broken(text, 4)] == lines


def test_a_page_holds_22_lines_and_numbers_stand_outside() -> None:
    words = Paragraph("text", (Run("字" * 28 * 45),))
    pages = sheets(Printed((words,)))
    assert [len(page.lines) for page in pages] == [22, 22, 2]
    assert [page.outside for page in pages] == ["odd", "even", "odd"]


def test_the_history_of_a_clause_brings_earlier_words_back(client: FlaskClient, draft_id: str) -> None:
    entry = kept(client, draft_id).entries[2]
    address = f"/drafts/{draft_id}/entries/{entry.key}"
    posted = {"heading": entry.heading or "", "text": "改过的文字。", "revision": str(entry.revision)}
    client.post(f"{address}/save", data=posted)
    page = client.get(f"{address}/history").get_data(as_text=True)
    assert "起草时" in page and "改过的文字" in page
    first = re.findall(r'name="number" value="(\d+)"', page)[-1]
    client.post(f"{address}/restore", data={"number": first})
    assert kept(client, draft_id).entry(entry.key).text == entry.text  # type: ignore[union-attr]
    assert client.post(f"{address}/restore", data={"number": "999999"}).status_code == 404


def test_a_body_answered_in_the_clauses_is_not_asked_again(client: FlaskClient, draft_id: str) -> None:
    desk = DraftDesk(client.application.extensions[BASE_KEY], "李敏")
    draft = desk.new([CITY], "990122", "实施方案", [])
    asked = [(e.key, q) for e in draft.entries for q in e.questions if q.kind == "unit" and q.upper]
    upper = asked[0][1].upper
    assert upper
    for key, question in asked:
        if question.upper == upper:
            desk.answer(draft.id, key, question.number, "县某公司")
    page = text_of(client, f"/drafts/{draft.id}/bodies")
    assert "各条里定的，只管这份草稿" in page and "以后都写县某公司" in page


def test_the_places_own_name_for_the_places_below(client: FlaskClient) -> None:
    desk = DraftDesk(client.application.extensions[BASE_KEY], "李敏")
    draft = desk.new([CITY], "990122", "实施方案", [])
    client.post(
        f"/drafts/{draft.id}/bodies",
        data={"key": GROUP_KEY, "upper": "各县（区）", "name": "各乡镇、街道和园区"},
    )
    assert "各乡镇、街道和园区" in text_of(client, f"/drafts/{draft.id}/bodies")
    assert any("各乡镇、街道和园区" in e.text for e in kept(client, draft.id).entries)
    later = desk.new([CITY], "990122", "实施方案", [])
    assert any("各乡镇、街道和园区" in e.text for e in later.entries)
    desk.map_body(draft.id, GROUP_KEY, None)
