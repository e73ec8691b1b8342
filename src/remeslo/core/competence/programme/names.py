"""Customary names and indices of the curriculum's elements: words of the document, the same in every language."""

import re
from dataclasses import dataclass

from remeslo.core.base.elements import ElementKind
from remeslo.core.base.text import fold

PROFESSIONAL_CYCLE = "П"
FINAL_CYCLE = "ГИА"
SCHOOL_CYCLE = "ООД"

_TITLES = {
    ElementKind.TRAINING_PRACTICE: "Учебная практика",
    ElementKind.WORK_PRACTICE: "Производственная практика",
    ElementKind.ATTESTATION: "Экзамен по модулю",
}


@dataclass(frozen=True, slots=True)
class ModuleNames:
    """Indices and titles inside a professional module: ``ПМ.02``, ``МДК.02.01``, ``УП.02``, ``ПП.02``, ``ПМ.02.Э``."""

    number: int
    title: str

    @property
    def module(self) -> str:
        """Index of the module."""
        return f"ПМ.{self.number:02d}"

    def index(self, kind: ElementKind) -> str:
        """Index of the module's element of a kind (of the first course for theory)."""
        n = f"{self.number:02d}"
        marks = {
            ElementKind.TRAINING_PRACTICE: f"УП.{n}",
            ElementKind.WORK_PRACTICE: f"ПП.{n}",
            ElementKind.ATTESTATION: f"ПМ.{n}.Э",
        }
        return marks.get(kind, f"МДК.{n}.01")

    def name(self, kind: ElementKind) -> str:
        """Title of the module's element of a kind: a course bears the module's."""
        return _TITLES.get(kind, self.title)


EMPLOYERS_BLOCK = "Дополнительный профессиональный блок по запросам работодателей"
FINAL_ATTESTATION = ("ГИА", "Государственная итоговая аттестация")
SCHOOL_SUBJECTS = ("ООД.00", "Общеобразовательные дисциплины")


def module_number(module: str) -> int | None:
    """Number of a module by its index: 2 of ``ПМ.02``; ``None`` when it has none."""
    digits = re.search(r"\d+", module)
    return int(digits[0]) if digits else None


def is_physical_education(title: str) -> bool:
    """True for physical education: it has an attestation of its own that no limit counts."""
    folded = fold(title)
    return ("физическ" in folded and "культур" in folded) or "physical education" in folded
