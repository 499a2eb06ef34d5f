"""Whom a task goes to: by level, kind, field, township, names, less those left out."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Self

from django.db.models import Q

from dangjian.affairs.organizations.models import Organization, OrganizationQuerySet


@dataclass(frozen=True, slots=True)
class Targets:
    """A rule over the tree below the issuer; bodies named are added, bodies excluded are left out.

    Without any criterion only the named bodies are meant; without names either, nobody.
    """

    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    townships: tuple[int, ...] = ()
    named: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()

    @classmethod
    def of(cls, content: Mapping[str, object]) -> Self:
        """Return the rule kept as JSON; unknown keys are refused with ``ValueError``."""
        known = {field.name for field in fields(cls)}
        if not set(content) <= known:
            message = f"unknown keys: {sorted(set(content) - known)}"
            raise ValueError(message)
        return cls(**{key: tuple(value) for key, value in content.items() if isinstance(value, list | tuple)})

    def to_json(self) -> dict[str, list[str | int]]:
        """Return the rule as it is kept with a task or a saved selection."""
        return {key: list(value) for key, value in asdict(self).items() if value}

    def bodies(self, issuer: Organization, on: date) -> OrganizationQuerySet:
        """Bodies below ``issuer`` that exist on ``on`` and are meant, in the county's order."""
        below = Organization.objects.below(issuer).open_on(on)
        return below.filter(self._meant(issuer)).exclude(pk__in=self.excluded).in_order()

    def closed_names(self, issuer: Organization, on: date) -> list[str]:
        """Names of the named bodies that no longer exist on ``on``."""
        gone = Organization.objects.below(issuer).filter(pk__in=self.named, closed_on__lte=on)
        return list(gone.in_order().values_list("name", flat=True))

    def _meant(self, issuer: Organization) -> Q:
        if not (self.levels or self.kinds or self.fields or self.townships):
            return Q(pk__in=self.named)
        meant = Q()
        for column, values in (("level", self.levels), ("kind", self.kinds), ("field", self.fields)):
            if values:
                meant &= Q(**{f"{column}__in": values})
        if self.townships:
            meant &= _within_any(issuer, self.townships)
        return meant | Q(pk__in=self.named)


def _within_any(issuer: Organization, townships: tuple[int, ...]) -> Q:
    """Return the filter for bodies at or below one of ``townships``, each itself below the issuer."""
    within = Q(pk__in=())
    for township in Organization.objects.below(issuer).filter(pk__in=townships):
        within |= Q(pk__in=Organization.objects.at_or_below(township).values("pk"))
    return within
