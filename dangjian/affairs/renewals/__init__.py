"""村（社区）两委换届: a campaign over the terms; where bodies are comes from their elections, never typed twice."""
