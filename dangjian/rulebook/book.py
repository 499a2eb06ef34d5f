"""The rulebook, looked up by rule id and day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from dangjian.rulebook.entry import Rule, RulebookError
from dangjian.rulebook.procedures import Procedure, UnknownProcedureError, read_procedures
from dangjian.rulebook.reading import read_texts, regulations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable

    from dangjian.rulebook.bounds import Value


_beside: Final[list[Traversable]] = []


class UnknownRuleError(RulebookError):
    """No regulation has a rule of this id."""


class NotInForceError(RulebookError):
    """The rule exists, but not on this day."""


@dataclass(frozen=True, slots=True)
class Book:
    """Every rule, with all its texts over time, by id."""

    texts: Mapping[str, tuple[Rule, ...]]
    procedures: Mapping[str, tuple[Procedure, ...]] = field(default_factory=dict)

    def rule(self, rule_id: str, *, on: date, local: Mapping[str, Value] | None = None) -> Rule:
        """Give the rule in force on a day, with the county's own value where `local` has one.

        Raises `UnknownRuleError`, `NotInForceError`, or `OutOfBoundsError` for a local value that is not allowed.
        """
        if rule_id not in self.texts:
            raise UnknownRuleError(f"no rule {rule_id!r}")
        for text in self.texts[rule_id]:
            if text.holds_on(on):
                return text.with_local(local[rule_id]) if local and rule_id in local else text
        raise NotInForceError(f"rule {rule_id!r} is not in force on {on:%Y-%m-%d}")

    def rules(self, *, on: date) -> tuple[Rule, ...]:
        """Give all rules in force on a day, by id."""
        return tuple(text for _, texts in sorted(self.texts.items()) for text in texts if text.holds_on(on))

    def under(self, family: str, *, on: date) -> dict[str, Rule]:
        """Give the rules in force whose id begins with `family` and a dot, by the rest of their ids."""
        return {
            text.id.removeprefix(f"{family}."): text for text in self.rules(on=on) if text.id.startswith(f"{family}.")
        }

    def procedure(self, key: str, *, version: int | None = None) -> Procedure:
        """Give a procedure as a case began it, the newest version without one; `UnknownProcedureError`."""
        versions = self.procedures.get(key, ())
        for procedure in reversed(versions):
            if version is None or procedure.version == version:
                return procedure
        raise UnknownProcedureError(f"no procedure {key!r} of version {version}")


def procedures() -> tuple[Procedure, ...]:
    """Give the newest text of every shipped procedure, by key."""
    return tuple(versions[-1] for _, versions in sorted(shipped().procedures.items()))


def read_book(*folders: Traversable) -> Book:
    """Read all `.toml` files of folders; `MalformedError` or `OverlapError` where they are wrong."""
    found = regulations(folders)
    texts = read_texts(found)
    return Book(texts, read_procedures(found, texts))


@cache
def shipped() -> Book:
    """Give the rulebook of this package and of the installation's own folder, read once a process."""
    return read_book(files("dangjian.rulebook"), *_beside)


def read_beside(folder: Traversable) -> None:
    """Read a folder of an installation's own practices beside the package's: a practice is one file there."""
    if folder not in _beside:
        _beside.append(folder)
        shipped.cache_clear()


def rule(rule_id: str, *, on: date, local: Mapping[str, Value] | None = None) -> Rule:
    """Give the rule in force on a day from the shipped rulebook; see `Book.rule`."""
    return shipped().rule(rule_id, on=on, local=local)


def rules(*, on: date) -> tuple[Rule, ...]:
    """Give all rules of the shipped rulebook in force on a day, by id."""
    return shipped().rules(on=on)


def under(family: str, *, on: date) -> dict[str, Rule]:
    """Give a family of rules of the shipped rulebook; see `Book.under`."""
    return shipped().under(family, on=on)


def procedure(key: str, *, version: int | None = None) -> Procedure:
    """Give a procedure of the shipped rulebook; see `Book.procedure`."""
    return shipped().procedure(key, version=version)
