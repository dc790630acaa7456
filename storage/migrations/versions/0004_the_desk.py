"""The desk: what people who work there keep, and readings that wait for a person's eye."""

import sqlalchemy as sa
from alembic import op

from storage.tables.base import Id, Instant, Json

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("case_id", Id, nullable=False),
        sa.Column("user_id", Id, nullable=False),
        sa.Column("channel", sa.Text()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_drafts_case_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_drafts_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
        sa.UniqueConstraint("case_id", "user_id", name="uq_drafts_case_id_user_id"),
    )
    op.create_index("ix_drafts_user_id", "drafts", ["user_id"])
    op.create_table(
        "snoozes",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("case_id", Id, nullable=False),
        sa.Column("until", Instant(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_snoozes_case_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_snoozes"),
        sa.UniqueConstraint("case_id", name="uq_snoozes_case_id"),
    )
    op.create_table(
        "saved_views",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("user_id", Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", Json, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_saved_views_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_views"),
        sa.UniqueConstraint("user_id", "name", name="uq_saved_views_user_id_name"),
    )
    op.create_table(
        "readings",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("locale", sa.Text(), nullable=False),
        sa.Column("intent", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("runner_up", sa.Text()),
        sa.Column("rights", Json, nullable=False),
        sa.Column("heard", Json, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("second", Json),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed", sa.Text()),
        sa.Column("proposed_by", sa.Text()),
        sa.Column("proposed_at", Instant()),
        sa.Column("settled", sa.Text()),
        sa.Column("settled_by", sa.Text()),
        sa.Column("settled_at", Instant()),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name="fk_readings_message_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_readings"),
        sa.UniqueConstraint("message_id", name="uq_readings_message_id"),
    )
    op.create_index("ix_readings_state_id", "readings", ["state", "id"])
    op.create_table(
        "mentions",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("note_id", Id, nullable=False),
        sa.Column("case_id", Id, nullable=False),
        sa.Column("user_id", Id, nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("seen_at", Instant()),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name="fk_mentions_note_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_mentions_case_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_mentions_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_mentions"),
        sa.UniqueConstraint("note_id", "user_id", name="uq_mentions_note_id_user_id"),
    )
    op.create_index("ix_mentions_case_id", "mentions", ["case_id"])
    op.create_index("ix_mentions_user_id", "mentions", ["user_id", "seen_at"])
    op.create_table(
        "macros",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("user_id", Id),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("bodies", Json, nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_macros_user_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_macros"),
    )
    op.create_index("ix_macros_user_id", "macros", ["user_id"])
    op.create_table(
        "scorecards",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("message_id", Id, nullable=False),
        sa.Column("case_id", Id, nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("tone", sa.Integer(), nullable=False),
        sa.Column("accuracy", sa.Integer(), nullable=False),
        sa.Column("help", sa.Integer(), nullable=False),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("drawn", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name="fk_scorecards_message_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_scorecards_case_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_scorecards"),
        sa.UniqueConstraint("message_id", name="uq_scorecards_message_id"),
    )
    op.create_index("ix_scorecards_at", "scorecards", ["at"])
    op.create_table(
        "doings",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("detail", Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_doings"),
    )
    op.create_index("ix_doings_at", "doings", ["at"])
    op.create_index("ix_doings_about", "doings", ["about"])
    op.create_index("ix_case_events_at", "case_events", ["at"])
    op.create_index("ix_messages_planned_at", "messages", ["planned_at"])
    op.create_table(
        "lockouts",
        sa.Column("login_hash", sa.Text(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("last_at", Instant(), nullable=False),
        sa.Column("until", Instant()),
        sa.PrimaryKeyConstraint("login_hash", name="pk_lockouts"),
    )
    with op.batch_alter_table("sign_ins") as table:
        table.add_column(sa.Column("browser", sa.Text()))
    with op.batch_alter_table("users") as table:
        table.add_column(sa.Column("capacity", sa.Integer()))
        table.add_column(sa.Column("away_since", Instant()))
    with op.batch_alter_table("cases") as table:
        table.add_column(sa.Column("given_by", sa.Text()))
