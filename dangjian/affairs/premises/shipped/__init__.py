"""The register of premises, as data."""
