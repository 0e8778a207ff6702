"""A person drafts: each call is one stroke, saved at once, and can be taken back as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial

from kb.base import KnowledgeBase
from kb.draft.begin import begin
from kb.draft.bodies import LocalBodies
from kb.draft.joining import joined
from kb.draft.mapping import asks_for, body_key
from kb.draft.model import Choice, Draft, Entry, Genre, Head, Question, Sentence, Step, Swap
from kb.draft.places import GROUP_KEY, place_of
from kb.draft.renaming import renamed
from kb.draft.sentences import reanchored, related_as_answered, resourced
from kb.draft.wording import sentences_of
from kb.errors import KnowledgeBaseError
from kb.model import Link, Notice
from kb.regions import Region, is_above, region
from kb.store.draft_strokes import Stroke

MAX_DEPTH = 3
OWN_EARLIER = 20


class CannotDraft(KnowledgeBaseError):
    """What was asked for is not possible with this draft; the message says why."""


@dataclass(frozen=True, slots=True)
class DraftDesk:
    """The drafting desk of one person over one base.

    Calls on an entry take the `revision` that the person saw: where somebody saved a newer one they
    raise StaleDraft and change nothing. None means: whatever stands now. All raise DraftNotFound and
    DraftEntryNotFound.
    """

    base: KnowledgeBase
    person: str

    # The whole draft

    def new(
        self,
        uppers: Sequence[str],
        place: str,
        genre: Genre,
        peers: Sequence[str] | None = None,
        issuer: str | None = None,
        today: date | None = None,
    ) -> Draft:
        """Begin a draft for the place with this code from upper notices (ids, the chief one first).

        `peers` are notices of other places of the same level; by default those on the shelf that
        carry an upper one. Upper days before `today` (by default the present day) become questions.
        Raises NoticeNotFound, or CannotDraft for an unknown place or one that is not below the uppers.
        """
        own = region(place)
        if own is None:
            raise CannotDraft(f"没有这个地区：“{place}”。")
        if not uppers:
            raise CannotDraft("至少要选一件上级文件。")
        store = self.base.store
        above = [store.notice(each) for each in dict.fromkeys(uppers)]
        for notice in above:
            _check_above(notice, own)
        ids = tuple(notice.document.id for notice in above)
        chosen = tuple(dict.fromkeys(peers)) if peers is not None else self.peers(ids, own)
        head, entries = begin(
            above,
            own,
            genre,
            LocalBodies(own.code, store.drafts.local_bodies(own.code)),
            [self._peer(each, ids) for each in chosen],
            self._own_earlier(own),
            issuer,
            today or date.today(),
        )
        now = datetime.now(UTC)
        wish = f"{own.name}-{genre}"
        return store.drafts.create(
            Draft(wish, own.code, genre, ids, chosen, head, entries, now, now, self.person, step="entries")
        )

    def peers(self, uppers: Sequence[str], own: Region) -> tuple[str, ...]:
        """Notices of other places of the same level that carry one of the upper notices."""
        store = self.base.store
        below = dict.fromkeys(lower for upper in uppers for lower in store.lowers(upper))
        documents = {each: store.notice(each).document for each in below}
        return tuple(
            each
            for each, document in documents.items()
            if document.level == own.level and document.region_code != own.code
        )

    def _peer(self, peer: str, uppers: Sequence[str]) -> tuple[Notice, tuple[Link, ...]]:
        store = self.base.store
        links = (link for upper in uppers for link in store.links_between(peer, upper))
        return store.notice(peer), tuple(links)

    def _own_earlier(self, own: Region) -> list[Notice]:
        """What the place itself has issued, the newest first, not more than tells its manner."""
        store = self.base.store
        ids = [s.document.id for s in store.summaries() if s.document.region_code == own.code]
        return [store.notice(each) for each in ids[:OWN_EARLIER]]

    def notices(self, draft: Draft) -> Mapping[str, Notice]:
        """The upper notices and the peers of a draft that are on the shelf, by id."""
        known = set(self.base.store.ids())
        return {each: self.base.store.notice(each) for each in (*draft.uppers, *draft.peers) if each in known}

    def notices_then(self, draft: Draft) -> Mapping[str, Notice]:
        """The versions of the upper notices that the draft was made from, as far as they are known."""
        store = self.base.store
        found = {}
        for notice_id in set(draft.uppers) & set(store.ids()):
            known = [each for each in store.versions(notice_id) if each.stored_at <= draft.created]
            if known:
                found[notice_id] = store.notice(notice_id, known[-1].number)
        return found

    def save_head(self, draft_id: str, head: Head, revision: int) -> int:
        """Save what is printed around the clauses; returns the new revision. Raises StaleDraft."""
        return self.base.store.drafts.save_head(draft_id, head, revision, self.person)

    def set_step(self, draft_id: str, step: Step) -> None:
        """Remember the step of the wizard."""
        self.base.store.drafts.set_step(draft_id, step)

    def justify(self, draft_id: str, check: str, reason: str) -> None:
        """Say why a check stays as it is; an empty reason takes that back."""
        self.base.store.drafts.justify(draft_id, check, reason.strip(), self.person)

    def archive(self, draft_id: str, *, archived: bool = True) -> None:
        """Put the draft away, or take it out again."""
        self.base.store.drafts.archive(draft_id, self.person, archived=archived)

    # One clause

    def save_entry(
        self, draft_id: str, key: str, heading: str | None, text: str, revision: int | None = None
    ) -> Entry:
        """Save the words of a clause as the person wrote them; sources are found anew."""

        def written(entry: Entry, stroke: Stroke) -> Entry:
            if (entry.heading, entry.text) == (heading, text):
                return entry
            choice: Choice = "adapt" if entry.choice in ("undecided", "carry") else entry.choice
            changed = replace(
                entry,
                heading=heading,
                text=text,
                choice=choice,
                swaps=reanchored(entry.swaps, entry.text, text),
                sentences=self._sourced(draft_id, entry, text),
            )
            return related_as_answered(changed)

        return self._change(draft_id, key, revision, written)

    def _sourced(self, draft_id: str, entry: Entry, text: str) -> tuple[Sentence, ...]:
        """Where each sentence comes from: mostly what it came from before, else anything above or beside."""
        near = resourced(entry, text)
        if all(each.source.kind != "written" for each in near):
            return near
        draft = self.base.store.drafts.draft(draft_id)
        return resourced(entry, text, sentences_of(draft, self.notices(draft)))

    def choose(
        self,
        draft_id: str,
        key: str,
        choice: Choice,
        reason: str = "",
        merged_into: str | None = None,
        revision: int | None = None,
        *,
        append: bool = False,
    ) -> Entry:
        """Carry, adapt, merge (into the entry with key `merged_into`) or leave out (for `reason`). With `append`
        the words of a merged clause are put behind those of the other.

        Carrying brings the words back that were proposed at first; the answers given stay. Raises
        CannotDraft for a merger that leads nowhere.
        """

        def chosen(entry: Entry, stroke: Stroke) -> Entry:
            if choice == "merge":
                into = _check_merger(entry, merged_into, stroke)
                if append:
                    stroke.save_entry(joined(into, entry), into.revision)
            if choice == "carry":
                entry = _with_answers(stroke.first_state(key), entry)
            target = merged_into if choice == "merge" else None
            why = reason.strip() if choice in ("leave_out", "merge") else ""
            return replace(entry, choice=choice, reason=why, merged_into=target)

        return self._change(draft_id, key, revision, chosen)

    def settle(self, draft_id: str, key: str, settled: bool = True, revision: int | None = None) -> Entry:
        """Call a clause done, or not done after all; what nobody touched is thereby carried."""

        def called(entry: Entry, stroke: Stroke) -> Entry:
            choice: Choice = "carry" if settled and entry.choice == "undecided" else entry.choice
            return replace(entry, settled=settled, choice=choice)

        return self._change(draft_id, key, revision, called)

    def answer(
        self, draft_id: str, key: str, number: int, answer: str | None, revision: int | None = None
    ) -> Entry:
        """Answer a question of a clause; the empty answer leaves its words out, None asks again. A body that
        the clause names twice is answered once.

        Raises CannotDraft where the clause has no such question.
        """

        def answered(entry: Entry, stroke: Stroke) -> Entry:
            if all(each.number != number for each in entry.questions):
                raise CannotDraft(f"这一条没有待定{number}。")
            given = answer.strip() if answer is not None else None
            same = next(each for each in entry.questions if each.number == number)
            return _answered(entry, lambda q: q.number == number or _twin(q, same), given)

        return self._change(draft_id, key, revision, answered)

    def _change(
        self,
        draft_id: str,
        key: str,
        revision: int | None,
        change: Callable[[Entry, Stroke], Entry],
    ) -> Entry:
        with self.base.store.drafts.stroke(draft_id, self.person) as stroke:
            now = stroke.entry(key)
            changed = change(now, stroke)
            return stroke.save_entry(changed, now.revision if revision is None else revision)

    # Clauses of one's own

    def add_clause(self, draft_id: str, after: str | None, depth: int, heading: str | None = None) -> Entry:
        """A new empty clause behind the one with key `after` (first for None)."""
        with self.base.store.drafts.stroke(draft_id, self.person) as stroke:
            key = stroke.free_key("own")
            depth = min(max(depth, 0), MAX_DEPTH)
            return stroke.add_entry(Entry(key, None, None, depth, heading, "", "adapt"), after)

    def move(self, draft_id: str, key: str, after: str | None) -> None:
        """Put a clause of one's own behind another, or first. Raises CannotDraft for an upper clause."""
        with self.base.store.drafts.stroke(draft_id, self.person) as stroke:
            _check_own(stroke.entry(key), "移动")
            rest = [each for each in stroke.order() if each != key]
            at = rest.index(after) + 1 if after in rest else 0
            stroke.arrange((*rest[:at], key, *rest[at:]))

    def remove(self, draft_id: str, key: str) -> None:
        """Take a clause of one's own out; its words are kept. Raises CannotDraft for an upper clause."""
        with self.base.store.drafts.stroke(draft_id, self.person) as stroke:
            _check_own(stroke.entry(key), "删去")
            stroke.arrange(each for each in stroke.order() if each != key)

    # Bodies

    def map_body(self, draft_id: str, upper: str, name: str | None, reason: str = "") -> Draft:
        """Say once for the place which body answers to an upper one: its name, empty for none.

        `upper` is the body's name as an upper notice prints it, or its function (邮政管理). Open
        questions of this draft that ask for it are answered in all clauses and words exchanged by themselves
        follow; what was answered before and what was written by hand is not touched. GROUP_KEY is the group
        of the places below. None takes it back, so that later drafts ask again.
        """
        drafts = self.base.store.drafts
        draft = drafts.draft(draft_id)
        notices = self.notices(draft)
        known = (body_key(upper, notices.get(each)) for each in draft.uppers)
        key = upper if upper == GROUP_KEY else next((each for each in known if each != upper), upper)
        before = drafts.local_bodies(draft.region).get(key)
        with drafts.stroke(draft_id, self.person) as stroke:
            stroke.set_local_body(key, name, reason)
            asks = asks_for(key, draft.region, notices)
            for entry_key in stroke.order() if name is not None else ():
                entry = stroke.entry(entry_key)
                changed = _answered(entry, asks(entry), name)
                if name:
                    upper_notice = notices.get(entry.notice or "")
                    changed = renamed(changed, partial(_is_called, key, before, upper_notice), name)
                stroke.save_entry(changed, entry.revision)
        return drafts.draft(draft_id)

    # Taking back

    def restore(self, draft_id: str, number: int) -> Draft:
        """Make an earlier saving (see `store.drafts.history`) the newest one."""
        drafts = self.base.store.drafts
        drafts.restore(draft_id, number, self.person)
        return drafts.draft(draft_id)

    def undo(self, draft_id: str, stroke: int | None = None) -> Draft:
        """Take back one stroke, by default this person's last. Raises StaleDraft where somebody changed
        the same since, CannotDraft where there is nothing to take back."""
        drafts = self.base.store.drafts
        chosen = stroke if stroke is not None else drafts.last_stroke(draft_id, self.person)
        if chosen is None:
            raise CannotDraft("没有可以撤销的改动。")
        drafts.undo(draft_id, chosen, self.person)
        return drafts.draft(draft_id)


def _answered(entry: Entry, meant: Callable[[Question], bool], answer: str | None) -> Entry:
    questions = tuple(replace(q, answer=answer) if meant(q) else q for q in entry.questions)
    return related_as_answered(replace(entry, questions=questions))


def _is_called(key: str, before: str | None, notice: Notice | None, swap: Swap) -> bool:
    """Do exchanged words stand for the body, or the group of the places below in a list of units (各镇、街道, or
    what the place called it `before`)?"""
    if key == GROUP_KEY:
        listed = "、" in swap.own and "政府" not in swap.own
        return swap.kind == "group" and (listed or swap.own == before)
    return swap.kind == "unit" and body_key(swap.upper, notice) == key


def _twin(question: Question, answered: Question) -> bool:
    """Does the question ask for the same body as the one just answered, and was it answered alike so far?"""
    return (question.kind, question.upper) == ("unit", answered.upper) and question.answer == answered.answer


def _with_answers(first: Entry, now: Entry) -> Entry:
    """The words as first proposed, with the answers that were given since."""
    given = {question.number: question.answer for question in now.questions}
    questions = tuple(replace(q, answer=given.get(q.number, q.answer)) for q in first.questions)
    carried = replace(first, questions=questions, settled=now.settled, revision=now.revision)
    return related_as_answered(carried)


def _check_above(notice: Notice, own: Region) -> None:
    place = place_of(notice)
    if place is not None and not is_above(place.code, own.code):
        raise CannotDraft(f"{own.name}不在{place.name}之下，不能依据它的文件起草：{notice.document.title}")


def _check_merger(entry: Entry, into: str | None, stroke: Stroke) -> Entry:
    if into is None or into == entry.key or into not in stroke.order():
        raise CannotDraft("请选一条要合并到的条款。")
    target = stroke.entry(into)
    if not target.printed:
        raise CannotDraft("要合并到的那一条自己不写，请另选一条。")
    return target


def _check_own(entry: Entry, what: str) -> None:
    if entry.notice is not None:
        raise CannotDraft(f"承接上级的条款不能{what}；不写的请选“不写”并说明理由。")
