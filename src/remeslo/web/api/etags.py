"""Entity tags of versioned documents, and the rule that a change names the version it was made on."""

from typing import Any

from remeslo.web.api.problems import Problem, outdated
from remeslo.web.apps.common.models import DocumentVersion


def tag_of(version: DocumentVersion) -> str:
    """``"3-0f1e2d3c4b5a6978"``: the number and the beginning of the body's digest."""
    return f'"{version.number}-{version.sha256[:16]}"'


def tell(request: Any, version: DocumentVersion) -> None:
    """Let the answer carry the version's tag."""
    request.told["ETag"] = tag_of(version)


def require_match(request: Any, latest: DocumentVersion | None) -> None:
    """The change was made on the latest version: 428 when it names none, 412 when it names another."""
    given = request.headers.get("If-Match", "").strip()
    if not given:
        raise Problem("if-match-needed")
    if latest is None or tag_of(latest) not in [t.strip() for t in given.split(",")]:
        raise outdated()
