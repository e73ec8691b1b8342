"""Speed and size of an index of many real statements: building, saving, opening, asking."""

from __future__ import annotations

import os
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.published.matching.methods import Scores
from benchmarks.published.matching.tasks import SHARED, table
from benchmarks.published.matching.vacancies import standards
from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.matching import Encoder, MatchIndex, build_index
from remeslo.core.competence.standards import Statement, StatementKind
from remeslo.interchange import pasted
from remeslo.interchange.encoder import load as load_encoder
from remeslo.interchange.matchindex import open_index, save

ASKED = 500
ONET = (
    ("Task Statements", "Task"),
    ("DWA Reference", "DWA Title"),
    ("IWA Reference", "IWA Title"),
    ("Alternate Titles", "Alternate Title"),
    ("Tools Used", "Commodity Title"),
)


class Timed:
    """An encoder that knows how long it took: seconds of the processor, and by the clock."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name = encoder.name
        self.seconds = 0.0
        self.clock = 0.0

    def encode(self, texts: Sequence[str]) -> Scores:
        """Vectors of the texts, (texts, dimensions)."""
        started, cpu = time.perf_counter(), time.process_time()
        vectors = self._encoder.encode(texts)
        self.clock += time.perf_counter() - started
        self.seconds += time.process_time() - cpu
        return vectors


def corpus() -> Iterator[Statement]:
    """Statements of the registry's standards, ESCO's labels, O*NET's tasks, activities, titles and tools."""
    for standard in standards():
        yield from standard.statements()
    labels = (SHARED / "skill-mapping/skills_en_label.txt").read_text(encoding="utf-8").splitlines()
    yield from _plain("esco@1.1.0", [line.strip() for line in labels])
    for file, column in ONET:
        rows = table(SHARED / f"onet/csv-29.3/{file}.csv.gz")
        yield from _plain(f"onet-{file.split()[0]}@29.3", [r[column] for r in rows])


def _plain(edition: str, texts: Sequence[str]) -> Iterator[Statement]:
    for n, text in enumerate(texts):
        key = StatementKey(f"{edition}:{n}")
        yield Statement(key, StatementKind.FUNCTION, text, key)


def questions() -> list[str]:
    """Phrases of vacancies in Russian and sentences in English, each once."""
    rows = table(SHARED / "vacancies-ru/superjob_2018.csv.gz")
    phrases = [p.text for r in rows for p in pasted.read(f"Требования:\n{r['requirements']}").asked]
    sentences = [r["sentence"] for r in table(SHARED / "skill-mapping/techwolf_test_annotations.csv")]
    mixed = [text for pair in zip(phrases, sentences, strict=False) for text in pair]
    return list(dict.fromkeys(mixed))[:ASKED]


def measure(count: int) -> list[tuple[str, str]]:
    """What was measured, in words."""
    held = list(corpus())[:count]
    asked = questions()
    rows = [("others' load of the machine (1 minute) at the beginning", f"{os.getloadavg()[0]:.1f}")]
    cpu, wall = time.process_time(), time.perf_counter()
    index = build_index(held)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    texts = len({s.text.casefold() for s in held})
    rows.append(("statements, distinct texts", f"{len(held):,}, {texts:,}"))
    rows.append(("building the index by words", f"{cpu:.1f} s of processor, {wall:.1f} s by the clock"))
    rows += _on_disk("by words", index, held, None)
    rows.append(("a query by words, top 10", _asked(index, asked)))
    rows.append(("peak memory so far", _peak()))
    encoder = load_encoder()
    if encoder is None:
        return [*rows, ("by meaning", "not measured: the sentence encoder is not installed")]
    timed = Timed(encoder)
    cpu = time.process_time()
    index = build_index(held, encoder=timed)
    cpu = time.process_time() - cpu
    rows.append(
        ("encoding the texts (one thread)", f"{timed.seconds:.1f} s of processor, {timed.clock:.1f} s by the clock")
    )
    rows.append(("building by words and meaning, encoding apart", f"{cpu - timed.seconds:.1f} s of processor"))
    rows += _on_disk("by words and meaning", index, held, timed)
    timed.seconds = 0.0
    rows.append(("a query by words and meaning, top 10", _asked(index, asked)))
    rows.append(
        ("of it encoding the query and its parts, mean", f"{1000 * timed.seconds / len(asked):.1f} ms of processor")
    )
    rows.append(("peak memory in all", _peak()))
    return rows


def _on_disk(how: str, index: MatchIndex, held: Sequence[Statement], encoder: Encoder | None) -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        started = time.process_time()
        place = save(index, Path(folder))
        saving = time.process_time() - started
        size = sum(p.stat().st_size for p in place.iterdir())
        started = time.process_time()
        opened = open_index(Path(folder), held, encoder=encoder)
        opening = time.process_time() - started
        assert not opened.built
    return [
        (f"size on disk, {how}", f"{size / 2**20:.0f} MiB"),
        (f"saving / opening from disk, {how}", f"{saving:.1f} s / {opening:.1f} s of processor"),
    ]


def _asked(index: MatchIndex, asked: Sequence[str]) -> str:
    index.match("наладка станков", top=10)
    times, clock = [], []
    for text in asked:
        started, cpu = time.perf_counter(), time.process_time()
        index.match(text, top=10)
        times.append(1000 * (time.process_time() - cpu))
        clock.append(1000 * (time.perf_counter() - started))
    times.sort()
    clock.sort()
    at = int(0.95 * (len(times) - 1))
    return (
        f"of processor: median {statistics.median(times):.1f} ms, p95 {times[at]:.1f} ms; "
        f"by the clock: median {statistics.median(clock):.1f} ms, p95 {clock[at]:.1f} ms ({len(times)} queries)"
    )


def _peak() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"
