"""Pages of local procedures: matters, texts, and the drafts of texts."""
