"""Third-party files of the front end are exactly those of the manifest, with their licences."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.support import tree

VENDOR = tree.ROOT / "desk/static/vendor"
ICON_USED = re.compile(r"icons\.svg#i-([a-z0-9-]+)")
SYMBOL = re.compile(r'<symbol id="i-([a-z0-9-]+)" viewBox="0 0 24 24">(<.+?)</symbol>')


def packages() -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads((VENDOR / "manifest.json").read_text())["packages"]
    return listed


def recorded() -> dict[str, str]:
    """Every file that the manifest names, with its SHA-256."""
    manifest = json.loads((VENDOR / "manifest.json").read_text())
    files: dict[str, str] = dict(manifest["written"])
    for package in manifest["packages"]:
        files |= package["files"]
    return files


def present(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_files_and_manifest_are_equal() -> None:
    assert present(VENDOR) == recorded()


def test_an_edited_file_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "htmx").mkdir()
    (tmp_path / "htmx/htmx.min.js").write_bytes((VENDOR / "htmx/htmx.min.js").read_bytes() + b" ")
    edited = present(tmp_path)
    assert edited.keys() <= recorded().keys()
    assert not edited.items() <= recorded().items()


def test_the_manifest_is_what_vendor_toml_asks_for() -> None:
    asked = tomllib.loads((tree.ROOT / "scripts/vendor.toml").read_text(encoding="utf-8"))["package"]
    wanted = [(spec["name"], spec["version"], spec["licence"]) for spec in asked]
    assert [(package["name"], package["version"], package["licence"]) for package in packages()] == wanted


@pytest.mark.parametrize("package", packages(), ids=lambda package: str(package["name"]))
def test_each_package_brings_its_licence(package: dict[str, Any]) -> None:
    texts = [(VENDOR / file).read_text(encoding="utf-8") for file in package["files"] if "LICENSE" in file]
    assert len(texts) == 1
    assert len(texts[0]) > 300


def test_every_font_named_in_fonts_css_is_there() -> None:
    urls = re.findall(r"url\(([^)]+)\)", (VENDOR / "fonts.css").read_text())
    assert set(urls) == {name for name in recorded() if name.endswith(".woff2")}


def test_every_icon_that_a_page_uses_is_in_the_sprite() -> None:
    drawn = {name for name, _ in SYMBOL.findall((VENDOR / "icons.svg").read_text())}
    asked = tomllib.loads((tree.ROOT / "scripts/vendor.toml").read_text(encoding="utf-8"))["package"]
    used = {
        (tree.name_of(path), icon)
        for suffix in (".html", ".js", ".css", ".py")
        for path in tree.files(suffix)
        for icon in ICON_USED.findall(path.read_text(encoding="utf-8"))
        if path != Path(__file__)
    }
    assert drawn == {icon for spec in asked for icon in spec.get("icons", [])}
    assert [place for place in used if place[1] not in drawn] == []
