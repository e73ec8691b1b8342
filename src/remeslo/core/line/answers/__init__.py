"""The answer to every request of an employer: which programme, when graduates come, how many places, what lacks."""

from remeslo.core.line.answers.answer import AnswerState, CardAnswer, RequirementAnswer, YearAnswer
from remeslo.core.line.answers.make import AnswerSheet, answer_all
from remeslo.core.line.answers.sharing import Claim, shared
from remeslo.core.line.answers.supply import Given, Pool, Timing, graduation_day, pools

__all__ = [
    "AnswerSheet",
    "AnswerState",
    "CardAnswer",
    "Claim",
    "Given",
    "Pool",
    "RequirementAnswer",
    "Timing",
    "YearAnswer",
    "answer_all",
    "graduation_day",
    "pools",
    "shared",
]
