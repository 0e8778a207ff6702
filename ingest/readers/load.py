"""A path → its bytes, with every trouble of the file system told in words."""

from __future__ import annotations

import stat
from pathlib import Path

from ingest.errors import UnreadableFile

MAX_FILE_BYTES = 100_000_000
"""Scanned annexes make large files, but nothing of this size is a notice that can be read."""


def load(path: Path) -> bytes:
    """The bytes of a regular file of at most `MAX_FILE_BYTES`; UnreadableFile for anything else."""
    name = path.name or str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableFile(name, "这是文件夹，不是文件", "请选择其中的文件")
        # Reading a pipe or a device would wait for ever.
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableFile(name, "这不是普通文件（可能是设备或管道）", "请选择普通文件")
        refuse_size(status.st_size, name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableFile(name, "文件不存在", "请检查路径和文件名") from error
    except PermissionError as error:
        raise UnreadableFile(name, "没有读取这个文件的权限", "请修改文件权限，或换有权限的账户") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableFile(name, f"系统读不出这个文件（{reason}）", "请检查磁盘或网络位置") from error


def refuse_size(size: int, file: str) -> None:
    """Raises UnreadableFile where `size`, in bytes, is beyond the limit."""
    if size > MAX_FILE_BYTES:
        cause = f"文件有 {size / 1_000_000:.0f} MB，超过上限 {MAX_FILE_BYTES // 1_000_000} MB"
        raise UnreadableFile(file, cause, "请确认这是一份公文；如是多份合在一起，请拆开后导入")
