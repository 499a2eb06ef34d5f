from django.apps import AppConfig


class BasesConfig(AppConfig):
    """Bases: what waits for an answer stands on the home page; bookings follow meetings, bases their bodies."""

    name = "dangjian.activities.bases"
    label = "bases"
    verbose_name = "组织生活基地"

    def ready(self) -> None:
        from dangjian.activities.bases.agenda import items
        from dangjian.activities.bases.following import follow_meeting, follow_merger
        from dangjian.activities.meetings import doors as meetings
        from dangjian.affairs.organizations import doors as organizations
        from dangjian.procedures.agenda.queries import provide

        provide(items)
        meetings.register(follow_meeting)
        organizations.on_merge.register(follow_merger)
