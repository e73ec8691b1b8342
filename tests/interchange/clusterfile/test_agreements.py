"""Agreements in the folder: written and read back, what they give the network form in force and not written twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.core.agreements.papers import HASH, payment, quota, signatory, signed
from tests.web.conftest import small_cluster

from remeslo.core.agreements.agreement import Ending, Failure, Said
from remeslo.core.agreements.kinds import AgreementKind, Basis
from remeslo.core.line.cluster import Cluster
from remeslo.core.line.network.agreed import agreed_terms, with_agreed
from remeslo.interchange.clusterfile import read_files, write_files

UNTIL = date(2027, 1, 1)
AGREEMENT = replace(
    signed("СФ-1", quota("1.1", "base", "net", ("w1",), 7, amount=Decimal("1500.50")), payment("1.2", "net", "10.05")),
    until=date(2027, 9, 1) + timedelta(days=30),
    first=date(2026, 9, 1),
    points=(Said(point="documents", text="справка: «выдаёт базовый колледж»"),),
    ending=Ending(on=date(2027, 9, 10), reason="ремонт", by="base"),
    failures=(Failure(clause="1.2", by="net", on=date(2026, 10, 1), reason="нет денег"),),
)
PARTNERS = replace(
    signed("П-1", sides=("turbines", "base"), kind=AgreementKind.PARTNERSHIP),
    signatories=(
        signatory(
            "turbines", basis=Basis.POWER_OF_ATTORNEY, number="7", since=date(2026, 1, 1), until=date(2027, 1, 1)
        ),
        signatory("base"),
    ),
    signatures=(),
    renews="СФ-1",
    gap="перерыв",
)


def cluster() -> Cluster:
    return with_agreed(replace(small_cluster(), agreements=(PARTNERS, AGREEMENT)))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_cluster_with_agreements_comes_back_the_same(language: str) -> None:
    files = write_files(cluster(), language=language)
    reading = read_files(files)

    assert [f for f in reading.findings if f.hard] == []
    assert reading.cluster is not None
    assert reading.cluster.agreements == cluster().agreements
    assert (reading.cluster.contracts, reading.cluster.quotas) == (cluster().contracts, cluster().quotas)


def test_what_an_agreement_gives_the_network_form_is_not_written_a_second_time() -> None:
    assert not {"договоры.csv", "квоты.csv"} & set(write_files(cluster()))


def test_quota_of_an_agreement_is_given_in_each_study_year_until_its_early_end() -> None:
    terms = agreed_terms([AGREEMENT])

    assert [(q.key, q.first, q.last, q.days, q.price) for q in terms.quotas] == [
        ("СФ-1.1.1-26", date(2026, 9, 1), date(2027, 8, 31), 7, Decimal("1500.50")),
        ("СФ-1.1.1-27", date(2027, 9, 1), date(2027, 9, 9), 7, Decimal("1500.50")),
    ]
    assert [(c.key, c.owner, c.partner, c.last) for c in terms.contracts] == [("СФ-1", "base", "net", date(2027, 9, 9))]


def test_hash_that_is_none_is_told_with_its_place() -> None:
    name = next(n for n in write_files(cluster()) if "СФ-1" in n)
    files = {**write_files(cluster())}
    files[name] = files[name].replace(HASH.encode(), b"abc")

    assert {f.code for f in read_files(files).findings if f.hard} == {"cluster.wrong_value"}
