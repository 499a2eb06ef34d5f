from django.apps import AppConfig


class BurdenConfig(AppConfig):
    """The book of burden: tells issuers what a request falls together with before it is sent."""

    name = "dangjian.programme.burden"
    label = "burden"
    verbose_name = "基层负担账"

    def ready(self) -> None:
        from dangjian.affairs.registers.doors import register_overlaps as before_publishing
        from dangjian.programme.burden.overlaps import overlaps, register_overlaps
        from dangjian.programme.tasks.doors import register_overlaps as before_issuing

        before_issuing(overlaps)
        before_publishing(register_overlaps)
