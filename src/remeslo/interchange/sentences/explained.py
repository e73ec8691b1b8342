"""Words for cause sets, price lists and refused changes, from the same catalogue as findings."""

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.curriculum.causes.causeset import Member
from remeslo.core.curriculum.prices.price import Price
from remeslo.core.curriculum.whatif.change import ChangeRefused
from remeslo.interchange.sentences.catalogue import Sentence, say


def say_member(member: Member, language: str) -> Sentence:
    """What a member of a cause set is, and who decides on it; texts are in ``causeset.toml``."""
    facts = {**member.facts, "key": member.part.key, "decides": member.decides.value}
    return say(Finding(f"causeset.{member.part.kind}", member.part.key, facts, Severity.NOTE), language)


def say_price(price: Price, language: str) -> Sentence:
    """What one unit of a price changes, and who decides on it; texts are in ``price.toml``."""
    change = price.change
    facts = {**price.facts, "key": change.key, "by": change.by, "decides": price.unit.decides.value}
    return say(Finding(f"price.{change.aspect}", change.key, facts, Severity.NOTE), language)


def refusal(error: ChangeRefused, where: str = "") -> Finding:
    """A refused change as a finding."""
    return Finding(error.code, where, error.facts, Severity.STOPS_SAVING)
