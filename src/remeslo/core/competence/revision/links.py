"""Everything in a programme that rests on one edition of a standard: each link once, named by what holds it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from remeslo.core.base.keys import EditionKey, ElementKey, OrganisationKey, ProgrammeKey, StatementKey
from remeslo.core.competence.design import ProgrammeDesign
from remeslo.core.competence.matching import edition_of
from remeslo.core.competence.model import DemandLine
from remeslo.core.competence.outline import ProgrammeOutline
from remeslo.core.competence.studio.place import OF_LINES, PlaceKind
from remeslo.core.competence.studio.rulings import Ruling
from remeslo.core.competence.studio.values import LineRuling, RejectedRuling, RequestRuling


class LinkKind(StrEnum):
    """What holds a link; the holder's key in brackets."""

    EDITION = "edition"
    """The outline draws on the edition (the reference as the outline has it)."""
    REQUEST = "request"
    """A request means a work function, by name, by matching or by ruling (``CARD/N``)."""
    LINE = "line"
    """A demand line is about a work function (the line's key)."""
    STATEMENT = "statement"
    """A demand line's requests say what a statement says (the line's key)."""
    COMPETENCE = "competence"
    """A competence answers to a work function (its code)."""
    OUTCOME = "outcome"
    """An outcome says what a statement says (its key)."""
    RULING = "ruling"
    """A ruling names a work function, other than what a request means (the place, ``kind:key``); of a state standard: a
    competence that answers, or an element whose hours are ruled."""
    ANSWER = "answer"
    """A demand line is answered by a competence of the state standard (the line's key)."""
    ELEMENT = "element"
    """An element that the college fixed forms a competence of the state standard (its index)."""
    DISCIPLINE = "discipline"
    """An element is a discipline that the state standard obliges (its index)."""
    MODULE = "module"
    """A module is for a type of activity of the state standard (its index)."""
    MINIMUM = "minimum"
    """The programme holds a minimum, or closes to a term, of the state standard (its name)."""


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """
    One link of a programme to the old edition.

    Parameters
    ----------
    statement
        The statement or work function it leads to; ``None`` for the edition as a whole.
    """

    programme: ProgrammeKey
    kind: LinkKind
    holder: str
    statement: StatementKey | None = None

    @property
    def key(self) -> str:
        """One text for the link, unique in its programme: ``outcome|У 2.1.03|<statement>``."""
        return f"{self.kind.value}|{self.holder}|{self.statement or ''}"


@dataclass(frozen=True, slots=True)
class Held:
    """
    A link with what a reader needs to know of its holder.

    Parameters
    ----------
    text
        Of the line, competence or outcome; ``""`` for requests (their words are the employer's) and editions.
    employers
        Whose requests stand behind it.
    elements
        Elements that teach it, for outcomes and competences.
    """

    link: Link
    text: str = ""
    employers: tuple[OrganisationKey, ...] = ()
    elements: tuple[ElementKey, ...] = ()


def links(design: ProgrammeDesign, outline: ProgrammeOutline, edition: EditionKey) -> tuple[Held, ...]:
    """Every link of a programme to an edition, each once, in the order of `LinkKind`, then as the design has them."""
    found: dict[Link, Held] = {}
    for held in _all(design, outline, edition):
        found.setdefault(held.link, held)
    return in_order(found.values())


def in_order(found: Iterable[Held]) -> tuple[Held, ...]:
    """Links by kind, each kind in the order given."""
    order = {kind: i for i, kind in enumerate(LinkKind)}
    return tuple(sorted(found, key=lambda h: order[h.link.kind]))


def reference_code(reference: str) -> str:
    """The code of the standard that ``40.002`` or ``40.002@701н-2013-12-02`` names."""
    return reference.partition("@")[0].strip().rstrip(".")


def draws_on(reference: str, edition: EditionKey) -> bool:
    """True when an outline's reference means the edition: it names it, or the code without any edition."""
    code, at, named = reference.partition("@")
    mine, _, version = edition.partition("@")
    if reference_code(code) != mine:
        return False
    return not at or named.strip() == version or version.startswith(f"{named.strip()}-")


def _all(design: ProgrammeDesign, outline: ProgrammeOutline, edition: EditionKey) -> Iterator[Held]:
    key = design.key
    for reference in outline.occupational_standards:
        if draws_on(reference, edition):
            yield Held(Link(key, LinkKind.EDITION, reference))
    for gap in design.model.gap:
        yield from _of_line(design, outline, gap.line, edition)
    for c in design.model.competences:
        where = tuple(e.index for e in design.elements if c.key in e.competences)
        for f in _in(c.functions, edition):
            yield Held(Link(key, LinkKind.COMPETENCE, c.key, f), c.title, (), where)
    for o in design.model.outcomes:
        employers = tuple(dict.fromkeys(r.employer for r in o.requests))
        where = tuple(e.index for e in design.elements if o.key in e.first or o.key in e.uses)
        for s in _in(o.statements, edition):
            yield Held(Link(key, LinkKind.OUTCOME, o.key, s), o.text, employers, where)
    employer_of = {f"{r.card}/{r.number}": r.employer for g in design.model.gap for r in g.line.requests}
    for ruling in outline.rulings:
        yield from _of_ruling(design, ruling, edition, employer_of)


def _of_line(
    design: ProgrammeDesign, outline: ProgrammeOutline, line: DemandLine, edition: EditionKey
) -> Iterator[Held]:
    """A line's requests, its work functions and its statements."""
    employers = tuple(dict.fromkeys(r.employer for r in line.requests))
    ruled = {
        r.place.key: r.value.functions
        for r in outline.rulings.of_kind(PlaceKind.REQUEST)
        if isinstance(r.value, RequestRuling)
    }
    for ref in line.requests:
        request = f"{ref.card}/{ref.number}"
        for f in _in(ruled.get(request, line.functions), edition):
            yield Held(Link(design.key, LinkKind.REQUEST, request, f), "", (ref.employer,))
    for f in _in(line.functions, edition):
        yield Held(Link(design.key, LinkKind.LINE, line.key, f), line.text, employers)
    for s in _in(line.statements, edition):
        if s not in line.functions:
            yield Held(Link(design.key, LinkKind.STATEMENT, line.key, s), line.text, employers)


def _of_ruling(
    design: ProgrammeDesign, ruling: Ruling, edition: EditionKey, employer_of: dict[str, OrganisationKey]
) -> Iterator[Held]:
    """Work functions that a ruling's value names, and the line that its place names when that is a work function."""
    place, value = ruling.place, ruling.value
    if isinstance(value, RequestRuling):
        kind, holder, named = LinkKind.REQUEST, place.key, value.functions
    elif isinstance(value, RejectedRuling):
        kind, holder, named = LinkKind.RULING, str(place), value.rejected
    elif isinstance(value, LineRuling):
        kind, holder, named = LinkKind.RULING, str(place), (StatementKey(value.line),)
    elif place.kind in OF_LINES:
        kind, holder, named = LinkKind.RULING, str(place), (StatementKey(place.key),)
    else:
        return
    employer = employer_of.get(place.key)
    for f in _in(named, edition):
        yield Held(Link(design.key, kind, holder, f), "", () if employer is None else (employer,))


def _in(keys: Iterable[StatementKey], edition: EditionKey) -> Iterator[StatementKey]:
    """Those of the edition."""
    return (k for k in keys if edition_of(k) == edition)
