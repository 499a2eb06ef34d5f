"""What every template may know about how it is shown."""

from django.http import HttpRequest

ELDER_COOKIE = "elder"


def look(request: HttpRequest) -> dict[str, object]:
    """Context processor: `elder_mode`, and `frame`, the template that a page shape extends.

    An htmx request gets the content alone; a restored history entry is a whole page again.
    """
    is_fragment = request.headers.get("HX-Request") == "true" and not request.headers.get("HX-History-Restore-Request")
    return {
        "elder_mode": request.COOKIES.get(ELDER_COOKIE) == "1",
        "frame": "ui/fragment.html" if is_fragment else "ui/frame.html",
    }
