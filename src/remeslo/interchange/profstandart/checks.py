"""What can be wrong inside one standard: each function looks at values and gives findings."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.standards import GeneralisedFunction, OccupationalStandard, WorkFunction
from remeslo.interchange.profstandart.normal import FUNCTION_CODE, GENERALISED_CODE, STANDARD_CODE

_INFINITIVE = re.compile(r"(?:[аеиоуыюя]ть|[нсзй]ти|чь|[сз]ть)(?:ся|сь)?$")
_NOUNS = frozenset(
    ["сеть", "часть", "область", "память", "запись", "сталь", "модель", "печать", "роль", "связь", "цель", "медь"]
)
"""Nouns of standards that end as infinitives do; those in -ость and -тель are known by their endings."""
_NOUN_ENDING = re.compile(r"(?:ость|есть|тель)$")
_FEWEST = 4
_SHARE = 0.5


def check_standard(standard: OccupationalStandard, where: str) -> list[Finding]:
    """Everything wrong with the standard as a whole; functions are checked one by one by ``check_function``."""
    return [
        *_head(standard, where),
        *_repeated_codes(standard, where),
        *_levels(standard, where),
        *_empty_lists(standard, where),
        *_repeated_statements(standard, where),
        *swapped(standard, where),
    ]


def check_generalised(function: GeneralisedFunction, standard: str, where: str) -> list[Finding]:
    """A generalised function: its letter, its name, something in it."""
    facts = {"standard": standard, "function": function.code or function.name[:60]}
    found = []
    if not GENERALISED_CODE.fullmatch(function.code):
        facts_code = {**facts, "code": function.code, "expected": "A"}
        found.append(Finding("standards.code_form", where, facts_code, Severity.WARNING))
    if not function.name:
        found.append(Finding("standards.function_name_missing", where, facts, Severity.WARNING))
    if not function.functions:
        found.append(Finding("standards.generalised_without_functions", where, facts, Severity.WARNING))
    return found


def check_function(function: WorkFunction, letter: str, standard: str, where: str) -> list[Finding]:
    """A work function: its code (statement keys are built on it), its name, something in it."""
    facts = {"standard": standard, "function": function.code or function.name[:60]}
    found = []
    if not function.code:
        found.append(Finding("standards.function_code_missing", where, facts, Severity.STOPS_PUBLISHING))
    elif not FUNCTION_CODE.fullmatch(function.code):
        facts_code = {**facts, "code": function.code, "expected": "A/01.2"}
        found.append(Finding("standards.code_form", where, facts_code, Severity.WARNING))
    elif letter and function.code.partition("/")[0] != letter:
        facts_letter = {**facts, "letter": letter}
        found.append(Finding("standards.function_under_other_letter", where, facts_letter, Severity.WARNING))
    if not function.name:
        found.append(Finding("standards.function_name_missing", where, facts, Severity.WARNING))
    if not (function.actions or function.skills or function.knowledge):
        found.append(Finding("standards.function_without_statements", where, facts, Severity.WARNING))
    return found


def swapped(standard: OccupationalStandard, where: str) -> list[Finding]:
    """
    A warning when skills and knowledge seem to have changed places, with the work functions where they have.

    Skills are written as infinitives («выполнять …»), knowledge as nouns («правила …»). In 38 standards looked at,
    89-100 % of the skills and at most 9 % of the knowledge begin with an infinitive; in the one that is known to be
    swapped it is 1 % and 99 %. A function is named when at least half more of its knowledge than of its skills begins
    so, and it has four statements or more.
    """
    suspicious = [f for f in standard.functions if _is_swapped(f)]
    if not suspicious:
        return []
    skills = [text for f in suspicious for text in f.skills]
    knowledge = [text for f in suspicious for text in f.knowledge]
    facts = {
        "standard": standard.code,
        "items": tuple(f.code for f in suspicious),
        "count": len(suspicious),
        "functions": len(standard.functions),
        "skills": len(skills),
        "skills_as_verbs": _verbs(skills),
        "knowledge": len(knowledge),
        "knowledge_as_verbs": _verbs(knowledge),
    }
    return [Finding("standards.skills_knowledge_swapped", where, facts, Severity.WARNING)]


def _is_swapped(function: WorkFunction) -> bool:
    skills, knowledge = function.skills, function.knowledge
    if not skills or not knowledge or len(skills) + len(knowledge) < _FEWEST:
        return False
    return _verbs(knowledge) / len(knowledge) - _verbs(skills) / len(skills) >= _SHARE


def begins_with_infinitive(text: str) -> bool:
    """True when the first word has the form of an infinitive and is not a common noun that looks like one."""
    first = text[:80].split(maxsplit=1)[0].strip(",.;:()«»").casefold() if text else ""
    return _INFINITIVE.search(first) is not None and first not in _NOUNS and _NOUN_ENDING.search(first) is None


def _verbs(texts: Sequence[str]) -> int:
    return sum(1 for text in texts if begins_with_infinitive(text))


def _head(standard: OccupationalStandard, where: str) -> list[Finding]:
    facts = {"standard": standard.code or standard.title[:80]}
    found = []
    if not standard.code:
        found.append(Finding("standards.code_missing", where, facts, Severity.STOPS_SAVING))
    elif not STANDARD_CODE.fullmatch(standard.code):
        facts_code = {**facts, "code": standard.code, "expected": "40.002"}
        found.append(Finding("standards.code_form", where, facts_code, Severity.WARNING))
    if not standard.title:
        found.append(Finding("standards.title_missing", where, facts, Severity.WARNING))
    if not standard.order_number:
        found.append(Finding("standards.order_missing", where, facts, Severity.WARNING))
    if not standard.registration_number:
        found.append(Finding("standards.registration_missing", where, facts, Severity.NOTE))
    if not standard.functions:
        found.append(Finding("standards.no_functions", where, facts, Severity.STOPS_PUBLISHING))
    return found


def _repeated_codes(standard: OccupationalStandard, where: str) -> list[Finding]:
    """Codes must differ: statements are found again by them."""
    return [
        Finding(
            "standards.function_code_repeats",
            where,
            {"standard": standard.code, "function": code, "times": times},
            Severity.STOPS_PUBLISHING,
        )
        for code, times in Counter(f.code for f in standard.functions if f.code).items()
        if times > 1
    ]


def _levels(standard: OccupationalStandard, where: str) -> list[Finding]:
    """Levels that contradict one another: in the code, of the function, of the generalised function."""
    in_code, above, missing = [], [], []
    for generalised in standard.generalised:
        for f in generalised.functions:
            level_of_code = f.code.rpartition(".")[2] if FUNCTION_CODE.fullmatch(f.code) else ""
            if not f.level:
                missing.append(f.code)
            elif level_of_code and f.level != level_of_code:
                in_code.append(f"{f.code}: {f.level}")
            if f.level and generalised.level and f.level != generalised.level:
                above.append(f"{f.code}: {f.level} / {generalised.code}: {generalised.level}")
    tables = (
        ("standards.level_differs", in_code),
        ("standards.level_differs_from_generalised", above),
        ("standards.level_missing", missing),
    )
    return [_note(code, standard, where, items) for code, items in tables if items]


def _empty_lists(standard: OccupationalStandard, where: str) -> list[Finding]:
    """Work functions that have statements, but none of one kind."""
    bare: dict[str, list[str]] = {"labour_actions": [], "skills": [], "knowledge": []}
    for f in standard.functions:
        lists = {"labour_actions": f.actions, "skills": f.skills, "knowledge": f.knowledge}
        for kind, texts in lists.items():
            if not texts and any(lists.values()):
                bare[kind].append(f.code)
    return [_note("standards.list_empty", standard, where, codes, kind=kind) for kind, codes in bare.items() if codes]


def _repeated_statements(standard: OccupationalStandard, where: str) -> list[Finding]:
    repeated = [
        f"{f.code}: {text[:60]}"
        for f in standard.functions
        for texts in (f.actions, f.skills, f.knowledge)
        for text, times in Counter(texts).items()
        if times > 1
    ]
    return [_note("standards.repeated_statements", standard, where, repeated)] if repeated else []


def _note(code: str, standard: OccupationalStandard, where: str, items: Iterable[str], **facts: object) -> Finding:
    listed = tuple(items)
    facts = {"standard": standard.code, "items": listed, "count": len(listed), **facts}
    return Finding(code, where, facts, Severity.NOTE)
