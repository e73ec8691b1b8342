"""Making a course and changing it: what is ticked shows at once what it comes to, nothing is saved before."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from remeslo.core.base.findings import Severity
from remeslo.core.competence.courses.choice import CourseChoice
from remeslo.core.competence.courses.kind import CourseAim
from remeslo.core.line.courses.course import ShortCourse, ShortCourseKey
from remeslo.core.line.courses.make import MadeCourse
from remeslo.web.apps.common.access import ClusterRequest, cluster_member_required, require
from remeslo.web.apps.common.models import Organisation, VersionedDocument
from remeslo.web.apps.common.permissions import Action
from remeslo.web.apps.common.services.documents import Outdated
from remeslo.web.apps.programmes.queries import Planned, listed_programmes, planned
from remeslo.web.apps.shortcourses import queries
from remeslo.web.apps.shortcourses.access import holders
from remeslo.web.apps.shortcourses.forms import EXAM_FORMS, CourseForm, problems
from remeslo.web.apps.shortcourses.posted import choice_of, course_of, initial_of, workshop_hours
from remeslo.web.apps.shortcourses.services.saving import new_key, save_course
from remeslo.web.apps.shortcourses.snapshot import course_value, made_of
from remeslo.web.apps.shortcourses.tables.choosing import parts, workshops
from remeslo.web.apps.shortcourses.tables.showing import entry_groups, least_weeks

NOTHING = ShortCourseKey("")


@cluster_member_required(Action.EDIT_SHORT_COURSE)
def new(request: ClusterRequest) -> HttpResponse:
    """A new course of the programme that the address names; without one, programmes to choose from."""
    key = request.GET.get("programme", "")
    if not key:
        choices = [p for p in listed_programmes(request.cluster) if p.plan is not None]
        return render(request, "shortcourses/programmes.html", {"programmes": choices})
    found = planned(request.cluster, key) if "\0" not in key else None
    if found is None:
        raise Http404
    return _page(request, found, None)


@cluster_member_required(Action.EDIT_SHORT_COURSE)
def edit(request: ClusterRequest, key: str) -> HttpResponse:
    """The next version of a course; it is cut from the programme's latest version."""
    document = queries.course(request.cluster, key)
    if document is None or document.latest is None:
        raise Http404
    require(request.user, Action.EDIT_SHORT_COURSE, document)
    found = planned(request.cluster, course_value(document.latest).programme)
    if found is None:
        raise Http404
    return _page(request, found, document)


def _page(request: ClusterRequest, found: Planned, document: VersionedDocument | None) -> HttpResponse:
    organisations = holders(request, request.cluster.organisations.select_related("parent"))
    saved = course_value(document.latest) if document is not None and document.latest is not None else None
    data = request.POST if request.method == "POST" else None
    form = CourseForm(organisations, data, initial=initial_of(saved) if saved else _initial(organisations))
    made = _made(form, data, found, saved, organisations)
    if request.htmx:
        return render(request, "shortcourses/parts/preview.html", _preview(made, found))
    outdated = False
    if data is not None and data.get("do") == "save" and form.is_valid() and made is not None:
        holder = next(o for o in organisations if o.key == form.cleaned_data["holder"])
        if all(f.severity < Severity.STOPS_SAVING for f in made.findings):
            try:
                return _save(request, made, found, holder, document, data)
            except Outdated:
                outdated = True
    context = {
        "form": form,
        "document": document,
        "programme": found,
        "parts": parts(found, _choice(data, saved)),
        "with_repeats": _choice(data, saved).with_repeats,
        "workshops": [(w, workshop_hours(saved, data).get(w.key, "")) for w in workshops(found)],
        "holders": organisations,
        "aims": list(CourseAim),
        "exam_forms": EXAM_FORMS,
        "problems": problems(form) if data is not None and data.get("do") == "save" else [],
        "outdated": outdated,
        "based_on": _based_on(data, document),
        **_preview(made, found),
    }
    return render(request, "shortcourses/edit.html", context, status=400 if context["problems"] or outdated else 200)


def _made(
    form: CourseForm,
    data: QueryDict | None,
    found: Planned,
    saved: ShortCourse | None,
    organisations: tuple[Organisation, ...],
) -> MadeCourse | None:
    """What the form comes to as it stands; fields that say nothing yet count as they are offered."""
    if data is None:
        return made_of(saved, found) if saved is not None else None
    form.is_valid()
    offered = CourseForm(organisations, _initial(organisations) | {"title": "—"})
    offered.is_valid()
    filled: Mapping[str, Any] = {**offered.cleaned_data, **form.cleaned_data}
    if not organisations:
        return None
    key = saved.key if saved is not None else NOTHING
    return made_of(course_of(filled, data, found, key, get_language() or "ru"), found)


def _save(
    request: ClusterRequest,
    made: MadeCourse,
    found: Planned,
    holder: Organisation,
    document: VersionedDocument | None,
    data: QueryDict,
) -> HttpResponse:
    """Save and go to the course."""
    key = document.key if document is not None else new_key(request.cluster, found.document.key)
    course = replace(made.course, key=ShortCourseKey(key))
    version = save_course(
        request.cluster,
        made_of(course, found),
        found,
        holder=holder,
        by=request.user,
        at=timezone.now(),
        based_on=_based_on(data, document),
    )
    messages.success(request, _("The course is saved; its shortest term is being searched for."))
    return redirect("shortcourses:course", cluster=request.cluster.key, key=version.document.key)


def _preview(made: MadeCourse | None, found: Planned) -> dict[str, Any]:
    """What the live part shows."""
    design = found.outcome.design
    if made is None or made.cut is None or design is None:
        return {"made": None}
    return {
        "made": made,
        "entry": entry_groups(made.cut.entry, design),
        "taken": entry_groups(made.cut.taken_in, design),
        "least_weeks": least_weeks(made) if made.parts else 0,
        "findings_shown": [f for f in made.findings if f.code != "course.nothing_chosen"],
    }


def _choice(data: QueryDict | None, saved: ShortCourse | None) -> CourseChoice:
    if data is not None:
        return choice_of(data)
    return saved.choice if saved is not None else CourseChoice()


def _based_on(data: QueryDict | None, document: VersionedDocument | None) -> int:
    """The version that the form was opened on; 0 for a new course."""
    if document is None:
        return 0
    if data is None:
        return document.latest.number if document.latest is not None else 0
    text = data.get("based_on", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0  # no version has it: outdated


def _initial(organisations: tuple[Organisation, ...]) -> dict[str, Any]:
    """An evening group from the Monday after next."""
    return {
        "holder": organisations[0].key if organisations else "",
        "start": _monday(timezone.localdate()).isoformat(),
        "size": 12,
        "pace": 12,
        "schooled": True,
        "aim": CourseAim.UPGRADE.value,
        "exam_hours": 4,
        "exam_form": EXAM_FORMS[0].value,
    }


def _monday(today: date) -> date:
    return today + timedelta(days=14 - today.weekday())
