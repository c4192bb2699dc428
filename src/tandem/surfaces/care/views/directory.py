"""The directory: places a person can be referred to, and the pages of whoever keeps it. Not about persons served."""

from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tandem.domain.directory.actions import add, change, verify
from tandem.domain.directory.records import ServiceRow, changes, service, services
from tandem.foundation import clock
from tandem.foundation.accounts.actor import NotAllowed
from tandem.foundation.organizations.models import Organization
from tandem.foundation.organizations.program import zone
from tandem.foundation.strict_json import BadJSON
from tandem.standards.hsds.plan import CHANGED, NEW, REFUSED, SAME, carry_out, plan
from tandem.standards.hsds.read import sentence
from tandem.surfaces.care import listing_form
from tandem.surfaces.care.door import CARE, must, onward, page
from tandem.surfaces.care.words import language_options
from tandem.surfaces.shared.session import sign_in_required
from tandem.vocabulary.directory import CHECKED_HOW_LABELS, LANGUAGE_LABELS
from tandem.vocabulary.permissions import Permission
from tandem.vocabulary.refusal import Absent, Refusal
from tandem.vocabulary.terms import NEED_LABELS, Need, Role

NEEDS = tuple((one.value, NEED_LABELS[one]) for one in Need)
HOWS = tuple((one.value, words) for one, words in CHECKED_HOW_LABELS.items())
# A document waits in the session between its preview and the yes, so that it is looked at before it is taken in.
UPLOAD_LIMIT = 1_048_576
KINDS = {
    NEW: gettext_lazy("New"),
    CHANGED: gettext_lazy("Changes"),
    SAME: gettext_lazy("Unchanged"),
    REFUSED: gettext_lazy("Refused"),
}


def directory_page(view):
    """A page of the directory: for care staff, and for administrators, who may keep it."""

    @sign_in_required(*CARE, Role.ADMIN)
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except (Absent, NotAllowed) as no:
            raise Http404 from no

    return guarded


def _may_keep(request: HttpRequest) -> bool:
    return request.actor.may(Permission.DIRECTORY_WRITE)


@require_safe
@directory_page
def directory(request: HttpRequest) -> HttpResponse:
    """Services by need and language, fresh ones first, what is open first. A keeper can see those out of use too."""
    asked = request.GET
    need = asked.get("need") if asked.get("need") in list(Need) else ""
    language = asked.get("language") if asked.get("language") in LANGUAGE_LABELS else ""
    retired = "retired" in asked and _may_keep(request)
    return page(
        request,
        "directory",
        rows=services(need or None, True if "open" in asked else None, retired=retired, language=language),
        needs=[("", _("Any need")), *NEEDS],
        need=need,
        languages=language_options(),
        language=language,
        only_open="open" in asked,
        retired=retired,
        may_keep=_may_keep(request),
    )


def _found(service_id: UUID) -> ServiceRow:
    found = service(service_id)
    if found is None:
        raise Absent
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@directory_page
def listing(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """One listing with its history; whoever keeps the directory can note that it was checked and what room it has."""
    found = _found(service_id)
    refused = None
    if request.method == "POST":
        must(request.actor, Permission.DIRECTORY_WRITE)
        try:
            if "capacity" in request.POST:
                change(service_id, actor=request.actor, capacity=request.POST["capacity"])
            verify(service_id, actor=request.actor, how=request.POST.get("how") or "phone")
        except Refusal as error:
            refused = error
        else:
            messages.success(request, _("Checked today, and kept with the listing."))
            return onward(reverse("directory_listing", args=[service_id]))
    may_keep = _may_keep(request)
    return page(
        request,
        "listing",
        refused,
        row=found,
        needs=[NEED_LABELS[Need(one)] for one in found.needs],
        hows=HOWS,
        how=request.POST.get("how", "phone"),
        may_keep=may_keep,
        history=changes(service_id) if may_keep else [],
    )


def _form(request: HttpRequest, row: ServiceRow | None, refused: Refusal | None) -> HttpResponse:
    wrong = dict(reversed(refused.errors)) if refused else {}
    sent = request.POST
    posted = request.method == "POST"
    languages = sent.getlist("languages") if posted else list(row.languages) if row else []
    return page(
        request,
        "listing_form",
        refused,
        row=row,
        fields=listing_form.shown(row, sent, wrong),
        week=[one | {"error": wrong.get(one["name"], "")} for one in listing_form.week(row, sent)],
        exceptions=listing_form.exceptions(row, sent),
        hours=sent.get("hours", row.hours if row else ""),
        by_appointment="by_appointment" in sent if posted else bool(row and row.by_appointment),
        never_open="never_open" in sent if posted else bool(row and row.schedule.get("spans") == {}),
        needs=NEEDS,
        chosen_needs=sent.getlist("needs") if posted else list(row.needs) if row else [],
        languages=tuple(LANGUAGE_LABELS.items()),
        chosen_languages=[one for one in languages if one in LANGUAGE_LABELS],
        other_languages=sent.get("other_languages", " ".join(one for one in languages if one not in LANGUAGE_LABELS)),
        retired="retired" in sent if posted else bool(row and not row.active),
        organizations=[("", _("Choose"))]
        + [(str(key), name) for key, name in Organization.objects.order_by("name").values_list("pk", "name")],
        organization=sent.get("organization", ""),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@directory_page
def edit(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Change a listing. Each change stays, with who and when."""
    must(request.actor, Permission.DIRECTORY_WRITE)
    row, refused = _found(service_id), None
    if request.method == "POST":
        try:
            change(service_id, actor=request.actor, **listing_form.taken(request.POST))
        except Refusal as error:
            refused = error
        else:
            messages.success(request, _("Kept, with what it was before."))
            return onward(reverse("directory_listing", args=[service_id]))
    return _form(request, row, refused)


@require_http_methods(["GET", "HEAD", "POST"])
@directory_page
def new(request: HttpRequest) -> HttpResponse:
    """List a service of a registered organization."""
    must(request.actor, Permission.DIRECTORY_WRITE)
    refused = None
    if request.method == "POST":
        try:
            try:
                organization = UUID(request.POST.get("organization", ""))
            except ValueError:
                raise Refusal(("organization", _("Choose whose service it is."))) from None
            made = add(actor=request.actor, organization_id=organization, **listing_form.taken(request.POST))
        except Refusal as error:
            refused = error
        else:
            messages.success(request, _("Listed. Check it with them, then say so."))
            return onward(reverse("directory_listing", args=[made]))
    return _form(request, None, refused)


@require_http_methods(["GET", "HEAD", "POST"])
@directory_page
def take_in(request: HttpRequest) -> HttpResponse:
    """A file of another directory (HSDS 3.0 JSON): first what it would change, then a yes. Nothing is deleted."""
    must(request.actor, Permission.DIRECTORY_WRITE)
    refused, found = None, None
    if request.method == "POST":
        try:
            if "yes" in request.POST:
                return _taken(request)
            found = _plan(_uploaded(request))
            request.session["hsds"] = request.hsds
        except Refusal as error:
            refused = error
    counts = [(KINDS[kind], found.count(kind)) for kind in KINDS] if found else []
    return page(request, "directory_import", refused, found=found, counts=counts, kinds=KINDS)


def _uploaded(request: HttpRequest) -> bytes:
    file = request.FILES.get("file")
    if file is None:
        raise Refusal(("file", _("Choose a file first.")))
    if file.size > UPLOAD_LIMIT:
        raise Refusal(("file", _("The file is larger than 1 MB. Send it in parts, or use bin/tandem hsds import.")))
    body = file.read()
    try:
        request.hsds = body.decode()
    except UnicodeDecodeError:
        raise Refusal(("file", _("The file isn't UTF-8 text. HSDS is JSON, not a spreadsheet or XML."))) from None
    return body


def _plan(body: bytes):
    try:
        return plan(body, today=clock.now().astimezone(zone()).date())
    except BadJSON as error:
        raise Refusal(("file", sentence(error))) from None


def _taken(request: HttpRequest) -> HttpResponse:
    text = request.session.pop("hsds", None)
    if text is None:
        raise Refusal(("file", _("The preview is gone. Choose the file again.")))
    changed, refused = carry_out(_plan(text.encode()), actor=request.actor)
    messages.success(request, _("%(n)d listings taken in.") % {"n": changed})
    if refused:
        messages.warning(
            request, _("%(n)d reasons kept something out; nothing of those was taken.") % {"n": len(refused)}
        )
    return onward(reverse("directory") + "?retired=on")
