"""Mergers and splits: what is typed in, everything it would touch, then the act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from remeslo.core.registry.keys import EntityKey
from remeslo.web.apps.organisations.access import RegistryRequest, registry_editor_required
from remeslo.web.apps.organisations.card import kind_of
from remeslo.web.apps.organisations.enums import Moved
from remeslo.web.apps.organisations.forms import EventForm, NewOne, PickField, first_day
from remeslo.web.apps.organisations.models import LegalEntity, MemberOf
from remeslo.web.apps.organisations.parting import things_of
from remeslo.web.apps.organisations.picking import changeable
from remeslo.web.apps.organisations.services.judging import Refused
from remeslo.web.apps.organisations.services.successions import Done, merge, split
from remeslo.web.apps.organisations.services.trying import tried
from remeslo.web.apps.organisations.words import MOVED, SUCCESSIONS

MOST_BEFORE: Final = 6
MOST_AFTER: Final = 4


@dataclass(frozen=True, slots=True)
class Touched:
    """Everything that a merger or split touches, read off the act itself, which was taken back."""

    word: Any
    on: date
    before: tuple[LegalEntity, ...]
    after: tuple[str, ...]
    ending: tuple[MemberOf, ...]
    beginning: tuple[tuple[str, str, str], ...]
    moved: tuple[tuple[Any, int], ...]
    done: Done


@registry_editor_required
def merge_form(request: RegistryRequest) -> HttpResponse:
    """Two or more become one: a new one, or one of them."""
    choices = changeable(request.reach)
    picked, wrong = _picked(request, choices)
    event = EventForm(request.POST or None, initial={"on": first_day(timezone.localdate())})
    new = NewOne(request.POST or None, prefix="new")
    heir = choices.get(request.POST.get("heir", ""))
    page: dict[str, Any] = {
        "event": event,
        "new": new,
        "heir": request.POST.get("heir", ""),
        "picked": [*picked, *[""] * max(1, 3 - len(picked))][:MOST_BEFORE],
        "pickable": choices,
        "wrong": wrong,
    }
    if request.method != "POST" or not (event.is_valid() and new.is_valid()) or wrong:
        return render(request, "organisations/merge.html", page, status=400 if request.method == "POST" else 200)
    before = [choices[k] for k in picked if k]
    if len({e.pk for e in [*before, *([heir] if heir else [])]}) < 2 or not (heir or new.cleaned_data["name"]):
        page["wrong"] = [_("Choose at least two organisations, and which goes on or how the new one is called.")]
        return render(request, "organisations/merge.html", page, status=400)
    on, document = event.cleaned_data["on"], event.cleaned_data["document"]

    def act() -> Done:
        into = heir or new.value(before[0])
        today = timezone.localdate()
        return merge(before, into, on=on, today=today, by=request.user, document=document)

    return _decide(request, "organisations/merge.html", page, act)


@registry_editor_required
def split_form(request: RegistryRequest) -> HttpResponse:
    """One becomes several; each group, site and member of staff goes to one of them."""
    choices = changeable(request.reach)
    told = request.POST if request.method == "POST" else request.GET
    one = choices.get(told.get("one", "").strip())
    event = EventForm(request.POST or None, initial={"on": first_day(timezone.localdate())})
    initial = {"kind": one.kind} if one else {}
    new = [NewOne(request.POST or None, prefix=f"new{n}", initial=initial) for n in range(1, MOST_AFTER + 1)]
    things = things_of(one, request.POST) if one else ()
    page: dict[str, Any] = {
        "one": one,
        "asked": told.get("one", ""),
        "event": event,
        "new": list(enumerate(new, start=1)),
        "things": things,
        "goes_on": "goes_on" in request.POST,
        "pickable": choices,
        "wrong": [],
    }
    if request.method != "POST" or one is None:
        page["wrong"] = [_("Choose an organisation from the list.")] if told.get("one") and one is None else []
        return render(request, "organisations/split.html", page, status=400 if page["wrong"] else 200)
    if not (event.is_valid() and all(f.is_valid() for f in new)):
        return render(request, "organisations/split.html", page, status=400)
    made = {str(n): f.value(one) for n, f in enumerate(new, start=1) if f.cleaned_data["name"]}
    if len(made) + page["goes_on"] < 2:
        page["wrong"] = [_("Name at least two that follow, or one beside the old one that goes on.")]
        return render(request, "organisations/split.html", page, status=400)
    on, document = event.cleaned_data["on"], event.cleaned_data["document"]
    goes_to = {(Moved(t.what), t.cluster, t.key): EntityKey(made[t.to].key) for t in things if t.to in made}

    def act() -> Done:
        today = timezone.localdate()
        return split(
            one,
            tuple(made.values()),
            on=on,
            today=today,
            by=request.user,
            goes_to=goes_to,
            goes_on=page["goes_on"],
            document=document,
        )

    return _decide(request, "organisations/split.html", page, act)


def _picked(request: RegistryRequest, choices: Mapping[str, LegalEntity]) -> tuple[list[str], list[str]]:
    """Keys that were named; what is none is kept as typed and told."""
    told = request.POST.getlist("before") if request.method == "POST" else request.GET.getlist("before")
    field = PickField(_("Organisation"), required=False)
    field.pickable = choices
    picked: list[str] = []
    wrong: list[str] = []
    for text in [t.strip()[:300] for t in told[:MOST_BEFORE] if t.strip()]:
        try:
            picked.append(field.clean(text).key)
        except ValidationError:
            picked.append(text)
            wrong.append(_("“%(text)s” is no organisation that you may change.") % {"text": text})
    return picked, wrong


def _decide(request: RegistryRequest, template: str, page: dict[str, Any], act: Callable[[], Done]) -> HttpResponse:
    """Shows everything that the act touches; with ``sure``, does it."""
    try:
        if "sure" in request.POST:
            done = act()
            after = [s.entity for s in done.succession.sides.select_related("entity").filter(side="after")]
            messages.success(request, _("It is done: the past stays with the organisations of before."))
            return redirect("organisations:detail", key=after[0].key)
        page["touched"] = tried(lambda: _touched(act()))
    except Refused as refusal:
        page["found"] = refusal.findings
        return render(request, template, page, status=409)
    return render(request, template, page)


def _touched(done: Done) -> Touched:
    """Read inside the transaction that is taken back."""
    sides = list(done.succession.sides.select_related("entity").order_by("side", "position"))
    before = tuple(s.entity for s in sides if s.side == "before")
    after = tuple(s.entity for s in sides if s.side == "after")
    goes_on = bool({e.pk for e in before} & {e.pk for e in after})
    on = done.succession.on
    ending = MemberOf.objects.filter(entity__in=before, until=on).select_related("entity", "cluster")
    return Touched(
        word=SUCCESSIONS[kind_of(len(before), len(after), goes_on)],
        on=on,
        before=before,
        after=tuple(e.name for e in after),
        ending=tuple(ending),
        beginning=tuple((m.entity.name, m.cluster.name, m.role) for m in done.opened),
        moved=tuple((MOVED[what], n) for what, n in done.handed_over.items()),
        done=done,
    )
