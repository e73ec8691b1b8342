"""Every column that can hold what somebody typed or sent has its word: which personal data it holds, or why none."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import models

from remeslo.interchange.privacypack import USUAL, builtin, columns


def typed_columns() -> Iterator[str]:
    """``app.Model.field`` of all texts, JSON, files, bytes and addresses of all installed apps."""
    from django.apps import apps

    wide = (
        models.CharField,
        models.TextField,
        models.JSONField,
        models.FileField,
        models.BinaryField,
        models.GenericIPAddressField,
    )
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if isinstance(field, wide):
                yield f"{model._meta.label}.{field.name}"


@pytest.fixture(scope="module")
def there() -> frozenset[str]:
    return frozenset(typed_columns())


def test_every_column_says_what_personal_data_it_holds_or_why_none(there: frozenset[str]) -> None:
    said = columns()
    unsaid = sorted(there - set(said.of_kind) - set(said.reasons))

    assert unsaid == [], "give each a kind or a reason in src/remeslo/packs/privacy/columns.toml"


def test_no_column_is_named_that_is_not_there(there: frozenset[str]) -> None:
    said = columns()

    assert sorted({*said.of_kind, *said.reasons} - there) == []


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("results.Learner.name", "learner-name"),
        ("registry.StaffMember.name", "staff-name"),
        ("common.User.email", "account"),
        ("common.User.name", "account"),
        ("common.SignInAttempt.address", "sign-in"),
        ("common.LogEntry.user_name", "log"),
        ("results.Evidence.data", "evidence"),
        ("staffing.Certificate.person_name", "certificate"),
        ("dialogue.Seat.name", "seat"),
        ("agreements.SignatureRow.signatory", "signature"),
        ("common.DocumentVersion.body", "document"),
    ],
)
def test_columns_with_names_are_of_their_kind(column: str, kind: str) -> None:
    assert columns().of_kind[column] == kind
    assert kind in builtin()[USUAL].kinds
