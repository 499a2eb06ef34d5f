"""Campaigns as pages show them: where bodies are, by township; reserve candidates by strokes."""
