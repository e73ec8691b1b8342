"""A new edition of a standard: what changed, which links of a programme it touches, what people decide about each."""

from remeslo.core.competence.revision.applying import Applied, apply
from remeslo.core.competence.revision.edition_diff import diff
from remeslo.core.competence.revision.followed import followed, followed_state
from remeslo.core.competence.revision.links import Held, Link, LinkKind, links
from remeslo.core.competence.revision.resolution import NewEdition, Resolution, as_suggested, check_resolution
from remeslo.core.competence.revision.review import ReviewItem, ReviewList, review, review_all, review_state
from remeslo.core.competence.revision.state_applying import apply_state
from remeslo.core.competence.revision.state_diff import state_diff
from remeslo.core.competence.revision.state_links import rests_on, state_links
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
    "apply_state",
    "as_suggested",
    "check_resolution",
    "diff",
    "difference",
    "followed",
    "followed_state",
    "links",
    "rests_on",
    "review",
    "review_all",
    "review_state",
    "state_diff",
    "state_links",
]
