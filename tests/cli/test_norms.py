"""`norms list` and `norms check` as a person would run them."""

import pytest

from remeslo.interchange.normpack import builtin, write


def test_norms_list_names_every_pack_with_what_is_verified(remeslo):
    ran = remeslo("norms", "list", "--json")
    said = remeslo("norms", "list", "--lang", "ru")

    assert ran.status == said.status == 0
    assert [p["key"] for p in ran.json["packs"]] == sorted(builtin())
    for pack in ran.json["packs"]:
        values = [v for n in builtin()[pack["key"]].norms.values() for v in n.values]
        assert (pack["values"], pack["verified"]) == (len(values), sum(v.verified for v in values))
        assert pack["key"] in said.out and pack["title_ru"] in said.out


def test_norms_check_tries_the_examples_of_a_file(remeslo, tmp_path):
    file = tmp_path / "own.toml"
    file.write_bytes(write(builtin()["ru-spo-specialist-2016"]))

    ran = remeslo("norms", "check", file, "--json")

    assert ran.status == 0
    assert ran.json["findings"] == []
    assert all(t["as_expected"] for t in ran.json["tried"])
    assert len(ran.json["tried"]) == ran.json["examples"] > 0
    assert [(t["weeks"], t["hours"]) for t in ran.json["terms"]][2:] == [(147, 4464), (199, 5940), (251, 7416)]


def test_norms_check_of_a_changed_norm_names_the_examples_that_changed(remeslo, tmp_path):
    file = tmp_path / "own.toml"
    text = write(builtin()["de-dual"]).decode()
    file.write_text(text.replace('amount = "40"', 'amount = "41"', 1), encoding="utf-8")

    ran = remeslo("norms", "check", file, "--json")
    said = remeslo("norms", "check", file, "--lang", "ru")

    assert ran.status == said.status == 1
    assert [t["title_en"] for t in ran.json["tried"] if not t["as_expected"]]
    assert "norms.example_accepted" in [f["code"] for f in ran.json["findings"]]
    assert "пример 3" in said.out


@pytest.mark.parametrize("content", (None, b"", b"\x00\xff", b"format = 1\n", b"a = ["))
def test_norms_check_of_what_is_no_pack_is_status_2_and_says_why(remeslo, tmp_path, content):
    file = tmp_path / "bad.toml"
    if content is not None:
        file.write_bytes(content)

    ran = remeslo("norms", "check", file, "--json")

    assert ran.status == 2
    assert ran.json["findings"]
    assert all("bad.toml" in f["where"] for f in ran.json["findings"])


def test_norms_check_of_a_pack_without_examples_is_a_warning(remeslo, tmp_path):
    file = tmp_path / "bare.toml"
    file.write_text(write(builtin()["ch-dual"]).decode().partition("[[example]]")[0], encoding="utf-8")

    ran = remeslo("norms", "check", file, "--json")

    assert ran.status == 0
    assert [f["code"] for f in ran.json["findings"]] == ["norms.no_examples"]
