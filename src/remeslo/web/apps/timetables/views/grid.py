"""The grid: by group, teacher, room or site; searched, filtered, by weeks; a lesson behind its card; places for it."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from remeslo.core.line.weekly.lesson import LessonKey
from remeslo.interchange.sentences import say
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.timetables.enums import Lens
from remeslo.web.apps.timetables.places import Hand, Place
from remeslo.web.apps.timetables.views.page import WeekPage
from remeslo.web.apps.timetables.views.shown import around_context, asked_lesson, behind, grid_context, sees
from remeslo.web.apps.timetables.words import slot_told


@cluster_member_required(Action.SEE_WEEKS)
def show(request: ClusterRequest, semester: str) -> HttpResponse:
    """The grid of what is looked at, and the lesson that the address names."""
    page = WeekPage(request, semester)
    if page.base is None:
        return render(request, "timetables/unpublished.html", {"page": page})
    context = {**grid_context(page), **around_context(page)}
    key = LessonKey(page.asked.get("lesson", ""))
    if key in page.week.problem.lesson_of and sees(page, key):
        context["behind"] = behind(page, key)
    return render(request, "timetables/grid.html", context)


@never_cache
@cluster_member_required(Action.SEE_WEEKS)
def lesson(request: ClusterRequest, semester: str) -> HttpResponse:
    """A lesson behind its card: what it is, what it breaks, where it could go."""
    page = WeekPage(request, semester)
    key = asked_lesson(page, page.asked.get("lesson", ""))
    return render(request, "timetables/parts/lesson.html", {"page": page, "behind": behind(page, key)})


@never_cache
@cluster_member_required(Action.PLAN_WEEKS)
def places(request: ClusterRequest, semester: str) -> JsonResponse:
    """For a lesson in hand: every cell with what would be broken there; one answer for the whole grid."""
    require(request.user, Action.PLAN_WEEKS, request.cluster)
    page = WeekPage(request, semester)
    key = asked_lesson(page, page.asked.get("lesson", ""))
    hand = Hand(page.week, key)
    cells: dict[str, dict[str, Any]] = {}
    if page.looking.lens is Lens.SITE:
        rooms = [r.key for r in page.week.problem.rooms if r.site == page.looking.subject]
        for room in rooms:
            cells |= {_cell(p, room): _fate(page, p) for p in hand.places(room, page.looking.day)}
    else:
        cells = {_cell(p, ""): _fate(page, p) for p in hand.places()}
    return JsonResponse({"lesson": key, "pairs": hand.lesson.pairs, "cells": cells})


def _cell(place: Place, room: str) -> str:
    return f"{place.slot.day}-{place.slot.pair}-{room}"


def _fate(page: WeekPage, place: Place) -> dict[str, Any]:
    """A cell for the script: free or not, the room, sentences."""
    language = "en" if (get_language() or "ru").startswith("en") else "ru"
    says = [say(f, language).what for f in sorted(place.findings, key=lambda f: -f.severity)]
    words = {"here": _("here now"), "free": pgettext("place", "free"), "warn": _("with warnings"), "stop": _("clashes")}
    return {
        "fate": place.fate,
        "word": words[place.fate],
        "count": len(says),
        "room": place.slot.room or "",
        "where": ", ".join(filter(None, (slot_told(place.slot.day, place.slot.pair), page.week.room(place.slot.room)))),
        "says": says,
    }
