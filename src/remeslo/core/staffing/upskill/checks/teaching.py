"""Who may take an open duty, and who may stand in for whom."""

from collections.abc import Iterator

from remeslo.core.base.findings import Finding
from remeslo.core.staffing.upskill.checks.view import View
from remeslo.core.staffing.upskill.problem import DutyWeek


def check_teaching(view: View) -> Iterator[Finding]:
    """Open duties only, where the person may teach; the right holds on every day; nobody who is absent then."""
    problem = view.problem
    for key, who in sorted(view.plan.teaches.items()):
        duty, person = problem.duty[key], problem.person[who]
        facts = {"duty": key, "title": duty.title, "person": person.name, "first": duty.first}
        if key in view.standing.teacher:
            yield Finding("upskill.not_open", str(key), facts)
        if not view.standing.may_teach_at(who, duty):
            yield Finding("upskill.other_college", str(key), facts)
        for lack in view.rights.lacks(person, duty):
            asked = {"skill": lack.skill or "", "need_level": lack.need_level, "have_level": lack.have_level}
            code = "upskill.no_role" if lack.skill is None else "upskill.no_right"
            yield Finding(code, str(key), {**facts, **asked, "from_day": lack.from_day})
        if not view.standing.may_take(who, duty):
            yield Finding("upskill.taught_absent", str(key), facts)


def check_substitutes(view: View) -> Iterator[Finding]:
    """Somebody else, on no session, there and with papers in hand, for lessons whose teacher is on a session."""
    problem = view.problem
    for week, who in sorted(view.plan.substitutes.items()):
        duty, teacher = problem.duty[week.duty], view.teacher.get(week.duty)
        facts: dict[str, object] = {
            "duty": week.duty,
            "title": duty.title,
            "person": problem.person[who].name,
            "monday": week.monday,
        }
        where = f"{week.duty}/{week.monday.isoformat()}"
        if not problem.substitution:
            yield Finding("upskill.substitution_off", where, facts)
        if not _is_needed(view, week):
            yield Finding("upskill.substitute_needless", where, facts)
        if view.session_hours(who, week.monday) is not None:
            yield Finding("upskill.substitute_on_session", where, facts)
        if who == teacher:
            yield Finding("upskill.substitute_self", where, facts)
        if not view.standing.may_stand_in(who, duty, week.monday):
            yield Finding("upskill.substitute_no_right", where, facts)


def _is_needed(view: View, week: DutyWeek) -> bool:
    """True when the duty has lessons in that week and its teacher is on a session then."""
    teacher = view.teacher.get(week.duty)
    lessons = view.problem.duty[week.duty].hours_of_week(week.monday)
    has_begun = week.monday >= view.standing.first_monday
    return bool(lessons and has_begun and teacher and view.session_hours(teacher, week.monday) is not None)
