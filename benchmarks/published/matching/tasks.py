"""The tasks: queries, candidates, which candidates people linked to each query, which queries were for tuning."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

SHARED = Path(__file__).resolve().parents[4] / "shared/data"
NO_LABEL = ("LABEL NOT PRESENT", "UNDERSPECIFIED")
TUNED_SHARE = 0.3


@dataclass(frozen=True)
class Task:
    """
    Ranking of one list of candidates for many queries.

    Parameters
    ----------
    gold
        Candidates (their numbers) that answer each query; never empty.
    tuned
        True for queries that were looked at while methods were tuned; they are never reported.
    group
        What queries are drawn by in the bootstrap: queries of one sentence or job hang together.
    support
        For work functions: their actions, skills and knowledge; empty for plain labels.
    """

    name: str
    language: str
    queries: tuple[str, ...]
    candidates: tuple[str, ...]
    gold: tuple[frozenset[int], ...]
    tuned: tuple[bool, ...]
    group: tuple[str, ...]
    support: tuple[tuple[str, ...], ...] = ()

    def part(self, *, tuned: bool) -> Task:
        """Only the queries for tuning, or only those for the report."""
        return self._only([i for i, t in enumerate(self.tuned) if t is tuned])

    def first(self, count: int) -> Task:
        """A smaller task, for a quick look."""
        return self._only(list(range(min(count, len(self.queries)))))

    def _only(self, at: list[int]) -> Task:
        return replace(
            self,
            queries=tuple(self.queries[i] for i in at),
            gold=tuple(self.gold[i] for i in at),
            tuned=tuple(self.tuned[i] for i in at),
            group=tuple(self.group[i] for i in at),
        )


def in_tuning(group: str) -> bool:
    """Three in ten, by a hash of the sentence, task or job: no query of the report shares it with one for tuning."""
    return hashlib.sha256(group.encode()).digest()[0] < 256 * TUNED_SHARE


def table(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """Rows of a CSV file, packed or not."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def tasks() -> Iterator[Task]:
    """Every task whose data are there."""
    from benchmarks.published.matching import plans, vacancies

    yield from esco()
    yield onet()
    yield from plans.tasks()
    yield vacancies.task()


def made(
    name: str,
    language: str,
    candidates: Iterable[str],
    links: Iterable[tuple[str, str, str]],
    *,
    all_reported: bool = False,
    support: Mapping[str, tuple[str, ...]] | None = None,
) -> Task:
    """A task of (query, candidate, group) links; links to candidates that are not in the list are left out."""
    listed = tuple(dict.fromkeys(candidates))
    number = {c: i for i, c in enumerate(listed)}
    gold: dict[tuple[str, str], set[int]] = {}
    for query, candidate, group in links:
        if candidate in number and query.strip():
            gold.setdefault((query, group), set()).add(number[candidate])
    keys = list(gold)
    return Task(
        name=name,
        language=language,
        queries=tuple(q for q, _ in keys),
        candidates=listed,
        gold=tuple(frozenset(gold[k]) for k in keys),
        tuned=tuple(not all_reported and in_tuning(g) for _, g in keys),
        group=tuple(g for _, g in keys),
        support=tuple(support.get(c, ()) for c in listed) if support else (),
    )


def esco() -> Iterator[Task]:
    """
    ESCO skill linking (Decorte et al.): whole sentences, as public leader boards do, and the spans that were marked.

    TECH and TECHWOLF are reported whole: nothing was tuned on them. HOUSE is the published validation file: three
    tenths of its sentences were for tuning.
    """
    folder = SHARED / "skill-mapping"
    labels = [line.strip() for line in (folder / "skills_en_label.txt").read_text(encoding="utf-8").splitlines()]
    for short, file in (("tech", "tech_test"), ("techwolf", "techwolf_test"), ("house", "house_validation")):
        rows = [r for r in table(folder / f"{file}_annotations.csv") if r["label"] not in NO_LABEL]
        for kind, column in (("sentence", "sentence"), ("span", "span")):
            if column in rows[0]:
                links = [(r[column].strip(), r["label"].strip(), r["sentence"]) for r in rows]
                yield made(f"ESCO {short}, {kind}", "en", labels, links, all_reported=short != "house")


def onet() -> Task:
    """O*NET 29.3: a task of an occupation to its detailed work activities, out of all activities."""
    folder = SHARED / "onet/csv-29.3"
    activities = [r["DWA Title"] for r in table(folder / "DWA Reference.csv.gz")]
    links = [(r["Task"], r["DWA Title"], r["Task"]) for r in table(folder / "Tasks to DWAs.csv.gz")]
    return made("O*NET task to activity", "en", activities, links)
