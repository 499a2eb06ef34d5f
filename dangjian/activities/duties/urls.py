"""Addresses of duties, plans and themes."""

from django.urls import path

from dangjian.activities.duties import views

app_name = "duties"
urlpatterns = [
    path("", views.index, name="index"),
    path("bodies/<uuid:organization_id>/", views.body, name="body"),
    path("bodies/<uuid:organization_id>/explanation/", views.explanation, name="explanation"),
    path("bodies/<uuid:organization_id>/paper/", views.paper, name="paper"),
    path("bodies/<uuid:organization_id>/paper.docx", views.paper_file, name="paper-file"),
    path("bodies/<uuid:organization_id>/plan/", views.propose, name="propose"),
    path("compliance/", views.compliance, name="compliance"),
    path("compliance/<uuid:organization_id>/", views.compliance, name="compliance-of"),
    path("compliance/<uuid:organization_id>/behind/", views.behind, name="behind"),
    path("local/", views.local, name="local"),
    path("local/new/", views.new_local, name="local-new"),
    path("local/<uuid:local_id>/ending/", views.end_local, name="local-end"),
    path("plans/", views.plans, name="plans"),
    path("plans/<uuid:plan_id>/", views.plan, name="plan"),
    path("plans/<uuid:plan_id>/plan.docx", views.plan_file, name="plan-file"),
    path("plans/<uuid:plan_id>/days/", views.add_day, name="plan-add-day"),
    path("plans/<uuid:plan_id>/submission/", views.submit, name="plan-submit"),
    path("plans/<uuid:plan_id>/approval/", views.approve, name="plan-approve"),
    path("plans/<uuid:plan_id>/return/", views.send_back, name="plan-return"),
    path("plans/days/<uuid:item_id>/", views.adjust, name="plan-day"),
    path("plans/days/<uuid:item_id>/removal/", views.drop_day, name="plan-day-removal"),
    path("themes/", views.themes, name="themes"),
    path("themes/new/", views.publish, name="theme-new"),
]
