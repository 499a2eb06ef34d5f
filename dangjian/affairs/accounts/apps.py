from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts."""

    name = "dangjian.affairs.accounts"
    label = "accounts"
    verbose_name = "账号"
