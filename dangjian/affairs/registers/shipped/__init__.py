"""Definitions of registers that come with the platform: one TOML file each, read-only; a county copies them."""
