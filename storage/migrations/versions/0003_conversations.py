"""Conversations: wrong answers to identity questions are read from the log, for all contact points together."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("contact_points", "identity_tries")
