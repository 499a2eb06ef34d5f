"""A site with nothing but the look: the gallery, a list that filters, a note that is sent. No database."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.contrib import messages
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.test import override_settings
from django.urls import path

from dangjian.foundation.ui import views
from dangjian.foundation.ui.parts import Item

received: list[dict[str, str]] = []
VILLAGES = ("东沟村", "上湾村", "西岭村", "青石村")


def page(_request: HttpRequest) -> dict[str, object]:
    """Stand in for the site's own context processor."""
    children = (
        Item("清单台账", "/list/", is_current=True, group="任务"),
        Item("读文件", "/note/", group="任务"),
        *(Item(caption, "/note/", group="督促") for caption in ("预警", "督办函", "抽查走访")),
    )
    return {
        "site_name": "清源县党建方案服务平台",
        "navigation": (
            Item("党建方案", "/list/", is_current=True, children=children),
            Item("党务管理", "/list/"),
            Item("决策支持", "/list/"),
        ),
        "search_address": "/list/",
        "person_caption": "周明 · 县委组织部",
        "person_menu": (Item("我的账号", "/list/"),),
        "sign_out_address": "/note/",
        "about_address": "/about/",
        "feedback_address": "/feedback/",
    }


def note(request: HttpRequest) -> HttpResponse:
    """Take a note; 退回 is refused, 有错 comes back, anything else is taken."""
    if request.method != "POST":
        return render(request, "look_site/note.html", {"once": f"key-{time.monotonic_ns()}.1", "draft_key": "1:note"})
    received.append(request.POST.dict())
    if "退回" in request.POST["words"]:
        return render(request, "ui/refused.html", {"message": "这一项已经销号，没有作任何改动。"}, status=409)
    if "有错" in request.POST["words"]:
        messages.error(request, "时限早于今天。")
        return redirect("/note/")
    time.sleep(0.4)
    messages.success(request, "已报送。")
    return redirect("/list/")


def villages(request: HttpRequest) -> HttpResponse:
    """List villages whose name holds the words; 过期 leads away, as a session does that has ended."""
    words = request.GET.get("words", "")
    if words == "过期":
        return redirect("/note/")
    rows = [name for name in VILLAGES if words in name]
    return render(request, "look_site/villages.html", {"rows": rows, "words": words, "heading": "村"})


urlpatterns = [
    path("gallery/", views.gallery),
    path("display/", views.elder_mode, name="elder_mode"),
    path("note/", note),
    path("list/", villages),
]

NOTE = """{% extends "ui/form.html" %}{% block heading %}报送{% endblock %}{% block form_address %}/note/{% endblock %}
{% block fields %}<div class="field"><label class="form-label" for="words">进展</label>
<textarea class="form-control" id="words" name="words">原来的话</textarea></div>
<label class="check-line"><input type="checkbox" name="done"> 已办结</label>{% endblock %}"""
VILLAGE_LIST = """{% extends "ui/list.html" %}{% block rows %}
<table class="table as-cards"><thead><tr><th scope="col">村</th></tr></thead>
<tbody>{% for row in rows %}<tr><td class="card-head" data-label="">
<a data-open href="/note/?{{ row }}">{{ row }}</a></td></tr>{% endfor %}
</tbody></table>{% endblock %}"""
SETTINGS: dict[str, Any] = {
    "ROOT_URLCONF": "tests.journeys.look_site",
    "MESSAGE_STORAGE": "django.contrib.messages.storage.cookie.CookieStorage",
    "MIDDLEWARE": [
        "django.middleware.security.SecurityMiddleware",
        "csp.middleware.CSPMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.messages.context_processors.messages",
                    "dangjian.foundation.ui.context.look",
                    "tests.journeys.look_site.page",
                ],
                "loaders": [
                    (
                        "django.template.loaders.locmem.Loader",
                        {
                            "look_site/note.html": NOTE,
                            "look_site/villages.html": VILLAGE_LIST,
                        },
                    ),
                    "django.template.loaders.app_directories.Loader",
                ],
            },
        }
    ],
}


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing: the tests look at what was received."""


@contextmanager
def look_site() -> Iterator[str]:
    """Serve the site on a free port of the loopback; gives its address."""
    with override_settings(**SETTINGS):
        handler = StaticFilesHandler(WSGIHandler())
        with make_server("127.0.0.1", 0, handler, _Server, _Quiet) as server:
            thread = Thread(target=server.serve_forever, daemon=True)
            thread.start()
            try:
                yield f"http://127.0.0.1:{server.server_port}"
            finally:
                server.shutdown()
                thread.join()
