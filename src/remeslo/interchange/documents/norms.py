"""The norms of a programme in words: value, source, and whether that was verified."""

from collections.abc import Iterator
from fractions import Fraction

from remeslo.core.curriculum.rules import Rule
from remeslo.core.line.outcome import ProgrammeOutcome
from remeslo.interchange.sentences import Language, label, number, percent

HEADS = ("rule", "value", "source", "state")
"""What the columns of a row are (labels of ``document``)."""

_SWITCHES = (Rule.FINAL_ATTESTATION_LAST, Rule.MODULE_EXAM_LAST)


def norm_rows(outcome: ProgrammeOutcome, language: Language) -> Iterator[tuple[str, str, str, str]]:
    """Name, value, source and state of every rule of the term problem, as `HEADS`."""
    for key, rule in (outcome.problem.rules if outcome.problem else {}).items():
        state = label(f"verified.{'yes' if rule.verified else 'no'}", language)
        yield label(f"rule.{key}", language), _amount(key, rule.amount, language), rule.source, state


def _amount(key: str, amount: int | Fraction, language: Language) -> str:
    if key in _SWITCHES:
        return label(f"word.{'yes' if amount else 'no'}", language)
    if key == Rule.MANDATORY_SHARE_MAX:
        return percent(amount, language)
    return number(amount, language)
