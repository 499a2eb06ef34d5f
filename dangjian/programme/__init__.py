"""党建方案: goals, directives, tasks."""
