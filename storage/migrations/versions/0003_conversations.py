"""Conversations: wrong answers to identity questions are read from the log; sessions with version, last text and the
place that another wish interrupted; the channel that a borrower asked for."""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Json

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
