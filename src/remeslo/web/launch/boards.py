"""Figures of the example, ready to look at: added up, one college's last year submitted, an official of the country."""

from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.base.roles import OrganisationRole
from remeslo.core.rollup.approval import Level, Step, hash_of
from remeslo.web.apps.boards.models import ApprovalAct, StoredFigure
from remeslo.web.apps.boards.services.approving import Which, current_leaves, take_step
from remeslo.web.apps.boards.services.refreshing import refresh_cluster
from remeslo.web.apps.common.enums import Realm, Role
from remeslo.web.apps.common.models import Cluster, Membership, User
from remeslo.web.apps.common.services.access import give_mandate
from remeslo.web.launch.console import Console

OFFICIAL = ("strana", "Ирина Полозова (вся страна)")


def show_unless_shown(cluster: Cluster, console: Console) -> None:
    """Nothing where a step of an approval was taken, the cluster is real or has no facts."""
    if not cluster.illustrative or ApprovalAct.objects.filter(cluster=cluster).exists():
        return
    _official()
    now = timezone.now()
    with console.step(_("adds the figures up")):
        refresh_cluster(cluster, today=timezone.localdate(now), at=now)
        _submit(cluster)


def _submit(cluster: Cluster) -> None:
    """A network college that has figures submits its last whole year."""
    of = Membership.objects.filter(
        cluster=cluster,
        user__demo=True,
        role=Role.DEPUTY_DIRECTOR,
        organisation__role=OrganisationRole.NETWORK_COLLEGE.value,
    )
    mine = of.select_related("user", "organisation").first()
    if mine is None or mine.organisation is None:
        return
    past = str(timezone.localdate().year - 1)
    periods = StoredFigure.objects.filter(cluster=cluster, college=mine.organisation.key, period__lte=past)
    last = periods.order_by("-period").values_list("period", flat=True).first()
    if last is not None:
        which = Which(cluster, mine.organisation.key, last)
        seen = hash_of(current_leaves(which))
        take_step(which, Step.SUBMIT, Level.COLLEGE, by=mine.user, at=timezone.now(), seen=seen)


def _official() -> None:
    username, name = OFFICIAL
    user, made = User.objects.get_or_create(username=username, defaults={"name": name, "demo": True})
    if made:
        user.set_unusable_password()
        user.save()
    if user.demo and not Membership.objects.filter(user=user, cluster=None).exists():
        give_mandate(user, Role.MINISTRY_OFFICIAL, Realm.COUNTRY, "", by=None)
