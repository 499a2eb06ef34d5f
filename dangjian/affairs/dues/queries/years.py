"""What a body took in, handed up and used in a year, from its ledger; no names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, Q, Sum, When

from dangjian.affairs.dues.models import Book, Entry, Kind, Shelf
from dangjian.affairs.dues.rules.money import yuan
from dangjian.affairs.organizations.models import Organization

_SIGNED = Case(When(kind=Kind.REVERSAL, then=-F("amount")), default=F("amount"), output_field=BigIntegerField())


@dataclass(frozen=True, slots=True)
class Figures:
    """A year in cents: at its start and end, by kind and by use; ``months``: what members paid, by month of payment."""

    opening: int
    closing: int
    kinds: Mapping[str, int]
    uses: Mapping[str, int]
    months: Mapping[int, int]
    payers: int

    def as_kept(self) -> dict[str, Any]:
        """Return the figures as a statement keeps them."""
        return {
            "opening": self.opening, "closing": self.closing, "kinds": dict(self.kinds), "uses": dict(self.uses),
            "months": {str(month): cents for month, cents in self.months.items()}, "payers": self.payers,
        }  # fmt: skip


def figures(organization: Organization, year: int) -> Figures:
    """Add a year up; six queries. What is undone counts on the day it was undone."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    rows = Entry.objects.filter(organization=organization, on__gte=first, on__lt=after)
    what = Case(When(kind=Kind.REVERSAL, then=F("reverses__kind")), default=F("kind"))
    kinds = dict(rows.annotate(what=what).values_list("what").annotate(total=Sum(_SIGNED)).order_by("what"))
    use = Case(When(kind=Kind.REVERSAL, then=F("reverses__use")), default=F("use"))
    uses = dict(
        rows.annotate(for_use=use)
        .exclude(for_use="")
        .values_list("for_use")
        .annotate(total=Sum(_SIGNED))
        .order_by("for_use")
    )
    paid = Q(kind=Kind.PAY) | Q(kind=Kind.REVERSAL, reverses__kind=Kind.PAY)
    by_month = dict(rows.filter(paid).values_list("on__month").annotate(total=Sum(_SIGNED)).order_by("on__month"))
    payers = rows.filter(kind=Kind.PAY, reversal=None).aggregate(number=Count("person", distinct=True))["number"]
    till = Book.objects.filter(organization=organization, shelf=Shelf.TILL).first()
    return Figures(
        opening=_held(till, first), closing=_held(till, after), kinds=kinds, uses=uses, months=by_month, payers=payers
    )


def _held(till: Book | None, day: date) -> int:
    """Return what was at hand before a day."""
    if till is None:
        return 0
    rows = Entry.objects.filter(Q(from_book=till) | Q(to_book=till), on__lt=day)
    total = rows.aggregate(
        total=Sum(Case(When(to_book=till, then=F("amount")), default=-F("amount"), output_field=BigIntegerField()))
    )["total"]
    return int(total or 0)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a statement: caption and yuan."""

    caption: str
    yuan: str


def statement_lines(kept: Mapping[str, Any]) -> list[Line]:
    """Return a statement's figures in the order of the printed form."""
    kinds = kept["kinds"]
    found = [Line("上年结存", yuan(kept["opening"]))]
    found += [Line(f"本年{Kind(kind).label}", yuan(kinds[kind])) for kind in Kind.values if kinds.get(kind)]
    found += [Line(f"　其中：{use}", yuan(cents)) for use, cents in kept["uses"].items() if cents]
    return [*found, Line("年末结存", yuan(kept["closing"]))]
