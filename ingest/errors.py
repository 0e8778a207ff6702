"""What can go wrong on the way from a file to facts, in words that an office clerk understands."""

from __future__ import annotations


class IngestError(Exception):
    """Base of everything that the import refuses.

    Whoever raises it has stored nothing: readers and parsers are pure, and the importer keeps a file
    only after both have succeeded. So every message may promise 没有存入任何内容.
    """


class UnreadableFile(IngestError):
    """A file that cannot be read as a notice; nothing of it is stored.

    `file` is the name as the user knows it, `cause` says what is wrong with it and `advice` what to do
    about it, both in Chinese and without a full stop. `str()` gives the whole message.
    """

    def __init__(self, file: str, cause: str, advice: str) -> None:
        self.file = file
        self.cause = cause
        self.advice = advice
        super().__init__(f"{file}：{cause}。没有存入任何内容。{advice}。")

    def __reduce__(self) -> tuple[type[UnreadableFile], tuple[str, str, str]]:
        """Keeps the three parts when the error crosses a process border (background jobs)."""
        return type(self), (self.file, self.cause, self.advice)
