"""What waits with demand cards."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from remeslo.web.apps.common.enums import DocumentKind, State
from remeslo.web.apps.common.models import Cluster, Draft, User
from remeslo.web.apps.common.permissions import Action, can, can_somewhere
from remeslo.web.apps.common.queries import documents
from remeslo.web.apps.common.templatetags.words import moment
from remeslo.web.apps.common.work import Urgency, WorkItem


def today_items(cluster: Cluster, user: User) -> Iterable[WorkItem]:
    """Unsaved drafts of mine, saved versions not published; two queries."""
    if not can_somewhere(user, Action.EDIT_CARD, cluster):
        return
    cards = {d.key: d for d in documents(cluster, DocumentKind.DEMAND_CARD)}
    for draft in Draft.objects.filter(cluster=cluster, kind=DocumentKind.DEMAND_CARD, author=user):
        card = cards.get(draft.key)
        yield WorkItem(
            title=_("Finish the card “%(job)s”") % {"job": draft.fields.get("job") or _("new card")},
            why=_("A draft of %(moment)s; nobody else sees it until you save it.")
            % {"moment": moment(draft.updated_at)},
            url=reverse("demand:edit", kwargs={"cluster": cluster.key, "key": card.key})
            if card
            else reverse("demand:new", kwargs={"cluster": cluster.key}),
            icon="edit",
            button=_("Continue"),
            urgency=Urgency.NOW,
        )
    for card in cards.values():
        if card.state == State.DRAFT and card.latest and can(user, Action.PUBLISH_CARD, card):
            yield WorkItem(
                title=_("Publish the card “%(job)s”") % {"job": card.title},
                why=_("Version %(number)s is saved, but planning doesn't see it yet.") % {"number": card.latest.number},
                url=reverse("demand:detail", kwargs={"cluster": cluster.key, "key": card.key}),
                icon="publish",
                button=_("Look at it"),
                urgency=Urgency.NOW,
            )
