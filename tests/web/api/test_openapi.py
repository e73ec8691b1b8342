"""
The whole interface fuzzed from its own description: every stateless check of schemathesis on every operation.

Identifiers that a test could not guess are put in for two of three requests, so that operations are reached. Beyond
what the check allows by itself, well-formed requests may be refused for what rules of the subject say (409, 412, 422,
428), for the budget of a token (429), and a header that is missing asks for itself (428).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation
from tests.web.rights.asking import KEYS, NUMBERS, token
from tests.web.rights.world import World, person

from remeslo.web.api.models import ApiToken
from remeslo.web.config.wsgi import application

pytestmark = pytest.mark.django_db
CONFIG = SchemathesisConfig.from_dict(
    {
        "checks": {
            "positive_data_acceptance": {
                "expected-statuses": ["2xx", "401", "403", "404", "409", "412", "422", "428", "429"]
            },
            "missing_required_header": {"expected-statuses": ["400", "422", "428"]},
        },
        "generation": {"deterministic": True, "max-examples": 4},
        "phases": {"coverage": {"unexpected-methods": ["delete", "trace"]}},
    }
)
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=CONFIG)
turns = itertools.count()


@pytest.fixture(autouse=True)
def connection_stays() -> Iterator[None]:
    """A server gives its connection back after each answer; here the test's transaction hangs on it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def key(world: World) -> str:
    """The token of somebody who may do everything here, with a budget that the fuzzing does not use up."""
    return token(person(world, "administrator"))


def aim(case: Any, world: World) -> None:
    """Put the world's own keys into the address, unless the address is what is tried."""
    if case.meta is not None and case.meta.is_negative_at(ParameterLocation.PATH):
        return
    area = case.operation.definition.raw["tags"][0]
    known = {
        "cluster": world.cluster.key,
        "key": "college" if area == "clusters" else world.things.get(KEYS.get(area, "")),
        "number": world.things[NUMBERS.get(area, "slot")],
        "semester": world.things["semester"],
        "crew": "staff",
        "webhook": world.things["webhook"],
    }
    for name in case.path_parameters or {}:
        if known.get(name) is not None and (name == "cluster" or next(turns) % 3):
            case.path_parameters[name] = known[name]


@schema.parametrize()
@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_operation_keeps_what_its_description_promises(world: World, key: str, case: Any) -> None:
    ApiToken.objects.update(minute=0)
    aim(case, world)
    case.call_and_validate(headers={"Authorization": f"Bearer {key}"})
