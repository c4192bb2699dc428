"""What an agency has to do before real people are served, and what it repeats each year, in words of its own page.

Some points Tandem can see for itself; others only a human can vouch for, with name, day and a note.
"""

from enum import StrEnum


class Point(StrEnum):
    COUNSEL = "counsel"
    AGREEMENTS = "agreements"
    PRIVACY_OFFICER = "privacy_officer"
    PART2 = "part2"
    STATE_LAW = "state_law"
    RETENTION = "retention"
    TIME_ZONE = "time_zone"
    SECOND_FACTORS = "second_factors"
    HTTPS = "https"
    KEYS = "keys"
    RESTORE = "restore"
    AUDIT_APART = "audit_apart"
    FIPS = "fips"
    MAIL = "mail"
    SCAN = "scan"
    PENETRATION_TEST = "penetration_test"
    SECURITY_AUDIT = "security_audit"


POINT_LABELS = {
    Point.COUNSEL: "Your lawyers have reviewed the rules and texts",
    Point.AGREEMENTS: "Agreements between the organizations are in force",
    Point.PRIVACY_OFFICER: "A privacy officer is named",
    Point.PART2: "Each provider has decided whether it is a Part 2 program",
    Point.STATE_LAW: "The rules of your state are confirmed",
    Point.RETENTION: "How long records are kept is confirmed",
    Point.TIME_ZONE: "The program's clock is set",
    Point.SECOND_FACTORS: "Everybody has a second step for signing in",
    Point.HTTPS: "Pages are served by HTTPS",
    Point.KEYS: "The key file is backed up apart from the database",
    Point.RESTORE: "Backups run, and a restore was tried",
    Point.AUDIT_APART: "Proof of the audit trail is kept elsewhere",
    Point.FIPS: "Cryptography runs in FIPS mode, or it is settled that it need not",
    Point.MAIL: "E-mail is set up, or links are handed over by hand",
    Point.SCAN: "Scanned for known weaknesses",
    Point.PENETRATION_TEST: "Tested by people who tried to break in",
    Point.SECURITY_AUDIT: "Security rules audited",
}
TO_DO_LABELS = {
    Point.COUNSEL: "Have counsel read the table of disclosure, the consent forms and the notices. "
    "Write down who read which version.",
    Point.AGREEMENTS: "Record the signed agreement (MOU) of every organization that takes part. "
    "Without one nothing is shared with it.",
    Point.PRIVACY_OFFICER: "Give somebody the role of privacy officer. The administrator should be another person.",
    Point.PART2: "Decide for each provider whether 42 CFR Part 2 applies, with the reason.",
    Point.STATE_LAW: "Have counsel check what ships for your state: holds, minors, duty to warn, mandated reports.",
    Point.RETENTION: "Check the schedule of your state and program for each kind of record, and who approves what is "
    "deleted.",
    Point.TIME_ZONE: "Set up the program with its own time zone.",
    Point.SECOND_FACTORS: "Ask whoever is missing to sign in once: the page leads them. End accounts nobody needs.",
    Point.HTTPS: "Put a proxy with a certificate in front (TLS 1.2 or newer), and set TANDEM_URL to its https address.",
    Point.KEYS: "Copy the key file to a place the database's backups never reach. "
    "Without it nothing written about a person can be read again.",
    Point.RESTORE: "Restore a backup on an empty machine with bin/tandem restore, and compare counts and the audit "
    "trail.",
    Point.AUDIT_APART: "Keep the public key and the files of checkpoints where whoever runs the database can't reach "
    "them.",
    Point.FIPS: "If criminal justice information is held: run on a system whose OpenSSL is in FIPS mode. "
    "Otherwise write who decided that it need not be.",
    Point.MAIL: "Set EMAIL_URL, or write that links are handed over in person.",
    Point.SCAN: "Scan at least every six months, and write down by whom and what was found.",
    Point.PENETRATION_TEST: "Once a year, by people who did not build or run it.",
    Point.SECURITY_AUDIT: "Once a year: compare what is done with the rules for security.",
}
# What Tandem can't see: it holds only while somebody vouches for it, and no longer than this many days.
VOUCHED_DAYS: dict[Point, int] = {
    Point.COUNSEL: 365,
    Point.STATE_LAW: 365,
    Point.RETENTION: 365,
    Point.KEYS: 365,
    Point.RESTORE: 182,
    Point.AUDIT_APART: 365,
    Point.SCAN: 182,
    Point.PENETRATION_TEST: 365,
    Point.SECURITY_AUDIT: 365,
}
# What Tandem sees, but somebody may settle in another way, saying how.
SETTLED_DAYS: dict[Point, int] = {Point.FIPS: 365, Point.MAIL: 365}
# Repeated while the program runs; nobody waits for it before the first call.
RECURRING = (Point.SCAN, Point.PENETRATION_TEST, Point.SECURITY_AUDIT)
BEFORE_REAL_PEOPLE = tuple(one for one in Point if one not in RECURRING)


class State(StrEnum):
    DONE = "done"
    OPEN = "open"
    STALE = "stale"


READINESS_STATE_LABELS = {
    State.DONE: "Done",
    State.OPEN: "To do",
    State.STALE: "To do again",
}
