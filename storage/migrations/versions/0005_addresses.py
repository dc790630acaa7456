"""Addresses: whose one is, asked by each message that comes in, is found without reading everybody's."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_contact_points_channel_address", "contact_points", ["channel", "address"])
