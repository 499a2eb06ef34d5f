"""What the record needs on a phone without a network: the worker that opens it again, and a probe."""

from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse

from dangjian.access.gates import public

_WORKER: Final = Path(__file__).parents[1] / "static/meetings/worker.js"


@public("GET")
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  # the same for everyone
    """Give the service worker, at an address whose scope is that of the meetings."""
    return HttpResponse(_WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
