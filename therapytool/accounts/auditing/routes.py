"""Which request leaves which line in the audit trail: one table for all features, so that gaps can be seen.

A request that changes something and is in neither table leaves a line all the same, under its own name.
"""

from __future__ import annotations

from dataclasses import dataclass

from therapytool.accounts.auditing.actions import Action


@dataclass(frozen=True, slots=True)
class Trace:
    """The line of a route. `argument` is the part of its address that names the subject, of this `kind`.

    A route without one that makes something names it by the page it leads to, as `argument` of that page.
    """

    action: Action
    kind: str = ""
    argument: str = "name"


TRACES: dict[str, Trace] = {
    "accounts.add_crisis_contact": Trace(Action.PRACTICE_CHANGED),
    "accounts.change_crisis_contact": Trace(Action.PRACTICE_CHANGED),
    "accounts.email": Trace(Action.EMAIL_CHANGED),
    "accounts.end_one": Trace(Action.SIGN_IN_ENDED),
    "accounts.end_others": Trace(Action.SIGN_INS_ENDED),
    "accounts.drop_passkey": Trace(Action.PASSKEY_REMOVED),
    "accounts.name_passkey": Trace(Action.PASSKEY_RENAMED),
    "accounts.new_recovery_codes": Trace(Action.RECOVERY_CODES),
    "accounts.move_crisis_contact": Trace(Action.PRACTICE_CHANGED),
    "accounts.overview": Trace(Action.NAME_CHANGED),
    "accounts.password": Trace(Action.PASSWORD_CHANGED),
    "accounts.logo": Trace(Action.PRACTICE_CHANGED),
    "accounts.practice": Trace(Action.PRACTICE_CHANGED),
    "accounts.remove_crisis_contact": Trace(Action.PRACTICE_CHANGED),
    "accounts.print_settings": Trace(Action.PRACTICE_CHANGED),
    "accounts.take_logo_away": Trace(Action.PRACTICE_CHANGED),
    "accounts.second_step_off": Trace(Action.SECOND_STEP_OFF),
    "accounts.setup_practice": Trace(Action.PRACTICE_CHANGED),
    "accounts.use_shipped_contacts": Trace(Action.PRACTICE_CHANGED),
    "people.close": Trace(Action.COLLEAGUE_DISABLED, "clinician"),
    "people.hand_over": Trace(Action.CASES_HANDED_OVER, "clinician"),
    "people.invite_somebody": Trace(Action.COLLEAGUE_INVITED),
    "people.issue_address": Trace(Action.ADDRESS_ISSUED, "clinician"),
    "people.open_again": Trace(Action.COLLEAGUE_ENABLED, "clinician"),
    "supervision.give": Trace(Action.CASE_HANDED_OVER, "case"),
    "supervision.share": Trace(Action.CASE_SHARED, "case"),
    "supervision.unshare": Trace(Action.CASE_UNSHARED, "case"),
    "cases.add": Trace(Action.PERSON_SEATED, "case"),
    "cases.add_samples": Trace(Action.SAMPLES_LOADED),
    "cases.archive": Trace(Action.CASE_ARCHIVED, "case"),
    "cases.consent": Trace(Action.CONSENT_GIVEN, "person", "person_id"),
    "cases.create": Trace(Action.CASE_OPENED, "case"),
    "cases.end_consent": Trace(Action.CONSENT_ENDED, "person", "person_id"),
    "cases.erase": Trace(Action.CASE_ERASED, "case"),
    "cases.erase_one": Trace(Action.PERSON_ERASED, "person", "person_id"),
    "cases.person": Trace(Action.PERSON_CHANGED, "person", "person_id"),
    "cases.remove_samples": Trace(Action.SAMPLES_REMOVED),
    "cases.rename": Trace(Action.CASE_RENAMED, "case"),
    "cases.reopen": Trace(Action.CASE_REOPENED, "case"),
    "homework.drop_scanned_page": Trace(Action.PAGE_DELETED),
    "homework.end": Trace(Action.LINK_ENDED, "response"),
    "homework.give_now": Trace(Action.HOMEWORK_GIVEN, "homework"),
    "homework.link": Trace(Action.LINK_MADE, "response"),
    "homework.mail": Trace(Action.LINK_MAILED, "response"),
    "homework.note": Trace(Action.NOTE_SAVED, "response"),
    "homework.offer": Trace(Action.FORM_OFFERED, "response"),
    "homework.outcome": Trace(Action.OUTCOME_RECORDED, "response"),
    "homework.paper": Trace(Action.PAPER_MADE, "response"),
    "homework.paper_for_all": Trace(Action.PAPER_MADE, "homework"),
    "homework.reviewed": Trace(Action.REVIEWED, "response"),
    "homework.commitment": Trace(Action.COMMITMENT_CHANGED, "response"),
    "homework.set_dose": Trace(Action.DOSE_CHANGED, "homework"),
    "homework.set_gate": Trace(Action.GATE_SET, "case"),
    "homework.stop": Trace(Action.HOMEWORK_STOPPED, "homework"),
    "homework.take_in": Trace(Action.ANSWERS_TAKEN_IN, "response"),
    "homework.withdraw": Trace(Action.HOMEWORK_TAKEN_BACK, "homework"),
    "measures.switch_off": Trace(Action.PRACTICE_CHANGED),
    "measures.switch_on": Trace(Action.PRACTICE_CHANGED),
    "plans.share": Trace(Action.PLAN_SHARED),
    "plans.stop_sharing_it": Trace(Action.PLAN_UNSHARED),
    "portal.change_again": Trace(Action.TOOK_BACK, "response"),
    "portal.choose": Trace(Action.CHOSE_TO_SHARE, "response"),
    "portal.enter": Trace(Action.CAME_IN, "response"),
    "portal.say_not_this_time": Trace(Action.NOT_THIS_TIME, "response"),
    "portal.say_read": Trace(Action.HANDED_IN, "response"),
    "portal.send": Trace(Action.HANDED_IN, "response"),
    "progress.acknowledge": Trace(Action.ALERT_SEEN),
    "progress.choose_mail": Trace(Action.ALERT_MAIL_CHOSEN),
    "progress.discard": Trace(Action.MEASURE_TAKEN_BACK),
    "progress.give": Trace(Action.MEASURE_GIVEN, "person", "person_id"),
    "portal.send_questions": Trace(Action.MEASURE_FILLED, "measure", "measure"),
    "progress.keep": Trace(Action.MEASURE_FILLED),
    "progress.send_again_now": Trace(Action.MEASURE_SENT, "measure", "public_id"),
    "progress.send_now": Trace(Action.MEASURE_SENT, "person", "person_id"),
    "progress.stop": Trace(Action.MEASURE_LINK_ENDED, "measure", "public_id"),
    "records.keep": Trace(Action.KEEP_DATE_SET, "case"),
}
"""What changes something."""

EXPORTS: dict[str, Trace] = {
    "records.trail_csv": Trace(Action.EXPORTED_TRAIL),
    "homework.case_csv": Trace(Action.EXPORTED_ANSWERS, "case"),
    "homework.case_fhir": Trace(Action.EXPORTED_ANSWERS, "case"),
    "homework.case_json": Trace(Action.EXPORTED_ANSWERS, "case"),
    "homework.case_sheets": Trace(Action.EXPORTED_SHEETS, "case"),
    "homework.person_zip": Trace(Action.EXPORTED_PERSON, "person", "person_id"),
}
"""What only reads, and takes a copy of a client's words along."""

SILENT: frozenset[str] = frozenset(
    {
        # These note what happened themselves, because the request alone does not tell.
        "accounts.add_passkey",
        "accounts.choose_password",
        "accounts.login",
        "accounts.logout",
        "accounts.mf_recovery",
        "accounts.second_step",
        "accounts.setup_account",
        "accounts.two_factor_token_validation",
        "homework.bring_home",
        "homework.looked_at",
        "portal.bring_home",
        "demo",
        "people.set_role",
        "records.erase",
        "safekeeping.choose_recipient",
        "safekeeping.download",
        "safekeeping.new_key",
        # The device comes back into the clinician's hands; her password is counted at the door.
        "progress.take_back",
        # A code given, a password typed again: nothing has happened yet.
        "accounts.passkey_options",
        "accounts.passkey_sign_in",
        "accounts.passkey_sign_in_options",
        "accounts.setup",
        "accounts.verify",
        "accounts.welcome",
        # Every letter saves; the homework's own page tells when, and handing in leaves a line.
        "portal.begin",
        "portal.leave",
        "portal.leave_questions",
        "portal.save",
        "portal.save_section",
        "portal.take_in",
        "portal.wish",
        # How it looks on paper.
        "cases.print_settings",
        # Work on the library and on plans, which have their own history.
        "authoring.bring_back",
        "authoring.bring_image",
        "authoring.change",
        "authoring.create",
        "authoring.edit_own",
        "authoring.make_again",
        "authoring.ready",
        "authoring.remove",
        "authoring.restore",
        "authoring.set_archived",
        "authoring.take_back",
        "exercises.favorite",
        "plans.change",
        "plans.create",
        "plans.duplicate",
        "plans.make_again",
        "plans.remove",
        "plans.restore",
        "plans.take_back",
        "plans.use_draft",
        "plans.use_shared",
        "programs.move_session",
        "programs.start",
        "programs.start_with_case",
    }
)
"""What leaves no line here, and why."""
QUIET_FEATURES: frozenset[str] = frozenset({"authoring", "exercises", "plans", "programs", "search"})
"""Features whose changes are no client's: they keep histories of their own."""
