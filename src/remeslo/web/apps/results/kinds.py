"""Kinds of facts as this reader sees them: titles, fields, words, who is asked to confirm."""

from collections.abc import Mapping

from django.utils.translation import get_language, gettext

from remeslo.core.base.facts import CONFIRMATION, Fact
from remeslo.core.base.keys import OrganisationKey
from remeslo.core.results.kinds import FactKind, FieldRule, ValueType, other_side
from remeslo.interchange.resultpack import builtin_kinds
from remeslo.web.apps.common.models import Organisation
from remeslo.web.apps.results.words import CHOICES


def kinds() -> Mapping[str, FactKind]:
    """The kinds that come with the program, in their order."""
    return builtin_kinds()


def enterable() -> Mapping[str, FactKind]:
    """Kinds that a person enters; a confirmation is the answer to a fact and has buttons of its own."""
    return {key: kind for key, kind in kinds().items() if key != CONFIRMATION}


def kind_word(kind: str) -> str:
    """What a kind is called; an unknown one by its key."""
    found = kinds().get(kind)
    return (found.title_en if _english() else found.title_ru) if found else kind


def value_word(kind: str, name: str) -> str:
    """What a value of a kind is called; an unknown one by its name."""
    if name == "on":
        return gettext("Happened")
    found = kinds()[kind].field(name) if kind in kinds() else None
    if found is None:
        return name
    title = found.title_en if _english() else found.title_ru
    return f"{title} {name.removeprefix(found.name)}" if found.is_open else title


def rule_of(kind: str, name: str) -> FieldRule | None:
    """The rule for a value of a kind."""
    return kinds()[kind].field(name) if kind in kinds() else None


def word_of_value(kind: str, name: str, value: str) -> str:
    """A text as a reader sees it: a word of a closed list in words, anything else as it is."""
    rule = rule_of(kind, name)
    return str(CHOICES.get(value, value)) if rule and rule.type is ValueType.CHOICE else value


def asked(fact: Fact, organisations: Mapping[str, Organisation], college: Organisation | None) -> Organisation | None:
    """The member of the cluster that has to confirm a fact; None where nobody, or nobody here, is asked."""
    kind = kinds().get(fact.kind)
    if kind is None:
        return None
    other = other_side(fact, kind, OrganisationKey(college.key) if college else None)
    return organisations.get(other) if other else None


def _english() -> bool:
    return (get_language() or "ru").startswith("en")
