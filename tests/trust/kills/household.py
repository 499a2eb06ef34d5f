"""The household that is killed: `python -m tests.trust.kills.household PORT [spoiled]`.

The product's own supervisor, web server, worker and watch; only the limit of deaths a minute is lifted, for dying
often is the point here.
"""

import sys
from functools import partial

from dangjian.site.processes import household, parts
from dangjian.site.processes.environment import furnished

HOST = "127.0.0.1"
say = partial(print, flush=True)


def main(port: int, *, spoiled: bool) -> None:
    """Prepare, set the scene, then keep everything alive until told to stop."""
    household.stop_on_signals()
    household._TOO_OFTEN = 10**6  # noqa: SLF001  # see above
    with furnished(say) as supervisor:
        household.once("django", "prepare", "check", "migrate", "keys")
        household.once("tests.trust.kills.scene")
        web, queue = parts.web(HOST, port, processes=1, threads=4, say=say), parts.queue(2)
        if spoiled:
            web.command = [*web.command[:-1], "tests.trust.kills.spoiled:application"]
            queue.command = [sys.executable, "-m", "tests.trust.kills.spoiled", "2"]
        household.keep([web, queue], supervisor, say)


if __name__ == "__main__":
    main(int(sys.argv[1]), spoiled="spoiled" in sys.argv)
