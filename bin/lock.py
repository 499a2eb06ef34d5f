"""Write the hashed locks anew: no addresses in them, valid on every supported Python."""

import subprocess
import sys

COMPILE = [
    ".venv/bin/python", "-m", "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11",
    "--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header", "--upgrade",
]  # fmt: skip
LOCKS = (
    ["requirements/tools.in", "-o", "requirements/tools.txt"],
    ["pyproject.toml", "-o", "requirements/run.txt"],
    ["pyproject.toml", "--group", "dev", "-o", "requirements/all.txt"],
)

for lock in LOCKS:
    print("锁定", lock[-1])
    finished = subprocess.run([*COMPILE, *lock], check=False)
    if finished.returncode:
        sys.exit(finished.returncode)
