"""
Judging the numbers by which registers know an organisation.

The rules are those of the registers as generally known, unverified here: INN, 10 digits of which the last is a check
digit (12 for a sole trader, the last two); KPP, 9 characters; OGRN, 13 digits (15 for a sole trader) of which the last
is a check digit. A number that breaks them is a warning: the paper may be right and the rule not.
"""

import re
from typing import Final

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.registry.entity import LegalEntity

INN_WEIGHTS: Final = {
    10: (2, 4, 10, 3, 5, 9, 4, 6, 8),
    11: (7, 2, 4, 10, 3, 5, 9, 4, 6, 8),
    12: (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8),
}
"""By the place of the check digit, from 1: 10 for an organisation, 11 and 12 for a sole trader."""
OGRN_MODULI: Final = {13: 11, 15: 13}
"""By the length of the number."""
INN_LENGTHS, OGRN_LENGTHS = (10, 12), tuple(OGRN_MODULI)
KPP_CHARACTERS: Final = 9
_KPP: Final = re.compile(r"\d{4}[\dA-Z]{2}\d{3}")


def inn_check_digit(digits: str) -> int:
    """The digit that follows the first 9, 10 or 11 of an INN: their weighted sum, mod 11, mod 10."""
    weights = INN_WEIGHTS[len(digits) + 1]
    return sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11 % 10


def ogrn_check_digit(digits: str) -> int:
    """The digit that follows the first 12 or 14 of an OGRN: their number, mod 11 (13), mod 10."""
    return int(digits) % OGRN_MODULI[len(digits) + 1] % 10


def check_requisites(entity: LegalEntity) -> list[Finding]:
    """
    What is wrong with an organisation's numbers; blank ones are passed over.

    Codes: ``registry.inn_form``, ``registry.inn_digit``, ``registry.kpp_form``, ``registry.ogrn_form``,
    ``registry.ogrn_digit``.
    """
    findings: list[Finding] = []
    if entity.inn:
        findings += _inn(entity)
    if entity.kpp and not _KPP.fullmatch(entity.kpp):
        findings.append(_wrong(entity, "registry.kpp_form", entity.kpp, length=KPP_CHARACTERS))
    if entity.ogrn:
        findings += _ogrn(entity)
    return findings


def _inn(entity: LegalEntity) -> list[Finding]:
    number = entity.inn
    if not _is_digits(number, INN_LENGTHS):
        return [_wrong(entity, "registry.inn_form", number, lengths=INN_LENGTHS)]
    places = (10,) if len(number) == INN_LENGTHS[0] else (11, 12)
    if any(int(number[p - 1]) != inn_check_digit(number[: p - 1]) for p in places):
        return [_wrong(entity, "registry.inn_digit", number)]
    return []


def _ogrn(entity: LegalEntity) -> list[Finding]:
    number = entity.ogrn
    if not _is_digits(number, OGRN_LENGTHS):
        return [_wrong(entity, "registry.ogrn_form", number, lengths=OGRN_LENGTHS)]
    if int(number[-1]) != ogrn_check_digit(number[:-1]):
        return [_wrong(entity, "registry.ogrn_digit", number)]
    return []


def _is_digits(number: str, lengths: tuple[int, ...]) -> bool:
    return number.isascii() and number.isdigit() and len(number) in lengths


def _wrong(entity: LegalEntity, code: str, number: str, **facts: object) -> Finding:
    told: dict[str, object] = {"entity": entity.key, "name": entity.name, "number": number}
    return Finding(code, entity.key, {**told, **facts}, Severity.WARNING)
