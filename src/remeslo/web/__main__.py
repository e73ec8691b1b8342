"""``python -m remeslo.web serve|demo|manage``: see remeslo.web.launch."""

import sys

from remeslo.web.launch.main import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
