"""ZIP archives (and XLSX, DOCX, which are such archives) from outside, opened so that they cannot do harm."""

import io
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath

from remeslo.interchange.safety.files import MIB
from remeslo.interchange.safety.text import refuse_empty_and_binary
from remeslo.interchange.safety.unreadable import Unreadable, refuse

_ARCHIVES = frozenset((".zip", ".xlsx", ".xlsm", ".docx", ".jar", ".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz"))
_BEGINNING = b"PK\x03\x04"
_EMPTY = b"PK\x05\x06"
_EMBEDDED = "/embeddings/"
"""Office documents keep embedded documents here; they are let be and never unpacked."""
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The two methods whose unpacking is bounded piece by piece, and all that office documents use."""


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """
    Bounds of an archive.

    Parameters
    ----------
    members
        Most members, folders too.
    member_bytes, total_bytes
        Most bytes of one member and of all, unpacked.
    ratio
        Most times that a member larger than ``ratio_from`` bytes may grow. A sheet padded with empty rows grows
        about a hundred times, a bomb of zeros a thousand.
    """

    members: int = 5_000
    member_bytes: int = 100 * MIB
    total_bytes: int = 250 * MIB
    ratio: int = 250
    ratio_from: int = 1 * MIB


@dataclass(frozen=True, slots=True)
class GuardedZip:
    """An archive that passed; members are unpacked into memory one by one, and what they unpack to is counted again."""

    name: str
    data: bytes
    sizes: Mapping[str, int]
    limits: ZipLimits

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the files inside, in the order of the archive; folders are left out."""
        return tuple(self.sizes)

    def read(self, member: str) -> bytes:
        """
        The bytes of one member.

        Raises
        ------
        Unreadable
            ``file.zip_bomb`` when it unpacks to more than it says, ``file.zip_broken`` when it cannot be unpacked or
            its check sum is wrong, ``file.zip_member_missing``.
        """
        if member not in self.sizes:
            raise refuse("file.zip_member_missing", self.name, member=member)
        limit = min(self.sizes[member], self.limits.member_bytes)
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive, archive.open(member) as stream:
                unpacked = stream.read(limit + 1)
                if len(unpacked) > limit or stream.read(1):
                    raise refuse("file.zip_bomb", self.name, member=member, size=len(unpacked), limit_bytes=limit)
        except Unreadable:
            raise
        except Exception as error:  # what zipfile and zlib raise on hostile bytes is not a closed list
            raise refuse("file.zip_broken", self.name, member=member, reason=_reason(error)) from None
        if unpacked.startswith(_BEGINNING):
            raise refuse("file.zip_nested", self.name, member=member)
        return unpacked


def open_zip(data: bytes, *, name: str, limits: ZipLimits = ZipLimits()) -> GuardedZip:
    """
    An archive whose list of contents is harmless; nothing is unpacked yet.

    Raises
    ------
    Unreadable
        All reasons at once: ``file.not_zip``, ``file.zip_broken``, ``file.zip_bomb`` (members, total, one member or
        ratio), ``file.zip_path`` (a name that leads out of the archive or repeats), ``file.zip_nested``,
        ``file.zip_encrypted``.
    """
    if not data.startswith((_BEGINNING, _EMPTY)):
        _say_what_it_is(data, name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except Exception as error:  # what zipfile raises on hostile bytes is not a closed list
        raise refuse("file.zip_broken", name, reason=_reason(error)) from None
    if wrong := [*_too_much(members, name, limits, len(data)), *_bad_names(members, name), *_not_opened(members, name)]:
        raise Unreadable(f for reason in wrong for f in reason.findings)
    return GuardedZip(name, data, {m.filename: m.file_size for m in members if not m.is_dir()}, limits)


def _say_what_it_is(data: bytes, name: str) -> None:
    refuse_empty_and_binary(data, name)
    raise refuse("file.not_zip", name)


def _too_much(members: list[zipfile.ZipInfo], name: str, limits: ZipLimits, packed_bytes: int) -> list[Unreadable]:
    wrong: list[Unreadable] = []
    if len(members) > limits.members:
        wrong.append(refuse("file.zip_bomb", name, members=len(members), limit=limits.members))
    total = sum(m.file_size for m in members)
    if total > limits.total_bytes:
        wrong.append(refuse("file.zip_bomb", name, size=total, limit_bytes=limits.total_bytes))
    packed = sum(m.compress_size for m in members)
    if packed > packed_bytes:  # members that lie over one another
        wrong.append(refuse("file.zip_bomb", name, size=packed, limit_bytes=packed_bytes))
    for m in members:
        if m.file_size > limits.member_bytes:
            wrong.append(
                refuse("file.zip_bomb", name, member=m.filename, size=m.file_size, limit_bytes=limits.member_bytes)
            )
        elif m.file_size > limits.ratio_from and m.file_size > limits.ratio * max(1, m.compress_size):
            ratio = m.file_size // max(1, m.compress_size)
            wrong.append(refuse("file.zip_bomb", name, member=m.filename, ratio=ratio, limit=limits.ratio))
    return wrong[:20]


def _bad_names(members: list[zipfile.ZipInfo], name: str) -> list[Unreadable]:
    repeated = Counter(m.filename for m in members)
    bad = [n for n, times in repeated.items() if times > 1 or _leads_out(n)]
    return [refuse("file.zip_path", name, member=n) for n in bad[:20]]


def _leads_out(member: str) -> bool:
    """True for absolute names, drives, backslashes, ``..`` and control characters."""
    path = PurePosixPath(member)
    return (
        not member.strip("/ ")
        or path.is_absolute()
        or ".." in path.parts
        or "\\" in member
        or bool(PureWindowsPath(member).drive)
        or not member.isprintable()
    )


def _not_opened(members: list[zipfile.ZipInfo], name: str) -> list[Unreadable]:
    """Members under a password, archives in the archive, unusual methods of packing."""
    wrong: list[Unreadable] = []
    for m in members:
        if m.flag_bits & _ENCRYPTED:
            wrong.append(refuse("file.zip_encrypted", name, member=m.filename))
        elif PurePosixPath(m.filename.lower()).suffix in _ARCHIVES and _EMBEDDED not in f"/{m.filename.lower()}":
            wrong.append(refuse("file.zip_nested", name, member=m.filename))
        elif m.compress_type not in _METHODS:
            wrong.append(refuse("file.zip_method", name, member=m.filename, method=m.compress_type))
    return wrong[:20]


def _reason(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:200]
