from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Registers the start-up check of the gates."""

    name = "dangjian.access"
    label = "access"
    verbose_name = "权限"

    def ready(self) -> None:
        from dangjian.access import checks, zones  # noqa: F401  # importing registers them
