"""
Links that people made inside Russian study plans (`.plx`): a discipline or competence to work functions.

Candidates are all work functions of the plans' own standards and of the registry's files together. Two of the three
plans are the same programme in two years; a competence that both have counts once.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.published.matching.tasks import SHARED, Task, made
from benchmarks.published.matching.vacancies import functions, standards
from remeslo.core.competence.studyplan.links import LinkSource, gold_pairs
from remeslo.interchange import plx


def tasks() -> Iterator[Task]:
    """Competence to function, discipline to function."""
    plans = [plx.read(p.read_bytes(), name=p.name).plan for p in sorted((SHARED / "curricula/plx").glob("*.plx"))]
    held = [*standards(), *(e.standard for plan in plans for e in plan.standards)]
    candidates = functions(held)
    name_of = {f"{s.edition}:{f.code}": f.name for s in held for f in s.functions}
    for source, title in (
        (LinkSource.COMPETENCE, "Competence to function"),
        (LinkSource.DISCIPLINE, "Discipline to function"),
    ):
        links = [
            (pair.text, name_of[key], pair.text)
            for plan in plans
            for pair in gold_pairs(plan)
            if pair.source is source
            for key in pair.functions
        ]
        yield made(title, "ru", candidates, links, support=candidates)
