"""What is due: a line that several facts ask for at once is nobody's, and is told."""

from datetime import date

import pytest
from tests.core.funding.worlds import fact

from remeslo.core.funding.due import due
from remeslo.interchange import fundpack

PACK = fundpack.builtin()["ru-cluster-pilot"]
START, DAY = date(2024, 9, 2), date(2024, 10, 31)


@pytest.mark.parametrize("times", [2, 3, 4])
def test_line_asked_for_several_times_is_paid_to_nobody_and_named(times: int) -> None:
    admissions = [
        fact(f"a{n}", "admission", "s", START, START, programme="prog", college="c", project=True) for n in range(times)
    ]

    once, several = due(PACK, admissions[:1], on=DAY), due(PACK, admissions, on=DAY)

    assert once.lines and not once.findings
    assert several.lines == ()
    assert {f.code for f in several.findings} == {"funding.line_twice"}
    assert len(several.findings) == (times - 1) * len(once.lines)
