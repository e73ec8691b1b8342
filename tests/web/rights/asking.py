"""Requests of programs in the world: a token for a person, the address and the body of each operation."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client
from tests.web.rights.world import SECRETS, World, person

CARD = {
    "employer": "pipes",
    "job": "Оператор трубной линии",
    "deadline": "2028-07-01",
    "headcount": [{"year": 2028, "people": 3}],
    "requirements": [{"number": 1, "text": "Резать трубы", "functions": [], "criticality": 2, "proficiency": 2}],
}
WISH = {
    "partner": "guests",
    "group": "Курсы-2",
    "title": "Токарное дело",
    "size": 8,
    "place": "lathes",
    "first": "2026-11-02",
    "weeks": 1,
    "days": 1,
}
FACT = {
    "kind": "practice",
    "subject": SECRETS["fact"],
    "speaker": "college",
    "on": "2026-08-25",
    "values": {"element": "УП.03", "employer": "pipes", "hours": "18"},
}
HOOK = {"name": "ERP", "url": "https://hooks.example.org/2", "events": ["fact.confirmed"]}
BODIES: dict[str, Any] = {
    "demand_create": CARD,
    "demand_change": CARD,
    "demand_publish": {"version": 1},
    "demand_withdraw": {"withdrawn": True},
    "programmes_publish": {},
    "plans_ask": {"limit_s": 1},
    "plans_stop": {"how": "drop"},
    "jobs_stop": {"how": "drop"},
    "jobs_again": {},
    "jobs_start_plan": {"limit_s": 1},
    "jobs_start_allocation": {"year": 2026},
    "jobs_start_timetable": {"semester": "2026-1"},
    "jobs_start_staffing": {"kind": "assign"},
    "webhooks_subscribe": HOOK,
    "webhooks_change": {**HOOK, "active": True},
    "webhooks_rotate": {},
    "webhooks_ping": {},
    "webhooks_end": {},
    "webhooks_again": {},
    "network_ask": WISH,
    "network_answer": {"answer": "decline", "text": "нет"},
    "network_withdraw": {"text": "не надо"},
    "results_enter": FACT,
    "results_correct": {"on": "2026-08-21", "values": FACT["values"], "reason": "описка"},
    "results_withdraw": {"reason": "описка"},
    "results_confirm_one": {},
    "results_dispute_one": {"reason": "не было"},
}
KEYS = {
    "demand": "card",
    "programmes": "programme",
    "results": "fact:practice",
    "standards": "standard",
    "clusters": "cluster",
}
NUMBERS = {"plans": "run", "jobs": "staffplans:run", "webhooks": "delivery"}
CHANGING = ("demand_publish", "demand_change", "programmes_publish", "webhooks_change")
OWNERS = {"programmes": "methodist@college", "demand": "employer@pipes", "webhooks": "administrator"}


def token(user: Any, *scopes: str, cluster: Any = None) -> str:
    """The text of a new token, with every scope unless some are named."""
    from django.utils import timezone

    from remeslo.web.api.enums import Scope
    from remeslo.web.api.services.tokens import make_token

    wanted = scopes or tuple(Scope.values)
    return make_token(user, name="test", scopes=wanted, days=30, at=timezone.now(), cluster=cluster)[1]


def method_of(operation: Any) -> str:
    """The method of an operation's address."""
    from remeslo.web.api.api import API

    for router in API._get_bound_routers():
        for view in router.path_operations.values():
            for one in view.operations:
                if one.operation_id == operation.name:
                    return str(one.methods[0])
    raise AssertionError(operation.name)


def address(world: World, name: str) -> str:
    """The address of an operation about the world's things."""
    from django.urls import reverse

    from remeslo.web.api.urls import OPERATIONS

    pattern = next(p.pattern for p in OPERATIONS if p.name == name)
    area = name.partition("_")[0]
    values = {
        "cluster": world.cluster.key,
        "key": "college" if area == "clusters" else world.things.get(KEYS.get(area, ""), ""),
        "kind": "summary.pdf" if area == "programmes" else "standard",
        "number": world.things[NUMBERS.get(area, "slot")],
        "semester": world.things["semester"],
        "crew": "staff",
        "webhook": world.things["webhook"],
    }
    path = reverse(f"api:{name}", kwargs={n: values[n] for n in pattern.converters})
    return path + (f"?contract=task+college&payee=college&period={PERIOD}" if name == "money_statement" else "")


PERIOD = "2026-08"


class Program:
    """A program with a token (or none), which speaks English."""

    def __init__(self, text: str | None, language: str = "en") -> None:
        headers = {"accept-language": language} | ({"authorization": f"Bearer {text}"} if text else {})
        self.client = Client(headers=headers)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The answer."""
        more: dict[str, Any] = {"headers": headers}
        if body is not None:
            more |= {"data": json.dumps(body), "content_type": "application/json"}
        return self.client.generic(method, path, **more)


def program(world: World, who: str, *scopes: str) -> Program:
    """A program of somebody."""
    return Program(token(person(world, who), *scopes))


def call(world: World, asker: Program, name: str, method: str) -> Any:
    """Ask an operation about the world's things, with what it needs."""
    headers = {}
    if name in CHANGING:
        area = name.partition("_")[0]
        read = program(world, OWNERS[area]).ask("GET", address(world, f"{area}_{_READS[name]}"))
        headers["if-match"] = read["ETag"]
    return asker.ask(method, address(world, name), BODIES.get(name), **headers)


_READS = {
    "demand_publish": "card",
    "demand_change": "card",
    "programmes_publish": "programme",
    "webhooks_change": "webhook",
}
