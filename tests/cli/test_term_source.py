"""What the term's commands read: a folder's workshops bind, a bare table tells what it cannot know."""

import argparse
import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from remeslo.cli.termoptions import add_source, bare_of
from remeslo.cli.termsource import BareTable, read_problems
from remeslo.core.curriculum.rules import Rule

MINIMAL = Path(__file__).parents[2] / "examples/minimal"
TABLE = """index,title,kind,cycle,hours_min,workshops,teacher
A,A,theory,A,36,lathes,
B,B,theory,A,36,,t1
C,C,theory,A,36,,
"""


def options(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(exit_on_error=False)
    add_source(parser)
    return parser.parse_args(["table.csv", *words])


def test_elements_of_a_bare_table_whose_supplies_bind_nothing_are_told(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")

    read = read_problems(tmp_path / "t.csv", BareTable("ru-spo-worker-2021", 2026))

    assert [p.resources for p in read.problems] == [()]
    assert [(f.code, f.facts["elements"], f.hard) for f in read.findings] == [
        ("term.table_without_cluster", ("A", "B"), False)
    ]


@pytest.mark.parametrize(("words", "hours"), [((), None), (("--years", "3,5"), 1680), (("--years", "2"), 960)])
def test_years_of_a_bare_table_make_hours_a_year_bind(
    tmp_path: Path, words: tuple[str, ...], hours: int | None
) -> None:
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    bare = bare_of(options("--norms", "de-dual", *words))

    (problem,) = read_problems(tmp_path / "t.csv", bare).problems

    value = problem.rules.get(Rule.DISCIPLINES_HOURS_MIN)
    assert (value.amount if value else None) == hours


@pytest.mark.parametrize("word", ["-1", "11", "x", "1/0", "nan"])
def test_years_that_are_none_are_refused(word: str) -> None:
    with pytest.raises(argparse.ArgumentError):
        options(f"--years={word}")


def test_years_may_be_a_fraction() -> None:
    assert bare_of(options("--years", "7/2")).regular_years == Fraction(7, 2)


def test_workshop_that_an_element_of_a_folder_names_is_a_resource_of_its_term(tmp_path: Path) -> None:
    folder = tmp_path / "minimal"
    shutil.copytree(MINIMAL, folder)
    table = folder / "programmes/elements/fitter.csv"
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    with_workshop = [f"{row},{'bench' if row.startswith('УП.01') else ''}" for row in rows]
    table.write_text("\n".join([f"{head},workshops", *with_workshop]) + "\n", encoding="utf-8")
    bare = BareTable("ru-spo-worker-2021", 2026)

    (before,), (after,) = (read_problems(f, bare).problems for f in (MINIMAL, folder))

    assert before.resources == ()
    assert [(r.key, r.capacity) for r in after.resources] == [("workshop.bench", 24)]
    assert {e.key for e in after.elements if e.needs} == {"УП.01"}


def test_term_prepare_compiles_the_search_and_says_so(remeslo):
    assert remeslo("term", "prepare", "--json").json["seconds"] > 0
    assert "срок" in remeslo("term", "prepare").out.lower()
