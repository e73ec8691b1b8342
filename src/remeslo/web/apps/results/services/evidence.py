"""Keeping files that prove facts: known kinds only, told by their bytes and not by their names."""

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from remeslo.interchange.safety import MIB, Unreadable, open_zip
from remeslo.web.apps.common.models import Cluster, Organisation, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.results.models import Evidence

LIMIT_BYTES: Final = 10 * MIB
_BEGINNINGS: Final = (
    (b"%PDF-", "application/pdf", ".pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png", ".png"),
    (b"\xff\xd8\xff", "image/jpeg", ".jpg"),
)
_OFFICE: Final = (
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
    ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
)
_UNSAFE: Final = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\"<>|:*?\\/]+")


class NotEvidence(Exception):
    """The file is not kept: ``why`` is ``empty``, ``too_large`` or ``unknown_kind``."""

    def __init__(self, why: str, name: str) -> None:
        super().__init__(f"{name}: {why}")
        self.why, self.name = why, name


def keep_evidence(
    cluster: Cluster, name: str, data: bytes, *, owner: Organisation | None, by: User | None, at: datetime
) -> Evidence:
    """
    Keep a file; the same bytes again give the file that is there.

    Raises
    ------
    NotEvidence
        When it is empty, larger than ``LIMIT_BYTES``, or no PDF, PNG, JPEG, XLSX or DOCX without macros.
    """
    shown = safe_name(name)
    if not data:
        raise NotEvidence("empty", shown)
    if len(data) > LIMIT_BYTES:
        raise NotEvidence("too_large", shown)
    media_type, ending = _kind(data, shown)
    sha = hashlib.sha256(data).hexdigest()
    held: Evidence | None = Evidence.objects.filter(cluster=cluster, sha256=sha).defer("data").first()
    if held is not None:
        return held
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", shown) or "file"
    kept = Evidence(
        cluster=cluster,
        sha256=sha,
        name=stem[:180] + ending,
        media_type=media_type,
        size=len(data),
        data=data,
        owner=owner,
        author=by,
        at=at,
    )
    kept.save()
    record("evidence.kept", by=by, cluster=cluster, subject=f"evidence:{sha}", size=len(data))
    return kept


def safe_name(name: str) -> str:
    """A file's name without folders, controls and letters that turn the reading order."""
    last = re.split(r"[\\/]", name)[-1]
    return _UNSAFE.sub("_", last).strip(" .")[:200] or "file"


def _kind(data: bytes, name: str) -> tuple[str, str]:
    for beginning, media_type, ending in _BEGINNINGS:
        if data.startswith(beginning):
            return media_type, ending
    try:
        inside = open_zip(data, name=name).names
    except Unreadable:
        raise NotEvidence("unknown_kind", name) from None
    return _office(inside, name)


def _office(inside: Iterable[str], name: str) -> tuple[str, str]:
    members = set(inside)
    if not any(m.endswith("vbaProject.bin") for m in members):
        for member, media_type, ending in _OFFICE:
            if member in members and "[Content_Types].xml" in members:
                return media_type, ending
    raise NotEvidence("unknown_kind", name)
