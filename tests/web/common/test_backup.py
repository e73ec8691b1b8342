"""A backup holds one moment of everything, says when it is damaged or too new, and gives an equal database back."""

import json
import os
import sqlite3
import stat
import subprocess
import sys
import zipfile
from contextlib import closing

import pytest
from django.db import connection
from tests.migrated import seed
from tests.web.common.databases import other_database

from remeslo.web.apps.common.models import LogEntry
from remeslo.web.apps.common.services.backup import NotABackup, TooNew, read_manifest, restore, write
from remeslo.web.apps.common.services.backup.manifest import NAME
from remeslo.web.apps.common.services.log import record


@pytest.fixture
def backup(cluster, tmp_path):
    record("test.done", by=None, cluster=cluster, subject="thing:1", words="Ёж")
    file = tmp_path / "b.zip"
    write(file)
    return file


def changed(file, name, make):
    """The same archive with one part made anew."""
    with zipfile.ZipFile(file) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    parts[name] = make(parts[name])
    with zipfile.ZipFile(file, "w") as archive:
        for n, data in parts.items():
            archive.writestr(n, data)


def test_backup_counts_its_rows_and_only_its_owner_may_read_it(backup):
    manifest = read_manifest(backup)
    assert manifest.tables["common_logentry"].rows == LogEntry.objects.count() == manifest.head.position
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert "django_session" not in manifest.tables
    assert [p.name for p in backup.parent.iterdir()] == [backup.name]


def test_backup_is_not_written_over_another_file(backup):
    before = backup.read_bytes()
    with pytest.raises(FileExistsError):
        write(backup)
    assert backup.read_bytes() == before


def test_rows_changed_in_the_file_are_refused_before_anything_is_written(backup):
    changed(backup, "tables/common_logentry.jsonl", lambda data: data.replace(b"thing:1", b"thing:2"))
    with pytest.raises(NotABackup, match="common_logentry"):
        restore(backup)
    assert LogEntry.objects.filter(subject="thing:1").exists()


@pytest.mark.parametrize("cut", [0, 1, 30, 2000], ids=str)
def test_file_cut_off_anywhere_is_no_backup(backup, cut):
    backup.write_bytes(backup.read_bytes()[:cut])
    with pytest.raises(NotABackup):
        restore(backup)


def test_backup_of_a_later_version_names_what_this_one_lacks(backup):
    def later(data):
        return json.dumps(json.loads(data) | {"migrations": {"common": "9999_of_tomorrow"}})

    changed(backup, NAME, later)
    with pytest.raises(TooNew, match=r"common\.9999_of_tomorrow"):
        restore(backup)


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the other engine has a test of its own below")
def test_wiped_sqlite_is_equal_again_after_restoring(tmp_path):
    seed(tmp_path)
    run("import", "examples/minimal", data=tmp_path)
    before = run("backup", str(tmp_path / "one.zip"), data=tmp_path)
    wipe(tmp_path)
    after = run("restore", str(tmp_path / "one.zip"), data=tmp_path)
    run("backup", str(tmp_path / "two.zip"), data=tmp_path)

    assert read_manifest(tmp_path / "one.zip").tables == read_manifest(tmp_path / "two.zip").tables
    assert before.splitlines()[-1] == after.splitlines()[-1]
    refused = run("restore", str(tmp_path / "one.zip"), data=tmp_path, status=2)
    assert "--replace" in refused
    assert rows(tmp_path) == 1


@pytest.mark.slow
@pytest.mark.skipif(connection.vendor != "postgresql", reason="the other engine has a test of its own above")
@pytest.mark.django_db(transaction=True)
def test_wiped_postgresql_is_equal_again_and_what_was_there_stands_aside(tmp_path):
    name = f"{connection.settings_dict['NAME']}_restored"
    with other_database(name) as address:
        run("import", "examples/minimal", data=tmp_path, REMESLO_DATABASE_URL=address)
        run("backup", str(tmp_path / "one.zip"), data=tmp_path, REMESLO_DATABASE_URL=address)
        done = run("restore", str(tmp_path / "one.zip"), "--replace", data=tmp_path, REMESLO_DATABASE_URL=address)
        run("backup", str(tmp_path / "two.zip"), data=tmp_path, REMESLO_DATABASE_URL=address)
        whole = run("audit", data=tmp_path, REMESLO_DATABASE_URL=address)

    assert read_manifest(tmp_path / "one.zip").tables == read_manifest(tmp_path / "two.zip").tables
    assert "before_restore_" in done and "The log is whole" in whole


def wipe(folder):
    for file in folder.glob("remeslo.sqlite3*"):
        file.unlink()


def rows(folder):
    with closing(sqlite3.connect(folder / "remeslo.sqlite3")) as held:
        return held.execute("SELECT count(*) FROM common_cluster").fetchone()[0]


def run(*words, data, status=0, **environment):
    held = {**os.environ, "REMESLO_LANG": "en", "REMESLO_DATA": str(data), **environment}
    done = subprocess.run(
        [sys.executable, "-m", "remeslo.web", *words],
        env=held,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout
