"""T01, T02, T03, T08: every address × method × role × relation, derived from the URL map."""
