"""The server's half of the browser's drafts: telling the browser which one has been received."""

from urllib.parse import quote

from django.http import HttpResponse

COOKIE = "draft_done"


def finish(response: HttpResponse, key: str) -> HttpResponse:
    """Mark the draft of a form (`data-draft-key`) as received; the next page removes it from the browser's store."""
    response.set_cookie(COOKIE, quote(key, safe=""), max_age=3600, samesite="Lax")
    return response
