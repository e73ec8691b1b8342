"""Questions over rows of agreements; the number of queries does not grow with them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from remeslo.core.agreements.agreement import Agreement
from remeslo.web.apps.agreements.bodies import whole
from remeslo.web.apps.agreements.models import AgreementRow, NoticeRow, Remark, ScanRow, SignatureRow, StepRow, TextRow
from remeslo.web.apps.common.models import Cluster, Organisation


@dataclass(frozen=True, slots=True)
class Held:
    """An agreement as it is kept, with the core's value of it."""

    row: AgreementRow
    value: Agreement
    texts: tuple[TextRow, ...]
    signatures: tuple[SignatureRow, ...]
    steps: tuple[StepRow, ...]

    @property
    def text(self) -> TextRow | None:
        """The last text; None while nothing was sent."""
        return self.texts[-1] if self.texts else None


def held(cluster: Cluster, keys: Iterable[str] | None = None) -> list[Held]:
    """Agreements of a cluster (or those of these keys) with what happened to them; four queries."""
    rows = AgreementRow.objects.filter(cluster=cluster).select_related("edited_by")
    return whole_of(rows if keys is None else rows.filter(key__in=list(keys)))


def whole_of(rows: Iterable[AgreementRow]) -> list[Held]:
    """These agreements, of whatever clusters, with what happened to them; three queries beside theirs."""
    found = list(rows)
    texts: dict[int, list[TextRow]] = defaultdict(list)
    for text in TextRow.objects.filter(agreement__in=found).select_related("author").defer("lines"):
        texts[text.agreement_id].append(text)
    signatures: dict[int, list[SignatureRow]] = defaultdict(list)
    for signature in SignatureRow.objects.filter(text__agreement__in=found).select_related("text", "by"):
        signatures[signature.text.agreement_id].append(signature)
    steps: dict[int, list[StepRow]] = defaultdict(list)
    for step in StepRow.objects.filter(agreement__in=found).select_related("by"):
        steps[step.agreement_id].append(step)
    return [_held(row, texts[row.pk], signatures[row.pk], steps[row.pk]) for row in found]


def _held(row: AgreementRow, texts: list[TextRow], signatures: list[SignatureRow], steps: list[StepRow]) -> Held:
    value = whole(row.body, row.told, texts, signatures, steps)
    return Held(row, value, tuple(texts), tuple(signatures), tuple(steps))


def organisations(cluster: Cluster) -> Mapping[str, Organisation]:
    """Members of the cluster by key; one query."""
    return {o.key: o for o in cluster.organisations.all()}


def remarks(row: AgreementRow) -> list[Remark]:
    """What was said, in order; one query."""
    return list(Remark.objects.filter(agreement=row).select_related("by"))


def notices(row: AgreementRow) -> list[NoticeRow]:
    """What days brought to it, in order; one query."""
    return list(NoticeRow.objects.filter(cluster=row.cluster_id, agreement=row.key))


def scans(row: AgreementRow) -> list[ScanRow]:
    """Scans without their bytes; one query."""
    return list(ScanRow.objects.filter(agreement=row).select_related("file", "by").defer("file__data"))


def text_numbered(row: AgreementRow, number: int) -> TextRow | None:
    """A text by its number; one query."""
    return TextRow.objects.filter(agreement=row, number=number).select_related("author").first()
