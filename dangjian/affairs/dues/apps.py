from django.apps import AppConfig


class DuesConfig(AppConfig):
    """Dues: cards, one's own section, cases with their pages, and what follows when a member or a body moves."""

    name = "dangjian.affairs.dues"
    label = "dues"
    verbose_name = "党费"

    def ready(self) -> None:
        from django.urls import reverse

        from dangjian.access import zones
        from dangjian.affairs.dues import following
        from dangjian.affairs.dues.agenda import items
        from dangjian.affairs.dues.holdings import sections
        from dangjian.affairs.dues.reminders import remind_members
        from dangjian.affairs.dues.services.matters import decided
        from dangjian.affairs.members import settling, uniting
        from dangjian.affairs.organizations import doors
        from dangjian.affairs.people import holdings
        from dangjian.procedures.agenda.queries import provide
        from dangjian.procedures.agenda.services import remind_by
        from dangjian.procedures.cases.doors import register
        from dangjian.procedures.cases.models import Case

        def address(case: Case) -> str:
            """Name the page; on the internet there is none (P37)."""
            return "" if zones.is_internet() else reverse("dues:matter", args=[case.public_id])

        register("dues.reduction", address=address, on_done=decided)
        register("dues.arrears", address=address, on_done=decided)
        provide(items)
        remind_by(remind_members)
        holdings.register(holdings=sections)
        settling.register(following.follow_member)
        uniting.register(following.follow_union)
        doors.on_merge.register(following.follow_merger)
        doors.register_obstacles(following.obstacles)
