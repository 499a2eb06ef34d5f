"""What people type about an admission; few inputs, no reasons of persons, nothing that was said."""
