"""任务: lists, tasks, and what each body does of them, from issue to write-off (销号)."""
