"""Build the wheel, install it into a fresh environment and use it outside the checkout.

Run by ``make package``: only here is it proved that the wheel carries its data folders and that
the declared dependencies are enough.
"""

import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT)
        (wheel,) = folder.glob("*.whl")
        venv.create(folder / "env", with_pip=True)
        python = folder / "env" / "bin" / "python"
        install = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
        run(*install, "--constraint", constraints(folder), wheel)
        kg = folder / "env" / "bin" / "kg"
        store = folder / "store"
        outside = folder / "outside"
        outside.mkdir()
        (outside / "brief.txt").write_text(
            "截至2024年3月，“高才通”计划共批准6.37万人来港。", encoding="utf-8"
        )
        run(kg, "load", "brief.txt", "--store", store, cwd=outside)
        answer = run(
            kg, "query", "talent-schemes", "--store", store, "--format", "csv", cwd=outside
        )
        if "63700" not in answer:
            sys.exit(f"the wheel answers wrongly:\n{answer}")
        run(kg, "facts", "brief.txt", cwd=outside)
        run(kg, "info", "--store", store, cwd=outside)
    sys.stdout.write(f"{wheel.name} works outside the checkout\n")


def constraints(folder: Path) -> Path:
    """Return the pinned versions without their hashes, which a local wheel cannot have."""
    pins = (ROOT / ".ci" / "requirements.txt").read_text(encoding="utf-8")
    path = folder / "constraints.txt"
    plain = re.findall(r"^[\w.-]+==\S+(?: ;.*)?(?= \\$)", pins, re.MULTILINE)
    path.write_text("\n".join(plain), encoding="utf-8")
    return path


def run(*command: str | Path, cwd: Path | None = None) -> str:
    """Run a command, in an environment that knows no checkout, and return what it prints."""
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "KG_STORE"}}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    main()
