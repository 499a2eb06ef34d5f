from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Duties: counts what took place, follows the bodies, and says what is due."""

    name = "dangjian.activities.duties"
    label = "duties"
    verbose_name = "应办"

    def ready(self) -> None:
        from dangjian.activities.duties.agenda import items
        from dangjian.activities.duties.following import follow_evidence, mark
        from dangjian.procedures.agenda.queries import provide
        from dangjian.procedures.calendar.doors import on_shift
        from dangjian.procedures.evidence.doors import on_change

        on_change(follow_evidence)
        on_shift(mark)
        provide(items)
