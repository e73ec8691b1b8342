"""
Figures as rows: leaves as the facts give them, locked leaves, what every node of every hierarchy adds up to.

Only `services/storing.py` writes figures and only `reading.py` hands them out: it decides what a reader may see.
"""

from django.conf import settings
from django.db import models

from remeslo.web.apps.common.models import Cluster
from remeslo.web.apps.common.models.documents import FrozenModel


class Sums(models.Model):
    """
    What a figure is made of: the fields of `core.results.figures.Figure`, without the facts.

    ``below`` is null for a plain sum, ``known`` and ``expected`` where the edition asks for neither.
    """

    above = models.DecimalField(max_digits=26, decimal_places=6)
    below = models.DecimalField(max_digits=26, decimal_places=6, null=True)
    known = models.DecimalField(max_digits=26, decimal_places=6, null=True)
    expected = models.DecimalField(max_digits=26, decimal_places=6, null=True)
    people = models.IntegerField(default=0)
    to_confirm = models.IntegerField(default=0)
    confirmed = models.IntegerField(default=0)
    disputed = models.IntegerField(default=0)

    class Meta:
        abstract = True


class Leaf(Sums):
    """
    A figure of a college's programme in a cluster.

    ``college`` is blank for what no college is told of: the cluster's own (money of enterprises, say). ``period`` is
    the label of the year.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    college = models.CharField(max_length=100, blank=True)
    programme = models.CharField(max_length=300, blank=True)
    indicator = models.CharField(max_length=60)
    edition = models.DateField()
    period = models.CharField(max_length=20)

    class Meta:
        abstract = True


class StoredFigure(Leaf):
    """A leaf by what is known today; computed anew when facts are added."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "period", "college", "programme", "indicator"], name="figure_once_a_leaf"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period} {self.cluster_id}/{self.college}"


class LockedFigure(Leaf):
    """A leaf as it was submitted: counted in place of the stored one for as long as the period is locked."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "period", "college", "programme", "indicator"], name="locked_figure_once_a_leaf"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period} {self.cluster_id}/{self.college} (locked)"


class StoredPlan(models.Model):
    """The planned value of a cluster's indicator and year, the last one said."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    indicator = models.CharField(max_length=60)
    period = models.CharField(max_length=20)
    plan = models.DecimalField(max_digits=26, decimal_places=6)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cluster", "period", "indicator"], name="plan_once_an_indicator")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.period} {self.plan}"


class FigureStamp(models.Model):
    """
    Up to which fact a cluster's leaves are computed.

    ``last_fact`` and ``num_facts`` are of the rows counted; ``stale`` says that facts came since. ``invented`` marks
    leaves that were generated whole: they have no facts behind them and are never computed anew.
    """

    cluster = models.OneToOneField(Cluster, models.CASCADE, related_name="+")
    last_fact = models.BigIntegerField(default=0)
    num_facts = models.IntegerField(default=0)
    day = models.DateField()
    at = models.DateTimeField()
    stale = models.BooleanField(default=False)
    invented = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.cluster_id} {self.last_fact}"


class BoardYear(models.Model):
    """
    A year that is summed up.

    ``differs`` is false when the past told by today's organisations is the past as it was: one set of rows serves both.
    """

    period = models.CharField(max_length=20, unique=True)
    at = models.DateTimeField()
    differs = models.BooleanField(default=False)

    class Meta:
        ordering = ["-period"]

    def __str__(self) -> str:
        return self.period


class BoardCell(Sums):
    """
    What a node adds up to: one indicator, one year, one way of telling the past.

    ``view`` is a value of `core.registry.paths.View`; ``node`` a key of a node (``cluster:severokamsk``,
    ``unit:severokamsk/skmm``), for a programme ``programme:<unit>/<programme>``. ``left_out`` are people of leaves that
    do not count yet. ``hidden``: only those may see it who see the facts. ``num_units`` of ``num_expected`` have
    reported, ``states`` says how many units are in which state. ``num_locked`` of them are locked; ``now_above`` and
    ``now_below`` are what the facts say today where that differs from what was locked, and ``change_hidden`` says that
    the difference would tell of few people.
    """

    view = models.CharField(max_length=20)
    node = models.CharField(max_length=500)
    indicator = models.CharField(max_length=60)
    period = models.CharField(max_length=20)
    editions = models.JSONField(default=list)
    left_out = models.IntegerField(default=0)
    hidden = models.BooleanField(default=True)
    num_units = models.IntegerField(default=0)
    num_expected = models.IntegerField(default=0)
    states = models.JSONField(default=dict)
    num_locked = models.IntegerField(default=0)
    has_changed = models.BooleanField(default=False)
    now_above = models.DecimalField(max_digits=26, decimal_places=6, null=True)
    now_below = models.DecimalField(max_digits=26, decimal_places=6, null=True)
    change_hidden = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["view", "node", "period", "indicator"], name="cell_once_a_node")]
        indexes = [models.Index(fields=["period", "indicator"], name="cell_by_indicator")]

    def __str__(self) -> str:
        return f"{self.node} {self.indicator} {self.period}"


class BoardNode(models.Model):
    """
    A node in a year, as a view tells it: what it lies under in a hierarchy, what it is called.

    ``parent`` is blank for the country. ``peer`` tells whom it is compared with: nodes of the same kind and peer.
    """

    view = models.CharField(max_length=20)
    period = models.CharField(max_length=20)
    hierarchy = models.CharField(max_length=20)
    node = models.CharField(max_length=500)
    parent = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=500)
    peer = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["view", "period", "hierarchy", "node"], name="node_once_a_tree")]
        indexes = [models.Index(fields=["period", "parent"], name="node_by_parent")]

    def __str__(self) -> str:
        return f"{self.hierarchy} {self.node} {self.period}"


class ApprovalAct(FrozenModel):
    """
    One step of an approval; only ever added.

    ``college`` is blank for the cluster's own figures. ``step`` is a value of `enums.Step`; ``level`` the level that
    took it. ``sha256`` is of the canonical text of ``figures``: the leaves that the step is about, as they were.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    college = models.CharField(max_length=100, blank=True)
    period = models.CharField(max_length=20)
    step = models.CharField(max_length=20)
    level = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    remark = models.CharField(max_length=2000, blank=True)
    sha256 = models.CharField(max_length=64)
    figures = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["cluster", "period"], name="approval_by_period")]

    def __str__(self) -> str:
        return f"{self.step} {self.cluster_id}/{self.college} {self.period}"


class UnitStanding(models.Model):
    """
    How far a unit's year has come: what the steps of `ApprovalAct` lead to, kept for lists.

    ``reached`` is a value of `core.rollup.approval.Level`, blank while nothing is locked; ``has_changed`` says that the
    facts of today give other leaves than those that are locked.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    college = models.CharField(max_length=100, blank=True)
    period = models.CharField(max_length=20)
    reached = models.CharField(max_length=20, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    remark = models.CharField(max_length=2000, blank=True)
    has_changed = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cluster", "college", "period"], name="standing_once_a_year")]

    def __str__(self) -> str:
        return f"{self.cluster_id}/{self.college} {self.period} {self.reached}"


class YearReport(models.Model):
    """
    The words of a cluster's or a college's report of a year, and whether everybody may read it.

    ``college`` is blank for the cluster's report. ``body`` is what was published: it is not computed anew when facts
    come; ``slug`` is its public address, ``indexed`` allows search engines to list it.
    """

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="+")
    college = models.CharField(max_length=100, blank=True)
    period = models.CharField(max_length=20)
    achieved = models.TextField(blank=True)
    difficulties = models.TextField(blank=True)
    next_year = models.TextField(blank=True)
    slug = models.CharField(max_length=40, unique=True)
    indexed = models.BooleanField(default=False)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    body = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cluster", "college", "period"], name="year_report_once_a_year")]

    def __str__(self) -> str:
        return f"{self.cluster_id}/{self.college} {self.period}"
