"""A new edition of a standard: what changed, which links of a programme it touches, what people decide about each."""

from remeslo.core.competence.revision.applying import Applied, apply
from remeslo.core.competence.revision.edition_diff import diff
from remeslo.core.competence.revision.followed import followed
from remeslo.core.competence.revision.links import Held, Link, LinkKind, links
from remeslo.core.competence.revision.resolution import NewEdition, Resolution, as_suggested, check_resolution
from remeslo.core.competence.revision.review import ReviewItem, ReviewList, review, review_all
from remeslo.core.competence.revision.suggest import Decision, Suggestion
from remeslo.core.competence.revision.values import Candidate, Change, EditionDiff, StatementChange
from remeslo.core.competence.revision.wording import Mark, Run, difference

__all__ = [
    "Applied",
    "Candidate",
    "Change",
    "Decision",
    "EditionDiff",
    "Held",
    "Link",
    "LinkKind",
    "Mark",
    "NewEdition",
    "Resolution",
    "ReviewItem",
    "ReviewList",
    "Run",
    "StatementChange",
    "Suggestion",
    "apply",
    "as_suggested",
    "check_resolution",
    "diff",
    "difference",
    "followed",
    "links",
    "review",
    "review_all",
]
