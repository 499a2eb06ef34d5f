from django.apps import AppConfig


class MobilityConfig(AppConfig):
    """Members away from home: on the home page of who keeps contact, and in each member's own record."""

    name = "dangjian.affairs.mobility"
    label = "mobility"
    verbose_name = "流动党员"

    def ready(self) -> None:
        from dangjian.affairs.members import settling
        from dangjian.affairs.mobility.agenda import items
        from dangjian.affairs.mobility.following import follow_member, follow_merger, obstacles
        from dangjian.affairs.mobility.holdings import sections, timeline
        from dangjian.affairs.mobility.models import Objection, Stay, Talent
        from dangjian.affairs.organizations import doors
        from dangjian.affairs.people import holdings
        from dangjian.affairs.people.doors import Holding, on_merge
        from dangjian.procedures.agenda.queries import provide

        provide(items)
        holdings.register(holdings=sections, timeline=timeline)
        on_merge(Holding(Stay), Holding(Stay, "contact"), Holding(Talent), Holding(Objection))
        settling.register(follow_member)
        doors.on_merge.register(follow_merger)
        doors.register_obstacles(obstacles)
