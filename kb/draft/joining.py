"""One clause's words behind another's, with their sources, exchanged words and questions."""

from __future__ import annotations

from dataclasses import replace

from kb.draft.model import TOKEN, Choice, Entry
from kb.draft.sentences import related_as_answered


def joined(entry: Entry, other: Entry) -> Entry:
    """The entry with the text of the other one as its last paragraph; the other's questions get new numbers."""
    if not other.text.strip():
        return entry
    most = max((question.number for question in entry.questions), default=0)

    def renamed(text: str) -> str:
        return TOKEN.sub(lambda token: f"【待定{int(token.group(1)) + most}】", text)

    start = len(entry.text) + 1 if entry.text else 0
    lengths = len(renamed(other.text)) - len(other.text)
    # A number with more digits moves what stands behind it: then the exchanged words are not marked.
    swaps = other.swaps if lengths == 0 else ()
    choice: Choice = "adapt" if entry.choice in ("undecided", "carry") else entry.choice
    asked = {int(number) for number in TOKEN.findall(other.text)}
    return related_as_answered(
        replace(
            entry,
            text=f"{entry.text}\n{renamed(other.text)}" if entry.text else renamed(other.text),
            choice=choice,
            sentences=(*entry.sentences, *(replace(s, text=renamed(s.text)) for s in other.sentences)),
            swaps=(*entry.swaps, *(replace(s, start=s.start + start, end=s.end + start) for s in swaps)),
            questions=(
                *entry.questions,
                *(replace(q, number=q.number + most) for q in other.questions if q.number in asked),
            ),
        )
    )
