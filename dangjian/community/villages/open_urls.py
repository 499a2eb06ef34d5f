"""Addresses open to everybody: a village by its 12-digit code."""

from django.urls import path

from dangjian.community.villages.views import open as pages

app_name = "village"
urlpatterns = [
    path("<str:village_code>/", pages.board, name="board"),
    path("<str:village_code>/matters/<uuid:open_id>/", pages.matter, name="matter"),
    path("<str:village_code>/covenant/", pages.covenant, name="covenant"),
    path("<str:village_code>/questions/new/", pages.ask, name="ask"),
    path("<str:village_code>/questions/<uuid:ticket>/", pages.question, name="question"),
]
