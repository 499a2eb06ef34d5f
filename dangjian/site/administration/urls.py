"""Addresses of the log and the jobs."""

from django.urls import path

from dangjian.site.administration import views

app_name = "administration"
urlpatterns = [
    path("audit/", views.audit, name="audit"),
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<int:job_id>/retry/", views.retry, name="retry"),
]
