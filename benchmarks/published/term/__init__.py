"""Term problems: published scheduling instances, and realistic programmes."""

import time

BEGAN = time.monotonic()
"""When this process began to load the benchmark; limits of its first instance count from here."""
