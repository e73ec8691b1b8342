"""
Phrases of Russian vacancies to work functions.

Nobody linked these phrases to standards by hand. The gold comes from two texts that people wrote apart from each other:
the vacancy names a job, and a standard lists under each generalised function the job titles it is for. A work function
is right for a phrase when its generalised function names the vacancy's job. That is loose (a phrase may well be about
something else), so these figures compare methods and say little about any of them by itself.
"""

from __future__ import annotations

import re

from benchmarks.published.matching.tasks import SHARED, Task, made, table
from remeslo.core.base.text import fold
from remeslo.interchange import pasted, profstandart

_LEVELS = re.compile(
    r"\b(?:старший|младший|ведущий|главный|помощник|junior|middle|senior|стажер)\b|\([^)]*\)|\d+\W*(?:категории|разряда|й)"
)
CLEAN = ("VerstovDI", "Stackframe01")
"""Files that QUIRKS.md calls dirty variants are left out."""


def standards():
    """Editions of the registry's files, each once."""
    files = sorted(p for p in (SHARED / "profstandarts").glob("*.xml") if not any(c in p.name for c in CLEAN))
    return profstandart.read_files(files).standards


def functions(held) -> dict[str, tuple[str, ...]]:
    """Each work function, told by its name, with all its statements; functions of one name are one candidate."""
    found: dict[str, dict[str, None]] = {}
    for standard in held:
        for f in standard.functions:
            found.setdefault(f.name, {}).update(dict.fromkeys((*f.actions, *f.skills, *f.knowledge)))
    return {name: tuple(texts) for name, texts in found.items()}


def plain_job(text: str) -> str:
    """A job without its level and brackets."""
    return " ".join(_LEVELS.sub(" ", fold(text)).replace("-", " ").split())


def task() -> Task:
    """Requirement and duty phrases to the names of work functions, all of them."""
    names: dict[str, list[str]] = {}
    held = standards()
    for standard in held:
        for generalised in standard.generalised:
            of_function = [f.name for f in generalised.functions]
            for title in generalised.job_titles:
                names.setdefault(plain_job(title), []).extend(of_function)
    links = []
    for row in table(SHARED / "vacancies-ru/superjob_2018.csv.gz"):
        right = names.get(plain_job(row["name"]))
        if right:
            text = f"Требования:\n{row['requirements']}\nОбязанности:\n{row['duties']}"
            links += [(p.text, name, plain_job(row["name"])) for p in pasted.read(text).asked for name in right]
    candidates = functions(held)
    return made("Vacancy phrase to function", "ru", candidates, links, support=candidates)
