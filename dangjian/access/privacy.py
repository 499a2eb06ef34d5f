"""The privacy class of every field of every model.

Exports, masks, search, logs and demo data read it; an architecture test keeps it complete.
"""

from collections.abc import Mapping
from enum import StrEnum


class Privacy(StrEnum):
    """How far a field may travel, from everyone to almost no one."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


Classes = Mapping[Privacy, tuple[str, ...]]


def class_of(model: type, field: str) -> Privacy:
    """Return the class of ``field``; raises ``LookupError`` where the model does not say."""
    classes: Classes = getattr(model, "PRIVACY", {})
    for privacy, names in classes.items():
        if field in names:
            return privacy
    message = f"{model.__name__}.{field} has no privacy class"
    raise LookupError(message)
