"""Term problems: published scheduling instances, and realistic programmes."""

import time

BEGAN = time.monotonic()
"""When this process began to load the benchmark; the time for all runs together counts from here."""
