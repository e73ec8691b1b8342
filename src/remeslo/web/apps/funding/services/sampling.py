"""Drawing a sample for verification and keeping what was found; after a line that is not sound the next grows."""

from datetime import date, datetime

from django.db import transaction

from remeslo.core.funding.lines import LineState
from remeslo.core.funding.sampling import SamplingRule, draw
from remeslo.web.apps.common.models import User
from remeslo.web.apps.common.services.log import record
from remeslo.web.apps.funding.accounts import Account
from remeslo.web.apps.funding.models import DrawnSample, Verdict


@transaction.atomic
def draw_sample(
    here: Account, *, on: date, rule: SamplingRule, seed: int, by: User | None, at: datetime
) -> DrawnSample | None:
    """
    A sample of the lines that are to be paid; None when there are none.

    Lines found unsound in the last sample of the pack double the shares, each time.
    """
    lines = [x.line for x in here.settlement(on).lines if x.line is not None and x.state is LineState.PAYABLE]
    if not lines:
        return None
    last = DrawnSample.objects.filter(pack=here.document).first()
    unsound = sum(not v for v in _last_words(last).values()) if last else 0
    grown = rule.grown(unsound)
    sample = draw(lines, grown, seed=seed)
    by_key = {line.key: line for line in lines}
    chosen = [[str(k), by_key[k].payee, str(by_key[k].amount), why.value] for k, why in sample.chosen.items()]
    row = DrawnSample(
        cluster=here.cluster,
        pack=here.document,
        on=on,
        seed=seed,
        rule={"value_share": str(grown.value_share), "random_share": str(grown.random_share), "unsound": unsound},
        chosen=chosen,
        value=sample.value,
        total=sample.total,
        author=by,
        at=at,
    )
    row.save()
    record("money.sampled", by=by, cluster=here.cluster, subject=f"rule_pack:{here.document.key}", count=len(chosen))
    return row


def give_verdict(sample: DrawnSample, line: str, *, sound: bool, note: str, by: User, at: datetime) -> Verdict:
    """Keep what was found about a line; the last word counts."""
    row = Verdict(sample=sample, line=line, sound=sound, note=note, author=by, at=at)
    row.save()
    return row


def _last_words(sample: DrawnSample) -> dict[str, bool]:
    return dict(sample.verdicts.order_by("id").values_list("line", "sound"))
