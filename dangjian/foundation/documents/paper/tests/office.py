"""LibreOffice for tests: what it makes of a paper, as PDF."""

import shutil
import subprocess
from pathlib import Path

import pytest


def pdf(content: bytes, folder: Path) -> Path:
    """Return the PDF that LibreOffice makes of a .docx; fails where it is not installed."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.fail("LibreOffice Writer is needed to check the layout: apt-get install libreoffice-writer-nogui")
    source = folder / "paper.docx"
    source.write_bytes(content)
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    done = subprocess.run([*command, str(source)], capture_output=True, text=True, timeout=120, check=False)
    made = folder / "paper.pdf"
    assert made.exists(), done.stderr
    return made
