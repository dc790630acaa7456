"""The only place that knows SQL: tables, sessions, migrations and named queries, one file per aggregate."""
