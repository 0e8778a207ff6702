"""The shelf of originals: every file under the hash of its bytes, written once and never overwritten."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

_SHA256 = re.compile(r"[0-9a-f]{64}")
_TEMPORARY = ".part"


class NotOnShelf(LookupError):
    """There is no original with this hash."""


class DamagedOriginal(Exception):
    """The bytes on the shelf no longer have the hash that they are kept under."""


def sha256_of(data: bytes) -> str:
    """The SHA-256 of the bytes as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


class Shelf:
    """Originals in `folder`, two levels deep: `ab/abcdef…`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, sha256: str) -> Path:
        """Where the original with this hash lies or would lie. Raises NotOnShelf for what is no hash."""
        if not _SHA256.fullmatch(sha256):
            raise NotOnShelf(sha256)
        return self.folder / sha256[:2] / sha256

    def __contains__(self, sha256: str) -> bool:
        return self.path(sha256).is_file()

    def put(self, data: bytes, name: str = "") -> str:
        """Keep these bytes and return their hash; an original that is there already is left alone.

        A reader never sees half a file: the bytes are written beside their place, flushed to the
        disk, then given their name in one step. `name` does not decide where they lie.
        """
        sha256 = sha256_of(data)
        target = self.path(sha256)
        if target.exists():
            return sha256
        target.parent.mkdir(exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=_TEMPORARY)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(0o444)
            Path(temporary).replace(target)
        finally:
            Path(temporary).unlink(missing_ok=True)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The original's bytes. Raises NotOnShelf, or DamagedOriginal where they have changed."""
        try:
            data = self.path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise NotOnShelf(sha256) from error
        if sha256_of(data) != sha256:
            raise DamagedOriginal(sha256)
        return data

    def discard(self, sha256: str) -> None:
        """Take back an original that no notice came of. Only for imports that failed and repairs."""
        self.path(sha256).unlink(missing_ok=True)

    def hashes(self) -> Iterator[str]:
        """The hashes of all originals, in order."""
        names = (p.name for p in self.folder.glob("??/*"))
        return iter(sorted(name for name in names if _SHA256.fullmatch(name)))

    def leftovers(self) -> tuple[Path, ...]:
        """Half-written files that an interrupted import left behind."""
        return tuple(sorted(self.folder.glob(f"??/*{_TEMPORARY}")))
