"""Addresses of bodies, of what stands beside them, and of units."""

from django.urls import path

from dangjian.affairs.organizations import views

app_name = "organizations"
urlpatterns = [
    path("", views.index, name="index"),
    path("tree/", views.tree, name="tree"),
    path("units/<uuid:unit_id>/", views.edit_unit, name="unit"),
    path("units/<uuid:unit_id>/answering/", views.hand_unit, name="unit-answering"),
    path("attached/<uuid:attached_id>/", views.attached, name="attached"),
    path("attached/<uuid:attached_id>/renaming/", views.rename_attached, name="attached-renaming"),
    path("attached/<uuid:attached_id>/seats/", views.seat, name="seat"),
    path("attached/<uuid:attached_id>/seats/<uuid:seat_id>/ending/", views.unseat, name="unseat"),
    path("attached/<uuid:attached_id>/closure/", views.detach, name="detach"),
    path("relations/<uuid:relation_id>/ending/", views.part, name="part"),
    path("<uuid:organization_id>/", views.detail, name="body"),
    path("<uuid:organization_id>/new/", views.found, name="found"),
    path("<uuid:organization_id>/renaming/", views.rename, name="rename"),
    path("<uuid:organization_id>/code/", views.encode, name="code"),
    path("<uuid:organization_id>/conversion/", views.convert, name="convert"),
    path("<uuid:organization_id>/move/", views.move, name="move"),
    path("<uuid:organization_id>/merger/", views.merge, name="merge"),
    path("<uuid:organization_id>/division/", views.split, name="split"),
    path("<uuid:organization_id>/closure/", views.close, name="close"),
    path("<uuid:organization_id>/order/", views.order, name="order"),
    path("<uuid:organization_id>/units/", views.add_unit, name="unit-new"),
    path("<uuid:organization_id>/grids/", views.grids, name="grids"),
    path("<uuid:organization_id>/villages/", views.merge_area, name="village-merger"),
    path("<uuid:organization_id>/attached/", views.attach, name="attach"),
    path("<uuid:organization_id>/relations/", views.relate, name="relate"),
]
