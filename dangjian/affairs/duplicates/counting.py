"""What a roster tells of numbers that stand elsewhere counts among the searches of a day (RG-1)."""

from datetime import date

from django.db import transaction

from dangjian.access import audit
from dangjian.affairs.accounts.models import Account
from dangjian.affairs.duplicates.models import Case, Lookup, Sought
from dangjian.affairs.duplicates.services.searching import limit_of
from dangjian.affairs.organizations.models import Organization


class Budget:
    """How many more numbers this account may learn today to stand elsewhere, by search or by roster."""

    def __init__(self, account_id: int, body: Organization, on: date) -> None:
        self._account_id, self._body, self._on = account_id, body, on
        self.is_spent = self._used() >= limit_of(body.county_id, on)

    def _used(self) -> int:
        return Lookup.objects.filter(account_id=self._account_id, on=self._on).count()

    def spend(self, case: Case) -> bool:
        """Count the case of a number, once a day; say whether it may still be told. It is committed as it is told."""
        own = Lookup.objects.filter(account_id=self._account_id, on=self._on, case=case)
        with transaction.atomic():
            Account.objects.select_for_update().get(pk=self._account_id)  # Two at once, one after the other.
            if own.exists():
                return True
            if self._used() >= limit_of(self._body.county_id, self._on):
                self.is_spent = True
                return False
            made = Lookup.objects.create(
                account_id=self._account_id, county_id=self._body.county_id, org_path=self._body.path,
                kind=Sought.ID_NUMBER, on=self._on, case=case,
            )  # fmt: skip
            audit.record(
                by=None, account_id=self._account_id, action="person.search", subject=made.public_id,
                path=made.org_path, county_id=made.county_id, words=f"名册导入：其他组织已有登记，{case.number}",
            )  # fmt: skip
            self.is_spent = self._used() >= limit_of(self._body.county_id, self._on)
        return True
