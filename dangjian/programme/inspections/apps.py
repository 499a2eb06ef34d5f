from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Inspections: samples under way stand in the due list, and follow the bodies; a record says who read it."""

    name = "dangjian.programme.inspections"
    label = "inspections"
    verbose_name = "抽查走访"

    def ready(self) -> None:
        from dangjian.activities.meetings import doors as meetings
        from dangjian.affairs.organizations import doors
        from dangjian.procedures.agenda.queries import provide
        from dangjian.programme.inspections.agenda import items
        from dangjian.programme.inspections.following import follow_merger, obstacles
        from dangjian.programme.inspections.links import links_of

        provide(items)
        meetings.register_links(links_of)
        doors.on_merge.register(follow_merger)
        doors.register_obstacles(obstacles)
