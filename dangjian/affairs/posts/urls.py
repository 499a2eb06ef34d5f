"""Addresses of posts."""

from django.urls import path

from dangjian.affairs.posts import views

app_name = "posts"
urlpatterns = [
    path("", views.index, name="index"),
    path("offices/", views.offices, name="offices"),
    path("offices/<uuid:appointment_id>/ending/", views.office_ending, name="office-ending"),
    path("bodies/<uuid:organization_id>/", views.body, name="body"),
    path("bodies/<uuid:organization_id>/new/", views.establish, name="new"),
    path("<uuid:post_id>/appointment/", views.appoint, name="appoint"),
    path("<uuid:post_id>/closure/", views.abolish, name="closure"),
    path("appointments/<uuid:appointment_id>/ending/", views.end, name="ending"),
    path("appointments/<uuid:appointment_id>/correction/", views.correct, name="correction"),
    path("appointments/<uuid:appointment_id>/removal/", views.strike, name="removal"),
]
