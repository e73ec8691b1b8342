"""A small standard in the registry's form, in our own wording, from which each test makes its quirk."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def sample() -> str:
    """The whole file as text."""
    return (Path(__file__).parent / "sample.xml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def one(sample: str) -> str:
    """Its only standard, without the boxes around it."""
    return sample[sample.index("<ProfessionalStandart>") : sample.index("</ProfessionalStandarts>")]
