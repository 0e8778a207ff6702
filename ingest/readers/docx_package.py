"""Is this ZIP safe and whole enough to be parsed as a Word document? Checked before anything is parsed."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from ingest.errors import UnreadableFile

MAX_MEMBERS = 5000
MAX_UNPACKED_BYTES = 300_000_000
"""All members together; pictures make up most of it in real documents."""

MAX_XML_BYTES = 20_000_000
"""One XML part: the longest notices need a fifth. The parsed tree takes some ten times as much memory."""

MAX_RATIO = 200
"""Unpacked to packed. Word's XML shrinks to a tenth, a fortieth with empty tables; bombs go beyond 1000."""

RATIO_COUNTS_FROM = 1_000_000
"""Bytes; below this even a bomb's ratio does no harm."""

CHUNK = 1 << 16
_AGAIN = "请从来源重新取得完整的文件"
_BOMB = "这样的文件可能是恶意制作的，请核实来源；如果来源可靠，请用 Word 打开后另存再导入"


def check_package(data: bytes, file: str) -> None:
    """Reads every member through once, counting what really comes out, not what the ZIP declares.

    Raises UnreadableFile for a damaged or locked ZIP, one that unpacks beyond the limits, and XML with a
    document type (OPC, ECMA-376 part 2, forbids it; it can only serve to attack the parser).
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            members = package.infolist()
            _check_declared(members, len(data), file)
            total = 0
            for member in members:
                total += _unpack(package, member, MAX_UNPACKED_BYTES - total, file)
            _refuse_ratio(total, len(data), file)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        # ValueError: a directory that points to places before the file's beginning.
        raise UnreadableFile(file, "Word 文档已损坏，压缩数据不完整", _AGAIN) from error
    except (NotImplementedError, RuntimeError) as error:
        # zipfile's way to say "compression not supported" and "a password is needed".
        raise UnreadableFile(file, "Word 文档用了加密或不支持的压缩方式", _AGAIN) from error


def _check_declared(members: list[zipfile.ZipInfo], packed: int, file: str) -> None:
    if len(members) > MAX_MEMBERS:
        raise UnreadableFile(file, f"压缩包里有 {len(members)} 个成员，超过上限 {MAX_MEMBERS} 个", _BOMB)
    declared = sum(member.file_size for member in members)
    if declared > MAX_UNPACKED_BYTES:
        _refuse_unpacked(file)
    _refuse_ratio(declared, packed, file)


def _unpack(package: zipfile.ZipFile, member: zipfile.ZipInfo, budget: int, file: str) -> int:
    is_xml = member.filename.endswith((".xml", ".rels"))
    count = 0
    with package.open(member) as stream:
        while chunk := stream.read(CHUNK):
            if is_xml and count == 0 and b"<!DOCTYPE" in chunk:
                raise UnreadableFile(file, "Word 文档里含有不允许的文档类型声明", _BOMB)
            count += len(chunk)
            if count > budget or (is_xml and count > MAX_XML_BYTES):
                _refuse_unpacked(file)
    return count


def _refuse_ratio(unpacked: int, packed: int, file: str) -> None:
    if unpacked > RATIO_COUNTS_FROM and unpacked > packed * MAX_RATIO:
        cause = f"Word 文档解压后膨胀 {unpacked // max(packed, 1)} 倍（{unpacked / 1_000_000:.0f} MB），像是压缩炸弹"
        raise UnreadableFile(file, cause, _BOMB)


def _refuse_unpacked(file: str) -> None:
    raise UnreadableFile(file, "Word 文档解压后大得不合常理，像是压缩炸弹", _BOMB)
