"""Addresses of blanks and papers."""

from django.urls import path

from dangjian.affairs.blanks.views import blanks, papers

app_name = "blanks"
urlpatterns = [
    path("", blanks.index, name="index"),
    path("new/", blanks.new, name="new"),
    path("papers/files/<uuid:paper_id>/", papers.download, name="paper"),
    path("papers/<uuid:organization_id>/", papers.branch, name="papers"),
    path("<uuid:blank_id>/", blanks.work, name="work"),
    path("<uuid:blank_id>/filling/", blanks.fill, name="fill"),
    path("<uuid:blank_id>/discarding/", blanks.discard, name="discard"),
    path("<uuid:blank_id>/file/", blanks.download, name="file"),
]
