"""What earlier facts say already, so that nothing is said twice: values of the agreement, the college, a fact."""

from collections.abc import Callable, Mapping
from typing import Final

from remeslo.core.base.facts import Fact, FactKey, FactValue
from remeslo.core.results.kinds import FactKind, identity_of
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.results.ledger import Known

CARRIED: Final = ("programme", "college", "employer", "planned_end", "qualification", "payer")
"""Values that stay the same from fact to fact of one subject."""


def known_values(
    known: Known, subject: str, kind: FactKind, may_see: Callable[[FactKey], bool]
) -> Mapping[str, FactValue]:
    """Values of a kind that the latest facts about the subject say, as far as the reader sees them."""
    found: dict[str, FactValue] = {}
    for fact in known.stated:  # by day, so that the latest word counts
        if fact.subject == subject and may_see(fact.key):
            found |= {n: fact.values[n] for n in CARRIED if n in fact.values and kind.field(n)}
    return found


def twin_of(known: Known, fact: Fact, kind: FactKind, *, own: str = "") -> str:
    """Key of a fact in force that tells the same thing, other than ``own``, which is corrected; "" for none."""
    wanted = identity_of(fact, kind)
    same = (f for f in known.stated if f.kind == fact.kind and f.key != own)
    return next((str(f.key) for f in same if identity_of(f, kind) == wanted), "")


def college_of(known: Known, fact: Fact, houses: Mapping[str, Organisation]) -> Organisation | None:
    """Whose learner it is: what the fact says, what earlier ones of the subject say, or the college that speaks."""
    said = [fact, *reversed([f for f in known.stated if f.subject == fact.subject])]
    for one in said:
        named = houses.get(str(one.values.get("college", "")))
        if named is not None and named.is_college:
            return named
    speaker = houses.get(fact.by)
    return speaker if speaker is not None and speaker.is_college else None
