"""Pages and actions of directives."""
