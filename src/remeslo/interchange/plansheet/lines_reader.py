"""Lines into rows of the plan: a row gathers its lines of all semesters."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.base.text import fold, squeeze
from remeslo.core.competence.studyplan.values import PlanBlock, PlanRow, RowKind
from remeslo.core.competence.studyplan.work import Control, Load, LoadKind, LoadUnit
from remeslo.interchange.plansheet import words as w
from remeslo.interchange.plansheet.finding_columns import Lines
from remeslo.interchange.sheets.grid import Row

_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,9})?")
_ELECTIVE = re.compile(r"элективн\w*\s+дисциплин\w*\s*№\s*([0-9]+)")
_SPORT = re.compile(r"физическ\w+\s+(?:культур|подготовк)")

Identity = tuple[str, ...]


@dataclass(slots=True)
class _Gathered:
    """What the lines of one row gave."""

    first: Row
    loads: list[Load] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)


class LinesReader:
    """Reads the lines of one sheet."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.findings: list[Finding] = []
        self.blocks: dict[str, PlanBlock] = {}
        self.used = 0
        self._keys: dict[str, int] = {}
        self._repeated: dict[str, int] = {}
        self._chosen: dict[str, Identity] = {}

    def rows(self) -> tuple[PlanRow, ...]:
        """Rows in the order in which their first lines stand."""
        gathered: dict[Identity, _Gathered] = {}
        for row in self.lines.rows:
            identity = tuple(
                squeeze(self.lines.get(row, c)) for c in (w.BLOCK, w.INDEX, w.PART, w.MODULE, w.RECORD, w.TITLE)
            )
            if not identity[-1]:
                self._tell("studyplan.sheet_line_unreadable", row, column=w.TITLE, value="")
                continue
            self._line(row, gathered.setdefault(identity, _Gathered(row)))
        rows = tuple(self._row(identity, g) for identity, g in gathered.items())
        if self._repeated:
            items = tuple(f"{index} × {times}" for index, times in list(self._repeated.items())[:20])
            facts = {"items": items, "count": len(self._repeated)}
            self.findings.append(Finding("studyplan.sheet_indices", self.lines.grid.name, facts, Severity.NOTE))
        return rows

    def _line(self, row: Row, into: _Gathered) -> None:
        get = self.lines.get
        semester = w.semester(get(row, w.PERIOD))
        word = squeeze(get(row, w.WORK))
        if semester is None or not word:
            column = w.PERIOD if semester is None else w.WORK
            self._tell("studyplan.sheet_line_unreadable", row, column=column, value=get(row, column))
            return
        amount, credits = self._number(row, w.AMOUNT), self._number(row, w.CREDITS)
        self.used += 1
        form = w.FORMS.get(fold(word))
        if form is not None:
            into.controls.append(Control(semester=semester, form=form, name=word))
        if form is None or amount:
            self._load(row, into, semester, word, LoadKind.CONTROL if form is not None else w.work(word), amount)
        if credits:
            kind = LoadKind.CONTROL if form is not None else w.work(word)
            into.loads.append(Load(semester=semester, kind=kind, unit=LoadUnit.CREDITS, amount=credits, name=word))

    def _load(
        self, row: Row, into: _Gathered, semester: int, word: str, kind: LoadKind, amount: Decimal | None
    ) -> None:
        if amount is None:
            self._tell("studyplan.sheet_amount_missing", row, Severity.WARNING, value=word)
        if kind is LoadKind.OTHER:
            self._tell("studyplan.sheet_work_unknown", row, Severity.WARNING, value=word)
        unit = fold(self.lines.get(row, w.UNIT))
        if unit not in w.HOURS and unit not in w.WEEKS:
            self._tell("studyplan.sheet_line_unreadable", row, column=w.UNIT, value=unit)
        counted = LoadUnit.WEEKS if unit in w.WEEKS else LoadUnit.HOURS
        into.loads.append(Load(semester=semester, kind=kind, unit=counted, amount=amount or Decimal(0), name=word))

    def _row(self, identity: Identity, gathered: _Gathered) -> PlanRow:
        block, index, part, module, record, title = identity
        block_index, kind, optional = w.block_kind(block)
        optional = optional or "факультатив" in fold(record)
        hours = [x.amount for x in gathered.loads if x.unit is LoadUnit.HOURS]
        credits = [x.amount for x in gathered.loads if x.unit is LoadUnit.CREDITS]
        is_sport = _SPORT.search(fold(title)) is not None
        return PlanRow(
            key=self._key(index if index and index != "." else title),
            index=index,
            title=title,
            kind=kind,
            block=self._block(block_index, block, part, kind, optional=block_index == "ФТД"),
            counted=self._is_chosen(block, record, identity, gathered),
            optional=optional,
            credits=sum(credits, Decimal(0)) if credits else None,
            hours=sum(hours, Decimal(0)) if hours else None,
            loads=tuple(gathered.loads),
            controls=tuple(gathered.controls),
            part=record,
            module=module,
            physical_education=is_sport,
            without_credits=is_sport and "элективн" in fold(f"{record} {module} {title}"),
        )

    def _is_chosen(self, block: str, record: str, identity: Identity, gathered: _Gathered) -> bool:
        """Of several disciplines under one «Элективные дисциплины №N» in the same semesters the first one counts."""
        found = _ELECTIVE.search(fold(record))
        if found is None:
            return True
        semesters = sorted({x.semester for x in gathered.loads} | {c.semester for c in gathered.controls})
        group = f"{block}/{found[1]}/{semesters}"
        return self._chosen.setdefault(group, identity) == identity

    def _block(self, index: str, written: str, part: str, kind: RowKind, *, optional: bool) -> str | None:
        if not index:
            return None
        title = "" if re.fullmatch(r"[0-9.]+", written) else written
        self.blocks.setdefault(index, PlanBlock(key=index, index=index, title=title, kind=kind, optional=optional))
        if not part or optional:
            return index
        key = f"{index} {part}"
        self.blocks.setdefault(key, PlanBlock(key=key, index="", title=part, parent=index, kind=kind, part=part))
        return key

    def _key(self, wanted: str) -> str:
        times = self._keys[wanted] = self._keys.get(wanted, 0) + 1
        if times == 1:
            return wanted
        self._repeated[wanted] = times
        key = f"{wanted}#{times}"
        while key in self._keys:
            key += "#"
        self._keys[key] = 1
        return key

    def _number(self, row: Row, column: str) -> Decimal | None:
        """A number with a point or a comma; None for nothing, and told, for anything else."""
        raw = self.lines.get(row, column)
        if not raw:
            return None
        text = raw.replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
        if _NUMBER.fullmatch(text):
            return Decimal(text.replace(",", "."))
        self._tell("studyplan.number_unreadable", row, column=column, value=raw[:60])
        return None

    def _tell(self, code: str, row: Row, severity: Severity = Severity.STOPS_PUBLISHING, **facts: object) -> None:
        if sum(1 for f in self.findings if f.code == code) < 20:
            self.findings.append(Finding(code, self.lines.grid.place(row), facts, severity))
