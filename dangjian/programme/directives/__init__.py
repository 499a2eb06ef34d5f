"""文件: a directive is read, its tasks proposed, confirmed by an officer. Knows no task."""
