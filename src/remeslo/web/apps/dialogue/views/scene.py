"""What every page of a meeting shows: the meeting, who looks, the tabs; acts and their refusals."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from remeslo.web.apps.common.access import ClusterRequest
from remeslo.web.apps.dialogue.enums import MeetingState
from remeslo.web.apps.dialogue.models import Meeting, Seat
from remeslo.web.apps.dialogue.permissions import Voice, voice_of
from remeslo.web.apps.dialogue.queries import meeting_numbered
from remeslo.web.apps.dialogue.services.acting import Refused
from remeslo.web.apps.dialogue.snapshot import seats_of
from remeslo.web.apps.dialogue.words import MEETING, chip_of, told


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the meeting's pages."""

    label: str
    url: str
    icon: str
    current: bool


@dataclass
class Scene:
    """One meeting on one page."""

    request: ClusterRequest
    meeting: Meeting
    voice: Voice
    tab: str

    @property
    def leads(self) -> bool:
        """True for those who run it."""
        return self.voice.leads(self.meeting)

    @cached_property
    def seats(self) -> list[Seat]:
        """Who sits there; one query."""
        return seats_of(self.meeting)

    @property
    def mine(self) -> Seat | None:
        """The own seat."""
        return next((s for s in self.seats if s.user_id == self.voice.user_id), None)

    @property
    def state(self) -> tuple[Any, str, str]:
        """Chip of the state."""
        return chip_of(self.meeting.state, MeetingState, MEETING)

    def url(self, name: str, **more: Any) -> str:
        """Address of a page of this meeting."""
        where = {"cluster": self.request.cluster.key, "number": self.meeting.number, **more}
        return reverse(f"dialogue:{name}", kwargs=where)

    @property
    def tabs(self) -> list[Tab]:
        """The parts."""
        parts = [
            ("meeting", _("Agenda and discussion"), "layers"),
            ("people", pgettext("meeting", "Participants"), "people"),
            ("votes", _("Proposals, votes, decisions"), "check"),
        ]
        if self.meeting.is_over or self.meeting.state == MeetingState.OPEN:
            parts.append(("minutes", pgettext("dialogue", "Minutes"), "file"))
        return [Tab(label, self.url(name), icon, name == self.tab) for name, label, icon in parts]


def open_scene(request: ClusterRequest, number: int, tab: str) -> Scene:
    """The meeting of an address, for those who may see it; three queries."""
    meeting = meeting_numbered(request.cluster, number) if number < 10**9 else None
    if meeting is None:
        raise Http404
    voice = voice_of(request.user, request.cluster)
    if not voice.sees(meeting):
        raise Http404
    return Scene(request, meeting, voice, tab)


def attempt(request: ClusterRequest, act: Callable[[], object], done: str = "") -> bool:
    """Do it; what was refused is said at the top of the next page. True when it was done."""
    try:
        act()
    except Refused as refused:
        for sentence in told(refused.findings):
            messages.error(request, str(sentence))
        return False
    if done:
        messages.success(request, done)
    return True


def whole(text: str | None, default: int = 0) -> int:
    """A small whole number out of a form, else ``default``."""
    clean = (text or "").strip()
    digits = clean.removeprefix("-")
    return int(clean) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else default
