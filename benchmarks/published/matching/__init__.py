"""Matching on public data, beside plain baselines: `python -m benchmarks.published.matching [--quick] [--write]`."""
