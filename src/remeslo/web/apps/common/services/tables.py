"""
Tables of an empty database, made at once as the last migrations leave them.

Going through every migration renders all models again at every step, most of a minute of processor for nothing: there
is no row to carry over. What the database itself forbids is made by functions named ``forbid`` in migrations;
functions that carry rows over have nothing to do here.
"""

from collections.abc import Iterator
from typing import Any, Final

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import RunPython, RunSQL

FORBIDS: Final = "forbid"
"""What a migration's function is called that puts a guard into the database and looks at no row."""


class NotFromNothing(Exception):
    """A migration does what can't be done without going through the others; names it."""


def is_empty() -> bool:
    """True when the database has no table at all."""
    return not connection.introspection.table_names()


def make_tables() -> None:
    """Make every table and guard, and note every migration as applied; the database must be empty."""
    executor = MigrationExecutor(connection)
    plan = [m for m, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)]
    guards = [op for m in plan for op in _by_hand(m) if op.code.__name__ == FORBIDS]
    models = executor.loader.project_state().apps.get_models()
    with connection.schema_editor() as editor:
        for model in models:
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
        for guard in guards:
            guard.code(None, editor)
    executor.recorder.ensure_schema()
    for migration in plan:
        executor.recorder.record_applied(migration.app_label, migration.name)


def _by_hand(migration: Any) -> Iterator[Any]:
    for operation in migration.operations:
        if isinstance(operation, RunPython):
            yield operation
        elif isinstance(operation, RunSQL):
            raise NotFromNothing(str(migration))
