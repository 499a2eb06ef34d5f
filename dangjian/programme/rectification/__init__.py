"""软弱涣散整顿: facts propose, people decide; one remedy a body; accepted, watched for a year, then out of sight."""
