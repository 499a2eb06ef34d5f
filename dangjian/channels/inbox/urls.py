"""Addresses of the inbox."""

from django.urls import path

from dangjian.channels.inbox import views

app_name = "inbox"
urlpatterns = [path("", views.show, name="index")]
