"""A whole practice: own exercises, collections, print settings, gates, measures, the trail, passkeys, uploads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

import therapytool.database

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("actor_kind", sa.String(length=20), nullable=False),
        sa.Column("actor", sa.String(length=20), nullable=False),
        sa.Column("action", sa.String(length=80), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("whose", sa.String(length=20), nullable=False),
        sa.Column("about_case", sa.String(length=20), nullable=False),
        sa.Column("detail", sa.String(length=60), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("seal", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("previous", name=op.f("uq_audit_entry_previous")),
        sa.UniqueConstraint("seal", name=op.f("uq_audit_entry_seal")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_action"), ["action"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_actor"), ["actor"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_at"), ["at"], unique=False)
        batch_op.create_index("ix_audit_entry_whose_number", ["whose", "number"], unique=False)

    op.create_table(
        "backup_recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(length=120), nullable=False),
        sa.Column("set_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup_recipient")),
        sa.UniqueConstraint("recipient", name=op.f("uq_backup_recipient_recipient")),
    )
    op.create_table(
        "backup_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("schema", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup_record")),
    )
    with op.batch_alter_table("backup_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_backup_record_made_at"), ["made_at"], unique=False)

    op.create_table(
        "shelf_revision",
        sa.Column("shelf", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("revision", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("shelf", name=op.f("pk_shelf_revision")),
    )
    op.create_table(
        "vocabulary_word",
        sa.Column("shelf", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "word", sa.String(length=80).with_variant(sa.String(length=80, collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("shelf", "word", name=op.f("pk_vocabulary_word")),
    )
    op.create_table(
        "collection",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("updated_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_collection_practice_id_practice"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection")),
        sa.UniqueConstraint("practice_id", "name", name=op.f("uq_collection_practice_id_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_collection_public_id")),
    )
    op.create_table(
        "practice_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("how", sa.String(length=160), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.Column("is_vouched_for", sa.Boolean(), nullable=False),
        sa.Column("is_printed", sa.Boolean(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_practice_contact_practice_id_practice"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_contact")),
        sa.UniqueConstraint("public_id", name=op.f("uq_practice_contact_public_id")),
    )
    with op.batch_alter_table("practice_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_contact_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_tag_practice_id_practice"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("practice_id", "name", name=op.f("uq_tag_practice_id_name")),
    )
    op.create_table(
        "collection_entry",
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["collection_id"],
            ["collection.id"],
            name=op.f("fk_collection_entry_collection_id_collection"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercise.id"], name=op.f("fk_collection_entry_exercise_id_exercise"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("collection_id", "exercise_id", name=op.f("pk_collection_entry")),
    )
    with op.batch_alter_table("collection_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_collection_entry_exercise_id"), ["exercise_id"], unique=False)

    op.create_table(
        "conditions_accepted",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=80), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("accepted_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["clinician.id"],
            name=op.f("fk_conditions_accepted_clinician_id_clinician"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_conditions_accepted_practice_id_practice"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conditions_accepted")),
        sa.UniqueConstraint("practice_id", "measure", name=op.f("uq_conditions_accepted_practice_id_measure")),
    )
    with op.batch_alter_table("conditions_accepted", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_conditions_accepted_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "exercise_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.Integer(), nullable=True),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("has_changes", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("request_key", sa.String(length=24), nullable=False),
        sa.Column("removed_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("updated_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["clinician.id"],
            name=op.f("fk_exercise_draft_clinician_id_clinician"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercise.id"], name=op.f("fk_exercise_draft_exercise_id_exercise"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_exercise_draft_practice_id_practice"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise_draft")),
        sa.UniqueConstraint("exercise_id", name=op.f("uq_exercise_draft_exercise_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_exercise_draft_public_id")),
    )
    with op.batch_alter_table("exercise_draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exercise_draft_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "exercise_release",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version_hash", sa.String(length=64), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["clinician.id"],
            name=op.f("fk_exercise_release_clinician_id_clinician"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercise.id"], name=op.f("fk_exercise_release_exercise_id_exercise"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["version_hash"], ["exercise_version.hash"], name=op.f("fk_exercise_release_version_hash_exercise_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise_release")),
        sa.UniqueConstraint("exercise_id", "number", name=op.f("uq_exercise_release_exercise_id_number")),
    )
    op.create_table(
        "exercise_source",
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("license", sa.String(length=300), nullable=False),
        sa.Column("credit", sa.String(length=300), nullable=False),
        sa.Column("imported_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercise.id"], name=op.f("fk_exercise_source_exercise_id_exercise"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("exercise_id", name=op.f("pk_exercise_source")),
    )
    op.create_table(
        "exercise_tag",
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercise.id"], name=op.f("fk_exercise_tag_exercise_id_exercise"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_exercise_tag_tag_id_tag"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("tag_id", "exercise_id", name=op.f("pk_exercise_tag")),
    )
    with op.batch_alter_table("exercise_tag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_exercise_tag_exercise_id"), ["exercise_id"], unique=False)

    op.create_table(
        "indexed_exercise",
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("shelf", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_id"], ["exercise.id"], name=op.f("fk_indexed_exercise_exercise_id_exercise"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("exercise_id", name=op.f("pk_indexed_exercise")),
    )
    op.create_table(
        "pack_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"], ["clinician.id"], name=op.f("fk_pack_upload_clinician_id_clinician"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pack_upload")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pack_upload_public_id")),
    )
    with op.batch_alter_table("pack_upload", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pack_upload_clinician_id"), ["clinician_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pack_upload_created_at"), ["created_at"], unique=False)

    op.create_table(
        "practice_image",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("media_type", sa.String(length=20), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["clinician.id"],
            name=op.f("fk_practice_image_clinician_id_clinician"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practice.id"], name=op.f("fk_practice_image_practice_id_practice"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_image")),
        sa.UniqueConstraint("public_id", name=op.f("uq_practice_image_public_id")),
    )
    with op.batch_alter_table("practice_image", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_practice_image_practice_id"), ["practice_id"], unique=False)

    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"], ["clinician.id"], name=op.f("fk_saved_filter_clinician_id_clinician"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
        sa.UniqueConstraint("clinician_id", "name", name=op.f("uq_saved_filter_clinician_id_name")),
        sa.UniqueConstraint("public_id", name=op.f("uq_saved_filter_public_id")),
    )
    op.create_table(
        "case_share",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("supervisor_id", sa.Integer(), nullable=False),
        sa.Column("shared_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_share_case_id_case"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["supervisor_id"], ["clinician.id"], name=op.f("fk_case_share_supervisor_id_clinician"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_share")),
        sa.UniqueConstraint("case_id", "supervisor_id", name=op.f("uq_case_share_case_id_supervisor_id")),
    )
    with op.batch_alter_table("case_share", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_share_supervisor_id"), ["supervisor_id"], unique=False)

    op.create_table(
        "draft_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("description", sa.String(length=400), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("updated_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["exercise_draft.id"], name=op.f("fk_draft_step_draft_id_exercise_draft"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_step")),
        sa.UniqueConstraint("draft_id", "position", name=op.f("uq_draft_step_draft_id_position")),
    )
    op.create_table(
        "gate_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("gate", sa.String(length=40), nullable=False),
        sa.Column("is_cleared", sa.Boolean(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("recorded_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=True),
        sa.Column("by_answers", sa.Boolean(), nullable=False),
        sa.Column("sealed_note", sa.LargeBinary(), nullable=True),
        sa.Column("seal_id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_gate_entry_case_id_case"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["clinician_id"], ["clinician.id"], name=op.f("fk_gate_entry_clinician_id_clinician"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gate_entry")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_gate_entry_seal_id")),
    )
    with op.batch_alter_table("gate_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gate_entry_case_id"), ["case_id"], unique=False)

    op.create_table(
        "filled_measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("clinician_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.String(length=80), nullable=False),
        sa.Column("wording_hash", sa.String(length=64), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("given_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("completed_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("sealed_answers", sa.LargeBinary(), nullable=True),
        sa.Column("seal_id", sa.String(length=36), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["clinician_id"],
            ["clinician.id"],
            name=op.f("fk_filled_measure_clinician_id_clinician"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_filled_measure_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filled_measure")),
        sa.UniqueConstraint("public_id", name=op.f("uq_filled_measure_public_id")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_filled_measure_seal_id")),
    )
    with op.batch_alter_table("filled_measure", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_filled_measure_person_id"), ["person_id"], unique=False)

    op.create_table(
        "offered_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("offered_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_offered_form_response_id_response"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offered_form")),
        sa.UniqueConstraint("response_id", name=op.f("uq_offered_form_response_id")),
    )
    op.create_table(
        "raised_alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("filled_id", sa.Integer(), nullable=False),
        sa.Column("raised_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("acknowledged_at", therapytool.database.UtcDateTime(), nullable=True),
        sa.Column("acknowledged_by", sa.Integer(), nullable=True),
        sa.Column("sealed_rule", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_note", sa.LargeBinary(), nullable=True),
        sa.Column("seal_id", sa.String(length=36), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["acknowledged_by"],
            ["clinician.id"],
            name=op.f("fk_raised_alert_acknowledged_by_clinician"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["filled_id"],
            ["filled_measure.id"],
            name=op.f("fk_raised_alert_filled_id_filled_measure"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_raised_alert")),
        sa.UniqueConstraint("public_id", name=op.f("uq_raised_alert_public_id")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_raised_alert_seal_id")),
    )
    with op.batch_alter_table("raised_alert", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_raised_alert_filled_id"), ["filled_id"], unique=False)

    op.create_table(
        "scanned_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("sealed_picture", sa.LargeBinary(), nullable=False),
        sa.Column("came_at", therapytool.database.UtcDateTime(), nullable=False),
        sa.Column("came_from", sa.String(length=20), nullable=False),
        sa.Column("seal_id", sa.String(length=36), nullable=False),
        sa.Column("public_id", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name=op.f("fk_scanned_page_response_id_response"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scanned_page")),
        sa.UniqueConstraint("public_id", name=op.f("uq_scanned_page_public_id")),
        sa.UniqueConstraint("seal_id", name=op.f("uq_scanned_page_seal_id")),
    )
    with op.batch_alter_table("scanned_page", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scanned_page_response_id"), ["response_id"], unique=False)

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("print_profile", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("keep_until", sa.Date(), nullable=True))

    with op.batch_alter_table("exercise_facet", schema=None) as batch_op:
        batch_op.alter_column(
            "value", existing_type=sa.VARCHAR(length=40), type_=sa.String(length=80), existing_nullable=False
        )

    with op.batch_alter_table("homework", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reminds", sa.Boolean(), server_default=sa.text("0"), nullable=False))

    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("case_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("planned_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("program", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("program_session", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_plan_case_id"), ["case_id"], unique=False)
        batch_op.create_foreign_key(batch_op.f("fk_plan_case_id_case"), "case", ["case_id"], ["id"], ondelete="CASCADE")

    with op.batch_alter_table("practice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("print_profile", sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column("logo", sa.LargeBinary(), nullable=True))

    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.add_column(sa.Column("reminded_at", therapytool.database.UtcDateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("response", schema=None) as batch_op:
        batch_op.drop_column("reminded_at")

    with op.batch_alter_table("practice", schema=None) as batch_op:
        batch_op.drop_column("logo")
        batch_op.drop_column("print_profile")

    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_plan_case_id_case"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_plan_case_id"))
        batch_op.drop_column("program_session")
        batch_op.drop_column("program")
        batch_op.drop_column("planned_on")
        batch_op.drop_column("case_id")

    with op.batch_alter_table("homework", schema=None) as batch_op:
        batch_op.drop_column("reminds")

    with op.batch_alter_table("exercise_facet", schema=None) as batch_op:
        batch_op.alter_column(
            "value", existing_type=sa.String(length=80), type_=sa.VARCHAR(length=40), existing_nullable=False
        )

    with op.batch_alter_table("case", schema=None) as batch_op:
        batch_op.drop_column("keep_until")
        batch_op.drop_column("print_profile")

    with op.batch_alter_table("scanned_page", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scanned_page_response_id"))

    op.drop_table("scanned_page")
    with op.batch_alter_table("raised_alert", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_raised_alert_filled_id"))

    op.drop_table("raised_alert")
    op.drop_table("offered_form")
    with op.batch_alter_table("filled_measure", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_filled_measure_person_id"))

    op.drop_table("filled_measure")
    with op.batch_alter_table("gate_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_gate_entry_case_id"))

    op.drop_table("gate_entry")
    op.drop_table("draft_step")
    with op.batch_alter_table("case_share", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_case_share_supervisor_id"))

    op.drop_table("case_share")
    op.drop_table("saved_filter")
    with op.batch_alter_table("practice_image", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_image_practice_id"))

    op.drop_table("practice_image")
    with op.batch_alter_table("pack_upload", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pack_upload_created_at"))
        batch_op.drop_index(batch_op.f("ix_pack_upload_clinician_id"))

    op.drop_table("pack_upload")
    op.drop_table("indexed_exercise")
    with op.batch_alter_table("exercise_tag", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exercise_tag_exercise_id"))

    op.drop_table("exercise_tag")
    op.drop_table("exercise_source")
    op.drop_table("exercise_release")
    with op.batch_alter_table("exercise_draft", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_exercise_draft_practice_id"))

    op.drop_table("exercise_draft")
    with op.batch_alter_table("conditions_accepted", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_conditions_accepted_practice_id"))

    op.drop_table("conditions_accepted")
    with op.batch_alter_table("collection_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_collection_entry_exercise_id"))

    op.drop_table("collection_entry")
    op.drop_table("tag")
    with op.batch_alter_table("practice_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_practice_contact_practice_id"))

    op.drop_table("practice_contact")
    op.drop_table("collection")
    op.drop_table("vocabulary_word")
    op.drop_table("shelf_revision")
    with op.batch_alter_table("backup_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_backup_record_made_at"))

    op.drop_table("backup_record")
    op.drop_table("backup_recipient")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_entry_whose_number")
        batch_op.drop_index(batch_op.f("ix_audit_entry_at"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_actor"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_action"))

    op.drop_table("audit_entry")
