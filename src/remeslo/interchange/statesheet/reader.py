"""The form into a state standard."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from remeslo.core.base.findings import Finding, Severity, any_hard
from remeslo.core.base.keys import CompetenceKey
from remeslo.core.base.text import fold, squeeze
from remeslo.core.competence.statestandard import (
    Activity,
    Discipline,
    EntryBase,
    OutcomeKind,
    ProgrammeKind,
    StateCompetence,
    StateOutcome,
    StateStandard,
    TermOption,
)
from remeslo.interchange.safety import Unreadable
from remeslo.interchange.sheets import Grid, Part, read_grids
from remeslo.interchange.sheets.grid import plain
from remeslo.interchange.statesheet import form as f
from remeslo.interchange.statesheet.cells import Cells

_CODE = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateReading:
    """
    One form, read.

    Parameters
    ----------
    standard
        ``None`` when the first sheet lacks what a standard cannot be without.
    counted, found
        Rows by sheet: in the standard, and filled in the file.
    """

    name: str
    standard: StateStandard | None = None
    counted: Mapping[str, int] = field(default_factory=dict)
    found: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def is_clean(self) -> bool:
        """True when no finding is hard."""
        return not any_hard(self.findings)


def looks_like(name: str, head: bytes) -> bool:
    """True for what may be a workbook; whether it is this form only its sheets tell (``recognises``)."""
    return head.startswith(b"PK\x03\x04") and name.lower().endswith((".xlsx", ".xlsm"))


def recognises(grids: tuple[Grid, ...]) -> bool:
    """True when the workbook has the form's first sheet and one of its tables."""
    return _sheet(grids, f.MAIN) is not None and any(_sheet(grids, s.name) is not None for s in f.SHEETS)


def read(data: bytes, *, name: str) -> StateReading:
    """The standard of one workbook; never raises on what the file holds. See FORMAT.md."""
    try:
        grids, met = read_grids(Part(name, data))
    except Unreadable as refusal:
        return StateReading(name=name, findings=refusal.findings)
    main = _sheet(grids, f.MAIN)
    if main is None:
        facts = {"first": f.both(f.MAIN.ru), "sheets": f.both(tuple(s.name.ru for s in f.SHEETS))}
        refused = Finding("statesheet.not_form", name, facts, Severity.STOPS_SAVING)
        return StateReading(name=name, findings=(*met, refused))
    return _Form(grids, main, name, met).read()


def _sheet(grids: tuple[Grid, ...], name: f.Name) -> Grid | None:
    names = {plain(n) for n in name.names()}
    return next((g for g in grids if plain(g.sheet) in names), None)


class _Form:
    def __init__(self, grids: tuple[Grid, ...], main: Grid, name: str, met: tuple[Finding, ...]) -> None:
        self.grids, self.main, self.name = grids, main, name
        self.cells = Cells(list(met))
        self.found: dict[str, int] = {}
        self.outcomes: dict[str, list[StateOutcome]] = {}

    def read(self) -> StateReading:
        """Everything; good rows are kept beside bad ones."""
        fields = self._fields()
        kind = None
        if fields["kind"]:
            kind = self.cells.choice(fields["kind"], f.PROGRAMME_KINDS, self._at("kind"), "Вид программы")
        missing = [n.ru for n in f.FIELDS if n.key in f.NEEDED_FIELDS and not fields[n.key]]
        if missing:
            self.cells.tell("statesheet.fields_missing", self.main.name, Severity.STOPS_SAVING, columns=tuple(missing))
        elif not _CODE.fullmatch(fields["code"]):
            self.cells.tell("statesheet.wrong_value", self._at("code"), column="Код", value=fields["code"][:60])
        self._read_outcomes()
        terms, general = self._terms(), self._general()
        activities, disciplines = self._activities(), self._disciplines()
        self._loose_ends((*general, *(c for a in activities for c in a.competences)), disciplines)
        self._other_sheets()
        if missing or not isinstance(kind, ProgrammeKind):
            return StateReading(name=self.name, found=self.found, findings=tuple(self.cells.findings))
        standard = StateStandard(
            code=fields["code"],
            title=fields["title"],
            kind=kind,
            order_number=fields["order_number"].removeprefix("№").strip(),
            approved=self.cells.day(fields["approved"], self._at("approved"), "Дата приказа"),
            qualification=fields["qualification"],
            activities=activities,
            general=general,
            disciplines=disciplines,
            terms=terms,
            min_disciplines=self._hours(fields, "min_disciplines"),
            min_practice=self._hours(fields, "min_practice"),
            min_final_attestation=self._hours(fields, "min_final_attestation"),
            verified=self._yes(fields["verified"]),
            source=fields["source"],
        )
        return self._reading(standard)

    def _reading(self, standard: StateStandard) -> StateReading:
        counted = {
            "terms": len(standard.terms),
            "general": len(standard.general),
            "activities": sum(max(1, len(a.competences)) for a in standard.activities),
            "outcomes": sum(
                len(c.outcomes) for c in (*standard.general, *(c for a in standard.activities for c in a.competences))
            ),
            "disciplines": len(standard.disciplines),
        }
        for kind, number in self.found.items():
            if number != counted.get(kind, 0):
                facts = {"sheet": kind, "found": number, "read": counted.get(kind, 0)}
                self.cells.tell("statesheet.counts_differ", self.name, **facts)  # type: ignore[arg-type]
        return StateReading(
            name=self.name,
            standard=standard,
            counted=counted,
            found=self.found,
            findings=tuple(self.cells.findings),
        )

    def _fields(self) -> dict[str, str]:
        """Keys and values of the first sheet; unknown keys are told."""
        by_name = {plain(word): n.key for n in f.FIELDS for word in n.names()}
        fields = dict.fromkeys((n.key for n in f.FIELDS), "")
        for row in self.main.rows:
            key = by_name.get(plain(row[0]))
            if key is not None:
                fields[key] = squeeze(row[1])
            elif row[1].strip() and plain(row[0]) not in ("поле", "field"):
                self.cells.tell(
                    "statesheet.field_unknown", self.main.place(row), Severity.WARNING, value=squeeze(row[0])[:60]
                )
        return fields

    def _at(self, key: str) -> str:
        name = next(n for n in f.FIELDS if n.key == key)
        known = {plain(w) for w in name.names()}
        row = next((r for r in self.main.rows if plain(r[0]) in known), None)
        return self.main.place(row) if row is not None else self.main.name

    def _hours(self, fields: Mapping[str, str], key: str) -> int:
        name = next(n for n in f.FIELDS if n.key == key)
        return self.cells.whole(fields[key], self._at(key), name.ru) or 0

    def _yes(self, text: str) -> bool:
        if fold(text) not in f.YES | f.NO:
            accepted = ("да (yes)", "нет (no)")
            self.cells.tell(
                "statesheet.wrong_word", self._at("verified"), column="Сверено", value=text[:60], accepted=accepted
            )
        return fold(text) in f.YES

    def _grid(self, sheet: f.Sheet) -> Grid | None:
        grid = _sheet(self.grids, sheet.name)
        if grid is None:
            self.found[sheet.name.key] = 0
            self.cells.tell("statesheet.sheet_missing", self.name, Severity.WARNING, sheet=sheet.name.ru)
        else:
            self.found[sheet.name.key] = max(0, grid.found - 1)
        return grid

    def _read_outcomes(self) -> None:
        if (grid := self._grid(f.OUTCOMES)) is None:
            return
        for line in self.cells.lines(grid, f.OUTCOMES):
            code = self.cells.competence(line["competence"], line.place)
            kind = self.cells.choice(line["kind"], f.OUTCOME_KINDS, line.place, "Вид")
            if isinstance(kind, OutcomeKind):
                self.outcomes.setdefault(code, []).append(StateOutcome(kind, line["text"]))

    def _terms(self) -> tuple[TermOption, ...]:
        if (grid := self._grid(f.TERMS)) is None:
            return ()
        terms: list[TermOption] = []
        for line in self.cells.lines(grid, f.TERMS):
            base = self.cells.choice(line["base"], f.BASES, line.place, "База")
            months = self.cells.whole(line["months"], line.place, "Месяцев")
            hours = self.cells.whole(line["total_hours"], line.place, "Всего часов")
            if isinstance(base, EntryBase) and months and hours:
                terms.append(TermOption(base=base, months=months, total_hours=hours))
        return tuple(terms)

    def _competence(self, code: str, title: str, functions: tuple[str, ...]) -> StateCompetence:
        outcomes = tuple(self.outcomes.pop(code, ()))
        return StateCompetence(code=CompetenceKey(code), title=title, functions=functions, outcomes=outcomes)

    def _general(self) -> tuple[StateCompetence, ...]:
        if (grid := self._grid(f.GENERAL)) is None:
            return ()
        found: dict[str, StateCompetence] = {}
        for line in self.cells.lines(grid, f.GENERAL):
            code = self.cells.competence(line["code"], line.place)
            if code in found:
                self.cells.tell("statesheet.code_twice", line.place, value=code)
                continue
            functions = self.cells.functions(line["functions"], line.place)
            found[code] = self._competence(code, line["title"], functions)
        return tuple(found.values())

    def _activities(self) -> tuple[Activity, ...]:
        if (grid := self._grid(f.ACTIVITIES)) is None:
            return ()
        titles: dict[int, str] = {}
        held: dict[int, dict[str, StateCompetence]] = {}
        number: int | None = None
        for line in self.cells.lines(grid, f.ACTIVITIES):
            if line["number"]:
                number = self.cells.whole(line["number"], line.place, "№ ВД")
            if number is None:
                self.cells.tell("statesheet.row_incomplete", line.place, columns=("№ ВД",))
                continue
            if line["activity"]:
                titles.setdefault(number, line["activity"])
            code = self.cells.competence(line["code"], line.place)
            if any(code in competences for competences in held.values()):
                self.cells.tell("statesheet.code_twice", line.place, value=code)
                continue
            functions = self.cells.functions(line["functions"], line.place)
            held.setdefault(number, {})[code] = self._competence(code, line["title"], functions)
        for n in held:
            if n not in titles:
                self.cells.tell("statesheet.activity_untitled", grid.name, number=n)
        return tuple(
            Activity(number=n, title=titles.get(n, ""), competences=tuple(competences.values()))
            for n, competences in held.items()
        )

    def _disciplines(self) -> tuple[Discipline, ...]:
        if (grid := self._grid(f.DISCIPLINES)) is None:
            return ()
        found: dict[str, Discipline] = {}
        for line in self.cells.lines(grid, f.DISCIPLINES):
            hours = self.cells.whole(line["hours_min"], line.place, "Часов не менее")
            if line["index"] in found:
                self.cells.tell("statesheet.code_twice", line.place, value=line["index"])
            elif not hours:
                self.cells.tell(
                    "statesheet.wrong_value", line.place, column="Часов не менее", value=line["hours_min"][:60]
                )
            else:
                codes = self.cells.competences(line["competences"], line.place)
                found[line["index"]] = Discipline(
                    index=line["index"],
                    title=line["title"],
                    cycle=line["cycle"] or line["index"].partition(".")[0],
                    hours_min=hours,
                    competences=tuple(CompetenceKey(c) for c in codes),
                )
        return tuple(found.values())

    def _loose_ends(self, competences: tuple[StateCompetence, ...], disciplines: tuple[Discipline, ...]) -> None:
        """Outcomes and disciplines that name a competence the form has not."""
        known = {c.code for c in competences}
        for code in self.outcomes:
            self.cells.tell("statesheet.competence_unknown", self.name, value=code, sheet=f.OUTCOMES.name.ru)
        for code in dict.fromkeys(c for d in disciplines for c in d.competences if c not in known):
            self.cells.tell(
                "statesheet.competence_unknown",
                self.name,
                Severity.WARNING,
                value=code,
                sheet=f.DISCIPLINES.name.ru,
            )

    def _other_sheets(self) -> None:
        known = {plain(n) for s in (f.MAIN, *(s.name for s in f.SHEETS)) for n in s.names()}
        known |= {plain("Как заполнять"), plain("How to fill in")}
        for grid in self.grids:
            if plain(grid.sheet) not in known:
                facts = {"sheet": grid.sheet, "rows": len(grid.rows)}
                self.cells.findings.append(Finding("statesheet.sheet_unknown", self.name, facts, Severity.WARNING))
