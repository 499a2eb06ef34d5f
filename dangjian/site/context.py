"""What every page shows around its content."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from dangjian.access import once
from dangjian.access.actors import Actor
from dangjian.site import navigation


def page(request: HttpRequest) -> dict[str, object]:
    """Return the head of the page: site, person, navigation, and a fresh key for its forms."""
    signed: Actor | None = getattr(request, "full_actor", None)
    return {
        "site_name": settings.SITE_NAME,
        "search_address": reverse("site:search") if signed else "",
        "navigation": tuple(navigation.links(signed, request.path)) if signed else (),
        "person_caption": signed.caption if signed else "",
        "once": once.mint(signed.epoch) if signed else "",
    }
