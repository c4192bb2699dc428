"""The small directory of the demo: two dozen services, some of them not checked for months, some silent about room."""

from datetime import datetime, timedelta
from typing import NamedTuple

from tandem.demo.cast import Cast
from tandem.demo.dice import Dice
from tandem.demo.names import AREAS, STREETS, phone
from tandem.domain.directory.models import Service
from tandem.domain.directory.rules import problems
from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import Need

N = Need
_ALWAYS = {"words": "Every day, all hours", "spans": {str(day): [["00:00", "24:00"]] for day in range(7)}}
_OFFICE = {"words": "Mon to Fri 8 to 17", "spans": {str(day): [["08:00", "17:00"]] for day in range(5)}}
_LONG = {"words": "Every day 7 to 23", "spans": {str(day): [["07:00", "23:00"]] for day in range(7)}}
_NIGHT = {"words": "Every night 18 to 7", "spans": {str(day): [["18:00", "07:00"]] for day in range(7)}}
_DAYS = {
    "words": "Mon, Wed and Fri 10 to 15",
    "spans": {day: [["10:00", "15:00"]] for day in ("0", "2", "4")},
}
_ASK = {"words": "Call first"}


class Listing(NamedTuple):
    """`checked` is how many days ago somebody checked it, None for never; `capacity` is what it last said of room."""

    organization: str
    name: str
    needs: tuple[Need, ...]
    hours: dict
    eligibility: str
    languages: tuple[str, ...]
    checked: int | None
    capacity: str
    area: str


# Women, and people under 21: the city's persons are drawn without regard to that.
FOR_SOME = ("Night Harbor", "Foothill Lodge")
LISTINGS = (
    Listing(
        "Lakeside",
        "Lakeside Walk-in Crisis Center",
        (N.CRISIS_STABILIZATION, N.MENTAL_HEALTH_CARE),
        _ALWAYS,
        "Anyone 18 or older; no insurance needed",
        ("en", "es"),
        4,
        "5 chairs open",
        "Rivermont",
    ),
    Listing(
        "Lakeside",
        "Lakeside Stabilization Unit, up to 5 days",
        (N.CRISIS_STABILIZATION,),
        _ALWAYS,
        "18 or older, medically stable, comes by choice",
        ("en", "es"),
        4,
        "2 of 16 beds open",
        "Rivermont",
    ),
    Listing(
        "Lakeside",
        "Lakeside Bridge Appointments",
        (N.PSYCHIATRY,),
        _OFFICE,
        "After a visit to the crisis center",
        ("en", "es"),
        12,
        "First free day in 3 days",
        "Rivermont",
    ),
    Listing(
        "Harbor Respite",
        "Harbor Respite House",
        (N.CRISIS_STABILIZATION, N.PEER_SUPPORT),
        _LONG,
        "18 or older; a talk by phone comes first",
        ("en",),
        21,
        "1 bed open",
        "Birchfield",
    ),
    Listing(
        "Harbor Respite",
        "Harbor Warm Line",
        (N.PEER_SUPPORT,),
        _NIGHT,
        "Anyone who wants to talk",
        ("en", "es"),
        40,
        "",
        "Birchfield",
    ),
    Listing(
        "Cedar Hollow",
        "Cedar Hollow Hospital, Behavioral Health Intake",
        (N.CRISIS_STABILIZATION, N.PSYCHIATRY),
        _ALWAYS,
        "All ages; medical check first",
        ("en", "es"),
        9,
        "Waiting 3 to 5 hours",
        "Alder Heights",
    ),
    Listing(
        "Cedar Hollow",
        "Cedar Hollow Primary Care",
        (N.PRIMARY_CARE,),
        _OFFICE,
        "Takes new people",
        ("en",),
        130,
        "",
        "Alder Heights",
    ),
    Listing(
        "Plainsong",
        "Plainsong Psychiatry, new visits",
        (N.PSYCHIATRY,),
        _OFFICE,
        "Most insurance, sliding fee",
        ("en",),
        33,
        "Waitlist of 2 weeks",
        "Fairmont",
    ),
    Listing(
        "Plainsong",
        "Plainsong Therapy Group",
        (N.MENTAL_HEALTH_CARE,),
        _DAYS,
        "After a first visit",
        ("en",),
        33,
        "Places in 2 groups",
        "Fairmont",
    ),
    Listing(
        "Open Door",
        "Open Door Family Counseling",
        (N.FAMILY_SUPPORT, N.MENTAL_HEALTH_CARE),
        _OFFICE,
        "Families with a child under 18",
        ("en", "es"),
        18,
        "Takes new families",
        "Larkspur",
    ),
    Listing(
        "Open Door",
        "Open Door Parents' Evening",
        (N.FAMILY_SUPPORT,),
        _DAYS,
        "Any parent",
        ("es", "en"),
        200,
        "",
        "Larkspur",
    ),
    Listing(
        "Riverbend",
        "Riverbend Same-Week Counseling",
        (N.MENTAL_HEALTH_CARE,),
        _OFFICE,
        "Anyone; sliding fee",
        ("en", "es"),
        6,
        "4 times free this week",
        "Rivermont",
    ),
    Listing(
        "Riverbend",
        "Riverbend Primary Care",
        (N.PRIMARY_CARE,),
        _OFFICE,
        "Anyone; sliding fee",
        ("en", "es"),
        6,
        "",
        "Rivermont",
    ),
    Listing(
        "Riverbend",
        "Riverbend Medication Visits",
        (N.PSYCHIATRY,),
        _DAYS,
        "People seen at Riverbend",
        ("en", "es"),
        75,
        "Full until next week",
        "Rivermont",
    ),
    Listing(
        "Lantern",
        "Lantern Peer Drop-in",
        (N.PEER_SUPPORT,),
        _LONG,
        "Anyone 18 or older",
        ("en", "es"),
        15,
        "Room today",
        "Alder Heights",
    ),
    Listing(
        "Lantern",
        "Lantern Peer Companion, 6 weeks",
        (N.PEER_SUPPORT,),
        _OFFICE,
        "After a crisis contact",
        ("en",),
        28,
        "3 companions free",
        "Alder Heights",
    ),
    Listing(
        "Willow Street",
        "Willow Street Shelter",
        (N.SHELTER,),
        _NIGHT,
        "Adults; doors at 18:00",
        ("en", "es"),
        3,
        "7 beds open",
        "Rivermont",
    ),
    Listing(
        "Willow Street",
        "Willow Street Day Room",
        (N.SHELTER, N.FOOD),
        _LONG,
        "Anyone",
        ("en", "es"),
        3,
        "",
        "Rivermont",
    ),
    Listing(
        "Night Harbor",
        "Night Harbor Women's Shelter",
        (N.SHELTER,),
        _ALWAYS,
        "Women and children; address given by phone",
        ("en", "es"),
        52,
        "Family room open",
        "Birchfield",
    ),
    Listing(
        "Foothill Lodge",
        "Foothill Youth Lodge",
        (N.SHELTER,),
        _ALWAYS,
        "Ages 14 to 20",
        ("en",),
        110,
        "2 beds open",
        "Orchard Valley",
    ),
    Listing(
        "Food Share", "Food Share Pantry", (N.FOOD,), _DAYS, "Anyone in the county", ("en", "es"), 24, "", "Fairmont"
    ),
    Listing(
        "Food Share", "Food Share Home Boxes", (N.FOOD,), _ASK, "People who can't come", ("en",), None, "", "Fairmont"
    ),
    Listing(
        "Benefits Desk",
        "Benefits and Papers Desk",
        (N.BENEFITS,),
        _OFFICE,
        "Anyone in the county",
        ("en", "es"),
        60,
        "Walk in before 15:00",
        "Rivermont",
    ),
    Listing(
        "Juniper",
        "Juniper Follow-up Clinic",
        (N.MENTAL_HEALTH_CARE,),
        _OFFICE,
        "People met by a co-responder team",
        ("en", "es"),
        2,
        "Takes new people",
        "Rivermont",
    ),
)


def services(cast: Cast, dice: Dice, now: datetime, today) -> list[Service]:
    """One row a listing, held to the rules of the directory. Raises Refusal, which a test would see first."""
    rows = []
    for number, listing in enumerate(LISTINGS, start=30):
        _, latitude, longitude = AREAS[listing.area]
        found = problems(
            needs=listing.needs,
            hours=listing.hours,
            languages=listing.languages,
            latitude=latitude,
            longitude=longitude,
        )
        if found:
            raise Refusal(*found)
        rows.append(
            Service(
                id=dice.id(),
                organization=cast.organizations[listing.organization],
                name=listing.name,
                needs=[str(need) for need in listing.needs],
                hours=listing.hours,
                eligibility=listing.eligibility,
                phone=phone(number),
                address=f"{dice.whole(100, 2900)} {dice.one(STREETS)} St, {listing.area}",
                area=listing.area,
                latitude=round(latitude + dice.between(-0.02, 0.02), 5),
                longitude=round(longitude + dice.between(-0.02, 0.02), 5),
                languages=list(listing.languages),
                capacity=listing.capacity,
                capacity_said_at=now - timedelta(hours=dice.between(1, 90)) if listing.capacity else None,
                last_verified_on=None if listing.checked is None else today - timedelta(days=listing.checked),
            )
        )
    return rows


def elsewhere(rows: list[Service], cast: Cast) -> list[Service]:
    """The services any adult can be referred to, at other organizations than the sender's own."""
    left_out = {cast.provider.pk, *(cast.organizations[short].pk for short in FOR_SOME)}
    return [one for one in rows if one.organization_id not in left_out]
