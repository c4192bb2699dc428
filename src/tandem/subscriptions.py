"""What happened → what it sets off. The one page to read instead of hunting for signals.

An act publishes an event in its own transaction; once that has committed, the worker calls what stands here, with the
ids as text. A reaction may run twice for one event, so each is safe to repeat. A burst of changes to one month fills
that month once: a fill waits a moment, and while it waits a second one for the same month is not stored.
"""

from uuid import UUID

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from tandem.domain.followups import actions as followups
from tandem.domain.part2 import actions as part2
from tandem.domain.safety import actions as safety
from tandem.domain.screenings import actions as screenings
from tandem.domain.trials import actions as trials
from tandem.foundation import clock
from tandem.foundation.accounts import open_sessions, unsaved
from tandem.foundation.accounts.actor import Actor
from tandem.foundation.archive.asking import write_out
from tandem.foundation.audit.checking import CHECK, check_newest_day
from tandem.foundation.jobs.work import Doing, works
from tandem.foundation.organizations.actions import end_idle_accounts, warn_of_ends
from tandem.foundation.outbox import subscribe
from tandem.measures.tables import (
    DECISIONS,
    ENCOUNTERS,
    FOLLOWUPS,
    INCIDENTS,
    INTERVENTIONS,
    REFERRALS,
    SHIFTS,
    TABLES,
    TRANSFERS,
    TRIALS,
)
from tandem.training.debrief import actions as debriefs
from tandem.training.library import verdicts
from tandem.vocabulary.permissions import Permission

FILL_AFTER_SECONDS = 2
# The demo city is filled in a minute or two; its study looks that often, so many times.
STUDY_AFTER_SECONDS, STUDY_TRIES = 20, 60
# In a busy hour facts change with every act; counting all measures of a million calls takes seconds, so not each time.
COUNT_AFTER_SECONDS = 60
# The privacy officer's page names so many; the command names more.
MOST_FINDINGS = 5


def _facts():
    """The filling of facts. Loaded when a fill runs: its columnar engine would be a third of every program's start."""
    from tandem.surfaces.insight import facts

    return facts


# A full disk or a restarting database: try again after 5, 25 and 125 s; the nightly fill mends the rest.
AGAIN = RetryStrategy(max_attempts=4, exponential_wait=5)


def propose_follow_up(encounter: str) -> None:
    """An encounter where team and person met owes the person a contact within 72 hours."""
    actor = Actor.system("Follow-up after an encounter", Permission.FOLLOWUP_WRITE)
    followups.plan(actor=actor, encounter_id=UUID(encounter))


def follow_the_encounter(encounter: str, **_persons: str) -> None:
    """An encounter put under the right person takes its screenings, its follow-up and what is kept apart along."""
    may = (Permission.FOLLOWUP_WRITE, Permission.SCREENING_WRITE, Permission.APART_WRITE)
    actor = Actor.system("Encounter moved", *may)
    part2.follow_encounter(UUID(encounter), actor=actor)
    screenings.follow_encounter(UUID(encounter), actor=actor)
    followups.follow_encounter(UUID(encounter), actor=actor)


def refill_call(incident: str) -> None:
    fill_soon((INCIDENTS, DECISIONS, TRIALS, ENCOUNTERS, INTERVENTIONS, SHIFTS), _facts().months_of(UUID(incident)))


def draw_for_the_trial(incident: str) -> None:
    """A call that may be drawn is, where the running trial draws by itself. Once: a second time nothing happens."""
    actor = Actor.system("Draw for the trial", Permission.TRIAL_DRAW)
    trials.draw_by_itself(UUID(incident), actor=actor)


def follow_trials(**_ids: str) -> None:
    """End what its days have ended, and look what followed the calls of closed trials."""
    actor = Actor.system("What followed drawn calls", Permission.TRIAL_FOLLOW)
    trials.end_over(actor=actor)
    trials.follow(actor=actor)


def refill_trial(trial: str) -> None:
    """A trial's draws become facts once it is closed."""
    fill_soon((TRIALS,), _facts().months_of(UUID(trial)))


def refill_encounter(encounter: str, **_persons: str) -> None:
    fill_soon((ENCOUNTERS, INTERVENTIONS, REFERRALS, FOLLOWUPS, TRANSFERS, TRIALS), _facts().months_of(UUID(encounter)))


def refill_person(person: str) -> None:
    """Who a person is decides whether their encounters, referrals and transfers count as one person's, and in which group."""
    tables = (INCIDENTS, ENCOUNTERS, INTERVENTIONS, REFERRALS, FOLLOWUPS, TRANSFERS)
    fill_soon(tables, _facts().months_of(UUID(person)))


def refill_referral(referral: str) -> None:
    fill_soon((REFERRALS,), _facts().months_of(UUID(referral)))


def refill_transfer(transfer: str) -> None:
    fill_soon((TRANSFERS,), _facts().months_of(UUID(transfer)))


def refill_followup(followup: str) -> None:
    fill_soon((FOLLOWUPS,), _facts().months_of(UUID(followup)))


def refill_shift(team: str) -> None:
    fill_soon((SHIFTS,), _facts().months_of(UUID(team)))


def refill_imported(batch: str) -> None:
    fill_soon((INCIDENTS,), _facts().months_of_act(UUID(batch)))


def refill_past(past: str) -> None:
    """The months of an old file that was brought in, or taken out again."""
    from tandem.measures.past.records import months_of

    fill_soon((INCIDENTS, ENCOUNTERS), set(months_of(UUID(past))))


def refill_everything(**_ids: str) -> None:
    for table in TABLES:
        _once(fill_table, f"fill {table}", table=table)


def fill_soon(tables: tuple[str, ...], months: set[str]) -> None:
    """Have these months of these tables filled again in a moment. Until they are, the ledger says that they owe it."""
    owed: dict[str, list[str]] = {}
    for table in tables:
        for month in sorted(months):
            if _once(fill_month, f"fill {table} {month}", table=table, month=month):
                owed.setdefault(table, []).append(month)
    if owed:
        _facts().owe(owed)


def _once(task, lock: str, seconds: int = FILL_AFTER_SECONDS, **arguments: str) -> bool:
    """Store a job, unless one of the same lock waits already; tell whether it was stored."""
    try:
        # The refusal of a second one would otherwise spoil the transaction around it.
        with transaction.atomic():
            task.configure(queueing_lock=lock, schedule_in={"seconds": seconds}).defer(**arguments)
    except AlreadyEnqueued:
        return False
    return True


@app.task(name="tandem.facts.fill_month", retry=AGAIN)
def fill_month(table: str, month: str) -> None:
    """Fill one month of facts again."""
    _facts().fill_month(table, month)
    _once(count_ahead, "count ahead", COUNT_AFTER_SECONDS)


@app.task(name="tandem.facts.fill_table", retry=AGAIN)
def fill_table(table: str) -> None:
    """Fill every month of a table again."""
    for _month, _rows in _facts().fill_every_month(table):
        pass


def finish_demo_study(**_ids: str) -> None:
    """The demo city's study is stamped and run once its facts are filled."""
    study_demo.configure(schedule_in={"seconds": STUDY_AFTER_SECONDS}).defer(tries=STUDY_TRIES)


def publish_demo(**_ids: str) -> None:
    """The demo city's public page and its pack go out once its facts are filled."""
    publication_demo.configure(schedule_in={"seconds": STUDY_AFTER_SECONDS}).defer(tries=STUDY_TRIES)


@app.task(name="tandem.demo.publication")
def publication_demo(tries: int) -> None:
    """Publish the demo city's page and make its pack, or look again in a moment."""
    from tandem.demo import openness

    if not openness.publish(_facts().mart(), clock.now()) and tries:
        publication_demo.configure(schedule_in={"seconds": STUDY_AFTER_SECONDS}).defer(tries=tries - 1)


@app.task(name="tandem.demo.study")
def study_demo(tries: int) -> None:
    """Stamp and run the demo city's study, or look again in a moment. Without the statistics it stays a draft."""
    from tandem.demo import studying
    from tandem.measures.evaluation.refusals import NotInstalled

    try:
        done = studying.finish(_facts().mart(), clock.now())
    except NotInstalled:
        return
    if not done and tries:
        study_demo.configure(schedule_in={"seconds": STUDY_AFTER_SECONDS}).defer(tries=tries - 1)


@app.task(name="tandem.facts.count_ahead")
def count_ahead() -> None:
    """Count the measures before somebody asks. What nobody counted ahead is counted when a page asks for it."""
    from tandem.surfaces.insight import ahead

    ahead.count()


@app.periodic(cron="*/10 * * * *")
@app.task(name="tandem.facts.fill_now", queueing_lock="fill now")
def fill_now(timestamp: int) -> None:
    """Fill the running month, so that "filled to" moves on in a quiet hour too; whole, what never was."""
    for table in _facts().never_filled():
        fill_table(table)
    for table in TABLES:
        _facts().fill_month(table, _facts().month_of(clock.now()))
    _once(count_ahead, "count ahead", FILL_AFTER_SECONDS)


@app.periodic(cron="7 * * * *")
@app.task(name="tandem.followups.pass_missed", queueing_lock="pass missed")
def pass_missed_windows(timestamp: int) -> None:
    """Say each hour which follow-up windows the next one has overtaken, so that nobody has to notice."""
    followups.pass_missed(actor=Actor.system("Follow-up windows", Permission.FOLLOWUP_WRITE))


@app.periodic(cron="40 8 * * *")
@app.task(name="tandem.facts.fill_all", queueing_lock="fill all")
def fill_all(timestamp: int) -> None:
    """Fill everything once a day (08:40 UTC is night in the United States): mends whatever an event missed."""
    for table in TABLES:
        fill_table(table)


@app.periodic(cron="20 8 * * *")
@app.task(name="tandem.trials.follow", queueing_lock="follow trials")
def follow_trials_nightly(timestamp: int) -> None:
    """Each night, before everything is filled: what became of drawn calls, once thirty days have passed."""
    follow_trials()


@app.periodic(cron="* * * * * */15")
@app.task(name="tandem.safety.escalate", queueing_lock="safety escalate")
def escalate_late_check_ins(timestamp: int) -> None:
    """Four times a minute: a check-in that is late is told to the board, and then to the supervisor."""
    safety.escalate(actor=Actor.system("Late check-in", Permission.SAFETY_ESCALATE))


@app.periodic(cron="10 9 * * *")
@app.task(name="tandem.accounts.end_idle", queueing_lock="end idle accounts")
def end_idle(timestamp: int) -> None:
    """Each night: accounts without a sign-in for 90 days, or past their last day, are disabled (CJIS AC-2(3))."""
    end_idle_accounts()


@app.periodic(cron="20 9 * * *")
@app.task(name="tandem.debriefs.delete_due", queueing_lock="delete recordings")
def delete_recordings(timestamp: int) -> None:
    """Each night: films of rehearsals past their day are deleted; a sentence stays that says so."""
    debriefs.delete_due(actor=Actor.system("Days of a recording", Permission.TRAINING_PLAY))


@app.periodic(cron="25 * * * *")
@app.task(name="tandem.accounts.sweep", queueing_lock="sweep sessions")
def sweep_sessions(timestamp: int) -> None:
    """Each hour: sessions that are over are forgotten, and so is text that waited for its writer for a day."""
    open_sessions.sweep()
    unsaved.sweep()


@app.periodic(cron="35 * * * *")
@app.task(name="tandem.past.sweep", queueing_lock="sweep past")
def sweep_past(timestamp: int) -> None:
    """Each hour: imports of old files that were begun and left are forgotten."""
    from tandem.measures.past.actions import sweep

    sweep(actor=Actor.system("Imports that were left", Permission.PAST_BRING))


@app.periodic(cron="20 * * * *")
@app.task(name="tandem.pacts.warn", queueing_lock="warn of pacts")
def warn_of_pacts(timestamp: int) -> None:
    """Each hour: both sides of an agreement that ends in 30, 7 or 1 days, or has lapsed, are told once (CJIS AC-21)."""
    warn_of_ends()


@app.periodic(cron="50 9 * * *")
@app.task(name="tandem.reports.due", queueing_lock="reports due")
def reports_due(timestamp: int) -> None:
    """Each night from the eighth of a month on: the review pack of the months before, where the program wants one."""
    from tandem.surfaces.insight.reports import work

    work.due()


def import_calls(doing: Doing) -> dict:
    """A file of past calls, taken in by the page. Loaded when one runs: nobody else needs it."""
    from tandem.standards.tabular.imports import take_in

    return take_in(doing)


def import_past(doing: Doing) -> dict:
    """A program's old spreadsheet, brought into the facts. Loaded when one runs."""
    from tandem.surfaces.insight.past.flow import take_in

    return take_in(doing)


def read_past(doing: Doing) -> dict:
    """A long old spreadsheet, read for the pages that settle it. Loaded when one runs."""
    from tandem.surfaces.insight.past.reading import read

    return read(doing)


def make_billing_file(doing: Doing) -> dict:
    """Contacts for whoever pays for them. Loaded when one runs."""
    from tandem.surfaces.insight.grants.billing import work

    return work(doing)


def check_audit(doing: Doing) -> dict:
    """The newest day of the audit trail, checked against its signatures and the files outside."""
    report = check_newest_day(doing.actor, lambda done, total: doing.say(done, total))
    return {"entries": report.entries, "findings": [one.words for one in report.findings[:MOST_FINDINGS]]}


def replay_criteria(doing: Doing) -> dict:
    """A year of calls through a draft of the criteria. Loaded when one runs, with its columnar engine."""
    from tandem.surfaces.plan.lab.work import do

    return do(doing)


def run_study(doing: Doing) -> dict:
    """A stamped study, run on its frozen data. Loaded when one runs, with the statistics."""
    from tandem.surfaces.insight.evaluate.work import run

    return run(doing)


def _report(name: str):
    """Long work of the reports, loaded when one is made: it counts with the columnar engine."""

    def do(doing: Doing) -> dict:
        from tandem.surfaces.insight.reports import work

        return getattr(work, name)(doing)

    return do


# Long work: its kind and what does it.
works("reports.publish", _report("publish"))
works("reports.pack", _report("pack"), resumes=True)
works("reports.count", _report("count"), resumes=True)
works("reports.extract", _report("extract"))
works("studies.run", run_study, resumes=True)
works("calls.import", import_calls, resumes=True)
works("past.import", import_past, resumes=True)
works("past.read", read_past, resumes=True)
works("billing.file", make_billing_file)
works("archive.export", write_out)
works("criteria.replay", replay_criteria, resumes=True)
works(CHECK, check_audit, resumes=True)
works(verdicts.CHECK, verdicts.check_edition, resumes=True)

subscribe("encounter.closed", propose_follow_up, refill_encounter)
subscribe("encounter.changed", refill_encounter)
subscribe("encounter.moved", follow_the_encounter, refill_encounter)
subscribe("incident.changed", draw_for_the_trial, refill_call)
subscribe("trial.changed", follow_trials, refill_trial)
subscribe("incidents.imported", refill_imported)
subscribe("past.changed", refill_past)
subscribe("person.changed", refill_person)
subscribe("person.sealed", refill_person)
subscribe("referral.changed", refill_referral)
subscribe("followup.changed", refill_followup)
subscribe("transfer.changed", refill_transfer)
subscribe("shift.changed", refill_shift)
subscribe("demo.built", refill_everything, finish_demo_study, publish_demo)
subscribe("archive.restored", refill_everything)
