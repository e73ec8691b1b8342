"""What waits with standards."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can
from remeslo.web.apps.common.templatetags.words import moment
from remeslo.web.apps.common.work import Urgency, WorkItem
from remeslo.web.apps.frameworks.models import Upload


def today_items(cluster: Cluster, user: User) -> Iterable[WorkItem]:
    """Uploads of mine that I have not decided on; one query."""
    if not can(user, Action.UPLOAD_STANDARDS, cluster):
        return
    for upload in _undecided(cluster, user):
        yield WorkItem(
            title=_("Decide on what was uploaded"),
            why=_("Read on %(moment)s, not saved yet.") % {"moment": moment(upload.at)},
            url=reverse("frameworks:preview", kwargs={"cluster": cluster.key, "pk": upload.pk}),
            icon="upload",
            button=_("Look at it"),
            urgency=Urgency.SOON,
        )


def _undecided(cluster: Cluster, user: User) -> Iterable[Upload]:
    rows = Upload.objects.filter(cluster=cluster, author=user, saved_at=None, what=Upload.What.FRAMEWORKS)
    return rows.defer("body").order_by("-at")[:3]
