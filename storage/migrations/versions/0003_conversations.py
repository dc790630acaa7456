"""Conversations: wrong answers to identity questions are read from the log; sessions with version, last text and the
place that another wish interrupted; the channel that a borrower asked for; the photos and files that they sent;
why they fell behind, what comes in and goes out at home, and the relief that was agreed."""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Id, Instant, Json, Minor

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _of_plans() -> tuple[sa.Column[object], ...]:
    """What a plan keeps beside its parts: who offers it until when, and the document that was agreed."""
    return (
        sa.Column("kind", sa.Text(), nullable=False, server_default="plan"),
        sa.Column("balance_minor", Minor),
        sa.Column("grace_days", sa.Integer()),
        sa.Column("offered_by", sa.Text()),
        sa.Column("until", sa.Date()),
        sa.Column("answer_by", Instant()),
        sa.Column("terms", sa.Text()),
        sa.Column("moved", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("skipped", sa.Integer(), nullable=False, server_default="0"),
    )


def upgrade() -> None:
    for column in _of_plans():
        op.add_column("plans", column)
    op.drop_column("contact_points", "identity_tries")
    op.add_column("dialogues", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("dialogues", sa.Column("said", sa.Text()))
    op.add_column("dialogues", sa.Column("left", Json))
    op.add_column("borrowers", sa.Column("preferred_channel", sa.Text()))
    op.add_column("contact_points", sa.Column("days", Json))
    op.create_table(
        "proofs",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("case_id", Id, nullable=False),
        sa.Column("borrower_id", Id, nullable=False),
        sa.Column("message_id", Id),
        sa.Column("about", sa.Text()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_proofs_case_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["borrower_id"], ["borrowers.id"], name="fk_proofs_borrower_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_proofs"),
        sa.UniqueConstraint("case_id", "sha256", name="uq_proofs_case_id_sha256"),
    )
    op.create_index("ix_proofs_borrower_id", "proofs", ["borrower_id"])
    op.add_column("cases", sa.Column("reason", sa.Text()))
    op.create_table(
        "affordability",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("case_id", Id, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("answers", Json, nullable=False),
        sa.Column("words", Json, nullable=False),
        sa.Column("told_at", Instant(), nullable=False),
        sa.Column("confirmed_at", Instant()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_affordability_case_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_affordability"),
        sa.UniqueConstraint("case_id", "ref", name="uq_affordability_case_id_ref"),
    )
    op.create_table(
        "reliefs",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("case_id", Id, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("owed_minor", Minor, nullable=False),
        sa.Column("parts", Json, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("frozen", sa.Boolean(), nullable=False),
        sa.Column("terms_hash", sa.Text(), nullable=False),
        sa.Column("granted_at", Instant()),
        sa.Column("ended_at", Instant()),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_reliefs_case_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_reliefs"),
        sa.UniqueConstraint("case_id", "ref", name="uq_reliefs_case_id_ref"),
    )
