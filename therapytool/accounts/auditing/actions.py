"""What the audit trail can tell: each action with its words, in groups a reader can choose between.

An action's value is kept in the trail for good, so values are never changed or used for something else. The part before
the point is its group.
"""

from __future__ import annotations

from enum import StrEnum


class Group(StrEnum):
    """What a reader of the trail may narrow it to."""

    SIGNING_IN = "sign-in"
    ACCOUNT = "account"
    PRACTICE = "practice"
    CASES = "case"
    HOMEWORK = "homework"
    CLIENTS = "client"
    MEASURES = "measure"
    EXPORTS = "export"
    SAFEKEEPING = "safekeeping"
    OTHER = "other"

    @property
    def label(self) -> str:
        """As in the list of choices: "Signing in"."""
        words = {"sign-in": "Signing in", "case": "Cases", "client": "Clients", "measure": "Measures"}
        return words.get(self.value, "Exports" if self.value == "export" else self.value.capitalize())


class Action(StrEnum):
    """What was done."""

    SIGNED_IN = "sign-in.in"
    SIGNED_OUT = "sign-in.out"
    WRONG_PASSWORD = "sign-in.wrong-password"  # noqa: S105  # the name of an action
    WRONG_CODE = "sign-in.wrong-code"
    SIGN_IN_ENDED = "sign-in.ended"
    SIGN_INS_ENDED = "sign-in.others-ended"
    NAME_CHANGED = "account.name"
    EMAIL_CHANGED = "account.email"
    PASSWORD_CHANGED = "account.password"  # noqa: S105  # the name of an action
    SECOND_STEP_ON = "account.second-step-on"
    SECOND_STEP_OFF = "account.second-step-off"
    RECOVERY_CODES = "account.recovery-codes"
    PASSKEY_ADDED = "account.passkey-added"
    PASSKEY_RENAMED = "account.passkey-renamed"
    PASSKEY_REMOVED = "account.passkey-removed"
    ALERT_MAIL_CHOSEN = "account.alert-mail"
    PRACTICE_CHANGED = "practice.settings"
    COLLEAGUE_INVITED = "practice.invited"
    ADDRESS_ISSUED = "practice.address-issued"
    ROLE_CHANGED = "practice.role"
    COLLEAGUE_DISABLED = "practice.disabled"
    COLLEAGUE_ENABLED = "practice.enabled"
    CASES_HANDED_OVER = "practice.cases-handed-over"
    PLAN_SHARED = "practice.plan-shared"
    PLAN_UNSHARED = "practice.plan-unshared"
    CASE_OPENED = "case.opened"
    CASE_RENAMED = "case.renamed"
    CASE_ARCHIVED = "case.archived"
    CASE_REOPENED = "case.reopened"
    CASE_ERASED = "case.erased"
    CASE_HANDED_OVER = "case.handed-over"
    CASE_SHARED = "case.shared"
    KEEP_DATE_SET = "case.keep-date"
    CASE_UNSHARED = "case.unshared"
    CASE_LOOKED_AT = "case.looked-at"
    SAMPLES_LOADED = "case.samples-loaded"
    SAMPLES_REMOVED = "case.samples-removed"
    PERSON_SEATED = "case.person-seated"
    PERSON_CHANGED = "case.person-changed"
    PERSON_ERASED = "case.person-erased"
    CONSENT_GIVEN = "case.consent-given"
    CONSENT_ENDED = "case.consent-ended"
    GATE_SET = "case.gate"
    HOMEWORK_GIVEN = "homework.given"
    COMMITMENT_CHANGED = "homework.commitment"
    DOSE_CHANGED = "homework.dose"
    HOMEWORK_TAKEN_BACK = "homework.taken-back"
    HOMEWORK_STOPPED = "homework.stopped"
    LINK_MADE = "homework.link-made"
    LINK_ENDED = "homework.link-ended"
    LINK_MAILED = "homework.link-mailed"
    PAPER_MADE = "homework.paper"
    OUTCOME_RECORDED = "homework.outcome"
    REVIEWED = "homework.reviewed"
    NOTE_SAVED = "homework.note"
    FORM_OFFERED = "homework.form-offered"
    ANSWERS_TAKEN_IN = "homework.answers-taken-in"
    PAGES_KEPT = "homework.pages-kept"
    PAGE_DELETED = "homework.page-deleted"
    HOMEWORK_EXPIRED = "homework.expired"
    CAME_IN = "client.came-in"
    HANDED_IN = "client.handed-in"
    NOT_THIS_TIME = "client.not-this-time"
    TOOK_BACK = "client.took-back"
    CHOSE_TO_SHARE = "client.share"
    SENT_PAGES = "client.pages"
    MEASURE_GIVEN = "measure.given"
    MEASURE_FILLED = "measure.filled-in"
    MEASURE_TAKEN_BACK = "measure.taken-back"
    MEASURE_SENT = "measure.sent"
    MEASURE_LINK_ENDED = "measure.link-ended"
    ALERT_SEEN = "measure.alert-seen"
    EXPORTED_SHEETS = "export.sheets"
    EXPORTED_ANSWERS = "export.answers"
    EXPORTED_PERSON = "export.person"
    EXPORTED_TRAIL = "export.trail"
    BACKUP_MADE = "safekeeping.backup"
    RECIPIENT_SET = "safekeeping.recipient"
    RESTORED = "safekeeping.restored"
    KEYS_ROTATED = "safekeeping.keys-rotated"
    OLD_KEYS_DROPPED = "safekeeping.old-keys-dropped"
    KEYS_EXPORTED = "safekeeping.keys-exported"


IN_WORDS: dict[Action, str] = {
    Action.SIGNED_IN: "Signed in",
    Action.SIGNED_OUT: "Signed out",
    Action.WRONG_PASSWORD: "Wrong password tried",
    Action.WRONG_CODE: "Wrong code tried",
    Action.SIGN_IN_ENDED: "Ended a sign-in",
    Action.SIGN_INS_ENDED: "Ended all other sign-ins",
    Action.NAME_CHANGED: "Changed her name",
    Action.EMAIL_CHANGED: "Changed the e-mail address",
    Action.PASSWORD_CHANGED: "Changed the password",
    Action.SECOND_STEP_ON: "Turned the second step on",
    Action.SECOND_STEP_OFF: "Turned the second step off",
    Action.RECOVERY_CODES: "Made new recovery codes",
    Action.PASSKEY_ADDED: "Added a passkey",
    Action.PASSKEY_RENAMED: "Renamed a passkey",
    Action.PASSKEY_REMOVED: "Removed a passkey",
    Action.ALERT_MAIL_CHOSEN: "Chose whether e-mail tells that something waits",
    Action.PRACTICE_CHANGED: "Changed the practice’s settings",
    Action.COLLEAGUE_INVITED: "Invited a colleague",
    Action.ADDRESS_ISSUED: "Made an address to choose a password",
    Action.ROLE_CHANGED: "Changed a role",
    Action.COLLEAGUE_DISABLED: "Closed an account",
    Action.COLLEAGUE_ENABLED: "Opened an account again",
    Action.CASES_HANDED_OVER: "Handed a colleague’s cases over",
    Action.PLAN_SHARED: "Shared a plan with the practice",
    Action.PLAN_UNSHARED: "Stopped sharing a plan",
    Action.CASE_OPENED: "Opened a case",
    Action.CASE_RENAMED: "Renamed a case",
    Action.CASE_ARCHIVED: "Put a case away",
    Action.CASE_REOPENED: "Took a case out again",
    Action.CASE_ERASED: "Erased a case",
    Action.CASE_HANDED_OVER: "Handed a case over",
    Action.KEEP_DATE_SET: "Set until when a case is kept",
    Action.CASE_SHARED: "Shared a case for supervision",
    Action.CASE_UNSHARED: "Stopped sharing a case",
    Action.CASE_LOOKED_AT: "Looked at a shared case",
    Action.SAMPLES_LOADED: "Loaded the sample caseload",
    Action.SAMPLES_REMOVED: "Removed the sample caseload",
    Action.PERSON_SEATED: "Added a person to a case",
    Action.PERSON_CHANGED: "Changed a person’s wording",
    Action.PERSON_ERASED: "Erased a person",
    Action.CONSENT_GIVEN: "Recorded consent",
    Action.CONSENT_ENDED: "Recorded that consent ended",
    Action.GATE_SET: "Recorded or took back a gate",
    Action.HOMEWORK_GIVEN: "Gave homework",
    Action.COMMITMENT_CHANGED: "Changed what somebody means to do",
    Action.DOSE_CHANGED: "Changed a dose",
    Action.HOMEWORK_TAKEN_BACK: "Took homework back",
    Action.HOMEWORK_STOPPED: "Stopped homework that repeats",
    Action.LINK_MADE: "Made a link",
    Action.LINK_ENDED: "Ended a link",
    Action.LINK_MAILED: "Sent a link by mail",
    Action.PAPER_MADE: "Made a sheet with its code",
    Action.OUTCOME_RECORDED: "Recorded how homework went",
    Action.REVIEWED: "Marked homework as reviewed",
    Action.NOTE_SAVED: "Saved a note of her own",
    Action.FORM_OFFERED: "Offered the fillable PDF on a client’s page, or no longer",
    Action.ANSWERS_TAKEN_IN: "Took in answers from a filled sheet",
    Action.PAGES_KEPT: "Kept pages that came back on paper",
    Action.PAGE_DELETED: "Deleted a page that came back on paper",
    Action.HOMEWORK_EXPIRED: "Deleted homework at the end of its time",
    Action.CAME_IN: "Opened a homework link",
    Action.HANDED_IN: "Handed homework in",
    Action.NOT_THIS_TIME: "Said “not this time”",
    Action.TOOK_BACK: "Took homework back to change it",
    Action.CHOSE_TO_SHARE: "Decided about showing it to the partner",
    Action.SENT_PAGES: "Sent pages done on paper",
    Action.MEASURE_GIVEN: "Gave a measure",
    Action.MEASURE_FILLED: "Kept a filled-in measure",
    Action.MEASURE_TAKEN_BACK: "Took a measure back",
    Action.MEASURE_SENT: "Sent a measure by a link",
    Action.MEASURE_LINK_ENDED: "Ended the link of a measure",
    Action.ALERT_SEEN: "Looked at an alert",
    Action.EXPORTED_SHEETS: "Exported filled sheets",
    Action.EXPORTED_ANSWERS: "Exported answers",
    Action.EXPORTED_PERSON: "Exported everything on a person",
    Action.EXPORTED_TRAIL: "Exported the audit trail",
    Action.BACKUP_MADE: "Made a backup",
    Action.RECIPIENT_SET: "Chose the key that opens backups",
    Action.RESTORED: "Restored a backup",
    Action.KEYS_ROTATED: "Sealed everything with a new key",
    Action.OLD_KEYS_DROPPED: "Dropped old keys",
    Action.KEYS_EXPORTED: "Copied the keys out",
}
"""What a person reads for each action; a test fails when one has no words."""


def in_words(action: str) -> str:
    """An action as a person reads it; one the table does not know by its own name."""
    try:
        return IN_WORDS[Action(action)]
    except ValueError:
        return f"Changed something ({action.removeprefix('other.').replace('_', ' ').replace('.', ': ')})"


def actions_of(group: Group) -> str:
    """What the actions of a group begin with."""
    return f"{group.value}."
