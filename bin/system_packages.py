"""See to what tests need from the system: a browser, Chinese fonts, LibreOffice, a PDF reader, Debian's PostgreSQL.

Installs what is missing where that is permitted (root, apt-get); elsewhere says what to install, and fails.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def has_chinese_font() -> bool:
    """Whether text in Chinese is drawn as characters, not boxes."""
    if not shutil.which("fc-list"):
        return False
    fonts = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False).stdout
    return "CJK" in fonts


def missing() -> list[str]:
    """The Debian packages to install."""
    wanted = {
        "chromium": bool(shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")),
        "fonts-noto-cjk": has_chinese_font(),
        "fontconfig": bool(shutil.which("fc-list")),
        "libreoffice-writer-nogui": bool(shutil.which("soffice")),
        "poppler-utils": bool(shutil.which("pdftotext")),
        "postgresql": any(Path("/usr/lib/postgresql").glob("[0-9]*/bin/initdb")),
    }
    return [name for name, there in wanted.items() if not there]


def install(packages: list[str]) -> None:
    """Install with apt-get; a service that a package would start is not started."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
    print("安装测试所需的系统软件：" + " ".join(packages), flush=True)
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        subprocess.run(command, env=environment, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def main() -> None:
    """Install or complain."""
    packages = missing()
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        install(packages)
        packages = missing()
    if packages:
        names = " ".join(packages)
        sys.exit(f"测试所需的系统软件不全，测试未开始。请以管理员身份执行：\n  apt-get install {names}\n然后重新运行。")


if __name__ == "__main__":
    main()
