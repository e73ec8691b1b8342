"""Figures of a timetable for the terminal and for ``--json``."""

from dataclasses import asdict

from remeslo.cli.console import Console
from remeslo.core.line.weekly.lesson import WeekPlan, WeekProblem
from remeslo.core.line.weekly.result import WeekScore


def week_data(problem: WeekProblem, plan: WeekPlan, score: WeekScore) -> dict[str, object]:
    """Size and score."""
    return {
        "weeks": len(problem.weeks),
        "groups": len({g for x in problem.lessons for g in x.groups}),
        "lessons": len(problem.lessons),
        "placed": sum(1 for x in problem.lessons if x.key in plan.slots),
        "meetings": sum(len(x.weeks) for x in problem.lessons),
        "score": asdict(score),
    }


def tell_week(data: dict[str, object], score: WeekScore, console: Console) -> None:
    """The same in words."""
    console.say(
        console.text(
            f"Недель {data['weeks']}, групп {data['groups']}, занятий {data['lessons']} (поставлено {data['placed']}), "
            f"встреч {data['meetings']}.",
            f"{data['weeks']} weeks, {data['groups']} groups, {data['lessons']} lessons ({data['placed']} placed), "
            f"{data['meetings']} meetings.",
        )
    )
    console.say(
        console.text(
            f"Окон у групп {score.windows}, у преподавателей {score.teacher_windows}; пар одного предмета сверх нормы "
            f"{score.same_subject}; пар не в первую смену {score.late}; переездов внутри дня {score.site_changes}.",
            f"Windows of groups {score.windows}, of teachers {score.teacher_windows}; pairs of a subject above the "
            f"rule {score.same_subject}; pairs outside the first shift {score.late}; changes of site inside a day "
            f"{score.site_changes}.",
        )
    )
