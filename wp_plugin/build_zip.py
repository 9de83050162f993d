"""Builds dist/wp-wingman.zip, as agencies install it: same sources, same bytes."""

import sys
import zipfile
from pathlib import Path

PLUGIN = Path(__file__).resolve().parent / "wp-wingman"
ARCHIVE = PLUGIN.parent.parent / "dist" / "wp-wingman.zip"

# The oldest time a zip can hold: the clock and the checkout must not show in the result.
FIXED_TIME = (1980, 1, 1, 0, 0, 0)
READABLE_FILE = 0o100644 << 16


def build_zip(target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in plugin_files():
            entry = zipfile.ZipInfo(path.relative_to(PLUGIN.parent).as_posix(), FIXED_TIME)
            entry.external_attr = READABLE_FILE
            entry.create_system = 3
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    return target


def plugin_files() -> list[Path]:
    files = (path for path in PLUGIN.rglob("*") if path.is_file())
    return sorted(path for path in files if not path.name.startswith("."))


if __name__ == "__main__":
    built = build_zip(Path(sys.argv[1]) if len(sys.argv) > 1 else ARCHIVE)
    sys.stdout.write(f"{built} ({built.stat().st_size:,} bytes)\n")
