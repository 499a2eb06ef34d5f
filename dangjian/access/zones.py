"""The zone of an installation (P37): on the internet nothing personal is shown, searched, exported or asked for."""

from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from dangjian.access.privacy import Privacy

INTRANET: Final = "intranet"
INTERNET: Final = "internet"
_KEPT_IN: Final = frozenset({Privacy.PERSONAL, Privacy.SENSITIVE})


def is_internet() -> bool:
    """Say whether this installation faces the internet."""
    return str(settings.ZONE) == INTERNET


def shows(privacy: Privacy) -> bool:
    """Say whether fields of this class appear in this zone: on pages, in forms, searches and exports."""
    return not is_internet() or privacy not in _KEPT_IN


@register("access")
def the_zone_is_one(**_: Any) -> list[CheckMessage]:  # noqa: ANN401  # Django's signature
    """Refuse a zone that is none: a slip of the pen must not open what is to stay inside."""
    if settings.ZONE in (INTRANET, INTERNET):
        return []
    return [Error(f"DANGJIAN_ZONE 应为 {INTRANET} 或 {INTERNET}，现为 {settings.ZONE!r}。", id="access.E003")]
