"""Addresses of who is stationed in villages."""

from django.urls import path

from dangjian.affairs.stationed import views

app_name = "stationed"
urlpatterns = [
    path("", views.index, name="index"),
    path("villages/", views.villages, name="villages"),
    path("villages/<uuid:organization_id>/", views.village, name="village"),
    path("villages/<uuid:organization_id>/people/new/", views.send, name="send"),
    path("villages/<uuid:organization_id>/need/", views.need, name="need"),
    path("needs/<uuid:need_id>/release/", views.release, name="release"),
    path("people/<uuid:stationing_id>/leaving/", views.leaving, name="leaving"),
    path("people/<uuid:stationing_id>/extension/", views.extension, name="extension"),
]
