"""The review list as plain data for ``--json``."""

from remeslo.core.base.findings import Finding, Severity
from remeslo.core.competence.revision import EditionDiff, ReviewItem, ReviewList
from remeslo.interchange.sentences import Language, say


def as_report(review: ReviewList, diff: EditionDiff, *, language: Language) -> dict[str, object]:
    """``{"programme", "old", "new", "statements", "suggested", "carried", "links": [...]}``; see FORMAT.md."""
    return {
        "programme": review.programme,
        "old": review.old,
        "new": review.new,
        "statements": {change.value: n for change, n in diff.counts().items()},
        "suggested": {decision.value: n for decision, n in review.counts().items()},
        "carried": [h.link.key for h in review.carried],
        "links": [_link(i, language) for i in review.items],
    }


def reason(item: ReviewItem, language: Language) -> str:
    """Why something is suggested, in words."""
    return say(Finding(item.suggestion.reason, "", item.suggestion.facts, Severity.NOTE), language).what


def _link(item: ReviewItem, language: Language) -> dict[str, object]:
    change = item.change
    return {
        "key": item.link.key,
        "kind": item.link.kind.value,
        "holder": item.link.holder,
        "statement": item.link.statement,
        "employers": list(item.held.employers),
        "elements": list(item.held.elements),
        "change": change.change.value if change else None,
        "score": change.score if change else None,
        "old": item.old_text,
        "new": [{"key": s.key, "text": s.text} for s in item.new],
        "candidates": [
            {"key": c.statement.key, "text": c.statement.text, "score": c.score}
            for c in (change.candidates if change else ())
        ],
        "words": [{"mark": r.mark.value, "text": r.text} for r in item.wording()] if item.new else [],
        "suggestion": item.suggestion.decision.value,
        "targets": list(item.suggestion.targets),
        "reason": item.suggestion.reason,
        "why": reason(item, language),
    }
