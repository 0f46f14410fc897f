"""third tables"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import therapytool.database

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "measure_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("code_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("passcode_hash", sa.String(length=255), nullable=True),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("expires_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("revoked_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("opened_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("mailed_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_measure_link_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_link")),
        sa.UniqueConstraint("code_fingerprint", name=op.f("uq_measure_link_code_fingerprint")),
        sa.UniqueConstraint("public_id", name=op.f("uq_measure_link_public_id")),
        sa.UniqueConstraint("token_fingerprint", name=op.f("uq_measure_link_token_fingerprint")),
    )
    with op.batch_alter_table("measure_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_link_person_id"), ["person_id"], unique=False)

    op.create_table(
        "shared_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("sealed_title", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_content", sa.LargeBinary(), nullable=True),
        sa.Column("seal_id", sa.String(length=36), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("updated_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"], ["clinician.id"], name=op.f("fk_shared_plan_clinician_id_clinician"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_shared_plan_plan_id_plan"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_shared_plan_practice_id_practice"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_plan")),
        sa.UniqueConstraint("plan_id", name=op.f("uq_shared_plan_plan_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_shared_plan_public_id")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_shared_plan_seal_id")),
    )
    with op.batch_alter_table("shared_plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shared_plan_clinician_id"), ["clinician_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_shared_plan_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "measure_mail",
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sealed_address", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_body", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("gave_up_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("seal_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["measure_link.id"], name=op.f("fk_measure_mail_link_id_measure_link"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_mail")),
        sa.UniqueConstraint("link_id", name=op.f("uq_measure_mail_link_id")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_measure_mail_seal_id")),
    )
    with op.batch_alter_table("measure_mail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_mail_next_try_at"), ["next_try_at"], unique=False)

    op.create_table(
        "measure_round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("filled_id", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("told_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["filled_id"],
            ["filled_measure.id"],
            name=op.f("fk_measure_round_filled_id_filled_measure"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["link_id"], ["measure_link.id"], name=op.f("fk_measure_round_link_id_measure_link"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_round")),
        sa.UniqueConstraint("filled_id", name=op.f("uq_measure_round_filled_id")),
    )
    with op.batch_alter_table("measure_round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_round_link_id"), ["link_id"], unique=False)

    op.create_table(
        "measure_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("last_seen_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["measure_link.id"], name=op.f("fk_measure_visit_link_id_measure_link"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_visit")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_measure_visit_fingerprint")),
    )
    with op.batch_alter_table("measure_visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measure_visit_link_id"), ["link_id"], unique=False)

    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sealed_key", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("sealed_title", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("sealed_content", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("seal_id", sa.String(length=36), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_plan_seal_id"), ["seal_id"])

    with op.batch_alter_table("plan_step", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sealed_description", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("sealed_content", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("seal_id", sa.String(length=36), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_plan_step_seal_id"), ["seal_id"])


def downgrade() -> None:
    with op.batch_alter_table("plan_step", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_plan_step_seal_id"), type_="unique")
        batch_op.drop_column("seal_id")
        batch_op.drop_column("sealed_content")
        batch_op.drop_column("sealed_description")

    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_plan_seal_id"), type_="unique")
        batch_op.drop_column("seal_id")
        batch_op.drop_column("sealed_content")
        batch_op.drop_column("sealed_title")
        batch_op.drop_column("sealed_key")

    with op.batch_alter_table("measure_visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measure_visit_link_id"))

    op.drop_table("measure_visit")
    with op.batch_alter_table("measure_round", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measure_round_link_id"))

    op.drop_table("measure_round")
    with op.batch_alter_table("measure_mail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measure_mail_next_try_at"))

    op.drop_table("measure_mail")
    with op.batch_alter_table("shared_plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_shared_plan_practice_id"))
        batch_op.drop_index(batch_op.f("ix_shared_plan_clinician_id"))

    op.drop_table("shared_plan")
    with op.batch_alter_table("measure_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_measure_link_person_id"))

    op.drop_table("measure_link")
