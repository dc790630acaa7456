"""The alarm clock. Everything that waits is a row with a time; this only looks at the rows again and again."""
