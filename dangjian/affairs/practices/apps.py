from django.apps import AppConfig


class PracticesConfig(AppConfig):
    """Practices: the page of every matter of a local procedure; matters follow the bodies that merge."""

    name = "dangjian.affairs.practices"
    label = "practices"
    verbose_name = "地方程序"

    def ready(self) -> None:
        from django.urls import reverse

        from dangjian.affairs.organizations import doors
        from dangjian.affairs.practices.following import follow_merger
        from dangjian.affairs.practices.rules import FAMILY
        from dangjian.procedures.cases.doors import register_family

        register_family(FAMILY, address=lambda case: reverse("practices:matter", args=[case.public_id]))
        doors.on_merge.register(follow_merger)
