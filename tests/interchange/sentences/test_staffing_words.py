"""Every code of staffing has words in both languages, also those that a condition chooses before they are told."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from remeslo.core.staffing.assign.problem import Objective as AssignmentObjective
from remeslo.core.staffing.course import CourseModule
from remeslo.core.staffing.mentors.explain import MentorCause
from remeslo.core.staffing.mentors.problem import Obstacle
from remeslo.core.staffing.mentorship import EndedBy
from remeslo.core.staffing.qualification import EvidenceKind
from remeslo.core.staffing.result import Status
from remeslo.core.staffing.upskill.relax import Cause as UpskillCause
from remeslo.core.staffing.upskill.result import Objective as UpskillObjective
from remeslo.interchange.documents import CertificateKind
from remeslo.interchange.sentences import catalogue, known_codes

AREAS = ("staffing", "assignment", "upskill", "mentor", "staff", "staffsheet", "staffpack", "step")
CODE = re.compile(rf"({'|'.join(AREAS)})\.[a-z][a-z0-9_]*")
ROOMS = ("core/staffing", "core/line", "interchange/staffsheet", "interchange/staffpack", "cli")
GROUPS: dict[str, type[StrEnum]] = {
    "assignment_objective": AssignmentObjective,
    "course_module": CourseModule,
    "ended_by": EndedBy,
    "evidence": EvidenceKind,
    "mentor_cause": MentorCause,
    "mentor_obstacle": Obstacle,
    "staff_status": Status,
    "upskill_cause": UpskillCause,
    "upskill_objective": UpskillObjective,
}


def codes(root: Path) -> Iterator[tuple[str, str]]:
    """Every text in the rooms of staffing that looks like a code of it, wherever it stands."""
    for room in ROOMS:
        for path in sorted((root / "src/remeslo" / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
                    yield node.value, f"{path.relative_to(root)}:{node.lineno}"


def test_every_code_of_staffing_has_words(root: Path) -> None:
    found = list(codes(root))

    assert len({code for code, _ in found}) > 50
    assert sorted({f"{place}: {code}" for code, place in found if code not in known_codes()}) == []


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_every_word_of_staffing_is_there(group: str) -> None:
    assert set(catalogue.labels(group, "ru")) == {m.value for m in GROUPS[group]}


def test_every_heading_of_a_certificate_is_there() -> None:
    words = catalogue.labels("certificate", "ru")

    needed = {f"{part}_{kind}" for kind in CertificateKind for part in ("heading", "subheading", "completed")}
    assert needed <= set(words)
