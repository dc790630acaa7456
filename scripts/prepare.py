"""Before `make test`: install the programs that real tests need where that is ours to do, name them where it is not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tests.support import chromium, postgres
from tests.support.missing import in_ci


def missing() -> list[str]:
    """Debian's names of the packages whose programs are not here."""
    found = {
        postgres.DEBIAN_PACKAGE: postgres.find_programs(),
        chromium.DEBIAN_PACKAGE: chromium.find_program(),
    }
    return [package for package, program in found.items() if program is None]


def install(packages: list[str]) -> None:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(command, check=True, env=quiet, stdout=subprocess.DEVNULL)


def main() -> None:
    packages = missing()
    if packages and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(packages)} from Debian's packages.", flush=True)
        install(packages)
        packages = missing()
    if packages and in_ci():
        sys.exit(f"CI leaves nothing out, and these are missing: {', '.join(packages)}.")
    if packages:
        print(f"Missing: {', '.join(packages)}. Their tests will be left out; on Debian: apt-get install them.")


if __name__ == "__main__":
    main()
