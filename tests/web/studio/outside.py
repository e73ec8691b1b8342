"""
What the tests of real processes run outside of themselves, over a database of their own.

    python outside.py migrate | seed KEY | edit TABLE USER SEED COUNT FOLDER | look TABLE
    python outside.py work FOLDER NAME HOW | report QUESTION [STATE]

``edit`` is one editor with a page of the own: knows what the page last showed, rules, sends some requests twice, and
now and then asks what is new. It begins when the folder has a file ``go`` and writes down what it was told.
``work`` is a worker of terms with a short lease; HOW it solves: ``hang`` (until it is killed) or ``quick``.
"""

import json
import os
import random
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "remeslo.web.config.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402
from tests.web.studio.sitting import studio_cluster  # noqa: E402

from remeslo.core.competence.studio.place import Place, read_place  # noqa: E402
from remeslo.web.apps.common.models import Membership, User, VersionedDocument  # noqa: E402
from remeslo.web.apps.common.services import keeper, leases  # noqa: E402
from remeslo.web.apps.common.worker import Worker, stopped_by_signals  # noqa: E402
from remeslo.web.apps.registry.services import load_cluster  # noqa: E402
from remeslo.web.apps.studio.crew import crew  # noqa: E402
from remeslo.web.apps.studio.models import Table, TableChange, TermQuestion  # noqa: E402
from remeslo.web.apps.studio.permissions import seat_of  # noqa: E402
from remeslo.web.apps.studio.services.changes import change  # noqa: E402
from remeslo.web.apps.studio.services.tables import open_table  # noqa: E402
from remeslo.web.apps.studio.services.writing import Contested  # noqa: E402
from remeslo.web.apps.studio.shown import news  # noqa: E402
from remeslo.web.apps.studio.snapshot import book_of, desks, replayed  # noqa: E402

leases.LEASE = keeper.LEASE = timedelta(seconds=1.5)
keeper.TICK_S, keeper.QUIET_S = 0.1, 0.3
desks._encoder = lambda: None  # the optional encoder takes seconds to load
PLACES = [f"{kind}:card-turbines/{n}" for kind in ("request", "rejected", "line") for n in (1, 2)]


def seed(key: str) -> None:
    cluster = load_cluster(studio_cluster(key), by=None)
    TermQuestion.objects.filter(state="queued").update(state="cancelled")  # of tests before this one
    people = {}
    for name, role, organisation in (("metodist", "methodist", "base"), ("zavod", "employer", "turbines")):
        user, _new = User.objects.get_or_create(username=f"{name}-{key}", defaults={"name": name})
        row = cluster.organisations.get(key=organisation)
        Membership.objects.get_or_create(cluster=cluster, user=user, role=role, organisation=row)
        people[name] = user.pk
    document = VersionedDocument.objects.get(cluster=cluster, kind="outline", key="welder")
    table = open_table(document, by=None, at=timezone.now())
    question = TermQuestion.objects.get(table=table)
    sys.stdout.write(json.dumps({"table": table.pk, "question": question.pk, **people}))


def value_of(place: Place, mark: str) -> Any:
    if place.kind == "request":
        return {"decision": "own", "note": mark}
    if place.kind == "rejected":
        return {"rejected": ["99.002@12н-2024-02-01:A/02.2"], "note": mark}
    return {"line": f"line:{mark}"}


def edit(table_id: int, user_id: int, seed_of: int, count: int, folder: Path) -> None:
    table = Table.objects.select_related("cluster", "document").get(pk=table_id)
    user = User.objects.get(pk=user_id)
    seat = seat_of(user, table, table.cluster.organisations.all())
    chance = random.Random(seed_of)
    page: dict[Place, int] = {}
    learnt: list[int] = []
    told = []

    def ask() -> None:
        for entry in news(table, seat, max(learnt, default=0)):
            assert entry.readable and entry.value is not None
            learnt.append(entry.row.number)
            page[entry.place] = max(page.get(entry.place, 0), entry.row.number)

    (folder / f"ready-{user_id}").touch()
    while not (folder / "go").exists():
        time.sleep(0.002)
    for n in range(count):
        place, mark = read_place(chance.choice(PLACES)), f"{user_id}-{n}"
        value, seen = value_of(place, mark), page.get(place, 0)
        for repeated in range(1 + (chance.random() < 0.2)):
            done = change(table, user, place, value, seen, at=timezone.now(), client_key=mark)
            assert done.repeated == bool(repeated)
            if not repeated:
                number, contested = done.change.number, isinstance(done, Contested)
                beside = done.in_force.number if isinstance(done, Contested) else 0
            assert done.change.number == number
        told.append([number, str(place), value, seen, contested, beside])
        if not contested:
            page[place] = max(page.get(place, 0), number)  # it stands on the editor's own page
        if chance.random() < 0.3:
            ask()
    (folder / f"done-{user_id}").touch()
    while len(list(folder.glob("done-*"))) < 2:
        time.sleep(0.01)
    while (before := len(learnt)) < TableChange.objects.filter(table=table).count():
        ask()
        assert len(learnt) > before
    sys.stdout.write(json.dumps({"told": told, "learnt": learnt}))


def look(table_id: int) -> None:
    table = Table.objects.get(pk=table_id)
    rows = TableChange.objects.filter(table=table).order_by("number")
    book = book_of(table)
    found = {
        "rows": [[r.number, r.place, r.value, r.seen, r.author_id] for r in rows],
        "book": {str(p): [r.by.number, [c.number for c in r.contested]] for p, r in book.registers.items()},
        "same": book == replayed(table),
        "last": table.last_number,
    }
    sys.stdout.write(json.dumps(found))


def work(folder: Path, name: str, how: str) -> None:
    def solver(_problem: Any, _limit: float, _progress: Any, _cancelled: Any) -> dict[str, Any]:
        with (folder / name).open("a") as out:
            out.write("solved\n")
        while how == "hang":
            time.sleep(0.05)
        return {"state": "proven", "weeks": 40, "bound": 40, "causes": [], "findings": []}

    with stopped_by_signals() as stop:
        Worker([crew(lambda: solver)], poll_s=0.1).run(stop)


def report(question_id: int, state: str = "") -> None:
    until = time.monotonic() + 90
    question = TermQuestion.objects.select_related("answer").get(pk=question_id)
    while state and question.state != state and time.monotonic() < until:
        time.sleep(0.1)
        question = TermQuestion.objects.select_related("answer").get(pk=question_id)
    body = question.answer.body if question.answer else question.result
    sys.stdout.write(json.dumps({"state": question.state, "attempt": question.attempt, "said": body.get("state")}))


if __name__ == "__main__":
    command, *words = sys.argv[1:]
    if command == "migrate":
        call_command("migrate", verbosity=0)
    elif command == "seed":
        seed(words[0])
    elif command == "edit":
        edit(*(int(w) for w in words[:4]), folder=Path(words[4]))  # type: ignore[misc]
    elif command == "look":
        look(int(words[0]))
    elif command == "work":
        work(Path(words[0]), words[1], words[2])
    else:
        report(int(words[0]), *words[1:])
