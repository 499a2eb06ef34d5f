from django.apps import AppConfig


class BurdenConfig(AppConfig):
    """The book of burden: tells issuers what a request falls together with before it is sent."""

    name = "dangjian.programme.burden"
    label = "burden"
    verbose_name = "基层负担账"

    def ready(self) -> None:
        from dangjian.programme.burden.overlaps import overlaps
        from dangjian.programme.tasks.doors import register_overlaps

        register_overlaps(overlaps)
