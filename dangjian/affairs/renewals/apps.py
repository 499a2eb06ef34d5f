from django.apps import AppConfig


class RenewalsConfig(AppConfig):
    """Renewals: a campaign over the terms; key villages and people are known to their handling committees."""

    name = "dangjian.affairs.renewals"
    label = "renewals"
    verbose_name = "村（社区）换届"

    def ready(self) -> None:
        from dangjian.affairs.organizations import doors
        from dangjian.affairs.people import holdings
        from dangjian.affairs.people.doors import Holding, on_merge
        from dangjian.affairs.renewals.agenda import items
        from dangjian.affairs.renewals.following import follow_merger
        from dangjian.affairs.renewals.holdings import sections
        from dangjian.affairs.renewals.models import Reserve
        from dangjian.procedures.agenda.queries import provide

        provide(items)
        holdings.register(holdings=sections)
        on_merge(Holding(Reserve))
        doors.on_merge.register(follow_merger)
