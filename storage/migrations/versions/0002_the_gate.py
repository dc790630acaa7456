"""The gate: creditors, feeds, switches; consent and quality of contact points; evidence of holds; a chained log."""

import sqlalchemy as sa
from alembic import op

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
    with op.batch_alter_table("holds") as table:
        for name, kind in (
            ("evidence", sa.Text()),
            ("placed_by", sa.Text()),
            ("placed_at", Instant()),
            ("lifted_by", sa.Text()),
            ("lift_why", sa.Text()),
        ):
            table.add_column(sa.Column(name, kind))
    with op.batch_alter_table("case_events") as table:
        table.add_column(sa.Column("hash", sa.Text()))
    with op.batch_alter_table("messages") as table:
        table.add_column(sa.Column("in_reply_to", Id))
