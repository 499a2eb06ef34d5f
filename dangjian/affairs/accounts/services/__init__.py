"""What can happen to an account: signing in, cards, phones, administration."""

from dangjian.affairs.accounts.services.epochs import raise_epoch

__all__ = ["raise_epoch"]
