"""A pack as its page shows it: norms with their dated values, and what the example plans say."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from remeslo.core.base.findings import Finding
from remeslo.core.curriculum.examples import ExampleVerdict, example_findings, try_examples
from remeslo.core.curriculum.norms import Norm, NormPack, NormValue
from remeslo.core.curriculum.rules import KNOWN_NORMS, READ_NORMS
from remeslo.core.curriculum.terms import TermRow, term_table
from remeslo.interchange import normpack
from remeslo.interchange.sentences import as_language, say
from remeslo.web.apps.norms.lines import norm_title

USE = {
    "read": (_("the program counts by it"), "ok", "check"),
    "people": (_("people judge it"), "", "person"),
    "unknown": (_("unknown to the program"), "warn", "warning"),
}
"""Who reads a norm: words, kind of chip, icon."""


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A dated value; ``state``: ``now`` in force on the cluster's day, ``past``, ``future``."""

    value: NormValue
    state: str
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class ShownNorm:
    """A norm with its values, the newest first."""

    norm: Norm
    title: str
    use: tuple[Any, str, str]
    values: tuple[ShownValue, ...]
    is_new: bool = False

    @property
    def now(self) -> NormValue | None:
        """The value in force."""
        return next((v.value for v in self.values if v.state == "now"), None)

    @property
    def is_changed(self) -> bool:
        """True when the draft has a value here that its base has not."""
        return self.is_new or any(v.is_new for v in self.values)


@dataclass(frozen=True, slots=True)
class ShownExample:
    """An example plan with the verdict on it; ``problem`` says what came out otherwise, empty when nothing did."""

    verdict: ExampleVerdict
    title: str
    said: tuple[str, ...]
    problem: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What the example plans and the reader of the format say of a pack."""

    examples: tuple[ShownExample, ...]
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> int:
        """Examples that came out as expected."""
        return sum(e.verdict.as_expected for e in self.examples)

    @property
    def hard(self) -> tuple[Finding, ...]:
        """What stands in the way of publishing."""
        return tuple(f for f in self.findings if f.hard)


def shown_norms(pack: NormPack, day: date, base: NormPack | None = None) -> list[ShownNorm]:
    """Norms in the order of the pack; with a base, what differs from it is marked new."""
    return [_norm(n, day, base) for n in pack.norms.values()]


def trial(pack: NormPack) -> Trial:
    """Tries the pack on its example plans and reads its own file back."""
    verdicts, found = _tried(normpack.write(pack))
    english = as_language(get_language() or "ru") == "en"
    language = "en" if english else "ru"
    examples = []
    for n, v in enumerate(verdicts, start=1):
        wrong = () if v.as_expected else tuple(f for f in found if f.where == f"{pack.key}: example {n}")
        title = v.example.title_en if english else v.example.title_ru
        said = tuple(dict.fromkeys(say(f, language).what for f in v.findings))
        examples.append(ShownExample(v, title, said, say(wrong[0], language).what if wrong else ""))
    return Trial(tuple(examples), found)


def terms(pack: NormPack, day: date) -> tuple[TermRow, ...]:
    """Terms by the pack's own arithmetic."""
    return term_table(pack, day=day)


def counted(pack: NormPack) -> tuple[int, int]:
    """Dated values, and how many of them were seen in the text of their source."""
    values = [v for n in pack.norms.values() for v in n.values]
    return len(values), sum(v.verified for v in values)


@lru_cache(maxsize=64)
def _tried(written: bytes) -> tuple[tuple[ExampleVerdict, ...], tuple[Finding, ...]]:
    pack, findings = normpack.read(written, name="")
    if pack is None:
        return (), findings
    verdicts = try_examples(pack)
    return verdicts, (*findings, *example_findings(verdicts, pack=pack.key))


def _norm(norm: Norm, day: date, base: NormPack | None) -> ShownNorm:
    before = base.norms.get(norm.key) if base else None
    held = set(before.values) if before else set()
    now = next((v for v in reversed(norm.values) if v.since <= day), None)
    values = tuple(
        ShownValue(v, _state(v, now, day), base is not None and v not in held) for v in reversed(norm.values)
    )
    return ShownNorm(norm, norm_title(norm), _use(norm.key), values, base is not None and before is None)


def _state(value: NormValue, now: NormValue | None, day: date) -> str:
    if value is now:
        return "now"
    return "future" if value.since > day else "past"


def _use(key: str) -> tuple[Any, str, str]:
    stem = key.split(".")[0]
    return USE["read" if stem in READ_NORMS else "people" if stem in KNOWN_NORMS else "unknown"]
