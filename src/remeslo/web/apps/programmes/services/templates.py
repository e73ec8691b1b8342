"""Taking a college's own template of the book into use, and the default one back."""

import hashlib
from datetime import datetime

from django.db import transaction

from remeslo.interchange.programmebook import TemplateReading, TemplateRefused, check_template
from remeslo.interchange.sentences import Language
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.programmes.models import BookTemplate


def save_template(
    cluster: Cluster, *, language: Language, name: str, data: bytes, by: User | None, at: datetime
) -> tuple[BookTemplate, TemplateReading]:
    """
    Keeps a template as the next version and puts it in force; the same bytes again give the version in force.

    Raises
    ------
    TemplateRefused
        When no book could be made with it; carries every finding, nothing was kept.
    """
    reading = check_template(data, name=name)
    if not reading.usable:
        raise TemplateRefused(reading.findings)
    sha = hashlib.sha256(data).hexdigest()
    return _next(cluster, language, name=name[:200], sha=sha, data=data, by=by, at=at), reading


def take_default(cluster: Cluster, *, language: Language, by: User | None, at: datetime) -> None:
    """Puts the default template in force again; versions of the own one stay."""
    _next(cluster, language, name="", sha="", data=b"", by=by, at=at)


@transaction.atomic
def _next(
    cluster: Cluster, language: Language, *, name: str, sha: str, data: bytes, by: User | None, at: datetime
) -> BookTemplate:
    Cluster.objects.select_for_update().get(pk=cluster.pk)  # two uploads at once get numbers one after the other
    latest: BookTemplate | None = BookTemplate.objects.filter(cluster=cluster, language=language).defer("data").first()
    if latest is not None and latest.sha256 == sha:
        return latest
    number = latest.number + 1 if latest else 1
    kept = BookTemplate(
        cluster=cluster,
        language=language,
        number=number,
        name=name,
        sha256=sha,
        size=len(data),
        data=data,
        author=by,
        at=at,
    )
    kept.save()
    action = "template.saved" if data else "template.default_taken"
    record(action, by=by, cluster=cluster, subject=f"book_template:{language}", number=number, name=name)
    return kept
