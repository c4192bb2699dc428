"""A written consent on a phone: the team fills in what and for whom, the person reads it and signs on the screen.

The law cares that nothing is missing (42 CFR 2.31(a)): who, what and which part, to whom, what for, until when, the
right to take it back, what may happen afterwards, that no is an answer, and a signature. Paper works too.
"""

from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_safe

from tandem.disclosure import Release
from tandem.domain.consents import forms
from tandem.domain.consents.actions import (
    Draft,
    end_by_event,
    problems_before_signing,
    record_written,
    take_back,
)
from tandem.domain.consents.records import consent_copy
from tandem.domain.consents.rules import State
from tandem.domain.consents.written import TPO_CLASS, WRITTEN, opened_by, purposes_of
from tandem.domain.people import records as people
from tandem.foundation import clock
from tandem.foundation.attachments.doors import as_attachment, takes_files
from tandem.foundation.attachments.store import discard, keep
from tandem.foundation.organizations.models import Organization
from tandem.foundation.organizations.program import zone
from tandem.surfaces.care.door import must, onward, page, person_page
from tandem.surfaces.care.views.agreements import TOLD
from tandem.vocabulary.consents import CONSENT_LABELS, SIGNER_LABELS, Signer
from tandem.vocabulary.law import CATEGORY_LABELS, PURPOSE_LABELS, Basis, Category
from tandem.vocabulary.minors import TIE_LABELS
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal

LASTS = (
    ("30", "30 days"),
    ("90", "90 days"),
    ("180", "180 days"),
    ("365", "A year"),
    ("event", gettext_noop("Until something happens")),
)
LANGUAGES = (("en", "English"), ("es", "Español"))
MOST_SCAN = 10 * 1_048_576
# What a scan may be, by its first bytes: what somebody calls it proves nothing.
SCANS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}
KINDS = tuple((one.value, CONSENT_LABELS[one]) for one in WRITTEN)


def _kind(request: HttpRequest) -> Basis:
    """The kind asked for; Absent for a word that is none."""
    asked = request.POST.get("kind") or request.GET.get("kind") or Basis.PART2_NAMED
    if asked not in WRITTEN:
        raise Absent
    return Basis(asked)


def _moment(field: str, text: str) -> datetime | None:
    """The start of a day written like 2026-11-22, where the program is; None for nothing written."""
    if not text.strip():
        return None
    try:
        return datetime.combine(datetime.strptime(text.strip(), "%Y-%m-%d").date(), time(12), zone())
    except ValueError:
        raise Refusal((field, _("Write the day like 2026-11-22."))) from None


def _draft(request: HttpRequest, person_id: UUID, kind: Basis) -> Draft:
    """What was filled in so far. Raises Refusal for a choice that is none."""
    sent = request.POST
    language = sent.get("language", "en")
    words = forms.words(kind, language)
    recipient, named = sent.get("recipient", ""), None
    if recipient and recipient != TPO_CLASS:
        try:
            named = UUID(recipient)
        except ValueError:
            raise Refusal(("recipient", _("Choose who gets it."))) from None
    lasts = sent.get("lasts", "")
    until = clock.now() + timedelta(days=int(lasts)) if lasts in ("30", "90", "180", "365") else None
    return Draft(
        kind=kind,
        person_id=person_id,
        recipient_id=named,
        recipient_class=TPO_CLASS if recipient == TPO_CLASS else "",
        categories=tuple(sent.getlist("categories")),
        part=sent.get("part", ""),
        purposes=tuple(sent.getlist("purposes")),
        purpose_words=sent.get("purpose_words", ""),
        until=until,
        until_event=sent.get("until_event", "") if lasts == "event" else "",
        signer=sent.get("signer", Signer.PERSON),
        signer_name=sent.get("signer_name", ""),
        signer_tie=sent.get("signer_tie", ""),
        signature=sent.get("signature", ""),
        language=language,
        edition=forms.edition(),
        right_to_revoke=words["right_to_revoke"],
        redisclosure=words["redisclosure"],
        refusing=words["refusing"],
        proceeding=sent.get("proceeding", ""),
    )


@takes_files
@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def ask(request: HttpRequest, release: Release) -> HttpResponse:
    """Fill in, then read and sign. `step` says which; nothing is stored before the signature."""
    must(request.actor, Permission.CONSENT_RECORD)
    kind = _kind(request)
    if request.method != "POST":
        return _fill_in(request, release, kind)
    step = request.POST.get("step", "read")
    try:
        draft = _draft(request, release.person_id, kind)
        if step == "paper":
            return _keep_paper(request, release, _on_paper(request, draft))
        found = problems_before_signing(draft, actor=request.actor)
        if found:
            raise Refusal(*found)
    except Refusal as error:
        return _fill_in(request, release, kind, error)
    if step == "print":
        return _sheet(request, release, draft, "consent_print")
    if step != "sign":
        return _sheet(request, release, draft, "consent_read")
    try:
        return _signed(request, release, draft)
    except Refusal as error:
        return _sheet(request, release, draft, "consent_read", error)


def _signed(request: HttpRequest, release: Release, draft: Draft) -> HttpResponse:
    made = record_written(draft, actor=request.actor)
    messages.success(request, _("Signed and in force. Give the person this copy."))
    return onward(reverse("care_consent", args=[release.person_id, made]))


def _keep_paper(request: HttpRequest, release: Release, draft: Draft) -> HttpResponse:
    try:
        return _signed(request, release, draft)
    except Refusal:
        discard(draft.scan)
        raise


def _on_paper(request: HttpRequest, draft: Draft) -> Draft:
    """The draft with its scan kept. Everything else is looked at before, so that nothing is kept for nothing."""
    sent, file = request.POST, request.FILES.get("scan")
    given_at = _moment("given_at", sent.get("given_at", ""))
    if given_at is None:
        raise Refusal(("given_at", _("Write the day it was signed, like 2026-11-22.")))
    draft = replace(draft, how="paper", signature="", given_at=min(given_at, clock.now()), scan=uuid4())
    if sent.get("text") == "other":
        names = ("right_to_revoke", "redisclosure", "refusing")
        draft = replace(draft, edition="", **{name: sent.get(name, "") for name in names})
    found = problems_before_signing(draft, actor=request.actor)
    if file is None:
        found.append(("scan", _("Choose the scan: a PDF, JPEG or PNG of the signed paper.")))
    elif not any(file.open().read(8).startswith(start) for start in SCANS):
        found.append(("scan", _("This is no PDF, JPEG or PNG. Scan the signed paper again.")))
    if found:
        raise Refusal(*found)
    file.seek(0)
    category = Category.CLINICAL_NOTE if draft.kind == Basis.PSY_AUTHORIZATION else Category.PART2_RECORD
    kept = keep(file.chunks(), file.name, category=category, owner_id=request.actor.organization_id, limit=MOST_SCAN)
    return replace(draft, scan=kept.id)


def _fill_in(request: HttpRequest, release: Release, kind: Basis, refused: Refusal | None = None) -> HttpResponse:
    places = Organization.objects.order_by("name")
    if kind not in (Basis.COUNSELING_CONSENT, Basis.PSY_AUTHORIZATION):
        places = places.exclude(pk=request.actor.organization_id)
    named = [(str(one.pk), one.name) for one in places]
    of_class = [(TPO_CLASS, forms.words(kind, "en")["class"])] if kind == Basis.TPO else []
    purposes = purposes_of(kind)
    opens = frozenset[Category]().union(*(opened_by(kind, one) for one in purposes))
    sent = request.POST
    return page(
        request,
        "consent_ask",
        refused,
        about=people.summary(release=release),
        release=release,
        kind=kind.value,
        kinds=KINDS,
        kind_label=CONSENT_LABELS[kind],
        places=[("", _("Choose a place")), *of_class, *named],
        categories=[(one.value, CATEGORY_LABELS[one]) for one in CATEGORY_LABELS if one in opens],
        purposes=[(one.value, PURPOSE_LABELS[one]) for one in purposes],
        chosen=sent.getlist("categories") or ([next(iter(opens)).value] if len(opens) == 1 else []),
        chosen_purposes=sent.getlist("purposes") or ([purposes[0].value] if len(purposes) == 1 else []),
        lasts=LASTS,
        languages=LANGUAGES,
        ties=[("", _("Choose")), *((code.value, word) for code, word in TIE_LABELS.items())],
        signers=[(code.value, word) for code, word in SIGNER_LABELS.items()],
        proceeding=kind == Basis.PROCEEDINGS_CONSENT,
    )


def _sheet(
    request: HttpRequest, release: Release, draft: Draft, template: str, refused: Refusal | None = None
) -> HttpResponse:
    """The sheet the person reads, in their language, with everything that was filled in carried along."""
    words = forms.words(draft.kind, draft.language)
    recipient = Organization.objects.filter(pk=draft.recipient_id).first()
    return page(
        request,
        template,
        refused,
        about=people.summary(release=release),
        release=release,
        draft=draft,
        words=words,
        language=draft.language,
        discloser=request.membership.organization.name,
        recipient=recipient.name if recipient else words["class"],
        what=[words["categories"].get(one, one) for one in draft.categories],
        purposes=[words["purposes"].get(one, one) for one in draft.purposes],
        carried=[
            (name, value)
            for name, values in request.POST.lists()
            if name not in ("csrfmiddlewaretoken", "step", "signature", "signer", "signer_name", "signer_tie")
            for value in values
        ],
        signers=[(code.value, word) for code, word in SIGNER_LABELS.items()],
        ties=[("", _("Choose")), *((code.value, word) for code, word in TIE_LABELS.items())],
        back_url=reverse("care_consent_ask", args=[release.person_id]) + f"?kind={draft.kind}",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@person_page
def consent(request: HttpRequest, release: Release, consent_id: UUID) -> HttpResponse:
    """One consent whole: the copy for the person, and the place to write down that it was taken back."""
    found = consent_copy(consent_id, release=release)
    refused = None
    if request.method == "POST":
        must(request.actor, Permission.CONSENT_RECORD)
        told = request.POST.get("how", "")
        try:
            if request.POST.get("verb") == "event":
                end_by_event(consent_id, actor=request.actor, how=f"written down by {request.actor.name}"[:120])
            elif told not in dict(TOLD):
                raise Refusal(("how", _("Say how they told you.")))
            else:
                take_back(consent_id, actor=request.actor, how=f"told {request.actor.name} {told}"[:120])
        except Refusal as error:
            refused = error
        else:
            messages.success(request, _("Ended. From now on nothing goes out on this consent."))
            return onward(reverse("care_consent", args=[release.person_id, consent_id]))
    return page(
        request,
        "consent",
        refused,
        about=people.summary(release=release),
        release=release,
        one=found,
        words=forms.words(found.kind, found.language),
        in_force=found.state == State.IN_FORCE,
        may_end=request.actor.may(Permission.CONSENT_RECORD) and found.state == State.IN_FORCE,
        tolds=TOLD,
    )


@require_safe
@person_page
def scan(request: HttpRequest, release: Release, consent_id: UUID) -> HttpResponse:
    """The signed paper, as it was scanned."""
    found = consent_copy(consent_id, release=release)
    if found.scan is None:
        raise Absent
    return as_attachment(found.scan)
