"""Which browser somebody signs in with, as far as they can tell one of their devices from another by it."""

from __future__ import annotations

from typing import Final

FAMILIES: Final = (
    ("edg", "Edge"),
    ("opr/", "Opera"),
    ("samsungbrowser", "Samsung Internet"),
    ("firefox", "Firefox"),
    ("fxios", "Firefox"),
    ("crios", "Chrome"),
    ("chromium", "Chromium"),
    ("chrome", "Chrome"),
    ("safari", "Safari"),
)
"""What a browser says of itself, and its name. The order counts: most say that they are Safari too."""
SYSTEMS: Final = (
    ("android", "Android"),
    ("iphone", "iPhone"),
    ("ipad", "iPad"),
    ("windows", "Windows"),
    ("mac os", "macOS"),
    ("cros", "ChromeOS"),
    ("linux", "Linux"),
)


def family(user_agent: str) -> str:
    """``Firefox, Windows``; empty where nothing is known of it. The text itself is not kept: it tells too much."""
    said = user_agent.casefold()
    found = (next((name for part, name in table if part in said), None) for table in (FAMILIES, SYSTEMS))
    return ", ".join(name for name in found if name)
