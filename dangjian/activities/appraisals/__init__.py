"""民主评议、谈心谈话、民主生活会: an anonymous ballot, grades decided, talks as facts, problems put right."""
