"""`standards`, `match` and `term` as a person would run them."""

import json

import pytest
from tests.cli.conftest import MINIMAL

from remeslo.cli.main import parse
from remeslo.interchange import clusterfile, planfile
from remeslo.interchange.values import to_json

STANDARDS = sorted((MINIMAL / "standards").glob("*.xml"))


def test_standards_read_counts_what_the_values_hold(remeslo):
    ran = remeslo("standards", "read", *STANDARDS, "--json")
    held = clusterfile.read(MINIMAL).cluster.standards

    assert ran.status == 0
    assert [s["functions"] for s in ran.json["standards"]] == [len(s.functions) for s in held]
    assert [s["skills"] for s in ran.json["standards"]] == [sum(len(f.skills) for f in s.functions) for s in held]


def test_standards_read_names_the_bad_file_and_reads_the_good(remeslo, tmp_path):
    bad = tmp_path / "bad.xml"
    bad.write_text('<!DOCTYPE x [<!ENTITY e SYSTEM "/etc/passwd">]><x>&e;</x>', encoding="utf-8")

    ran = remeslo("standards", "read", bad, STANDARDS[0], "--json")

    assert ran.status == 1
    assert len(ran.json["standards"]) >= 1
    assert any(f["hard"] and "bad.xml" in f["where"] for f in ran.json["findings"])
    assert "root:" not in ran.out


def test_standards_read_of_nothing_readable_is_status_2(remeslo, tmp_path):
    empty = tmp_path / "empty.xml"
    empty.write_bytes(b"")

    ran = remeslo("standards", "read", empty, tmp_path / "missing.xml", "--json")

    assert ran.status == 2
    assert len(ran.json["findings"]) >= 2


def test_match_keeps_its_index_where_it_is_told_and_answers_the_same_from_there(remeslo, tmp_path):
    command = ["match", "--standards", MINIMAL / "standards", "--query", "seals and bearings", "--lexical", "--json"]

    without, first, again = (remeslo(*command, *more) for more in ([], *[["--index", tmp_path / "index"]] * 2))

    assert without.json == first.json == again.json
    assert len(list((tmp_path / "index").iterdir())) == 1


def test_match_finds_a_statement_by_its_own_words(remeslo):
    statement = next(s for s in clusterfile.read(MINIMAL).cluster.standards[0].statements() if s.key != s.function)

    ran = remeslo("match", "--standards", MINIMAL / "standards", "--query", statement.text, "--top", "3", "--json")

    assert len(ran.json["matches"]) <= 3
    assert statement.text in [m["text"] for m in ran.json["matches"]]
    scores = [m["score"] for m in ran.json["matches"]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= s <= 1 for s in scores)


@pytest.mark.parametrize("way", ["folder", "programme", "plan", "json"])
def test_term_solve_takes_every_kind_of_source(remeslo, planned, tmp_path, way):
    problem = planfile.read(planned).plan.outcome.programmes[0].problem
    (tmp_path / "problem.json").write_text(json.dumps(to_json(problem)), encoding="utf-8")
    source = {
        "folder": MINIMAL,
        "programme": next((MINIMAL / "programmes").glob("*.yaml")),
        "plan": planned,
        "json": tmp_path / "problem.json",
    }[way]

    ran = remeslo("term", "solve", source, "--json")

    assert ran.status == 0
    assert ran.json["status"] == "optimal"
    assert ran.json["weeks"] == ran.json["bound"] > 0
    assert isinstance(ran.json["causes"], list)


def test_term_solve_of_a_bare_table_uses_the_named_pack(remeslo, tmp_path):
    table = tmp_path / "short.csv"
    table.write_text(
        "index,title,kind,cycle,module,hours_min,hours_max,variative,attestations\n"
        "МДК.01.01,Course,theory,П,ПМ.01,72,72,24,ДЗ\n"
        "УП.01,Practice,training_practice,П,ПМ.01,36,36,,\n"
        "ПМ.01.Э,Exam,attestation,П,ПМ.01,6,6,,Эм\n"
        "ГИА,Final,final_attestation,ГИА,,36,36,,\n",
        encoding="utf-8",
    )

    ran = remeslo("term", "solve", table, "--json", "--norms", "ru-spo-worker-2021", "--plan", tmp_path / "hours.json")

    assert ran.json["weeks"] == ran.json["bound"] == 5
    hours = json.loads((tmp_path / "hours.json").read_text(encoding="utf-8"))["short"]["hours"]
    assert sum(hours["УП.01"].values()) == 36


@pytest.mark.parametrize("name", ["nothing.csv", "picture.png", "broken.json", "empty.csv"])
def test_term_solve_of_rubbish_is_status_2_with_a_finding(remeslo, tmp_path, name):
    if name != "nothing.csv":
        (tmp_path / name).write_bytes(b"" if name.startswith("empty") else b"\x89PNG\x00{")

    ran = remeslo("term", "solve", tmp_path / name, "--json")

    assert ran.status == 2
    assert ran.json["findings"]


@pytest.mark.parametrize("words", [["demo", "--port", "8000"], ["serve"], ["export", "--help"], ["import", "FOLDER"]])
def test_options_of_the_web_commands_are_handed_over_as_they_stand(words):
    args = parse(words)

    assert (args.command, args.rest) == (words[0], words[1:])
