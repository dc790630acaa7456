"""The gate: creditors, feeds, switches; consent and quality of contact points; evidence of holds; a chained log."""

from itertools import groupby

import sqlalchemy as sa
from alembic import op

from storage.chain import START, LogRow, link
from storage.tables.base import Id, Instant, Json

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "creditors",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("full_name", sa.Text()),
        sa.Column("phone", sa.Text()),
        sa.Column("officer", sa.Text()),
        sa.Column("pay_url", sa.Text()),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("packs", Json, nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_creditors"),
        sa.UniqueConstraint("ref", name="uq_creditors_ref"),
    )
    op.create_table(
        "feeds",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("watermark", Instant(), nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.Column("told_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.UniqueConstraint("name", name="uq_feeds_name"),
    )
    op.create_table(
        "switches",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("target", sa.Text()),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("thrown_by", sa.Text(), nullable=False),
        sa.Column("thrown_at", Instant(), nullable=False),
        sa.Column("lifted_at", Instant()),
        sa.Column("lifted_by", sa.Text()),
        sa.Column("lift_why", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_switches"),
    )
    op.create_index("ix_switches_lifted_at", "switches", ["lifted_at"])
    empty, nought = sa.text("'{}'"), sa.text("0")
    with op.batch_alter_table("borrowers") as table:
        table.add_column(sa.Column("facts", Json, nullable=False, server_default=empty))
    with op.batch_alter_table("contact_points") as table:
        table.add_column(sa.Column("opted_out_how", sa.Text()))
        table.add_column(sa.Column("opted_in_at", Instant()))
        table.add_column(sa.Column("consent_how", sa.Text()))
        table.add_column(sa.Column("consent_proof", sa.Text()))
        table.add_column(sa.Column("party_id", Id))
        table.add_column(sa.Column("owner", sa.Text(), nullable=False, server_default="borrower"))
        table.add_column(sa.Column("place", sa.Text()))
        table.add_column(sa.Column("hours", Json))
        table.add_column(sa.Column("delivered_count", sa.Integer(), nullable=False, server_default=nought))
        table.add_column(sa.Column("failed_count", sa.Integer(), nullable=False, server_default=nought))
        table.add_column(sa.Column("delivered_at", Instant()))
        table.create_foreign_key("fk_contact_points_party_id", "parties", ["party_id"], ["id"], ondelete="CASCADE")
    with op.batch_alter_table("outside_contacts") as table:
        table.add_column(sa.Column("address", sa.Text()))
    with op.batch_alter_table("holds") as table:
        for name, kind in (
            ("evidence", sa.Text()),
            ("placed_by", sa.Text()),
            ("placed_at", Instant()),
            ("lifted_by", sa.Text()),
            ("lift_why", sa.Text()),
        ):
            table.add_column(sa.Column(name, kind))
    # As replaying the log gives them: every hold so far began when it was placed, and by what the borrower said,
    # but for those that figures of the lender's or a wish for a quiet time had made.
    op.execute("UPDATE holds SET placed_at = from_at")
    op.execute("UPDATE holds SET placed_by = 'borrower' WHERE type NOT IN ('manual', 'ledger_stale')")
    with op.batch_alter_table("case_events") as table:
        table.add_column(sa.Column("hash", sa.Text()))
    with op.batch_alter_table("messages") as table:
        table.add_column(sa.Column("in_reply_to", Id))
    with op.batch_alter_table("cases") as table:
        table.add_column(sa.Column("head", sa.Text(), nullable=False, server_default=sa.text("''")))
    chain_the_log(op.get_bind())
    forbid_changes(op.get_bind().dialect.name)


AT_A_TIME = 200


def chain_the_log(connection: sa.Connection) -> None:
    """Give the rows that are there their hashes, some cases at a time."""
    cases = sa.table("cases", sa.column("id", Id), sa.column("borrower_id", Id), sa.column("head", sa.Text))
    borrowers = sa.table("borrowers", sa.column("id", Id), sa.column("ref", sa.Text))
    query = sa.select(cases.c.id, borrowers.c.ref).join(borrowers, borrowers.c.id == cases.c.borrower_id)
    refs = {row.id: row.ref for row in connection.execute(query)}
    ids = sorted(refs)
    head = sa.update(cases).where(cases.c.id == sa.bindparam("case")).values(head=sa.bindparam("made"))
    for start in range(0, len(ids), AT_A_TIME):
        heads = _chain_some(connection, refs, ids[start : start + AT_A_TIME])
        if heads:
            connection.execute(head, heads)


def _chain_some(connection: sa.Connection, refs: dict[int, str], ids: list[int]) -> list[dict[str, object]]:
    """Fill the hashes of these cases; the head of each that has a log."""
    events = sa.table(
        "case_events",
        sa.column("id", Id),
        sa.column("case_id", Id),
        sa.column("seq", sa.Integer),
        sa.column("at", Instant),
        sa.column("actor", sa.Text),
        sa.column("type", sa.Text),
        sa.column("payload", Json),
        sa.column("hash", sa.Text),
    )
    rows = connection.execute(
        sa.select(events).where(events.c.case_id.in_(ids)).order_by(events.c.case_id, events.c.seq)
    ).all()
    hashes, heads = [], []
    for case_id, group in groupby(rows, lambda row: row.case_id):
        made = START
        for row in group:
            line = LogRow(seq=row.seq, at=row.at, actor=row.actor, type=row.type, payload=row.payload)
            made = link(made, refs[case_id], line)
            hashes.append({"row": row.id, "made": made})
        heads.append({"case": case_id, "made": made})
    if hashes:
        change = sa.update(events).where(events.c.id == sa.bindparam("row")).values(hash=sa.bindparam("made"))
        connection.execute(change, hashes)
    return heads


UNCHANGED_SQLITE = """
CREATE TRIGGER case_events_unchanged BEFORE UPDATE ON case_events
BEGIN SELECT RAISE(ABORT, 'the log of a case is only added to'); END
"""
KEPT_SQLITE = """
CREATE TRIGGER case_events_kept BEFORE DELETE ON case_events
WHEN EXISTS (SELECT 1 FROM cases WHERE id = OLD.case_id)
BEGIN SELECT RAISE(ABORT, 'the log of a case is only added to'); END
"""
REPLACED_SQLITE = """
CREATE TRIGGER case_events_replaced BEFORE INSERT ON case_events
WHEN EXISTS (SELECT 1 FROM case_events WHERE id = NEW.id OR (case_id = NEW.case_id AND seq = NEW.seq))
BEGIN SELECT RAISE(ABORT, 'the log of a case is only added to'); END
"""
"""An INSERT OR REPLACE deletes without a word to the trigger above."""
REFUSE_POSTGRESQL = """
CREATE FUNCTION case_events_only_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF NOT EXISTS (SELECT 1 FROM cases WHERE id = OLD.case_id) THEN RETURN OLD; END IF;
    END IF;
    RAISE EXCEPTION 'the log of a case is only added to';
END $$
"""
UNCHANGED_POSTGRESQL = """
CREATE TRIGGER case_events_unchanged BEFORE UPDATE OR DELETE ON case_events
FOR EACH ROW EXECUTE FUNCTION case_events_only_added()
"""
KEPT_POSTGRESQL = """
CREATE TRIGGER case_events_kept BEFORE TRUNCATE ON case_events
FOR EACH STATEMENT EXECUTE FUNCTION case_events_only_added()
"""
APPEND_ONLY = {
    "sqlite": (UNCHANGED_SQLITE, KEPT_SQLITE, REPLACED_SQLITE),
    "postgresql": (REFUSE_POSTGRESQL, UNCHANGED_POSTGRESQL, KEPT_POSTGRESQL),
}
"""Rows of the log are neither changed nor deleted, unless with their whole case."""


def forbid_changes(dialect: str) -> None:
    for statement in APPEND_ONLY[dialect]:
        op.execute(statement)
