from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Assembles the capabilities: navigation, home, search."""

    name = "dangjian.site"
    label = "site"
    verbose_name = "平台"
