"""What the matcher sees of a standard or a framework: statements, one for each item, and every label of each."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from remeslo.core.base.keys import StatementKey
from remeslo.core.competence.framework import ROOT, Framework, FrameworkItem, ItemKey, ItemKind, LinkKind
from remeslo.core.competence.standards import OccupationalStandard, Statement, StatementKind

STATEMENT_KIND: Mapping[ItemKind, StatementKind] = MappingProxyType(
    {
        ItemKind.GROUP: StatementKind.FUNCTION,
        ItemKind.OCCUPATION: StatementKind.FUNCTION,
        ItemKind.FUNCTION: StatementKind.FUNCTION,
        ItemKind.TASK: StatementKind.LABOUR_ACTION,
        ItemKind.ACTIVITY: StatementKind.LABOUR_ACTION,
        ItemKind.SKILL: StatementKind.SKILL,
        ItemKind.KNOWLEDGE: StatementKind.KNOWLEDGE,
        ItemKind.ABILITY: StatementKind.SKILL,
        ItemKind.COMPETENCE: StatementKind.SKILL,
        ItemKind.TECHNOLOGY: StatementKind.SKILL,
        ItemKind.TOOL: StatementKind.SKILL,
        ItemKind.OTHER: StatementKind.SKILL,
    }
)
"""The kind of statement that an item of each kind makes."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One text by which a statement can be found: its preferred text, another label, or a description."""

    key: StatementKey
    language: str
    text: str
    is_preferred: bool


def statement_key(framework: Framework, item: ItemKey) -> StatementKey:
    """``<edition>:<item key>``; the edition is what stands before the first colon."""
    return StatementKey(f"{framework.edition}:{item}")


def statements(
    source: OccupationalStandard | Framework, *, kinds: Collection[ItemKind] | None = None, language: str = ""
) -> Iterator[Statement]:
    """
    Every matchable text of a standard or a framework, one for each item, in order.

    ``function`` of a framework's statement is the nearest item above it that makes a statement of the kind
    ``FUNCTION`` (the task's occupation, the skill's group; the first parent where there are several), or the item
    itself. ``kinds`` and ``language`` (preferred where an item has it) are for frameworks only.
    """
    if isinstance(source, OccupationalStandard):
        yield from source.statements()
        return
    function_of = _functions(source)
    for item in source.items:
        if kinds is None or item.kind in kinds:
            key = statement_key(source, item.key)
            function = statement_key(source, function_of[item.key])
            text = item.words(language).preferred if language else item.text
            yield Statement(key, STATEMENT_KIND[item.kind], text, function)


def wordings(
    source: OccupationalStandard | Framework, *, kinds: Collection[ItemKind] | None = None, descriptions: bool = False
) -> Iterator[Wording]:
    """Every text of every statement in every language: preferred, then alternatives, then the description if asked."""
    if isinstance(source, OccupationalStandard):
        yield from (Wording(s.key, "ru", s.text, True) for s in source.statements())
        return
    for item in source.items:
        if kinds is None or item.kind in kinds:
            yield from _of_item(statement_key(source, item.key), item, descriptions)


def _of_item(key: StatementKey, item: FrameworkItem, descriptions: bool) -> Iterator[Wording]:
    for words in item.texts:
        yield Wording(key, words.language, words.preferred, True)
        yield from (Wording(key, words.language, text, False) for text in words.alternative)
        if words.short:
            yield Wording(key, words.language, words.short, False)
        if descriptions and words.description:
            yield Wording(key, words.language, words.description, False)


def _functions(framework: Framework) -> dict[ItemKey, ItemKey]:
    """For each item the nearest above it that is a function, else itself; circles end where they began."""
    first_parent: dict[ItemKey, ItemKey] = {}
    for a in framework.associations:
        if a.kind is LinkKind.CHILD_OF and a.destination != ROOT:
            first_parent.setdefault(a.origin, a.destination)
    kind_of = {i.key: STATEMENT_KIND[i.kind] for i in framework.items}
    answer: dict[ItemKey, ItemKey] = {}
    for item in framework.items:
        seen = {item.key}
        at: ItemKey | None = item.key
        while at is not None and kind_of.get(at) is not StatementKind.FUNCTION:
            at = first_parent.get(at)
            if at in seen:
                at = None
            elif at is not None:
                seen.add(at)
        answer[item.key] = item.key if at is None else at
    return answer
