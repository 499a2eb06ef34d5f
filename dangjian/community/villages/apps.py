from django.apps import AppConfig


class VillagesConfig(AppConfig):
    """Villages: names the pages of its cases, gives the home page what is due, follows bodies that are merged."""

    name = "dangjian.community.villages"
    label = "villages"
    verbose_name = "村级事务"

    def ready(self) -> None:
        from django.urls import reverse

        from dangjian.affairs.organizations import doors as organizations
        from dangjian.community.villages.agenda import items
        from dangjian.community.villages.following import follow_area, follow_merger
        from dangjian.community.villages.services.covenants import KEY
        from dangjian.community.villages.services.matters import ONE_HEAD, TWO_HEADS
        from dangjian.procedures.agenda.queries import provide
        from dangjian.procedures.cases.doors import register
        from dangjian.procedures.cases.models import Case

        def matter(case: Case) -> str:
            return reverse("villages:matter", args=[case.public_id])

        def covenant(case: Case) -> str:
            return reverse("villages:covenant", args=[case.public_id])

        register(ONE_HEAD, address=matter)
        register(TWO_HEADS, address=matter)
        register(KEY, address=covenant)
        provide(items)
        organizations.on_merge.register(follow_merger)
        organizations.on_area_merge.register(follow_area)
