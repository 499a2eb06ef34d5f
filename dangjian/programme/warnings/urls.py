"""Addresses of warnings."""

from django.urls import path

from dangjian.programme.warnings.views import pressing, reading, rules, shifts

app_name = "warnings"
urlpatterns = [
    path("", reading.index, name="index"),
    path("rules/", rules.rules, name="rules"),
    path("rules/new/", rules.new_rule, name="new-rule"),
    path("rules/<uuid:warning_rule_id>/", rules.one_rule, name="rule"),
    path("rules/<uuid:warning_rule_id>/trial/", rules.trial, name="trial"),
    path("rules/<uuid:warning_rule_id>/switch/", rules.switch, name="switch"),
    path("shifts/", shifts.shifts, name="shifts"),
    path("shifts/new/", shifts.new_shift, name="new-shift"),
    path("shifts/<uuid:shift_id>/revocation/", shifts.revocation, name="revocation"),
    path("letters/", pressing.letters, name="letters"),
    path("letters/new/<uuid:organization_id>/", pressing.new_letter, name="new-letter"),
    path("letters/<uuid:letter_id>.docx", pressing.letter_paper, name="letter-paper"),
    path("interviews/", pressing.interviews, name="interviews"),
    path("interviews/new/<uuid:organization_id>/", pressing.new_interview, name="new-interview"),
    path("interviews/<uuid:interview_id>/", pressing.interview, name="interview"),
    path("interviews/<uuid:interview_id>.docx", pressing.interview_paper, name="interview-paper"),
    path("interviews/<uuid:interview_id>/statement/", pressing.statement, name="statement"),
    path("interviews/<uuid:interview_id>/striking-off/", pressing.striking_off, name="striking-off"),
    path("<uuid:warning_id>/", reading.one, name="one"),
    path("<uuid:warning_id>/explanation/", reading.explanation, name="explanation"),
    path("<uuid:warning_id>/dismissal/", reading.dismissal, name="dismissal"),
]
