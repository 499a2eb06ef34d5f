"""Addresses of local rules: by the rule's own id."""

from django.urls import path

from dangjian.procedures.provisions import views

app_name = "provisions"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:rule_id>/", views.page, name="rule"),
]
