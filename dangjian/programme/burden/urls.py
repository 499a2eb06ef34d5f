"""Addresses of the book of burden."""

from django.urls import path

from dangjian.programme.burden import views

app_name = "burden"
urlpatterns = [
    path("", views.book, name="book"),
    path("statement/", views.statement, name="statement"),
    path("statement.docx", views.statement_paper, name="statement-paper"),
    path("<uuid:organization_id>/", views.book, name="body"),
]
