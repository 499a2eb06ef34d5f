"""关于: who runs the platform, under which filing number, which version, and what it does not do to anybody (B-15)."""

from importlib.metadata import version
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dangjian.access.gates import public
from dangjian.foundation.time import today
from dangjian.foundation.ui.parts import Fact
from dangjian.rulebook import Rule, rules

_PROMISES: Final = "B-"
_OPEN: Final = "尚未填写，请系统管理员在启动时设定"


def promises() -> list[Rule]:
    """Return the rules of burden that the platform sets itself, those in force today, by their codes."""
    return sorted((one for one in rules(on=today()) if one.code.startswith(_PROMISES)), key=lambda one: one.code)


@public()
def page(request: HttpRequest) -> HttpResponse:
    """Show it to everybody, signed in or not."""
    facts = [
        Fact("主办单位", settings.OPERATOR or _OPEN),
        Fact("备案编号", settings.FILING_NUMBER or _OPEN),
        Fact("联系方式", settings.CONTACT or _OPEN),
        Fact("版本", version("dangjian")),
    ]
    return render(request, "site/about.html", {"facts": facts, "promises": promises()})
