"""The register of collective economy, as data."""
