"""One file while it is read: takes texts out of elements, remembers which, and tallies what had to be normalised."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from remeslo.core.base.findings import Finding, Severity
from remeslo.interchange.profstandart.normal import cleaned, is_nothing, says_something
from remeslo.interchange.profstandart.vocabulary import INLINE, STATEMENTS, Family, folded, local, tag_of


def elements(parent: etree._Element) -> Iterator[etree._Element]:
    """Child elements (the parser has left comments and instructions out)."""
    return iter(parent)


def place(name: str, element: etree._Element) -> str:
    """File and line."""
    line = int(getattr(element, "sourceline", None) or 0)
    return f"{name}:{line}" if line else name


def inner_text(element: etree._Element) -> str:
    """All text in an element and below."""
    return " ".join(str(text) for text in element.itertext("*"))


def members(parent: etree._Element, family: Family) -> list[etree._Element]:
    """
    The items of a family among the children of an element, however they are boxed.

    A child that holds a member of its own family is a box and is opened; any other member is an item, also an empty one
    (except an empty box right under ``parent``, which is an empty list).
    """
    found: list[etree._Element] = []
    for child in elements(parent):
        if tag_of(child) in family:
            found += _unboxed(child, family, is_outermost=tag_of(parent) not in family)
    return found


def members_below(parent: etree._Element, family: Family) -> list[etree._Element]:
    """The items of a family anywhere below an element, those inside other items of the family left out."""
    found: list[etree._Element] = []
    waiting = [iter(parent)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif tag_of(child) in family:
            found += _unboxed(child, family, is_outermost=True)
        else:
            waiting.append(iter(child))
    return found


def outside(parent: etree._Element, family: Family) -> Iterator[etree._Element]:
    """All elements below one, in order, without members of a family and what they hold."""
    waiting = [iter(parent)]
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
        elif tag_of(child) not in family:
            yield child
            waiting.append(iter(child))


def holds_text(element: etree._Element) -> bool:
    """True when there is any text in an element besides placeholder dashes."""
    return says_something(inner_text(element))


def _unboxed(child: etree._Element, family: Family, *, is_outermost: bool) -> list[etree._Element]:
    if len(child) == 0:
        return [] if is_outermost and not (child.text or "").strip() else [child]
    is_box = any(tag_of(c) in family for c in elements(child))
    return members(child, family) if is_box else [child]


def _pieces(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The text of an element and of the inline elements in it, in order, each with the element it is read from."""
    yield element, element.text or ""
    for child in element:
        if tag_of(child) in INLINE:
            yield from _pieces(child)
        yield element, child.tail or ""


MOST_LISTED = 100


@dataclass(slots=True)
class Source:
    """
    What has been read of one standard's elements, and the tallies that end as notes.

    ``tallies`` maps the code of a note to what it will list, with how often each occurred.
    """

    name: str
    read: set[etree._Element] = field(default_factory=set)
    tallies: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def place(self, element: etree._Element) -> str:
        """File and line."""
        return place(self.name, element)

    def text(self, element: etree._Element | None) -> str:
        """The text of an element in normal form, ``""`` for none; markup in it is read through."""
        if element is None:
            return ""
        if len(element) == 0:
            self.read.add(element)
            raw, has_markup = element.text or "", False
        else:
            pieces = list(_pieces(element))
            self.read.update(e for e, _ in pieces)
            raw, has_markup = " ".join(text for _, text in pieces), len({e for e, _ in pieces}) > 1
        result = cleaned(raw)
        tag = local(str(element.tag))
        if result.had_markup or has_markup:
            self.tally("standards.markup_removed", tag)
        if result.lines > 1 and tag_of(element) in STATEMENTS:
            self.tally("standards.several_lines", tag)
        if result.was_placeholder and tag_of(element) not in STATEMENTS:
            self.tally("standards.placeholders", tag)
        return result.text

    def texts(self, parent: etree._Element, family: Family) -> tuple[str, ...]:
        """The texts of a list, empty items and dashes left out and tallied."""
        kept: list[str] = []
        for element in members(parent, family):
            if text := self.text(element):
                kept.append(text)
            elif family <= STATEMENTS and len(element) == 0:
                self.tally("standards.empty_statements", local(str(element.tag)))
        return tuple(kept)

    def field(self, parent: etree._Element, *names: str) -> str:
        """The text of the first child of a name; further ones of that name stay unread and are told."""
        wanted = {folded(n) for n in names}
        return self.text(next((c for c in elements(parent) if tag_of(c) in wanted), None))

    def tally(self, code: str, item: str) -> None:
        """One more of a normalisation that is told once for the whole standard."""
        self.tallies[code][item] += 1

    def unread(self, top: etree._Element, *, besides: Collection[etree._Element] = ()) -> Counter[str]:
        """Texts and attributes in an element that nothing has read, by tag; what is in ``besides`` is not looked at."""
        left: Counter[str] = Counter()
        passed = {inner for other in besides for inner in other.iter(etree.Element)}
        for element in top.iter(etree.Element):
            if element in passed:
                continue
            tag = local(str(element.tag))
            if element not in self.read and not is_nothing(element.text):
                left[tag] += 1
            if element is not top and element.getparent() not in self.read and not is_nothing(element.tail):
                left[local(str(element.getparent().tag))] += 1  # type: ignore[union-attr]
            for name, value in element.attrib.items():
                if not is_nothing(str(value)) and "}" not in str(name):
                    left[f"{tag}/@{name!s}"] += 1
        return left

    def notes(self, where: str, facts: Mapping[str, object]) -> list[Finding]:
        """One note for each tally, with the items (``×`` tells how often, where more than once) and their sum."""
        return [
            Finding(code, where, {**facts, "items": listed(items), "count": items.total()}, Severity.NOTE)
            for code, items in sorted(self.tallies.items())
        ]


def listed(items: Mapping[str, int]) -> tuple[str, ...]:
    """Items for a sentence, in order, with how often each occurred; of very many only the first."""
    return tuple(item if times == 1 else f"{item} × {times}" for item, times in islice(items.items(), MOST_LISTED))
