"""An agreement in lines of words, each with a key that stays the same from version to version."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from remeslo.core.agreements.agreement import Agreement, Party, Signatory
from remeslo.core.agreements.clause import Clause
from remeslo.core.agreements.content import ContentPoint
from remeslo.core.agreements.kinds import Basis, ClauseKind, PartyKey
from remeslo.interchange.agreementpaper.scene import PaperScene
from remeslo.interchange.agreementpaper.words import word
from remeslo.interchange.sentences import Language, number, wording

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """
    A line of the text.

    Parameters
    ----------
    key
        What it is about: ``clause/3.2``; the same line of another version has the same.
    label
        Heading of its section, and its number where it has one.
    """

    key: str
    label: str
    text: str


def paper_lines(agreement: Agreement, scene: PaperScene, language: Language) -> tuple[PaperLine, ...]:
    """The whole text, without signatures; the same agreement and names give the same lines."""
    return tuple(_Text(agreement, scene, language).lines())


def title_of(agreement: Agreement, language: Language) -> str:
    """What the paper is called."""
    return word(f"title.{'amendment' if agreement.amends else agreement.kind}", language)


def party_name(party: Party, scene: PaperScene, language: Language) -> str:
    """Name of an organisation, or of a person with the organisation that answers for the paper."""
    name = scene.organisations.get(str(party.organisation), str(party.organisation))
    if not party.person:
        return name
    return word("party.person", language, person=scene.people.get(party.person, party.person), name=name)


class _Text:
    """One text in the making."""

    def __init__(self, agreement: Agreement, scene: PaperScene, language: Language) -> None:
        self.agreement, self.scene, self.language = agreement, scene, language

    def lines(self) -> Iterator[PaperLine]:
        """Title, sides, subject, clauses, points, term."""
        a = self.agreement
        title = f"{title_of(a, self.language)} {self.word('head.number', number=a.key)}"
        about = f" {self.word('head.changes', number=a.amends)}" if a.amends else ""
        yield PaperLine("title", "", title + about)
        for party in a.parties:
            yield from self._party(party)
        yield from self._subject()
        for clause in a.clauses:
            label = f"{self.word('section.clauses')}, {clause.key}"
            yield PaperLine(f"clause/{clause.key}", label, self._clause(clause))
        for point in self.scene.pack.asked(a):
            if text := a.said(point.key):
                yield PaperLine(f"point/{point.key}", self.word("section.points"), self._point(point, text))
        yield from self._term()

    def word(self, key: str, **facts: object) -> str:
        """A word of the paper."""
        return word(key, self.language, **facts)

    def _party(self, party: Party) -> Iterator[PaperLine]:
        label, name = self.word("section.parties"), party_name(party, self.scene, self.language)
        signing = [s for s in self.agreement.signatories if s.party == party.key]
        for one in signing:
            told = {"signatory": one.name, "post": one.authority.post, "basis": self._basis(one)}
            yield PaperLine(f"party/{party.key}/{one.key}", label, self.word("party.organisation", name=name, **told))
        if not signing:
            yield PaperLine(f"party/{party.key}", label, self.word("party.unsigned", name=name))

    def _basis(self, one: Signatory) -> str:
        authority = one.authority
        if authority.basis is Basis.LEGAL_REPRESENTATIVE:
            return self.word("party.legal_representative", number=authority.number or "—")
        if authority.basis is not Basis.POWER_OF_ATTORNEY:
            return self.word(f"party.{authority.basis}")
        days = {k: self._day(v) for k, v in (("since", authority.since), ("until", authority.until))}
        return self.word("party.power_of_attorney", number=authority.number or "—", **days)

    def _subject(self) -> Iterator[PaperLine]:
        a, label = self.agreement, self.word("section.subject")
        if a.title:
            yield PaperLine("subject", label, self.word("text.subject", title=a.title.strip().rstrip(".")))
        if a.programmes:
            named = ", ".join(self.scene.programmes.get(str(p), str(p)) for p in a.programmes)
            yield PaperLine("programmes", label, self.word("text.programmes", programmes=named))
        if a.removes:
            told = {"day": self._day(a.first), "clauses": ", ".join(a.removes), "number": a.amends}
            yield PaperLine("removes", label, self.word("text.removes", **told))

    def _clause(self, c: Clause) -> str:
        elements = ", ".join(c.elements) or self.word("clause.all_elements")
        programme = self.scene.programmes.get(str(c.programme), str(c.programme)) if c.programme else ""
        is_taught = c.kind is ClauseKind.TEACH
        on = programme if is_taught else self.word("clause.on_programme", programme=programme) if programme else ""
        towards = "clause.towards" if c.kind is ClauseKind.DUTY else "clause.to_whom"
        said = self.word(
            f"clause.{c.kind}",
            by=self._name(c.party),
            to=self._name(c.to),
            workshops="; ".join(self.scene.workshops.get(str(w), str(w)) for w in c.workshops),
            count=number(c.count or 0, self.language),
            unit=self.word(f"unit.{c.unit}") if c.unit else "",
            amount=self._money(c.amount),
            form=self.word(f"form.{c.form}") if c.form else "",
            programme=on,
            elements=elements,
            to_whom=self.word(towards, to=self._name(c.to)) if c.to else "",
            text=c.text.strip().rstrip("."),
        )
        return said + self._more(c)

    def _more(self, c: Clause) -> str:
        """Price of a quota's unit, hours of teaching, days of its own, further words."""
        said = ""
        if c.kind is ClauseKind.QUOTA and c.amount is not None:
            said += self.word("clause.price_of_unit", amount=self._money(c.amount))
        if c.kind is ClauseKind.TEACH and c.count is not None:
            said += self.word("clause.hours", count=number(c.count, self.language))
        if c.first is not None:
            said += self.word("clause.from", day=self._day(c.first))
        if c.until is not None:
            said += self.word("clause.until", day=self._day(c.until - _DAY))
        return said + (f" {c.text.strip()}" if c.text.strip() and c.kind is not ClauseKind.DUTY else "")

    def _point(self, point: ContentPoint, text: str) -> str:
        title = point.title_ru if self.language == "ru" else point.title_en
        return self.word("text.verified" if point.verified else "text.unverified", title=title, text=text)

    def _term(self) -> Iterator[PaperLine]:
        a, label = self.agreement, self.word("section.term")
        days = {"first": self._day(a.first), "last": self._day(a.until - _DAY)}
        yield PaperLine("term", label, self.word("text.term", **days))
        if a.renews is not None:
            yield PaperLine("renews", label, self.word("text.renews", number=a.renews))
        if a.gap.strip():
            yield PaperLine("gap", label, self.word("text.gap", gap=a.gap.strip()))

    def _name(self, key: PartyKey | None) -> str:
        party = self.agreement.party_of.get(key) if key is not None else None
        return party_name(party, self.scene, self.language) if party is not None else ""

    def _money(self, amount: Decimal | None) -> str:
        """To the kopeck, as papers have it: ``1 800,00``."""
        whole, _dot, part = f"{amount or Decimal(0):.2f}".partition(".")
        point = "," if self.language == "ru" else "."
        return self.word("clause.money", amount=f"{number(int(whole), self.language)}{point}{part}")

    def _day(self, day: object) -> str:
        return wording(day, self.language) if day is not None else "—"
