"""Addresses of blanks."""

from django.urls import URLPattern

app_name = "blanks"
urlpatterns: list[URLPattern] = []
