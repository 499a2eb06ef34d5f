"""Pages of firms and societies."""
