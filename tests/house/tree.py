"""The files of the project as the tests of the house see them."""

import subprocess
import tomllib
from pathlib import Path

from django.apps import AppConfig, apps

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())


def project_files(*suffixes: str) -> list[Path]:
    """Every file that is or could be committed, by suffix if any are named."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode == 0:
        paths = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    else:  # an unpacked archive, or a clone that belongs to another user
        left_out = {".git", "var", "__pycache__"}
        paths = [path for path in ROOT.rglob("*") if not left_out & set(path.parts)]
    return sorted(
        path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)
    )


def text_of(path: Path) -> str | None:
    """The file's text, or None if it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def layers() -> list[list[str]]:
    """The rooms from the top down; rooms in one list are strangers to each other."""
    contracts = PYPROJECT["tool"]["importlinter"]["contracts"]
    (contract,) = [one for one in contracts if one["type"] == "layers"]
    return [[room.strip() for room in line.split("|")] for line in contract["layers"]]


def rooms() -> list[str]:
    """Our own apps, from the top down."""
    return [room for line in layers() for room in line]


def own_apps() -> list[AppConfig]:
    """The apps that Django has loaded from our tree."""
    return [
        config
        for config in apps.get_app_configs()
        if Path(config.path).parent in (ROOT, ROOT / "site")
    ]
