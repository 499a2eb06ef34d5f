"""What every page shows around its content."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from dangjian.access import once, zones
from dangjian.access.actors import Actor
from dangjian.foundation.ui.parts import Item
from dangjian.site import navigation


def page(request: HttpRequest) -> dict[str, object]:
    """Return the head of the page: site, person, navigation, and a fresh key for its forms."""
    actor: Actor | None = getattr(request, "full_actor", None)
    head: dict[str, object] = {
        "site_name": settings.SITE_NAME,
        "home_address": "/",
        "about_address": reverse("about"),
    }
    if actor is None:
        return head
    return head | {
        "search_address": reverse("search"),
        "navigation": tuple(navigation.links(actor, request.path)),
        "person_caption": actor.caption,
        "person_menu": (
            Item("收件箱", reverse("inbox:index")),
            *own(),
            Item("我的手机", reverse("accounts:phones")),
            Item("我的密码", reverse("accounts:password")),
            Item("我的意见建议", reverse("suggestions:index")),
        ),
        "feedback_address": _feedback(request.path),
        "sign_out_address": reverse("accounts:sign-out"),
        "once": once.mint(actor.epoch),
        "account_id": actor.account_id,
    }


def own() -> tuple[Item, ...]:
    """Return what everybody in the Party comes to look at of their own."""
    record = Item("我的档案", reverse("dossier:own"))
    if zones.is_internet():
        return (record,)
    return (record, Item("我的党费", reverse("dues:mine")), Item("我的评议", reverse("appraisals:mine")))


def _feedback(here: str) -> str:
    """Return where one says something about this page; of where one is nothing goes along but a word."""
    caption, address = navigation.page_caption(here), reverse("suggestions:say")
    return f"{address}?{urlencode({'page': caption})}" if caption else address
