"""The first tables: people who sign in, the library with its search index, plans with their steps, cases."""

from __future__ import annotations

import flask_security
import sqlalchemy as sa
from alembic import op

import therapytool.database
from therapytool.exercises.full_text.index import create_search_tables, drop_search_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exercise_version",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_exercise_version")),
    )
    with op.batch_alter_table("exercise_version", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exercise_version_slug"), ["slug"], unique=False)

    op.create_table(
        "failed_tries",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_failed_tries")),
    )
    with op.batch_alter_table("failed_tries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_failed_tries_last_at"), ["last_at"], unique=False)

    op.create_table(
        "practice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("contact", sa.String(length=200), nullable=False),
        sa.Column("paper", sa.String(length=20), nullable=False),
        sa.Column("region", sa.String(length=10), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("updated_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice")),
        sa.UniqueConstraint("public_id", name=op.f("uq_practice_public_id")),
    )
    op.create_table(
        "role",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("description", sa.String(length=255), nullable=True),
        sa.Column("permissions", flask_security.datastore.AsaList(), nullable=True),
        sa.Column("update_datetime", sa.DateTime(), server_default=sa.text("(CURRENT_TIMESTAMP)"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role")),
        sa.UniqueConstraint("name", name=op.f("uq_role_name")),
    )
    op.create_table(
        "clinician",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("totp_last_counter", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=255), nullable=False),
        sa.Column("username", sa.String(length=255), nullable=True),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.Column("last_login_at", sa.DateTime(), nullable=True),
        sa.Column("current_login_at", sa.DateTime(), nullable=True),
        sa.Column("last_login_ip", sa.String(length=64), nullable=True),
        sa.Column("current_login_ip", sa.String(length=64), nullable=True),
        sa.Column("login_count", sa.Integer(), nullable=True),
        sa.Column("tf_primary_method", sa.String(length=64), nullable=True),
        sa.Column("tf_totp_secret", sa.String(length=255), nullable=True),
        sa.Column("tf_phone_number", sa.String(length=128), nullable=True),
        sa.Column("us_totp_secrets", sa.Text(), nullable=True),
        sa.Column("us_phone_number", sa.String(length=128), nullable=True),
        sa.Column("fs_webauthn_user_handle", sa.String(length=64), nullable=True),
        sa.Column("mf_recovery_codes", flask_security.datastore.AsaList(), nullable=True),
        sa.Column("create_datetime", sa.DateTime(), server_default=sa.text("(CURRENT_TIMESTAMP)"), nullable=False),
        sa.Column("update_datetime", sa.DateTime(), server_default=sa.text("(CURRENT_TIMESTAMP)"), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_clinician_practice_id_practice")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinician")),
        sa.UniqueConstraint("email", name=op.f("uq_clinician_email")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_clinician_fs_uniquifier")),
        sa.UniqueConstraint("fs_webauthn_user_handle", name=op.f("uq_clinician_fs_webauthn_user_handle")),
        sa.UniqueConstraint("public_id", name=op.f("uq_clinician_public_id")),
        sa.UniqueConstraint("us_phone_number", name=op.f("uq_clinician_us_phone_number")),
        sa.UniqueConstraint("username", name=op.f("uq_clinician_username")),
    )
    op.create_table(
        "exercise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=True),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("version_hash", sa.String(length=64), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("summary", sa.String(length=300), nullable=False),
        sa.Column("theme", sa.String(length=1), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("intensity", sa.Integer(), nullable=False),
        sa.Column("short_minutes", sa.Integer(), nullable=False),
        sa.Column("standard_minutes", sa.Integer(), nullable=False),
        sa.Column("long_minutes", sa.Integer(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("updated_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["practice_id"], ["practice.id"], name=op.f("fk_exercise_practice_id_practice")),
        sa.ForeignKeyConstraint(
            ["version_hash"], ["exercise_version.hash"], name=op.f("fk_exercise_version_hash_exercise_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise")),
        sa.UniqueConstraint("practice_id", "slug", name=op.f("uq_exercise_practice_id_slug")),
        sa.UniqueConstraint("public_id", name=op.f("uq_exercise_public_id")),
    )
    with op.batch_alter_table("exercise", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exercise_practice_id"), ["practice_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_exercise_slug"), ["slug"], unique=False)
        batch_op.create_index("ix_exercise_title", ["title"], unique=False)

    op.create_table(
        "case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("sealed_name", sa.LargeBinary(), nullable=False),
        sa.Column("archived_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("seal_id", sa.String(length=36), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("updated_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"], ["clinician.id"], name=op.f("fk_case_clinician_id_clinician"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_public_id")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_case_seal_id")),
    )
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_clinician_id"), ["clinician_id"], unique=False)

    op.create_table(
        "exercise_facet",
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercise.id"], name=op.f("fk_exercise_facet_exercise_id_exercise"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("exercise_id", "name", "value", name=op.f("pk_exercise_facet")),
    )
    with op.batch_alter_table("exercise_facet", schema=None) as batch_op:
        batch_op.create_index("ix_exercise_facet_name_value", ["name", "value"], unique=False)

    op.create_table(
        "favorite",
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"], ["clinician.id"], name=op.f("fk_favorite_clinician_id_clinician"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercise.id"], name=op.f("fk_favorite_exercise_id_exercise"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("clinician_id", "exercise_id", name=op.f("pk_favorite")),
    )
    op.create_table(
        "known_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("last_used_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"], ["clinician.id"], name=op.f("fk_known_device_clinician_id_clinician"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_device")),
        sa.UniqueConstraint("fingerprint", "clinician_id", name=op.f("uq_known_device_fingerprint_clinician_id")),
    )
    with op.batch_alter_table("known_device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_known_device_clinician_id"), ["clinician_id"], unique=False)

    op.create_table(
        "one_use_code",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("expires_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"], ["clinician.id"], name=op.f("fk_one_use_code_clinician_id_clinician"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_one_use_code")),
    )
    with op.batch_alter_table("one_use_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_one_use_code_clinician_id"), ["clinician_id"], unique=False)

    op.create_table(
        "passkey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(length=1024), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=True),
        sa.Column("transports", flask_security.datastore.AsaList(), nullable=True),
        sa.Column("backup_state", sa.Boolean(), nullable=False),
        sa.Column("device_type", sa.String(length=64), nullable=False),
        sa.Column("extensions", sa.String(length=255), nullable=True),
        sa.Column("create_datetime", sa.DateTime(), server_default=sa.text("(CURRENT_TIMESTAMP)"), nullable=False),
        sa.Column("lastuse_datetime", sa.DateTime(), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("usage", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["clinician.id"], name=op.f("fk_passkey_user_id_clinician"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
    )
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passkey_credential_id"), ["credential_id"], unique=True)

    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("request_key", sa.String(length=24), nullable=False),
        sa.Column("removed_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("updated_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"], ["clinician.id"], name=op.f("fk_plan_clinician_id_clinician"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("public_id", name=op.f("uq_plan_public_id")),
    )
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_clinician_id"), ["clinician_id"], unique=False)

    op.create_table(
        "roles_users",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["role_id"], ["role.id"], name=op.f("fk_roles_users_role_id_role")),
        sa.ForeignKeyConstraint(["user_id"], ["clinician.id"], name=op.f("fk_roles_users_user_id_clinician")),
        sa.PrimaryKeyConstraint("user_id", "role_id", name=op.f("pk_roles_users")),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("started_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("browser", sa.String(length=120), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"], ["clinician.id"], name=op.f("fk_sign_in_clinician_id_clinician"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_sign_in_fingerprint")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sign_in_public_id")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_clinician_id"), ["clinician_id"], unique=False)

    op.create_table(
        "cleared_gate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("gate", sa.String(length=40), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("cleared_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_cleared_gate_case_id_case"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["clinician_id"], ["clinician.id"], name=op.f("fk_cleared_gate_clinician_id_clinician"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cleared_gate")),
        sa.UniqueConstraint("case_id", "gate", name=op.f("uq_cleared_gate_case_id_gate")),
    )
    op.create_table(
        "homework",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("version_hash", sa.String(length=64), nullable=False),
        sa.Column("dose", sa.String(length=20), nullable=False),
        sa.Column("given_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("not_before", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("series", sa.String(length=20), nullable=True),
        sa.Column("repeats_every_days", sa.Integer(), nullable=True),
        sa.Column("repeats_until", sa.Date(), nullable=True),
        sa.Column("deletes_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("plan_public_id", sa.String(length=20), nullable=True),
        sa.Column("request_key", sa.String(length=40), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("updated_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_homework_case_id_case"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["version_hash"], ["exercise_version.hash"], name=op.f("fk_homework_version_hash_exercise_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_homework")),
        sa.UniqueConstraint("public_id", name=op.f("uq_homework_public_id")),
    )
    with op.batch_alter_table("homework", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_homework_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_homework_series"), ["series"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_name", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_pronouns", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_partner_words", sa.LargeBinary(), nullable=True),
        sa.Column("seal_id", sa.String(length=36), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("updated_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_person_case_id_case"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("case_id", "seat", name=op.f("uq_person_case_id_seat")),
        sa.UniqueConstraint("public_id", name=op.f("uq_person_public_id")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_person_seal_id")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_case_id"), ["case_id"], unique=False)

    op.create_table(
        "plan_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=400), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("updated_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_step_plan_id_plan"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_step")),
        sa.UniqueConstraint("plan_id", "position", name=op.f("uq_plan_step_plan_id_position")),
    )
    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("sealed_address", sa.LargeBinary(), nullable=True),
        sa.Column("given_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("seal_id", sa.String(length=36), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("updated_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_consent_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
        sa.UniqueConstraint("person_id", "channel", name=op.f("uq_consent_person_id_channel")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_consent_seal_id")),
    )
    op.create_table(
        "response",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("homework_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sealed_slots", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_commitment", sa.LargeBinary(), nullable=True),
        sa.Column("opened_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("started_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("submitted_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("outcome_by", sa.String(length=20), nullable=True),
        sa.Column("sealed_reason", sa.LargeBinary(), nullable=True),
        sa.Column("helpfulness", sa.Integer(), nullable=True),
        sa.Column("distress_before", sa.Integer(), nullable=True),
        sa.Column("distress_after", sa.Integer(), nullable=True),
        sa.Column("agreed_to_reveal_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("reviewed_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("seal_id", sa.String(length=36), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("updated_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["homework_id"], ["homework.id"], name=op.f("fk_response_homework_id_homework"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_response_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("homework_id", "person_id", name=op.f("uq_response_homework_id_person_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_response_public_id")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_response_seal_id")),
    )
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_response_homework_id"), ["homework_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_response_person_id"), ["person_id"], unique=False)

    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("sealed_text", sa.LargeBinary(), nullable=True),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("request_key", sa.String(length=40), nullable=False),
        sa.Column("saved_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("arrived_late", sa.Boolean(), nullable=False),
        sa.Column("seal_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_answer_response_id_response"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("response_id", "key", name=op.f("uq_answer_response_id_key")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_answer_seal_id")),
    )
    op.create_table(
        "clinician_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("sealed_text", sa.LargeBinary(), nullable=True),
        sa.Column("seal_id", sa.String(length=36), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("updated_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["clinician.id"],
            name=op.f("fk_clinician_note_clinician_id_clinician"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_clinician_note_response_id_response"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinician_note")),
        sa.UniqueConstraint("response_id", "clinician_id", name=op.f("uq_clinician_note_response_id_clinician_id")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_clinician_note_seal_id")),
    )
    with op.batch_alter_table("clinician_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clinician_note_clinician_id"), ["clinician_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_clinician_note_response_id"), ["response_id"], unique=False)

    op.create_table(
        "homework_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("made_for", sa.String(length=20), nullable=False),
        sa.Column("token_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("code_fingerprint", sa.String(length=64), nullable=False),
        sa.Column("passcode_hash", sa.String(length=255), nullable=True),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("expires_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("revoked_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_homework_link_response_id_response"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_homework_link")),
        sa.UniqueConstraint("code_fingerprint", name=op.f("uq_homework_link_code_fingerprint")),
        sa.UniqueConstraint("public_id", name=op.f("uq_homework_link_public_id")),
        sa.UniqueConstraint("token_fingerprint", name=op.f("uq_homework_link_token_fingerprint")),
    )
    with op.batch_alter_table("homework_link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_homework_link_response_id"), ["response_id"], unique=False)

    op.create_table(
        "link_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["homework_link.id"], name=op.f("fk_link_use_link_id_homework_link"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_use")),
    )
    with op.batch_alter_table("link_use", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_use_link_id"), ["link_id"], unique=False)

    op.create_table(
        "link_visit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("begun_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("last_seen_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["homework_link.id"], name=op.f("fk_link_visit_link_id_homework_link"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_visit")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_link_visit_fingerprint")),
    )
    with op.batch_alter_table("link_visit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_visit_link_id"), ["link_id"], unique=False)

    op.create_table(
        "outgoing_mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("sealed_address", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_body", sa.LargeBinary(), nullable=True),
        sa.Column("written_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("gave_up_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("seal_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["link_id"], ["homework_link.id"], name=op.f("fk_outgoing_mail_link_id_homework_link"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outgoing_mail")),
        sa.UniqueConstraint("link_id", name=op.f("uq_outgoing_mail_link_id")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_outgoing_mail_seal_id")),
    )
    with op.batch_alter_table("outgoing_mail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outgoing_mail_next_try_at"), ["next_try_at"], unique=False)

    create_search_tables(op.get_bind())


def downgrade() -> None:
    with op.batch_alter_table("outgoing_mail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outgoing_mail_next_try_at"))

    op.drop_table("outgoing_mail")
    with op.batch_alter_table("link_visit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_visit_link_id"))

    op.drop_table("link_visit")
    with op.batch_alter_table("link_use", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_use_link_id"))

    op.drop_table("link_use")
    with op.batch_alter_table("homework_link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_homework_link_response_id"))

    op.drop_table("homework_link")
    with op.batch_alter_table("clinician_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clinician_note_response_id"))
        batch_op.drop_index(batch_op.f("ix_clinician_note_clinician_id"))

    op.drop_table("clinician_note")
    op.drop_table("answer")
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_response_person_id"))
        batch_op.drop_index(batch_op.f("ix_response_homework_id"))

    op.drop_table("response")
    op.drop_table("consent")
    op.drop_table("plan_step")
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_person_case_id"))

    op.drop_table("person")
    with op.batch_alter_table("homework", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_homework_series"))
        batch_op.drop_index(batch_op.f("ix_homework_case_id"))

    op.drop_table("homework")
    op.drop_table("cleared_gate")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_clinician_id"))

    op.drop_table("sign_in")
    op.drop_table("roles_users")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_clinician_id"))

    op.drop_table("plan")
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkey_credential_id"))

    op.drop_table("passkey")
    with op.batch_alter_table("one_use_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_one_use_code_clinician_id"))

    op.drop_table("one_use_code")
    with op.batch_alter_table("known_device", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_known_device_clinician_id"))

    op.drop_table("known_device")
    op.drop_table("favorite")
    with op.batch_alter_table("exercise_facet", schema=None) as batch_op:
        batch_op.drop_index("ix_exercise_facet_name_value")

    op.drop_table("exercise_facet")
    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_clinician_id"))

    op.drop_table("case")
    with op.batch_alter_table("exercise", schema=None) as batch_op:
        batch_op.drop_index("ix_exercise_title")
        batch_op.drop_index(batch_op.f("ix_exercise_slug"))
        batch_op.drop_index(batch_op.f("ix_exercise_practice_id"))

    op.drop_table("exercise")
    op.drop_table("clinician")
    op.drop_table("role")
    op.drop_table("practice")
    with op.batch_alter_table("failed_tries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_failed_tries_last_at"))

    op.drop_table("failed_tries")
    with op.batch_alter_table("exercise_version", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exercise_version_slug"))

    op.drop_table("exercise_version")
    drop_search_tables(op.get_bind())
