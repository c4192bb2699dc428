"""Agreements, referrals and follow-ups of the demo: loops that close, loops that stay open, and promises kept late."""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tandem.demo import calibration as k
from tandem.demo import words
from tandem.demo.cast import Cast, Worker
from tandem.demo.dice import Dice
from tandem.demo.store import Store
from tandem.demo.visits import Visit
from tandem.domain.consents.models import Agreement, Revocation
from tandem.domain.consents.rules import SIGNED, SPOKEN, problems
from tandem.domain.directory.models import Service
from tandem.domain.referrals.models import Link, Referral, Transition
from tandem.domain.referrals.rules import DATED, LINK_CATEGORIES, MOVES, Verb, Who, problem
from tandem.vocabulary.law import Purpose
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import ContactOutcome, Need, ReferralState
from tandem.vocabulary.timeline import Kind

S, V = ReferralState, Verb
LINK_DAYS = 14
_SIGNATURE = "M12 60 L30 22 L44 58 L62 30 L80 62 L104 40 L150 52"
_AGREEMENT_DAYS = 180
NEEDED_SEED = 13


@dataclass
class _Loop:
    """A referral under way: its row, its link, and where it stands."""

    row: Referral
    service: Service
    writer: Worker
    link: Link | None = None
    about: tuple = field(default=())


class Loops:
    def __init__(self, cast: Cast, services: list[Service], dice: Dice, store: Store, end: datetime):
        self._cast, self._dice, self._store, self._end = cast, dice, store, end
        self._for_need: dict[Need, list[Service]] = {
            need: [one for one in services if need in one.needs] for need in Need
        }
        # Dice of its own: what was needed changes nothing else of the city.
        self._needed = Dice(NEEDED_SEED)
        self._places = {one.pk: one for one in cast.organizations.values()}

    def after(self, visit: Visit, *, written: bool) -> None:
        """What follows a contact. `written` is False in the months whose referrals are missing."""
        if visit.outcome != ContactOutcome.ENGAGED:
            return
        referred = written and self._dice.happens(k.REFERRED)
        visit.row.needs = True if referred else self._needed.weighted(k.NEEDED_UNREFERRED)
        if referred:
            self._refer(visit)

    def _refer(
        self, visit: Visit, need: Need | None = None, before: _Loop | None = None, at: datetime | None = None
    ) -> None:
        dice = self._dice
        need = need or dice.weighted(k.NEED_SHARE)
        tried = before.service.pk if before else None
        places = [one for one in self._for_need[need] if one.pk != tried]
        if not places:
            return
        service = dice.one(places)
        made = at or visit.closed_at - timedelta(minutes=dice.between(0.3, 1))
        row = Referral(
            id=dice.id(),
            person_id=visit.person.id,
            organization_id=self._cast.provider.pk,
            service_id=service.pk,
            encounter_id=visit.encounter,
            instead_of_id=before.row.pk if before else None,
            need=need,
            why=dice.one(words.REFERRAL_WHY[need]),
            warm=dice.happens(0.2),
            state=S.DRAFT,
            state_at=made,
            created_at=made,
            created_by=visit.writer.user_id,
        )
        loop = _Loop(row, service, visit.writer, about=(visit.person.id, row.pk, visit.encounter))
        self._store.add(row)
        self._store.log(Kind.REFERRAL_CREATED, made, visit.writer, *loop.about, need=need, service=str(service.pk))
        if not dice.happens(k.AGREED):
            self._move(loop, V.WITHHOLD, made + timedelta(seconds=30))
            # A person who said no may be asked again; most such drafts are taken back.
            self._chase(loop, made)
            return
        self._agree(loop, made + timedelta(seconds=20))
        self._send(loop, made + timedelta(seconds=40))
        self._answer(loop, visit, need)

    def _agree(self, loop: _Loop, at: datetime) -> None:
        place = self._places[loop.service.organization_id]
        spoken = place.registered_provider
        until = at + timedelta(days=_AGREEMENT_DAYS)
        given = {
            "categories": sorted(LINK_CATEGORIES),
            "purpose": Purpose.REFERRAL,
            "given_at": at,
            "until": until,
            "how": SPOKEN if spoken else SIGNED,
            "heard_by": loop.writer.name if spoken else "",
            "signature": "" if spoken else _SIGNATURE,
        }
        found = problems(
            discloser_id=self._cast.provider.pk, recipient_id=place.pk, recipient_is_provider=spoken, **given
        )
        if found:
            raise Refusal(*found)
        row = Agreement(
            id=self._dice.id(),
            person_id=loop.row.person_id,
            discloser_id=self._cast.provider.pk,
            recipient_id=place.pk,
            told_on=loop.row.encounter_id,
            recorded_by=loop.writer.user_id,
            **given,
        )
        loop.row.agreement_id = row.pk
        self._store.add(row)
        self._store.log(
            Kind.AGREEMENT_GIVEN,
            at,
            loop.writer,
            row.person_id,
            row.pk,
            row.told_on,
            how=row.how,
            purpose=row.purpose,
            what=row.categories,
        )
        if self._dice.happens(k.TAKEN_BACK):
            back = at + timedelta(days=self._dice.between(50, 150))
            if back < self._end:
                self._store.add(
                    Revocation(agreement_id=row.pk, at=back, how="told us by phone", recorded_by=loop.writer.user_id)
                )
                self._store.log(Kind.AGREEMENT_REVOKED, back, loop.writer, row.person_id, row.pk, row.told_on)

    def _send(self, loop: _Loop, at: datetime) -> None:
        self._move(loop, V.SEND, at)
        loop.link = Link(
            id=self._dice.id(),
            referral_id=loop.row.pk,
            # Nobody holds the secret of a link of the past, so that it opens nothing.
            secret_hash=hashlib.sha256(secrets.token_bytes(32)).hexdigest(),
            made_at=at,
            expires_at=at + timedelta(days=LINK_DAYS),
        )
        self._store.add(loop.link)

    def _answer(self, loop: _Loop, visit: Visit, need: Need) -> None:
        """The far end, as far as the history goes. What would come after its end has not come yet."""
        dice = self._dice
        sent = loop.row.sent_at
        if dice.happens(k.NO_WORD):
            if dice.happens(0.4):
                self._move(loop, V.ACKNOWLEDGE, sent + self._hours(), who=Who.LINK)
            self._chase(loop, sent)
            return
        opened = sent + self._hours()
        if not self._move(loop, V.ACKNOWLEDGE, opened, who=Who.LINK):
            return
        answered = dice.later(opened, 1, 240)
        by = Who.LINK if dice.happens(0.8) else Who.MEMBER
        if dice.happens(k.DECLINED_BY_SERVICE):
            kind, why = dice.one(words.DECLINES)
            if self._move(loop, V.DECLINE, answered, who=by, reason_kind=kind, reason=why):
                again = dice.later(answered, 60, 1800)
                if dice.happens(k.TRIED_ELSEWHERE) and again < self._end:
                    self._refer(visit, need, before=loop, at=again)
                self._chase(loop, answered)
            return
        if not self._move(loop, V.ACCEPT, answered, who=by):
            return
        loop.row.expected_at = answered + timedelta(days=dice.between(0.5, 6))
        if dice.happens(k.STILL_OPEN_OF_ACCEPTED):
            self._chase(loop, answered)
            return
        seen = answered + timedelta(days=min(40.0, dice.around(k.SEEN_MEDIAN_DAYS, 0.7)))
        if not dice.happens(k.SEEN_OF_ACCEPTED):
            self._fail(loop, seen + timedelta(days=1), by)
        elif self._move(loop, V.SEEN, seen, who=by):
            over = seen + timedelta(days=min(50.0, dice.around(k.COMPLETED_MEDIAN_DAYS, 0.8)))
            if dice.happens(k.COMPLETED_OF_SEEN):
                self._move(loop, V.COMPLETE, over, who=by)
            else:
                self._fail(loop, over, by)

    def _fail(self, loop: _Loop, at: datetime, by: Who) -> None:
        kind, why = self._dice.one(words.FAILURES)
        self._move(loop, V.FAIL, at, who=by, reason_kind=kind, reason=why)

    def _chase(self, loop: _Loop, since: datetime) -> None:
        """An open loop that got old is taken back with a reason, most of the time."""
        if self._dice.happens(k.CHASED):
            at = since + timedelta(days=k.CHASED_AFTER_DAYS * self._dice.between(0.6, 1.4))
            self._move(loop, V.CANCEL, at, reason=self._dice.one(words.TAKEN_BACK))

    def _hours(self) -> timedelta:
        return timedelta(hours=min(300.0, self._dice.around(k.ANSWER_MEDIAN_HOURS, 1.1)))

    def _move(
        self, loop: _Loop, verb: Verb, at: datetime, *, who: Who = Who.MEMBER, reason_kind: str = "", reason: str = ""
    ) -> bool:
        """One move of the room's own table. False, and nothing moves, where it would lie after the end."""
        if at >= self._end:
            return False
        row, before = loop.row, loop.row.state
        if found := problem(verb, before, who, reason_kind=reason_kind, reason=reason):
            raise Refusal(found)
        row.state, row.state_at = MOVES[verb].after, at
        if row.state in DATED:
            setattr(row, DATED[row.state], at)
        place = self._places[loop.service.organization_id]
        by_link = who is Who.LINK
        self._store.add(
            Transition(
                referral_id=row.pk,
                before=before,
                after=row.state,
                at=at,
                moved_by=loop.link.pk if by_link else loop.writer.user_id,
                by_name=place.name if by_link else loop.writer.name,
                recorded_for="" if by_link or verb in (V.SEND, V.WITHHOLD, V.CANCEL) else loop.service.name,
                reason_kind=reason_kind,
                reason=reason,
            )
        )
        self._store.log(
            Kind.REFERRAL_MOVED,
            at,
            None if by_link else loop.writer,
            *loop.about,
            actor_kind="link" if by_link else "user",
            organization_id=place.pk if by_link else None,
            verb=verb,
            before=before,
            after=row.state,
            **({"reason_kind": reason_kind} if reason_kind else {}),
        )
        if verb is V.ACKNOWLEDGE:
            loop.link.opened_at = at
        return True
