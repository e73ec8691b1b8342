"""Questions: each once, ranked with reasons that add up, recognised by their keys."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from remeslo.core.base.keys import OrganisationKey, ProgrammeKey
from remeslo.core.dialogue.question import Question, QuestionKind, ranked
from remeslo.core.dialogue.weight import Concern, WeightRule, weigh
from remeslo.core.line.questions import (
    Before,
    Blocked,
    Dispute,
    Earlier,
    OpenThings,
    Promise,
    Undone,
    open_questions,
    propose,
)

DAY = date(2026, 11, 23)
days = st.none() | st.integers(-500, 500).map(lambda n: DAY + timedelta(days=n))
houses = st.lists(st.sampled_from("abc"), unique=True, max_size=3).map(lambda ks: tuple(map(OrganisationKey, ks)))
questions = st.builds(
    Question,
    kind=st.sampled_from(QuestionKind),
    about=st.sampled_from(("x:1", "x:2", "y:1")),
    title=st.sampled_from("tu"),
    since=days,
    due=days,
    touches=houses,
    reasons=st.builds(Concern, people=st.integers(0, 50), since=days, due=days).map(lambda c: weigh(c, on=DAY)),
)


@settings(max_examples=50)
@given(st.lists(questions, max_size=12), st.randoms())
def test_ranked_keeps_each_key_once_whatever_the_order(found, random):
    mixed = list(found)
    random.shuffle(mixed)
    once = ranked(mixed)

    assert once == ranked(found)
    assert sorted(q.key for q in once) == sorted({q.key for q in found})
    assert [q.weight for q in once] == sorted((q.weight for q in once), reverse=True)
    for q in once:
        same = [x for x in found if x.key == q.key]
        assert q.weight == max(x.weight for x in same)
        assert set(q.touches) == {t for x in same for t in x.touches}
        assert q.since == min((x.since for x in same if x.since), default=None)


@given(st.integers(0, 500), st.integers(0, 30), days, days)
def test_weight_stays_inside_the_rule_and_grows_with_people_and_nearness(people, organisations, due, since):
    rule = WeightRule()
    concern = Concern(people=people, organisations=organisations, due=due, since=since)
    points = {r.code: r.points for r in weigh(concern, on=DAY, rule=rule)}
    top = rule.most_people + rule.most_urgent + rule.most_organisations + rule.most_age

    assert 0 <= sum(points.values()) <= top
    more = weigh(Concern(people=people + 1, organisations=organisations, due=due, since=since), on=DAY, rule=rule)
    assert sum(r.points for r in more) >= sum(points.values())
    later = weigh(concern, on=DAY + timedelta(days=1), rule=rule)
    assert sum(r.points for r in later) >= sum(points.values())


@settings(max_examples=50)
@given(st.lists(questions, max_size=8), st.sets(st.integers(0, 7)))
def test_propose_keeps_every_question_and_puts_those_in_work_last(found, discussed):
    known = {q.key: [Earlier("m", DAY, n % 2 == 0)] for n, q in enumerate(found) if n in discussed}
    proposals = propose(found, known)

    assert sorted(p.question.key for p in proposals) == sorted({q.key for q in found})
    states = [p.before is Before.IN_WORK for p in proposals]
    assert states == sorted(states)
    assert all((p.before is Before.NEW) == (not p.earlier) for p in proposals)


def things(title: str = "w") -> OpenThings:
    a, b = OrganisationKey("a"), OrganisationKey("b")
    return OpenThings(
        disputes=(
            Dispute(programme=ProgrammeKey("p"), title="P", place="hours:МДК.01", between=(a, b), remarks=2, since=DAY),
        ),
        blocked=(Blocked(about="workshop:w", title=title, owner=a, partners=(b,), people=20, declined=1),),
        promises=(Promise(key="ag/1", title="A", by=a, to=(b,), due=DAY, left="5", people=5),),
        undone=(Undone(key="7", title="D", owner=a, due=DAY - timedelta(days=3), since=DAY - timedelta(days=60)),),
    )


def test_questions_have_the_same_keys_on_another_day_and_under_another_name():
    first = {q.key for q in open_questions(things(), on=DAY)}
    later = {q.key for q in open_questions(things("other"), on=DAY + timedelta(days=30))}

    assert (
        first
        == later
        == {
            "competence:table:p/hours:МДК.01",
            "workshop:workshop:w",
            "commitment:commitment:ag/1",
            "decision:decision:7",
        }
    )


def test_promise_is_the_business_of_its_two_sides_only():
    (promise,) = [q for q in open_questions(things(), on=DAY) if q.kind is QuestionKind.COMMITMENT]

    assert promise.owners == {"a", "b"}
