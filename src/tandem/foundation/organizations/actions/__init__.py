"""Set the program up, and give people their jobs. Each is one act of an administrator."""

from tandem.foundation.organizations.actions.people import add_person, end_job
from tandem.foundation.organizations.actions.set_up import STATES, SetUp, set_up
from tandem.foundation.organizations.actions.tokens import issue_intake_token

__all__ = ["STATES", "SetUp", "add_person", "end_job", "issue_intake_token", "set_up"]
