"""Drafts in the store: saved for good, nobody's work overwritten, every step back possible."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from kb.draft.model import Draft, Entry, Head, Question
from kb.errors import DraftEntryNotFound, DraftNotFound, StaleDraft
from kb.store import Store
from kb.store.drafts import GONE_AFTER

NOW = datetime(2030, 5, 1, tzinfo=UTC)
ASKED = Question(1, "figure", "建几处？", "上级写7处", "≥7处", 3, 6)
MADE = Draft(
    "青禾县-实施方案",
    "990121",
    "实施方案",
    ("樾政办发2030-8",),
    (),
    Head("青禾县推进老年助餐实施方案", "青禾县人民政府办公室", date=date(2030, 6, 1)),
    (
        Entry("e1", "樾政办发2030-8", "一", 0, "总体要求", "分步推进。"),
        Entry("e2", "樾政办发2030-8", "二", 0, "主要任务", "建成【待定1】处助餐点。", questions=(ASKED,)),
    ),
    NOW,
    NOW,
    "老李",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{tmp_path / 'facts.sqlite3'}")
    yield store
    store.close()


@pytest.fixture
def made(store: Store) -> Draft:
    return store.drafts.create(MADE)


def entry(draft: Draft, key: str) -> Entry:
    found = draft.entry(key)
    assert found is not None
    return found


def test_what_is_created_is_there(store: Store, made: Draft) -> None:
    kept = store.drafts.draft("青禾县-实施方案")
    assert kept == made
    assert replace(kept, created=NOW, changed=NOW) == MADE
    again = store.drafts.create(MADE)
    assert again.id == "青禾县-实施方案-2"
    (line, _) = store.drafts.drafts()
    assert (line.title, line.entries, line.settled, line.waiting) == (MADE.head.title, 2, 0, 1)


def test_an_unknown_draft(store: Store, made: Draft) -> None:
    with pytest.raises(DraftNotFound, match="没有这份草稿"):
        store.drafts.draft("没有的")
    with pytest.raises(DraftEntryNotFound):
        store.drafts.save_entry(made.id, Entry("e9", None, None, 0, None, "x"), 0, "老李")


def test_a_newer_saving_is_not_overwritten(store: Store, made: Draft) -> None:
    first, second = (replace(entry(made, "e1"), text=text) for text in ("先写的。", "后写的。"))
    assert store.drafts.save_entry(made.id, first, 0, "老李").revision == 1
    with pytest.raises(StaleDraft, match="以免盖掉老李") as told:
        store.drafts.save_entry(made.id, second, 0, "小王")
    assert isinstance(told.value.current, Entry) and told.value.current.text == "先写的。"
    assert entry(store.drafts.draft(made.id), "e1").text == "先写的。"
    other = replace(entry(made, "e2"), text="不相干的一条。")
    assert store.drafts.save_entry(made.id, other, 0, "小王").revision == 1


def test_of_two_at_once_exactly_one_is_saved(store: Store, made: Draft) -> None:
    def save(person: str) -> bool:
        try:
            store.drafts.save_entry(made.id, replace(entry(made, "e1"), text=person), 0, person)
        except StaleDraft:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        saved = list(pool.map(save, ("甲", "乙", "丙", "丁")))
    assert sum(saved) == 1
    assert len(store.drafts.history(made.id, "e1")) == 2


def test_the_head_has_a_revision_of_its_own(store: Store, made: Draft) -> None:
    head = replace(made.head, title="青禾县老年助餐工作方案")
    assert store.drafts.save_head(made.id, head, 0, "老李") == 1
    with pytest.raises(StaleDraft):
        store.drafts.save_head(made.id, replace(made.head, title="别的"), 0, "小王")
    assert store.drafts.drafts()[0].title == head.title


def test_the_same_saving_twice_is_one(store: Store, made: Draft) -> None:
    """The answer to an autosave was lost: the window sends it again."""
    written = replace(entry(made, "e1"), text="写好的。")
    first = store.drafts.save_entry(made.id, written, 0, "老李")
    assert store.drafts.save_entry(made.id, written, 0, "老李") == first
    assert len(store.drafts.history(made.id, "e1")) == 2


def test_every_saving_is_kept_and_can_be_restored(store: Store, made: Draft) -> None:
    for revision, text in enumerate(("一稿。", "二稿。", "三稿。")):
        store.drafts.save_entry(made.id, replace(entry(made, "e1"), text=text), revision, "老李")
    history = store.drafts.history(made.id, "e1")
    texts = [each.saved.text for each in history if isinstance(each.saved, Entry)]
    assert texts == ["分步推进。", "一稿。", "二稿。", "三稿。"]
    store.drafts.restore(made.id, history[1].number, "小王")
    now = entry(store.drafts.draft(made.id), "e1")
    assert (now.text, now.revision) == ("一稿。", 4)


def test_a_stroke_is_undone_as_one(store: Store, made: Draft) -> None:
    with store.drafts.stroke(made.id, "老李") as stroke:
        stroke.save_entry(replace(entry(made, "e1"), text="改了。"), 0)
        stroke.justify("缺时限/e1", "另行通知")
        stroke.add_entry(Entry("own1", None, None, 1, "自己的", "新写一条。"), "e1")
    changed = store.drafts.draft(made.id)
    assert [each.key for each in changed.entries] == ["e1", "own1", "e2"]
    assert changed.justifications[0].reason == "另行通知"
    number = store.drafts.last_stroke(made.id, "老李")
    assert number is not None
    store.drafts.undo(made.id, number, "老李")
    back = store.drafts.draft(made.id)
    assert [(each.key, each.text) for each in back.entries] == [(e.key, e.text) for e in made.entries]
    assert back.justifications == ()
    assert store.drafts.last_stroke(made.id) is None


def test_undoing_does_not_take_away_what_came_after(store: Store, made: Draft) -> None:
    store.drafts.save_entry(made.id, replace(entry(made, "e1"), text="老李的。"), 0, "老李")
    store.drafts.save_entry(made.id, replace(entry(made, "e1"), text="小王的。"), 1, "小王")
    number = store.drafts.last_stroke(made.id, "老李")
    assert number is not None
    with pytest.raises(StaleDraft, match="小王"):
        store.drafts.undo(made.id, number, "老李")


def test_a_stroke_that_fails_leaves_nothing(store: Store, made: Draft) -> None:
    with pytest.raises(StaleDraft), store.drafts.stroke(made.id, "老李") as stroke:
        stroke.justify("缺时限/e1", "另行通知")
        stroke.save_entry(replace(entry(made, "e1"), text="改了。"), 7)
    assert store.drafts.draft(made.id) == made


def test_putting_away_is_not_deleting(store: Store, made: Draft) -> None:
    store.drafts.archive(made.id, "老李")
    assert store.drafts.drafts() == ()
    assert [each.id for each in store.drafts.drafts(archived=True)] == [made.id]
    number = store.drafts.last_stroke(made.id)
    assert number is not None
    store.drafts.undo(made.id, number, "老李")
    assert len(store.drafts.drafts()) == 1


def test_taken_out_entries_keep_their_words(store: Store, made: Draft) -> None:
    store.drafts.arrange(made.id, ["e2"], "老李")
    assert [each.key for each in store.drafts.draft(made.id).entries] == ["e2"]
    store.drafts.arrange(made.id, ["e2", "e1"], "老李")
    assert [each.key for each in store.drafts.draft(made.id).entries] == ["e2", "e1"]


def test_the_second_sees_the_first_at_work(store: Store, made: Draft) -> None:
    store.drafts.touch(made.id, "e1", "老李", "窗口1")
    store.drafts.touch(made.id, "e2", "小王", "窗口2")
    store.drafts.touch(made.id, "e1", "老李", "窗口1")
    assert [(each.person, each.entry) for each in store.drafts.editing(made.id)] == [
        ("老李", "e1"),
        ("小王", "e2"),
    ]
    store.drafts.leave(made.id, "窗口2")
    assert [each.person for each in store.drafts.editing(made.id)] == ["老李"]
    later = datetime.now(UTC) + GONE_AFTER + timedelta(seconds=5)
    assert store.drafts.editing(made.id, later) == ()


def test_the_list_of_bodies_of_a_place(store: Store, made: Draft) -> None:
    store.drafts.set_local_body("990121", "postal", "县邮政公司", "老李", "没有邮政管理局")
    store.drafts.set_local_body("990121", "customs", "", "老李")
    store.drafts.set_local_body("990122", "postal", "荻溪县邮政局", "小王")
    assert store.drafts.local_bodies("990121") == {"postal": "县邮政公司", "customs": ""}
    store.drafts.set_local_body("990121", "customs", None, "老李")
    assert store.drafts.local_bodies("990121") == {"postal": "县邮政公司"}
    said = store.drafts.local_body_history("990121", "customs")
    assert [each.name for each in said] == ["", None]


def test_undoing_brings_the_old_body_back(store: Store, made: Draft) -> None:
    store.drafts.set_local_body(made.region, "postal", "县邮政局", "老李")
    with store.drafts.stroke(made.id, "老李") as stroke:
        stroke.set_local_body("postal", "县邮政公司")
    assert stroke.number is not None
    store.drafts.undo(made.id, stroke.number, "老李")
    assert store.drafts.local_bodies(made.region) == {"postal": "县邮政局"}


SAVER = """
import sys
from dataclasses import replace
from kb.store import Store
drafts = Store.open(sys.argv[1]).drafts
draft = drafts.draft(sys.argv[2])
for number in range(1000):
    text = f"第{number}次保存。"
    drafts.save_entry(draft.id, replace(draft.entries[0], text=text), number, "老李")
    print(number, flush=True)
    if number == 3:
        input()
"""


def test_what_was_answered_survives_a_kill(tmp_path: Path, store: Store, made: Draft) -> None:
    url = f"sqlite:///{tmp_path / 'facts.sqlite3'}"
    command = [sys.executable, "-c", SAVER, url, made.id]
    root = Path(__file__).parents[3]
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as saver:
        assert saver.stdout is not None
        answered = [saver.stdout.readline() for _ in range(4)]
        saver.send_signal(signal.SIGKILL)
    assert answered[-1] == "3\n"
    kept = Store.open(url)
    assert entry(kept.drafts.draft(made.id), "e1").text == "第3次保存。"
    assert len(kept.drafts.history(made.id, "e1")) == 5
    assert kept.faults() == ()
    kept.close()
