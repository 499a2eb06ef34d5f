"""Admissions as pages show them: by name for those who act, counts for those above."""
