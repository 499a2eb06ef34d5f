"""重复档案: two records of one person found, merged and parted again, without telling what another body holds."""
