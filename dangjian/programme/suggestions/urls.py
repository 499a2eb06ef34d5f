"""Addresses of suggestions."""

from django.urls import path

from dangjian.programme.suggestions import views

app_name = "suggestions"
urlpatterns = [
    path("", views.index, name="index"),
    path("new/", views.say, name="say"),
    path("summary/", views.summary, name="summary"),
    path("waiting/", views.waiting, name="waiting"),
    path("waiting/<uuid:suggestion_id>/", views.one, name="one"),
    path("waiting/<uuid:suggestion_id>/reply/", views.reply, name="reply"),
    path("<uuid:suggestion_id>/", views.own, name="own"),
    path("<uuid:suggestion_id>/judgement/", views.judgement, name="judgement"),
]
