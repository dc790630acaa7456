"""The desk's rooms and what can be done on a page, as rail and palette offer them."""

from __future__ import annotations

from typing import Final

from desk.tongue import mark

ROOMS: Final = (
    ("work", "/desk/work", "inbox", mark("Work")),
    ("mentions", "/desk/mentions", "at", mark("Mentions")),
    ("approvals", "/desk/approvals", "checkbox", mark("Approvals")),
    ("board", "/desk/board", "layout-dashboard", mark("Board")),
    ("conduct", "/desk/conduct", "message-check", mark("Review")),
    ("results", "/desk/results", "chart-bar", mark("Results")),
    ("audit", "/desk/audit", "shield-check", mark("Audit")),
    ("readings", "/desk/readings", "ear", mark("Readings")),
    ("switches", "/desk/switches", "hand-stop", mark("Switches")),
    ("policies", "/desk/policies", "scale", mark("Rules")),
    ("system", "/desk/system", "settings", mark("System")),
    ("templates", "/desk/wording", "pencil", mark("Wording")),
    ("macros", "/desk/macros", "note", mark("Texts")),
    ("people", "/desk/people", "users", mark("People")),
    ("tokens", "/desk/tokens", "key", mark("Tokens")),
)
"""Route, address, icon and name of what the palette leads to."""
ACTIONS: Final = (
    ("claim", "user-check", mark("Claim this chat"), "C"),
    ("take-over", "user-up", mark("Take this chat over"), ""),
    ("draft", "writing", mark("Write to the borrower"), "R"),
    ("macros", "note", mark("Put in a ready text"), "#"),
    ("note", "lock", mark("Write a note"), "N"),
    ("hand-back", "arrow-back-up", mark("Hand back to the bot"), "H"),
    ("give", "users", mark("Give to somebody else"), ""),
    ("snooze", "clock-pause", mark("Put aside"), "S"),
    ("q", "search", mark("Search the list"), "/"),
)
"""Id of what is pressed or entered, icon, name and key of what the palette does on the page."""
