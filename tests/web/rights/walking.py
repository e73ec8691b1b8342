"""Asking for every page of the world: the address filled in with its own things, the form with what it needs."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import quote_plus, unquote_plus

from django.test import Client
from tests.web.rights.shelf import DEFINED
from tests.web.rights.skeleton import base_of
from tests.web.rights.world import SECRETS, World, person

_PLACE: Final = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
_BETWEEN: Final = re.compile(r"(?<=\d)[ ,\xa0\u202f](?=\d{3})")
GONE: Final = 987654
"""The number of nothing."""
REGION: Final = "Выдуманная область"

OF_ROUTES: Final[dict[str, dict[str, Any]]] = {
    "organisations:export": {"form": "=xlsx"},
    "organisations:licence_ends": {"key": "entity", "pk": "licence"},
    "organisations:import_preview": {"pk": "orgs_upload"},
    "organisations:import_save": {"pk": "orgs_upload"},
    "organisations:import_withdraw": {"pk": "orgs_upload"},
    "staffing:import_preview": {"pk": "staff_upload"},
    "staffing:import_save": {"pk": "staff_upload"},
    "results:import_preview": {"pk": "facts_upload"},
    "results:import_save": {"pk": "facts_upload"},
    "agreements:scan": {"number": "scan"},
    "boards:year_paper": {"form": "=docx"},
    "programmes:book_template_file": {"language": "=ru", "number": "=0"},
    "common:revoke": {"pk": "membership"},
    "common:reset_factor": {"pk": "membership"},
    "common:withdraw_invitation": {"pk": "invitation"},
    "common:invite_again": {"pk": "invitation"},
    "common:invitation": {"token": "invitation_link"},
    "account:end_session": {"pk": "browser"},
    "demand:workbook": {"what": "=form"},
    "demand:import_preview": {"pk": "cards"},
    "demand:import_save": {"pk": "cards"},
    "frameworks:preview": {"pk": "upload"},
    "frameworks:sheet": {"pk": "upload", "position": "=0"},
    "frameworks:save": {"pk": "upload"},
    "frameworks:discard": {"pk": "upload"},
    "frameworks:state": {"key": "state"},
    "frameworks:state_edit": {"key": "state"},
    "frameworks:state_workbook": {"key": "state"},
    "frameworks:framework_compare": {"key": "framework"},
    "frameworks:framework_open": {"key": "framework"},
    "frameworks:framework": {"key": "framework"},
    "frameworks:framework_download": {"key": "framework", "form": "=case"},
    "frameworks:plan_versions": {"key": "study_plan"},
    "frameworks:plan": {"key": "study_plan"},
    "frameworks:plan_download": {"key": "study_plan", "form": "=plx"},
    "frameworks:compare": {"key": "new"},
    "structure:plan": {"key": "study_plan"},
    "norms:norm": {"norm": "=week_max_hours"},
    "trials:trial": {"trial_id": "trial"},
    "trials:stop": {"trial_id": "trial"},
    "programmes:element": {"index": "=ОП.01"},
    "programmes:paper": {"kind": "=curriculum.xlsx"},
    "network:run": {"run_id": "network:run"},
    "network:stop": {"run_id": "network:run"},
    "network:accept": {"run_id": "network:mend"},
    "network:start": {"kind": "=allocate"},
    "timetables:run": {"run_id": "timetables:run"},
    "timetables:stop": {"run_id": "timetables:run"},
    "staffplans:run": {"run_id": "staffplans:run"},
    "staffplans:stop": {"run_id": "staffplans:run"},
    "staffplans:start": {"kind": "=assign"},
    "staffing:person": {"key": "=t1"},
    "staffing:add_paper": {"key": "=t1"},
    "staffing:give_account": {"key": "=t1"},
    "staffing:add_absence": {"key": "=t1"},
    "staffing:take_absence_back": {"pk": "absence"},
    "staffing:revoke_paper": {"pk": "paper"},
    "staffing:course": {"key": "=c-line"},
    "staffing:plan_session": {"key": "=c-line"},
    "staffing:session": {"key": "=s-line"},
    "staffing:offer": {"key": "=s-late"},
    "staffing:participants": {"key": "=s-line"},
    "staffing:attend": {"key": "=s-line"},
    "staffing:step": {"pk": "step"},
    "staffing:give": {"pk": "certified"},
    "staffing:take_back": {"pk": "certificate"},
    "staffing:certificate": {"pk": "certificate"},
    "staffing:mentorship": {"key": "=ms-1"},
    "staffing:mentorship_act": {"key": "=ms-1"},
    "results:indicator": {"key": "=K1"},
    "studio:settle": {"number": "remark"},
    "studio:vote": {"number": "proposal"},
    "studio:apply": {"number": "proposal"},
    "studio:withdraw": {"number": "proposal"},
    "studio:refresh": {"number": "proposal"},
    "jobs:job": {"crew": "=plan", "job_id": "run"},
    "jobs:stop": {"crew": "=plan", "job_id": "run"},
    "jobs:again": {"crew": "=plan", "job_id": "run"},
    "api_tokens:revoke": {"pk": "token_row"},
    "webhooks:again": {"key": "webhook", "number": "delivery"},
    "results:subject": {"key": f"={SECRETS['fact']}"},
    "funding:ledger_export": {"form": "=csv"},
    "funding:clawback": {"key": "clawback"},
    "funding:verdict": {"pk": "sample"},
    **{f"case:{name}": {"identifier": f"case:{name}"} for name in ("document", "item", "association", *DEFINED)},
    "case:package": {"identifier": "case:document"},
    "case:item_associations": {"identifier": "case:item"},
    "credentials:graduate": {"key": "graduate"},
    "shortcourses:certificates": {"key": "open_course"},
    "shortcourses:learner_paper": {"plan_id": "known_plan"},
    "privacy:lift": {"pk": "hold"},
    "boards_above:country_indicator": {"key": "=K1"},
    "boards_above:node": {"kind": "=region", "name": f"={REGION}"},
    "boards_above:node_indicator": {"kind": "=region", "name": f"={REGION}", "key": "=K1"},
    "boards_public:report": {"slug": "slug"},
    "boards_public:paper": {"slug": "slug", "form": "=docx"},
    "dialogue:decision": {"number": "decision"},
    "dialogue:follow": {"number": "decision"},
    "dialogue:say": {"number": "held"},
    "dialogue:minutes": {"number": "held"},
    "dialogue:minutes_change": {"number": "held"},
    "dialogue:paper": {"number": "held", "version": "minutes"},
    "dialogue:meeting@held": {"number": "held"},
    "privacy:erase": {"who": "=learner", "key": f"={SECRETS['fact']}"},
    "privacy:paper": {"who": "=learner", "form": "=json", "key": f"={SECRETS['fact']}"},
    "privacy:subject": {"who": "=learner", "key": f"={SECRETS['fact']}"},
}
"""What stands in the places of an address: the name of a thing of the world, or the value itself after ``=``."""

OF_APPS: Final[dict[str, dict[str, str]]] = {
    "demand": {"key": "card"},
    "norms": {"key": "norms"},
    "frameworks": {"key": "standard"},
    "studio": {"key": "programme"},
    "structure": {"key": "programme"},
    "trials": {"key": "programme"},
    "programmes": {"key": "programme"},
    "shortcourses": {"key": "course"},
    "results": {"key": "fact:practice"},
    "funding": {"key": "pack"},
    "planning": {"run_id": "run"},
    "network": {"number": "slot"},
    "webhooks": {"key": "webhook"},
    "credentials": {"uid": "credential", "form": "=json", "key": f"={SECRETS['fact']}"},
    "badges": {"pk": "badge_issuer"},
    "revision": {"pk": "review"},
    "organisations": {"key": "entity"},
    "boards": {"key": "=K1", "college": "=college", "period": "=2026"},
    "agreements": {"key": "agreement", "signatory": "=s-pipes"},
    "dialogue": {"number": "meeting", "card": "card"},
}
FORMS: Final[dict[str, dict[str, str]]] = {
    "credentials:key": {"college": "college"},
    "credentials:revoke": {"reason": "описка"},
    "network:slot_answer": {"answer": "decline", "text": "нет"},
    "network:slot_withdraw": {"text": "нет"},
    "results:answer": {"word": "confirm"},
    "results:withdraw": {"reason": "описка"},
    "common:language": {"language": "en"},
    "demand:publish": {"number": "1"},
    "demand:restore": {"number": "1"},
    "network:pin": {"request": "=booking", "pin": "on"},
    "network:openings_change": {"place": "lathes", "do": "look"},
    "network:used_enter": {"request": "=booking", "at": "=booked_week", "days": "1"},
    "network:used_answer": {"entry": "=entry", "answer": "confirm"},
    "network:lift": {"outage": "=outage"},
    "timetables:repair_accept": {"run": "=timetables:repair"},
    "staffplans:gap_offer": {"person": "m1", "session": "s-late"},
    "staffplans:change": {"duty": "=duty", "pin": "on"},
    "staffplans:remove": {"person": "m1"},
    "shortcourses:answer": {"do": "confirm"},
    "trials:ask": {"change": "week_max_hours=+1"},
    "funding:verdict": {"line": "=sample_line", "word": "sound"},
    "organisations:licence_ends": {"on": "2027-01-01"},
    "boards:step": {"step": "approve", "level": "cluster", "seen": "=seen:college"},
    "boards_above:approve_chosen": {"chosen": "=chosen"},
    "dialogue:follow": {"do": "done", "text": "Открыта"},
    "dialogue:minutes_change": {"do": "reopen"},
    "norms:take": {"key": "ru-spo-worker-2021", "pack": "ru-spo-worker-2021"},
    "funding:take": {"key": "ru-percapita", "pack": "ru-percapita"},
    "studio:sign": {"place": "=sign_place"},
    "studio:name_head": {"head": "=head"},
    "studio:remark": {"about": "request:card-pipes/3", "text": "Хватит"},
    "studio:change": {"changes": '[{"place": "request:card-pipes/3", "value": {"decision": "own"}, "seen": 0}]'},
    "studio:preview": {"act": "drop", "what": "request:card-pipes/3", "base": "0"},
    "studio:propose": {
        "title": "Иначе",
        "changes": '[{"place": "request:card-pipes/3", "value": {"decision": "own"}, "seen": 0}]',
    },
    "timetables:move": {"lesson": "maths#1"},
    "timetables:mark": {"lesson": "maths#1", "lock": "on"},
    "timetables:feed_make": {"kind": "teacher", "subject": "t1"},
    "timetables:feed_revoke": {"kind": "teacher", "subject": "t1"},
    "timetables:start": {"semester": "2026-1"},
    "staffing:step": {"act": "accept"},
    "staffing:mentorship_act": {"act": "consent", "paper": "№ 1"},
    "common:sign_in": {},
    "revision:open": {"programme": "mach-operator", "old": "=old", "new": "=new"},
    "agreements:step": {"do": "send"},
    "dialogue:say": {"text": "Слово", "item": "=item"},
}
QUERIES: Final[dict[str, str]] = {
    "funding:statement": "contract=task+college&payee=college&period=2026-08",
    "funding:statement_export": "contract=task+college&payee=college&period=2026-08",
    "studio:menu": "what=request:card-pipes/3",
    "studio:why": "what=element:МДК.01.01",
    "programmes:compare": "from=1&to=1",
    "timetables:lesson": "lesson=maths%231",
    "timetables:places": "lesson=maths%231",
    "staffplans:leave_export": "person=m1",
    "privacy:facts_file": "recipient=ministry",
    "frameworks:framework_compare": "old=1",
    "frameworks:compare": "with={old}",
    "funding:open_clawback": "contract=task+college&payee=college",
    "network:releases_export": "a=1&b=1",
    "dialogue:thread": "about=card:card-pipes",
}
"""What stands after the question mark; a thing of the world is named in braces."""


def address(world: World, route: str, pattern: str) -> str:
    """The address of a route about the world's things."""
    app = route.partition(":")[0]
    known = {**OF_APPS.get(app, {}), **OF_ROUTES.get(base_of(route), {}), **OF_ROUTES.get(route, {})}

    def fill(found: re.Match[str]) -> str:
        name = found[1] or found[2]
        wanted = known.get(name, name)
        if isinstance(wanted, str) and wanted.startswith("="):
            return wanted[1:]
        return str(world.things.get(wanted, GONE))

    path = "/" + _PLACE.sub(fill, pattern).replace("\\Z", "").strip("^$")
    query = (QUERIES.get(route) or QUERIES.get(base_of(route), "")).format_map(
        {n: quote_plus(str(v)) for n, v in world.things.items()}
    )
    return f"{path}?{query}" if query else path


def browser(world: World, who: str) -> Client:
    """A browser of somebody; of nobody for an empty name."""
    client = Client(headers={"accept-language": "ru"}, raise_request_exception=False)
    if who:
        client.force_login(person(world, who))
    return client


def ask(world: World, who: str, route: str, pattern: str, method: str) -> Any:
    """The answer that somebody gets."""
    there = address(world, route, pattern)
    client = browser(world, who)
    return client.get(there) if method == "GET" else client.post(there, form_of(world, route))


def form_of(world: World, route: str) -> dict[str, Any]:
    """What a form of the route needs."""
    return {n: world.things[v[1:]] if v[:1] == "=" else v for n, v in FORMS.get(base_of(route), {}).items()}


def verdict(answer: Any) -> str:
    """What was got: a status, or ``sign-in`` for the way to the door."""
    if answer.status_code == 302 and answer["Location"].startswith("/sign-in/"):
        return "sign-in"
    return str(answer.status_code)


def read_marks(answer: Any) -> set[str]:
    """Secrets that an answer shows: on pages, in packed files, in headers; not what the address itself says."""
    asked = unquote_plus(answer.wsgi_request.get_full_path())
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = "\n".join(unquote_plus(v) for v in (*answer.headers.values(), *map(str, answer.cookies.values())))
    texts = [body.decode("utf-8", "replace"), *_inside(body), headers]
    return {n for n, mark in SECRETS.items() if mark not in asked and any(_stands(mark, text) for text in texts)}


def _stands(mark: str, text: str) -> bool:
    """Numbers have spaces or commas in them on pages."""
    return mark in text or (mark.isdigit() and mark in _BETWEEN.sub("", text))


def _inside(body: bytes) -> list[str]:
    """Texts in a workbook or a document."""
    import io
    import zipfile

    if not body.startswith(b"PK"):
        return []
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return [packed.read(name).decode("utf-8", "replace") for name in packed.namelist() if name.endswith(".xml")]
