"""Writing a backup: one moment of the whole database, while others go on writing."""

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

import remeslo
from remeslo.core.base.chain import Head
from remeslo.web.apps.common.models import LogLink
from remeslo.web.apps.common.services.backup.manifest import NAME, Manifest, Table
from remeslo.web.apps.common.services.backup.tables import Model, columns, kept_models, packed_rows
from remeslo.web.apps.common.services.chain import link

Told = Callable[[str, int], None]


def write(file: Path, told: Told = lambda table, rows: None) -> Manifest:
    """
    Write the database into a new file that only its owner may read; raises FileExistsError, OSError.

    The file appears under its name when it is whole. ``told`` hears of each table that is written.
    """
    if file.exists():
        raise FileExistsError(file)
    link(everything=True)
    unfinished = file.with_name(f"{file.name}.part")
    descriptor = os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, _moment():
            manifest = _written(archive, told)
            archive.writestr(NAME, manifest.as_json())
        unfinished.rename(file)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def digest_of(model: Model) -> Table:
    """What the manifest would say of a table as it is now."""
    digest, count = hashlib.sha256(), 0
    for text in _lines(model):
        digest.update(text)
        count += 1
    return Table(tuple(columns(model)), count, digest.hexdigest())


def applied_migrations() -> dict[str, str]:
    """By app, the last migration that the database has."""
    return dict(sorted(MigrationRecorder(connection).applied_migrations()))


def _written(archive: zipfile.ZipFile, told: Told) -> Manifest:
    tables = {}
    for model in kept_models(apps):
        name, digest, count = model._meta.db_table, hashlib.sha256(), 0
        with archive.open(f"tables/{name}.jsonl", "w", force_zip64=True) as out:
            for text in _lines(model):
                out.write(text)
                digest.update(text)
                count += 1
        tables[name] = Table(tuple(columns(model)), count, digest.hexdigest())
        told(name, count)
    last = LogLink.objects.order_by("-position").first()
    return Manifest(
        program=remeslo.__version__,
        made=timezone.now().isoformat(),
        engine=connection.vendor,
        migrations=applied_migrations(),
        tables=tables,
        head=Head(last.position, last.digest) if last else Head(),
    )


def _lines(model: Model) -> Iterator[bytes]:
    for row in packed_rows(model):
        yield json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


@contextmanager
def _moment() -> Iterator[None]:
    """Everything read inside is of one moment; writers are not kept waiting."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")
