"""Who a session belongs to: the account together with its person, in one query."""

from django.contrib.auth.backends import ModelBackend

from dangjian.affairs.accounts.models import Account


class AccountBackend(ModelBackend):
    """Django's own backend, which would fetch the person's name in a second query on every page."""

    def get_user(self, user_id: int) -> Account | None:
        """Return the account of a session, None where it is gone or may not sign in."""
        account = Account.objects.select_related("person").filter(pk=user_id).first()
        return account if account and self.user_can_authenticate(account) else None
