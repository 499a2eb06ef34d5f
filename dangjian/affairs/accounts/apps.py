from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts; a notice may name one of them and nobody else at its body."""

    name = "dangjian.affairs.accounts"
    label = "accounts"
    verbose_name = "账号"

    def ready(self) -> None:
        from dangjian.affairs.accounts.named import holders
        from dangjian.channels.inbox.holders import register

        register(holders)
