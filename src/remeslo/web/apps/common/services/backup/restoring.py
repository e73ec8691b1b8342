"""Taking a backup back into an empty database: read whole before anything is written, compared with it afterwards."""

import hashlib
import json
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from remeslo.web.apps.common.services.backup.manifest import Manifest, NotABackup, read_manifest
from remeslo.web.apps.common.services.backup.tables import A_BATCH, Model, kept_models, unpacked
from remeslo.web.apps.common.services.backup.writing import Told, digest_of
from remeslo.web.apps.common.services.chain import judge
from remeslo.web.apps.common.services.tables import make_tables


class TooNew(Exception):
    """The backup was made by a later version of the program; names what this one does not know."""


class NotEqual(Exception):
    """What was written is not what the backup holds; names the tables. Nothing was kept."""


def restore(file: Path, told: Told = lambda table, rows: None) -> Manifest:
    """
    Fill the empty database of the settings from a backup; raises `NotABackup`, `TooNew`, `NotEqual`.

    A backup of an earlier version is loaded into the tables that version had, and then brought to this one.
    """
    manifest = read_manifest(file)
    _read_whole(file, manifest)
    executor = MigrationExecutor(connection)
    targets = list(manifest.migrations.items())
    if unknown := [f"{app}.{name}" for app, name in targets if (app, name) not in executor.loader.graph.nodes]:
        raise TooNew(", ".join(unknown))
    if set(executor.loader.graph.leaf_nodes()) == set(targets):
        make_tables()
    else:
        executor.migrate(targets)
    registry = executor.loader.project_state(targets).apps
    with transaction.atomic():
        _empty(registry)
        _fill(file, manifest, registry, told)
    wrong = [m._meta.db_table for m in kept_models(registry) if digest_of(m) != manifest.tables.get(m._meta.db_table)]
    if wrong:
        raise NotEqual(", ".join(wrong))
    call_command("migrate", verbosity=0, interactive=False)
    if judge(manifest.head).findings:
        raise NotEqual("common_loglink")
    return manifest


def _read_whole(file: Path, manifest: Manifest) -> None:
    """Raise `NotABackup` unless each table is there with the digest that the manifest gives."""
    try:
        with zipfile.ZipFile(file) as archive:
            for name, table in manifest.tables.items():
                digest = hashlib.sha256()
                with archive.open(f"tables/{name}.jsonl") as lines:
                    for line in lines:
                        digest.update(line)
                if digest.hexdigest() != table.sha256:
                    raise NotABackup(name)
    except (KeyError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise NotABackup(str(error)) from error


def _empty(registry: Any) -> None:
    """Rows that making the tables left in them give way to those of the backup."""
    with connection.cursor() as cursor:
        for model in kept_models(registry):
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')


def _fill(file: Path, manifest: Manifest, registry: Any, told: Told) -> None:
    """All rows, keys and all; relations are judged by the database when the transaction ends."""
    models = kept_models(registry)
    missing = sorted(set(manifest.tables) - {m._meta.db_table for m in models})
    if missing:
        raise TooNew(", ".join(missing))
    with zipfile.ZipFile(file) as archive:
        for model in models:
            name = model._meta.db_table
            if name in manifest.tables:
                rows = _rows(archive, model, manifest.tables[name].columns)
                while some := list(islice(rows, A_BATCH)):
                    model._base_manager.bulk_create(some)
                told(name, manifest.tables[name].rows)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _rows(archive: zipfile.ZipFile, model: Model, columns: tuple[str, ...]) -> Iterator[Any]:
    with archive.open(f"tables/{model._meta.db_table}.jsonl") as lines:
        for line in lines:
            yield unpacked(model, columns, json.loads(line))
