"""Words for the causes that hold a term: one sentence a rule, from the same catalogue as findings."""

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.curriculum.result import Cause
from remeslo.interchange.sentences.catalogue import Sentence, say


def say_cause(cause: Cause, language: str) -> Sentence:
    """
    The cause in words: what holds the term and what relaxing it would give.

    Texts are in ``cause.toml``: ``cause.<rule>`` where relaxing saves weeks, ``cause.<rule>_removed`` where a plan only
    exists without it; besides the cause's own facts they may use ``weeks_after`` and ``lawful``. ``todo`` says that an
    unlawful relaxation is information, not an offer.
    """
    facts = {**cause.facts, "weeks_after": cause.weeks_after, "lawful": cause.lawful}
    code = f"cause.{cause.rule}" if cause.weeks_after is not None else f"cause.{cause.rule}_removed"
    return say(Finding(code, cause.where, facts, Severity.NOTE), language)
