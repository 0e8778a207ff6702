"""One writer at a time: a lock on a file, which the system gives back when its process dies."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.errors import BaseBusy

_PAUSE = 0.05

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _give_back(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


class WriteLock:
    """The right to write to one knowledge base, among threads and among processes.

    A thread that holds it may take it again. After `timeout` seconds of waiting BaseBusy is raised.
    """

    def __init__(self, path: Path, timeout: float = 30.0) -> None:
        self.path = path
        self.timeout = timeout
        self._held = threading.local()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for the length of a with block."""
        if getattr(self._held, "depth", 0):
            self._held.depth += 1
            try:
                yield
            finally:
                self._held.depth -= 1
            return
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            self._wait(handle)
            self._held.depth = 1
            try:
                yield
            finally:
                self._held.depth = 0
                _give_back(handle)
        finally:
            os.close(handle)

    def _wait(self, handle: int) -> None:
        deadline = time.monotonic() + self.timeout
        while True:
            try:
                _take(handle)
            except OSError as error:
                if time.monotonic() >= deadline:
                    raise BaseBusy(self.timeout) from error
                time.sleep(_PAUSE)
            else:
                return
