"""What agreements put on people's lists of work."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from remeslo.core.agreements.commitments import Standing
from remeslo.web.apps.agreements.models import AgreementRow
from remeslo.web.apps.agreements.scene import Scene
from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can_somewhere
from remeslo.web.apps.common.work import Urgency, WorkItem


def today_items(cluster: Cluster, user: User) -> Iterator[WorkItem]:
    """
    Agreements that wait for my signature, that end soon, and promises of my house (or, for who looks after the
    cluster, anybody's) that are overdue. One query where the cluster has no agreements.
    """
    if not can_somewhere(user, Action.SEE_AGREEMENT, cluster):
        return
    if not AgreementRow.objects.filter(cluster=cluster).exists():
        return
    scene = Scene(user, cluster)
    yield from _to_sign(scene)
    yield from _to_record(scene)
    yield from _ending(scene)
    yield from _overdue(scene)


def _to_sign(scene: Scene) -> Iterator[WorkItem]:
    for paper in scene.seen:
        for one in scene.mine_to_sign(paper):
            where = {"cluster": scene.cluster.key, "key": paper.value.key, "signatory": one.key}
            yield WorkItem(
                title=_("Sign the agreement %(key)s as %(name)s") % {"key": paper.value.key, "name": one.name},
                why=_("It is not in force before all have signed."),
                url=reverse("agreements:sign", kwargs=where),
                icon="file",
                button=_("Read and sign"),
                urgency=Urgency.NOW,
                due=paper.value.first,
            )


def _to_record(scene: Scene) -> Iterator[WorkItem]:
    for paper in scene.seen:
        for one in scene.mine_to_record(paper):
            where = {"cluster": scene.cluster.key, "key": paper.value.key}
            yield WorkItem(
                title=_("Write down the signature of %(name)s under the agreement %(key)s")
                % {"key": paper.value.key, "name": one.name},
                why=_("The person signs on paper; it is not in force before all have signed."),
                url=reverse("agreements:detail", kwargs=where) + f"#paper-{one.key}",
                icon="file",
                button=_("Open it"),
                urgency=Urgency.NOW,
                due=paper.value.first,
            )


def _ending(scene: Scene) -> Iterator[WorkItem]:
    for reminder in scene.reminders:
        if scene.may(Action.EDIT_AGREEMENT, reminder.agreement) and scene.paper(reminder.agreement.key) is not None:
            text = ngettext(
                "Agreement %(key)s ends in %(n)s day", "Agreement %(key)s ends in %(n)s days", reminder.days
            )
            yield WorkItem(
                title=text % {"key": reminder.agreement.key, "n": reminder.days},
                why=_("What it gives ends with it: renew it, or let it end."),
                url=reverse("agreements:detail", kwargs={"cluster": scene.cluster.key, "key": reminder.agreement.key}),
                icon="clock",
                button=_("Open it"),
                due=reminder.ends,
            )


def _overdue(scene: Scene) -> Iterator[WorkItem]:
    house = {o.key for o in scene.own}
    mine = [
        p
        for p in scene.progress
        if p.standing is Standing.OVERDUE
        and (p.commitment.by in house or (not house and scene.may(Action.EDIT_AGREEMENT, p.commitment.agreement)))
    ]
    if mine:
        text = ngettext("%(n)s commitment is overdue", "%(n)s commitments are overdue", len(mine))
        yield WorkItem(
            title=text % {"n": len(mine)},
            why=_("The other side counts on it; facts show what is missing."),
            url=reverse("agreements:commitments", kwargs={"cluster": scene.cluster.key}) + "?standing=overdue",
            icon="target",
            button=_("Look at them"),
            urgency=Urgency.NOW,
            due=min(p.commitment.due for p in mine),
        )
