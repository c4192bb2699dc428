"""Set the program up, and give people their jobs. Each is one act of an administrator."""

from tandem.foundation.organizations.actions.accounts import (
    change_details,
    disable,
    enable,
    end_session,
    mark_reviewed,
    new_link,
    note_ended_access,
    release_lock,
    reset_second_factor,
)
from tandem.foundation.organizations.actions.arriving import arrive
from tandem.foundation.organizations.actions.bulk import WrongLine, WrongLines, invite_all
from tandem.foundation.organizations.actions.nightly import end_idle_accounts
from tandem.foundation.organizations.actions.pacts import Signed, end_pact, read_notice, record_pact, warn_of_ends
from tandem.foundation.organizations.actions.part2 import review_part2_setting, set_part2_program
from tandem.foundation.organizations.actions.people import Invitation, Job, change_job, end_job, give_job, invite
from tandem.foundation.organizations.actions.rules import (
    open_requests,
    set_account_rules,
    set_banner,
    set_phone_rules,
    set_sign_in_profile,
    set_time_zone,
)
from tandem.foundation.organizations.actions.set_up import STATES, SetUp, set_up
from tandem.foundation.organizations.actions.tokens import end_token, issue_consents_token, issue_intake_token
from tandem.foundation.organizations.actions.watch import set_watch_rules

__all__ = [
    "end_token",
    "STATES",
    "Invitation",
    "Job",
    "SetUp",
    "Signed",
    "WrongLine",
    "WrongLines",
    "arrive",
    "change_details",
    "change_job",
    "disable",
    "enable",
    "end_idle_accounts",
    "end_job",
    "end_pact",
    "end_session",
    "give_job",
    "invite",
    "invite_all",
    "issue_consents_token",
    "issue_intake_token",
    "mark_reviewed",
    "new_link",
    "note_ended_access",
    "open_requests",
    "read_notice",
    "record_pact",
    "release_lock",
    "reset_second_factor",
    "review_part2_setting",
    "set_account_rules",
    "set_banner",
    "set_part2_program",
    "set_phone_rules",
    "set_sign_in_profile",
    "set_time_zone",
    "set_up",
    "set_watch_rules",
    "warn_of_ends",
]
