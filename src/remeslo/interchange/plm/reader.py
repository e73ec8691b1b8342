"""A .plm.xml file into a study plan."""

import re

from lxml import etree

from remeslo.core.base.findings import Finding, ProblemError, Severity
from remeslo.core.base.text import squeeze
from remeslo.core.competence.studyplan.check import check
from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.competence.studyplan.reading import PlanReading, differences
from remeslo.core.competence.studyplan.sums import by_block
from remeslo.core.competence.studyplan.values import PlanHead
from remeslo.interchange.plm.counting import count_in_plan, count_in_text
from remeslo.interchange.plm.lines import LinesReader
from remeslo.interchange.plm.source import Source
from remeslo.interchange.safety import Unreadable, XmlLimits, decode_text, read_xml

FORMAT = "plm"
LIMITS = XmlLimits(elements=100_000, attributes=500_000)
_DIRECTION = re.compile(r"(?:.*?\b)?[0-9]{2}\.?[0-9]{2}\.?[0-9]{2}(?:\.[0-9]{2})?\s*[-–—]\s*(.+)")


def looks_like(name: str, head: bytes) -> bool:
    """True when the first bytes of a file (a few hundred will do) are those of a .plm.xml file."""
    encodings = ("utf-8", "cp1251", "utf-16")
    texts = [head[:4096].decode(e, errors="ignore") for e in encodings]
    return any("<Документ" in t and "diffgram" not in t and ("<План" in t or "<Титул" in t) for t in texts)


def read(data: bytes, *, name: str) -> PlanReading:
    """The plan of one file; never raises on what the file holds, see ``plx.read`` and FORMAT.md."""
    try:
        document = read_xml(data, name=name, limits=LIMITS)
        text = decode_text(data, name).text if document.encoding.startswith("utf") else data.decode(document.encoding)
    except Unreadable as refusal:
        return PlanReading(name=name, format=FORMAT, findings=refusal.findings)
    except (UnicodeError, LookupError):
        refused = Finding("file.encoding_unknown", name, {}, Severity.STOPS_SAVING)
        return PlanReading(name=name, format=FORMAT, findings=(refused,))
    root = document.root
    if root.tag != "Документ" or next(root.iter("Строка"), None) is None:
        code = "studyplan.no_plan" if root.tag == "Документ" else "studyplan.not_plm"
        facts = {"table": "СтрокиПлана"} if root.tag == "Документ" else {"root": str(root.tag)[:80]}
        refused = Finding(code, name, facts, Severity.STOPS_SAVING)
        return PlanReading(name=name, format=FORMAT, findings=(*document.findings, refused))
    source = Source(name)
    try:
        plan = _plan(root, source)
    except ProblemError as error:
        refused = Finding("studyplan.not_whole", name, {"reason": str(error)[:300]}, Severity.STOPS_SAVING)
        return PlanReading(name=name, format=FORMAT, findings=(*document.findings, *source.told(), refused))
    found, counted = count_in_text(text), count_in_plan(plan)
    findings = [*document.findings, *source.told(), *differences(found, counted, name)]
    findings += _declared_hours(root, plan, source)
    if left := source.unread(root):
        findings.append(Finding("studyplan.not_held", name, {"columns": tuple(left)}, Severity.NOTE))
    findings += check(plan, name)
    return PlanReading(name=name, format=FORMAT, plan=plan, counted=counted, found=found, findings=tuple(findings))


def _plan(root: etree._Element, source: Source) -> StudyPlan:
    lines = LinesReader(source, root)
    rows = lines.rows()
    return StudyPlan(
        head=_head(root, source),
        rows=rows,
        blocks=tuple(lines.blocks.values()),
        competences=tuple(lines.competences.values()),
    )


def _declared_hours(root: etree._Element, plan: StudyPlan, source: Source) -> list[Finding]:
    """Hours that the file itself gives for whole cycles (Нормы/ЧасыПоГОС) against the sums of their rows."""
    numbers: dict[str, str] = {}
    for cycles in root.iter("АтрибутыЦиклов"):
        for c in cycles.iterchildren("Цикл"):
            numbers.setdefault(source.text(c, "Ном"), source.text(c, "Абревиатура"))
    sums = {b.key: b.hours for b in by_block(plan)}
    wrong: list[Finding] = []
    for norms in root.iter("ЧасыПоГОС"):
        for c in norms.iterchildren("Цикл"):
            declared, key = source.number(c, "Часов"), numbers.get(source.text(c, "Ном"), "")
            if declared is not None and key in sums and declared != sums[key]:
                facts = {"block": key, "declared": declared, "sum": sums[key]}
                wrong.append(Finding("studyplan.block_hours_differ", source.place(c), facts, Severity.WARNING))
    return wrong


def _head(root: etree._Element, source: Source) -> PlanHead:
    """Title and plan are looked for anywhere: files made elsewhere put them beside each other."""
    plan, title = next(root.iter("План"), None), next(root.iter("Титул"), None)
    approval, qualification = next(root.iter("Утверждение"), None), next(root.iter("Квалификация"), None)
    named = [source.text(e, "Название") for e in root.iter("Специальность")]
    direction = next((t for t in named if t), "")
    found = _DIRECTION.fullmatch(direction)
    profile = next((t.partition(" ")[2] for t in named if t.casefold().startswith("профиль ")), "")
    return PlanHead(
        code=source.text(title, "ПоследнийШифр"),
        title=squeeze(found[1]) if found else direction,
        profile=squeeze(profile).strip('«»"'),
        qualification=source.text(qualification, "Название"),
        level=source.text(plan, "УровеньОбразования"),
        form=source.text(plan, "ФормаОбучения"),
        years=_years(source, qualification),
        start_year=source.whole(title, "ГодНачалаПодготовки"),
        standard_date=source.day(title, "ДатаГОСа"),
        approved=source.day(approval, "Дата"),
        approved_number=source.text(approval, "НомПротокола"),
        organisation=source.text(title, "ИмяВуза"),
        faculty=source.text(title, "Факультет"),
        department=source.text(title, "КодКафедры"),
        number=source.text(title, "ПолноеИмяПлана") or source.text(title, "ИмяПлана"),
    )


def _years(source: Source, qualification: etree._Element | None) -> int | None:
    """``4``, ``4г``, ``4 года``."""
    found = re.match(r"([0-9]{1,2})\b|([0-9]{1,2})\s*[глн]", source.text(qualification, "СрокОбучения"))
    return int(found[1] or found[2]) if found else None
