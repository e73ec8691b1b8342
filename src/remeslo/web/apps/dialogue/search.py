"""What search finds of the dialogue: meetings, decisions."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from remeslo.web.apps.common.models import Cluster, User
from remeslo.web.apps.common.permissions import Action, can_somewhere
from remeslo.web.apps.common.search import Hit, Words
from remeslo.web.apps.dialogue.models import Decision, Meeting
from remeslo.web.apps.dialogue.permissions import voice_of


def found(cluster: Cluster, user: User, words: Words) -> Iterator[Hit]:
    """Meetings by title, decisions by text; three queries."""
    if not can_somewhere(user, Action.SEE_DIALOGUE, cluster):
        return
    voice = voice_of(user, cluster)
    here = {"cluster": cluster.key}
    for meeting in Meeting.objects.filter(cluster=cluster).select_related("chair", "secretary"):
        if voice.sees(meeting) and words.fit(meeting.title):
            url = reverse("dialogue:meeting", kwargs={**here, "number": meeting.number})
            yield Hit(title=meeting.title, kind=meeting.get_kind_display(), url=url, icon="people")
    for decision in Decision.objects.filter(cluster=cluster):
        if words.fit(decision.text):
            url = reverse("dialogue:decision", kwargs={**here, "number": decision.number})
            yield Hit(title=decision.text, kind=_("Decision"), url=url, icon="flag")
