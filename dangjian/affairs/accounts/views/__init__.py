"""Pages of signing in, cards, phones and the administration of accounts."""
