from django.apps import AppConfig


class TermsConfig(AppConfig):
    """Registers nothing below it yet."""

    name = "dangjian.affairs.terms"
    label = "terms"
    verbose_name = "届期"
