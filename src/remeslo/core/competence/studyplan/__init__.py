"""
Study plans (учебные планы) as one neutral value, whatever program wrote the file.

`StudyPlan` is what every reader gives and every writer takes; `links` makes statements and human-made pairs for
matching out of it, `elements` programme elements for the line, `sums` adds up, `check` judges, `compare` sets two
plans side by side.
"""

from remeslo.core.competence.studyplan.links import GoldPair, LinkSource, gold_pairs, statements
from remeslo.core.competence.studyplan.plan import StudyPlan
from remeslo.core.competence.studyplan.values import (
    EmbeddedStandard,
    PlanActivity,
    PlanBlock,
    PlanCompetence,
    PlanHead,
    PlanRow,
    RowKind,
    StandardLink,
)
from remeslo.core.competence.studyplan.work import Aspect, Control, Load, LoadKind, LoadUnit

__all__ = [
    "Aspect",
    "Control",
    "EmbeddedStandard",
    "GoldPair",
    "LinkSource",
    "Load",
    "LoadKind",
    "LoadUnit",
    "PlanActivity",
    "PlanBlock",
    "PlanCompetence",
    "PlanHead",
    "PlanRow",
    "RowKind",
    "StandardLink",
    "StudyPlan",
    "gold_pairs",
    "statements",
]
