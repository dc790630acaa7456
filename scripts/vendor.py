"""Fetch the front end's third-party files from npm packages into desk/static/vendor, as vendor.toml says.

Run by `make vendor` from the checkout's root. Writes the files, each package's licence, fonts.css, icons.svg and
manifest.json with the SHA-256 of every file, which tests/rules/test_vendor.py holds against the folder.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
import tomllib
from pathlib import Path
from typing import Any

VENDOR = Path("desk/static/vendor")
SPEC = Path("scripts/vendor.toml")

FONT_FACE = (
    '@font-face{{font-family:"{family}";font-weight:{weights};font-display:swap;'
    'src:url(fonts/{file}) format("woff2");unicode-range:{unicode_range}}}\n'
)
SPRITE = '<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}</svg>\n'
# Stroke and fill are left to the svg that uses the symbol.
SYMBOL = '<symbol id="i-{name}" viewBox="0 0 24 24">{shapes}</symbol>\n'
DRAWN = re.compile(r'<(?!path stroke="none")(?:path|circle|rect|line|ellipse|polyline)\b[^>]*/>')


def unpack(name: str, version: str, folder: Path) -> Path:
    """Download one npm package at one version; return the folder of its content."""
    packed = subprocess.run(
        ["npm", "pack", "--silent", f"{name}@{version}"], cwd=folder, check=True, capture_output=True, text=True
    )
    archive = folder / packed.stdout.split()[-1]
    with tarfile.open(archive) as content:
        content.extractall(folder / archive.stem, filter="data")
    return folder / archive.stem / "package"


def font_files(package: Path, spec: dict[str, Any]) -> tuple[dict[str, str], str]:
    """Return the subsets' files (path in the package: name here) and their @font-face rules."""
    ranges = json.loads((package / "unicode.json").read_text())
    stem = spec["name"].rpartition("/")[2]
    files: dict[str, str] = {}
    rules = ""
    for subset in spec["fonts"]["subsets"]:
        file = f"{stem}-{subset}-wght-normal.woff2"
        files[f"files/{file}"] = file
        rules += FONT_FACE.format(
            family=spec["fonts"]["family"],
            weights=spec["fonts"]["weights"],
            file=file,
            unicode_range=ranges[subset],
        )
    return files, rules


def sprite(package: Path, names: list[str]) -> str:
    """Return one SVG with a symbol for each named outline icon."""
    symbols = ""
    for name in names:
        shapes = DRAWN.findall((package / "icons/outline" / f"{name}.svg").read_text())
        symbols += SYMBOL.format(name=name, shapes="".join(shapes))
    return SPRITE.format(symbols=symbols)


def licence_of(package: Path, spec: dict[str, Any]) -> Path:
    return Path(spec["licence_file"]) if "licence_file" in spec else package / "LICENSE"


def vendor(spec: dict[str, Any], package: Path) -> tuple[dict[str, Any], str]:
    """Copy what `spec` asks for out of `package`; return its manifest entry and its @font-face rules."""
    folder = VENDOR / spec["folder"]
    folder.mkdir(parents=True, exist_ok=True)
    files, rules = font_files(package, spec) if "fonts" in spec else (spec.get("files", {}), "")
    written = [Path(shutil.copyfile(package / source, folder / name)) for source, name in files.items()]
    if "icons" in spec:
        written.append(VENDOR / "icons.svg")
        written[-1].write_text(sprite(package, spec["icons"]))
    licence = folder / f"LICENSE-{spec['name'].rpartition('/')[2]}.txt"
    shutil.copyfile(licence_of(package, spec), licence)
    entry = {
        "name": spec["name"],
        "version": spec["version"],
        "licence": spec["licence"],
        "files": {file.relative_to(VENDOR).as_posix(): sha256(file) for file in sorted([*written, licence])},
    }
    return entry, rules


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def main() -> None:
    specs = tomllib.loads(SPEC.read_text())["package"]
    shutil.rmtree(VENDOR, ignore_errors=True)
    packages: list[dict[str, Any]] = []
    fonts_css = "/* Written by `make vendor` from scripts/vendor.toml. */\n"
    with tempfile.TemporaryDirectory() as scratch:
        for spec in specs:
            entry, rules = vendor(spec, unpack(spec["name"], spec["version"], Path(scratch)))
            packages.append(entry)
            fonts_css += rules
    (VENDOR / "fonts.css").write_text(fonts_css)
    manifest = {"packages": packages, "written": {"fonts.css": sha256(VENDOR / "fonts.css")}}
    (VENDOR / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    print(f"{VENDOR}: {sum(len(entry['files']) for entry in packages)} files of {len(packages)} packages.")


if __name__ == "__main__":
    main()
