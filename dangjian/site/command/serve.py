"""`dangjian serve`: the web server, with the embedded database unless `DATABASE_URL` names a server."""

import os
from argparse import ArgumentParser, Namespace
from functools import partial

from dangjian.site.command.options import add_address
from dangjian.site.processes import household, parts, ports
from dangjian.site.processes.environment import furnished

say = partial(print, flush=True)


def add_arguments(parser: ArgumentParser) -> None:
    """Where to serve."""
    add_address(parser)


def run(namespace: Namespace) -> int:
    """Check, then serve until told to stop."""
    household.stop_on_signals()
    ports.claim(namespace.host, namespace.port)
    os.environ["DANGJIAN_STATICFILES"] = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    with furnished(say) as supervisor:
        household.once("django", "prepare", "check", "keys", "static")
        web = parts.web(
            namespace.host, namespace.port, processes=namespace.processes, threads=namespace.threads, say=say
        )
        household.keep([web], supervisor, say)
    return 0
