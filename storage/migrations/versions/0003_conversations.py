"""Conversations: wrong answers to identity questions are read from the log; sessions with version, last text and the
place that another wish interrupted; the channel that a borrower asked for; the photos and files that they sent."""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Id, Instant, Json

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("contact_points", "identity_tries")
    op.add_column("dialogues", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("dialogues", sa.Column("said", sa.Text()))
    op.add_column("dialogues", sa.Column("left", Json))
    op.add_column("borrowers", sa.Column("preferred_channel", sa.Text()))
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
