"""The gate: what may leave, when, and why not. Pure; packs and calendars come in as values."""
