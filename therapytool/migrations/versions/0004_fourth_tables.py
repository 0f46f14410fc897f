"""fourth tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import therapytool.database

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alert_mail",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sealed_address", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_body", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("gave_up_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("seal_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"], ["clinician.id"], name=op.f("fk_alert_mail_clinician_id_clinician"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_mail")),
        sa.UniqueConstraint("clinician_id", name=op.f("uq_alert_mail_clinician_id")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_alert_mail_seal_id")),
    )
    with op.batch_alter_table("alert_mail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alert_mail_next_try_at"), ["next_try_at"], unique=False)

    op.create_table(
        "told_by_mail",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("since", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"], ["clinician.id"], name=op.f("fk_told_by_mail_clinician_id_clinician"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("clinician_id", name=op.f("pk_told_by_mail")),
    )


def downgrade() -> None:
    op.drop_table("told_by_mail")
    with op.batch_alter_table("alert_mail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alert_mail_next_try_at"))

    op.drop_table("alert_mail")
