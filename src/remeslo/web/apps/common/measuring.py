"""Numbers about the running program for those who watch over it; routes, never addresses or people."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram

REGISTRY: Final = CollectorRegistry()
SLOW_S: Final = 2.0
"""An answer that takes longer is told in the log, whatever else is logged: such work belongs into a job."""
REQUESTS: Final = Counter("remeslo_requests_total", "Answers given", ("route", "method", "status"), registry=REGISTRY)
SECONDS: Final = Histogram(
    "remeslo_request_seconds",
    "Time to answer",
    ("route",),
    buckets=(0.01, 0.03, 0.1, 0.3, 1.0, SLOW_S, 5.0, 10.0, 30.0),
    registry=REGISTRY,
)


def answered(route: str, method: str, status: int, seconds: float) -> None:
    """Count one answer."""
    REQUESTS.labels(route, method, str(status)).inc()
    SECONDS.labels(route).observe(seconds)
