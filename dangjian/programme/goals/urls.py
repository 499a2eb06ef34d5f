"""Addresses of the programme."""

from django.urls import path

from dangjian.programme.goals import views

app_name = "goals"

urlpatterns = [
    path("", views.tree, name="tree"),
    path("new/", views.new, name="new"),
    path("<uuid:goal_id>/", views.goal, name="goal"),
    path("<uuid:goal_id>/revision/", views.revision, name="revision"),
    path("<uuid:goal_id>/position/", views.position, name="position"),
    path("<uuid:goal_id>/removal/", views.removal, name="removal"),
]
