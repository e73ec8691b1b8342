"""What stands in the form of an agreement, valid or not: from an agreement, from a post, and to an agreement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from remeslo.core.agreements.agreement import Agreement, Party, Said, Signatory
from remeslo.core.agreements.clause import Clause
from remeslo.core.agreements.kinds import AgreementKey, AgreementKind, ClauseKey, PartyKey
from remeslo.core.base.findings import ProblemError
from remeslo.core.base.keys import OrganisationKey, ProgrammeKey
from remeslo.web.apps.agreements.rows import DAY, KEY, Row, Wrong, clause, clean, day_of, listed, one_of, signatory

MOST_ROWS: Final = 60
CLAUSE_FIELDS: Final = (
    *("key", "kind", "party", "to", "programme", "elements", "count", "unit", "amount", "form"),
    *("first", "last", "text"),
)
SIGNATORY_FIELDS: Final = ("party", "name", "post", "basis", "number", "since", "last")


@dataclass(frozen=True, slots=True)
class Reading:
    """An agreement, or why the fields do not make one."""

    agreement: Agreement | None
    errors: Mapping[str, list[str]]


@dataclass(slots=True)
class Fields:
    """The form as typed; everything is text, rows of parties, signatories and clauses in order."""

    head: dict[str, str]
    parties: list[Row]
    signatories: list[Row]
    clauses: list[Row]
    points: dict[str, str]
    programmes: list[str]


def from_agreement(a: Agreement) -> Fields:
    """The fields of a draft."""
    return Fields(
        head={
            "title": a.title,
            "first": a.first.isoformat(),
            "last": (a.until - DAY).isoformat(),
            "gap": a.gap,
            "removes": "; ".join(a.removes),
        },
        parties=[{"key": p.key, "organisation": p.organisation, "person": p.person} for p in a.parties],
        signatories=[_signatory_row(s) for s in a.signatories],
        clauses=[_clause_row(c) for c in a.clauses],
        points={p.point: p.text for p in a.points},
        programmes=[str(p) for p in a.programmes],
    )


def from_post(post: QueryDict) -> Fields:
    """The fields as they came; a row in which nothing was typed is passed over."""
    head = {k: clean(post.get(k, "")) for k in ("title", "first", "last", "gap", "removes")}
    parties = list(_rows(post, "p", ("organisation", "person")))
    for row in parties:
        row["key"] = row["organisation"] if not row["person"] else f"{row['organisation']}.{row['person']}"
    clauses = []
    for row in _rows(post, "c", CLAUSE_FIELDS):
        row["workshops"] = post.getlist(f"c{row['n']}-workshops")
        if any(v for k, v in row.items() if k not in ("n", "kind", "unit", "form", "key")):
            clauses.append(row)
    return Fields(
        head=head,
        parties=[r for r in parties if r["organisation"]],
        signatories=[r for r in _rows(post, "s", SIGNATORY_FIELDS) if r["name"] or r["post"]],
        clauses=clauses,
        points={k.removeprefix("point-"): clean(str(v)) for k, v in post.items() if k.startswith("point-")},
        programmes=[p for p in post.getlist("programmes") if p],
    )


def to_agreement(fields: Fields, base: Agreement) -> Reading:
    """The draft with these fields; number, kind and links are those of ``base``."""
    errors: dict[str, list[str]] = {}

    def tried(make: Any, *args: Any) -> Any:
        try:
            return make(*args)
        except Wrong as wrong:
            errors.setdefault(wrong.field, []).append(wrong.says)
            return None

    first = tried(day_of, "first", fields.head["first"], True)
    last = tried(day_of, "last", fields.head["last"], True)
    if first and last and last < first:
        errors.setdefault("last", []).append(_("The last day lies before the first."))
    parties = tuple(
        Party(
            key=PartyKey(str(r["key"])),
            organisation=OrganisationKey(str(r["organisation"])),
            person=str(r["person"]),
        )
        for r in fields.parties
    )
    if any(p.person and not KEY.fullmatch(p.person) for p in parties):
        errors.setdefault("parties", []).append(_("A person is named by a pseudonym: letters, digits, dots and lines."))
    if len({p.key for p in parties}) < len(parties):
        errors.setdefault("parties", []).append(_("A side is named twice."))
    signatories = tuple(tried(signatory, r, n) for n, r in enumerate(fields.signatories))
    clauses = tuple(tried(clause, r, n) for n, r in enumerate(fields.clauses))
    if errors:
        return Reading(None, errors)
    try:
        agreement = replace(
            base,
            title=fields.head["title"][:500],
            first=first,
            until=last + DAY,
            parties=parties,
            signatories=signatories,
            clauses=clauses,
            points=tuple(Said(point=k, text=v) for k, v in fields.points.items() if v),
            programmes=tuple(ProgrammeKey(p) for p in dict.fromkeys(fields.programmes)),
            gap=fields.head["gap"],
            removes=listed(fields.head["removes"]) if base.amends is not None else (),
        )
    except ProblemError:
        return Reading(None, _contradictions(parties, signatories, clauses))
    return Reading(agreement, {})


def number_of(text: str) -> AgreementKey:
    """The number of a new agreement; raises Wrong."""
    if not KEY.fullmatch(text.strip()):
        raise Wrong("key", _("A number has letters, digits, dots and lines, 64 signs at most: СФ-12.2026."))
    return AgreementKey(text.strip())


def new_agreement(typed: Mapping[str, str]) -> Agreement:
    """A draft with two sides and its days; raises Wrong."""
    key = number_of(typed["key"])
    first, last = day_of("first", typed["first"], True), day_of("last", typed["last"], True)
    if first is None or last is None or last < first:
        raise Wrong("last", _("The last day lies before the first."))
    sides = [s for s in (typed["one"], typed["other"]) if s]
    if len(set(sides)) < 2:
        raise Wrong("other", _("Two different sides."))
    return Agreement(
        key=key,
        kind=one_of(AgreementKind, "kind", typed["kind"]),
        title=clean(typed["title"])[:500],
        parties=tuple(Party(key=PartyKey(s), organisation=OrganisationKey(s)) for s in sides),
        first=first,
        until=last + DAY,
    )


def _contradictions(
    parties: Iterable[Party], signatories: Iterable[Signatory], clauses: Iterable[Clause]
) -> Mapping[str, list[str]]:
    """Why the parts do not make an agreement together, by the row that is wrong."""
    sides, found, seen = {p.key for p in parties}, dict[str, list[str]](), set[ClauseKey]()
    for n, one in enumerate(signatories):
        if one.party not in sides:
            found[f"s{n}-party"] = [_("Choose a side of this agreement.")]
    for n, own in enumerate(clauses):
        if own.key in seen:
            found[f"c{n}-key"] = [_("Another clause has this number.")]
        seen.add(own.key)
        if not {own.party, own.to} - {None} <= sides:
            found[f"c{n}-party"] = [_("Choose sides of this agreement.")]
    return found or {"parties": [_("The sides, signatories and clauses do not fit together.")]}


def _rows(post: QueryDict, prefix: str, names: Iterable[str]) -> Iterable[Row]:
    for n in post.getlist(f"{prefix}-row")[:MOST_ROWS]:
        if n.isdecimal():
            yield {"n": n, **{name: clean(post.get(f"{prefix}{n}-{name}", "")) for name in names}}


def _signatory_row(s: Signatory) -> Row:
    a = s.authority
    return {
        "party": s.party,
        "name": s.name,
        "post": a.post,
        "basis": a.basis,
        "number": a.number,
        "since": a.since.isoformat() if a.since else "",
        "last": (a.until - DAY).isoformat() if a.until else "",
    }


def _clause_row(c: Clause) -> Row:
    return {
        "key": c.key,
        "kind": c.kind,
        "party": c.party,
        "to": c.to or "",
        "workshops": [str(w) for w in c.workshops],
        "programme": c.programme or "",
        "elements": "; ".join(c.elements),
        "count": "" if c.count is None else str(c.count),
        "unit": c.unit or "",
        "amount": "" if c.amount is None else str(c.amount),
        "form": c.form or "",
        "first": c.first.isoformat() if c.first else "",
        "last": (c.until - DAY).isoformat() if c.until else "",
        "text": c.text,
    }
