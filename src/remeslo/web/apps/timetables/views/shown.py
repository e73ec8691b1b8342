"""What the page of a grid shows: the grid, the choices around it, a lesson behind its card."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from remeslo.core.line.weekly.lesson import Lesson, LessonKey
from remeslo.web.apps.common.search import Words
from remeslo.web.apps.timetables import queries
from remeslo.web.apps.timetables.enums import Lens, Parity
from remeslo.web.apps.timetables.grid import found, grid, lesson_card
from remeslo.web.apps.timetables.places import Hand
from remeslo.web.apps.timetables.telling import counts, lessons_of, told, worst_of
from remeslo.web.apps.timetables.views.page import WeekPage
from remeslo.web.apps.timetables.words import DAYS, KINDS, slot_told

MOST_HITS = 30
"""Lessons that a search shows."""


def grid_context(page: WeekPage) -> dict[str, Any]:
    """What the part of the page needs that is drawn anew after each change."""
    findings = page.findings
    worst = worst_of(findings)
    looking = page.looking
    return {
        "page": page,
        "looking": looking,
        "title": page.week.title(looking.lens, looking.subject),
        "grid": grid(page.week, looking, worst, page.moved),
        "counts": counts(told(page.week, findings)),
        "unplaced": [lesson_card(page.week, x, worst, page.moved) for x in page.week.unplaced if _concerns(page, x)],
    }


def around_context(page: WeekPage) -> dict[str, Any]:
    """The rest of the page: choices, search, who else is at work."""
    week = page.week
    words = Words(page.asked.get("q", "")[:100])
    hits = [x for x in found(week, words.fit) if sees(page, x.key)] if words else []
    others = queries.others_at_work(page.cluster, page.semester, page.request.user) if page.may_plan else []
    monday = week.monday_of(page.today)
    return {
        "lenses": [(lens.value, lens.label) for lens in page.audience.lenses(week)],
        "parities": [(p.value, p.label) for p in Parity],
        "mondays": [(w, week.number_of(w), w == monday) for w in week.problem.weeks],
        "days": list(enumerate(DAYS[: week.problem.bells.days])),
        "kinds": [(key, word) for key, (word, _kinds) in KINDS.items()],
        "q": page.asked.get("q", "")[:100],
        "hits": [
            (lesson_card(week, x, {}, frozenset()), x.groups[0], where_told(page, x.key)) for x in hits[:MOST_HITS]
        ],
        "hit_count": len(hits),
        "others": others,
    }


def behind(page: WeekPage, key: LessonKey) -> dict[str, Any]:
    """A lesson: what it is, what is found about it, where it could go."""
    week = page.week
    asked = week.problem.lesson_of[key]
    slot = week.plan.slots.get(key)
    told_of: dict[str, Any] = {
        "lesson": asked,
        "card": lesson_card(week, asked, {}, page.moved),
        "where": where_told(page, key),
        "room": week.room(slot.room) if slot else "",
        "site": week.names.site(week.site_of(slot.room)) if slot else "",
        "teacher": week.names.person(asked.teacher),
        "organisation": week.names.organisation(asked.organisation),
        "findings": [t.finding for t in told(week, (f for f in page.findings if key in lessons_of(f)))],
    }
    if page.may_plan:
        hand = Hand(week, key)
        told_of["free"] = [
            (p, slot_told(p.slot.day, p.slot.pair), week.room(p.slot.room), len(p.findings)) for p in hand.free()
        ]
    return told_of


def where_told(page: WeekPage, key: LessonKey) -> str:
    """Day and pair of a lesson."""
    slot = page.week.plan.slots.get(key)
    return slot_told(slot.day, slot.pair) if slot else _("nowhere yet")


def _concerns(page: WeekPage, lesson: Lesson) -> bool:
    """A lesson that lies nowhere is shown where its group or teacher is looked at."""
    looking = page.looking
    if looking.lens is Lens.GROUP:
        return looking.subject in lesson.groups
    if looking.lens is Lens.TEACHER:
        return lesson.teacher == looking.subject
    return looking.lens is Lens.ROOM and looking.subject in lesson.rooms


def sees(page: WeekPage, key: LessonKey) -> bool:
    """True when the lesson is the reader's to see: the whole timetable is, or it is theirs, or at a site of theirs."""
    if page.audience.sees_all:
        return True
    lesson = page.week.problem.lesson_of[key]
    slot = page.week.plan.slots.get(key)
    site = page.week.site_of(slot.room) if slot else None
    teaches = lesson.teacher is not None and page.audience.sees(Lens.TEACHER, lesson.teacher)
    return teaches or (site is not None and page.audience.sees(Lens.SITE, site))


def asked_lesson(page: WeekPage, text: str) -> LessonKey:
    """A lesson that a request names; 404 for what is not the reader's to see."""
    key = LessonKey(text)
    if key not in page.week.problem.lesson_of or not sees(page, key):
        raise Http404
    return key
