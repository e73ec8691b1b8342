"""The example's agreements: one in force, its renewal half signed, made once only."""

from remeslo.core.agreements.state import signed_on


def test_example_gets_its_agreements_once_and_a_real_cluster_none(cluster):
    from remeslo.web.apps.agreements.queries import held
    from remeslo.web.apps.agreements.scene import Scene
    from remeslo.web.apps.common.models import User
    from remeslo.web.apps.common.services.demo import make_demo_people
    from remeslo.web.launch.agreements import agree_unless_agreed
    from remeslo.web.launch.console import Console

    make_demo_people(cluster)
    agree_unless_agreed(cluster, Console())
    agree_unless_agreed(cluster, Console())
    scene = Scene(User.objects.filter(demo=True).first(), cluster)

    assert {p.value.key: signed_on(p.value) is not None for p in scene.papers} == {"СП-2026": True, "СП-2029": False}
    assert [len(h.signatures) for h in held(cluster)] == [1, 2]
    assert not any(f.hard for p in scene.papers for f in scene.against(p))
    cluster.illustrative = False
    cluster.agreements.all().delete()
    agree_unless_agreed(cluster, Console())
    assert cluster.agreements.count() == 0
