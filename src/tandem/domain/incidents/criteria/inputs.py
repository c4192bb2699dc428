"""What a call-taker can learn about a call, as closed lists.

The list follows the inputs that published criteria share (Virginia Marcus Alert, LA County, Denver STAR, the CAHOOTS
call-taking manual, Boulder CARE). Criteria of any program read from this list and never add a word of their own.

Every input also takes *unknown*, *not asked* and *declined* (`Unanswered`). An input that is missing is *not asked*.
No input has a default that reads as safe.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any

from tandem.vocabulary.refusal import Refusal
from tandem.vocabulary.terms import UNANSWERED_LABELS, Unanswered

SAFETY = "Safety"
PERSON = "The person"
CALL = "The call"
# Asked behind one heading, and only where it helps: who could be brought, and what to say. Never decides by itself
# unless a program's own table reads it.
ABOUT = "About the person"


@dataclass(frozen=True)
class Choice:
    """One answer: the value that is stored and the words on the screen."""

    value: str
    label: str


@dataclass(frozen=True)
class Input:
    """One question of intake. `asked` is false where the system knows the answer and nobody is asked."""

    name: str
    label: str
    title: str
    say: str
    group: str
    choices: tuple[Choice, ...]
    asked: bool = True
    say_es: str = ""
    proper_names: bool = False

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Every value this input takes, in screen order, with its words; the three unanswered values come last."""
        words = {choice.value: choice.label for choice in self.choices}
        return MappingProxyType(words | {value.value: label for value, label in UNANSWERED_LABELS.items()})

    def words(self, value: str) -> str:
        """The label of a value as it stands inside a sentence: "in hand", but "Spanish"."""
        label = self.labels[value]
        return label if self.proper_names else label[0].lower() + label[1:]


class BadInputs(Refusal):
    """Inputs that cannot be read: `errors` names each input, with a message a person can act on."""


def _choices(**labels: str) -> tuple[Choice, ...]:
    return tuple(Choice(value, label) for value, label in labels.items())


# The order is the order on the screen, and breaks ties between questions of equal weight.
INPUTS: tuple[Input, ...] = (
    Input(
        name="weapon",
        label="Weapon",
        title="Is there a weapon?",
        say="Is there anything near them that could hurt someone, like a knife or a gun?",
        say_es="¿Hay algo cerca que pueda lastimar a alguien, como un cuchillo o una pistola?",
        group=SAFETY,
        choices=_choices(
            none="None", somewhere="Somewhere in the home", in_reach="In reach", in_hand="In hand", used="Used"
        ),
    ),
    Input(
        name="violence",
        label="Violence now",
        title="Has anyone been threatened or hurt?",
        say="Have they said they would hurt anyone? Is anyone hurt?",
        say_es="¿Ha dicho que lastimaría a alguien? ¿Hay alguien lastimado?",
        group=SAFETY,
        choices=_choices(none="No", threat="Threat", hurt="Someone is hurt", happening_now="Happening now"),
    ),
    Input(
        name="suicide",
        label="Suicide risk",
        title="Are they thinking of ending their life?",
        say="It helps to ask straight out. Have they talked about killing themselves?",
        say_es="Ayuda preguntar sin rodeos. ¿Ha hablado de quitarse la vida?",
        group=SAFETY,
        choices=_choices(none="No", thoughts="Thoughts", plan="A plan", acted="Has acted"),
    ),
    Input(
        name="intoxication",
        label="Taken anything",
        title="Have they taken anything?",
        say="Any alcohol, drugs, or pills? More of a medicine than usual?",
        say_es="¿Ha tomado alcohol, drogas o pastillas? ¿Más medicina de lo normal?",
        group=SAFETY,
        choices=_choices(none="No", alcohol="Alcohol", drugs="Drugs", overdose_possible="Overdose possible"),
    ),
    Input(
        name="medical",
        label="Medical",
        title="Medical signs right now",
        say="Are they breathing normally, awake, and not bleeding?",
        say_es="¿Respira normalmente, está despierta y no sangra?",
        group=SAFETY,
        choices=_choices(
            trouble_breathing="Trouble breathing",
            hard_to_wake="Hard to wake",
            bleeding="Bleeding",
            chest_pain="Chest pain",
            none="None of these",
        ),
    ),
    Input(
        name="crime_complaint",
        label="Crime reported",
        title="Has someone reported a crime?",
        say="Did anything happen that you want police to deal with?",
        say_es="¿Pasó algo que quiera que atienda la policía?",
        group=SAFETY,
        choices=_choices(none="No", minor="Minor, like trespass or noise", serious="Serious"),
    ),
    Input(
        name="location",
        label="Kind of place",
        title="What kind of place are they in?",
        say="Where are they right now? Are they near traffic, a bridge, or a roof?",
        say_es="¿Dónde está en este momento? ¿Está cerca del tráfico, de un puente o de un techo?",
        group=SAFETY,
        choices=_choices(
            home="A home",
            public="A public place",
            school="A school",
            workplace="A workplace",
            shelter="A shelter",
            care_facility="A care facility",
            vehicle="A vehicle",
            roadway="In or beside traffic",
            edge="A bridge, roof, or tracks",
        ),
    ),
    Input(
        name="access",
        label="Way in",
        title="Can a team get in?",
        say="Is the door open? Will someone let the team in?",
        say_es="¿Está abierta la puerta? ¿Alguien abrirá al equipo?",
        group=SAFETY,
        choices=_choices(open="Open", someone_opens="Someone will open", locked="Locked"),
    ),
    Input(
        name="minors_or_vulnerable",
        label="Others there",
        title="Anyone else there?",
        say="Are there children, an older adult, or pets with them?",
        say_es="¿Hay niños, una persona mayor o mascotas en el lugar?",
        group=PERSON,
        choices=_choices(children="Children", older_adult="Older adult", pets="Pets", no_one="No one"),
    ),
    Input(
        name="will_talk",
        label="Will talk",
        title="Will they talk with someone?",
        say="Would they talk with a counselor?",
        say_es="¿Hablaría con un consejero?",
        group=PERSON,
        choices=_choices(yes="Yes", no="No"),
    ),
    Input(
        name="contact_wanted",
        label="By phone or in person",
        title="Should someone come, or is a call enough?",
        say="Would it help to talk by phone, or should someone come?",
        say_es="¿Ayudaría hablar por teléfono, o debe ir alguien?",
        group=PERSON,
        choices=_choices(phone="A call is enough", someone_comes="Someone should come"),
    ),
    Input(
        name="language",
        label="Language",
        title="Which language do they speak?",
        say="Which language is easiest for them?",
        say_es="¿Qué idioma prefiere?",
        group=PERSON,
        choices=_choices(english="English", spanish="Spanish", sign="Sign language", other="Another language"),
        proper_names=True,
    ),
    Input(
        name="military",
        label="Military service",
        title="Have they served in the military?",
        say="Have they served in the military?",
        say_es="¿Ha servido en las fuerzas armadas?",
        group=ABOUT,
        choices=_choices(serving="Serving now", served="Has served", no="No"),
    ),
    Input(
        name="age_group",
        label="Age",
        title="About how old are they?",
        say="About how old are they?",
        say_es="¿Qué edad tiene, más o menos?",
        group=ABOUT,
        choices=_choices(
            child="12 or younger",
            teen="13 to 17",
            young_adult="18 to 25",
            adult="26 to 59",
            older_adult="60 or older",
        ),
    ),
    Input(
        name="developmental",
        label="Autism or intellectual disability",
        title="Do they live with autism or an intellectual disability?",
        say="Do they live with autism or an intellectual disability? What helps when things get too much?",
        say_es="¿Vive con autismo o con una discapacidad intelectual? ¿Qué le ayuda cuando todo es demasiado?",
        group=ABOUT,
        choices=_choices(yes="Yes", no="No"),
    ),
    Input(
        name="perinatal",
        label="Pregnancy or a baby",
        title="Are they pregnant, or is there a baby under one?",
        say="Are they pregnant, or do they have a baby under one year old?",
        say_es="¿Está embarazada o tiene un bebé de menos de un año?",
        group=ABOUT,
        choices=_choices(pregnant="Pregnant", baby="A baby under one", no="No"),
    ),
    Input(
        name="caller",
        label="Caller",
        title="Who is calling?",
        say="How do you know them?",
        say_es="¿Cómo conoce a la persona?",
        group=CALL,
        choices=_choices(
            self="The person",
            family="Family",
            friend="Friend or neighbor",
            bystander="Someone passing by",
            officer="Officer",
            provider_988="988 counselor",
            facility_staff="Staff of the place",
            other="Someone else",
        ),
    ),
    Input(
        name="prior_contacts",
        label="Earlier contacts",
        title="Has a team met them before?",
        say="",
        group=CALL,
        choices=_choices(none="None known", earlier="Earlier contact, shared by consent"),
        asked=False,
    ),
    Input(
        name="unit_on_shift",
        label="Team on shift",
        title="Is a team on shift?",
        say="",
        group=CALL,
        choices=_choices(free="A team is free", busy="On shift, all busy", none="No team on shift"),
        asked=False,
    ),
)
_UNANSWERED = frozenset(one.value for one in Unanswered)
BY_NAME: Mapping[str, Input] = MappingProxyType({each.name: each for each in INPUTS})


def in_words(name: str, values: Iterable[str]) -> str:
    """Values of one input as a phrase: "in hand or used". The three unanswered ones together are "not known"."""
    chosen, asked = set(values), BY_NAME[name]
    words = [asked.words(value) for value in asked.labels if value in chosen and value not in _UNANSWERED]
    if chosen >= _UNANSWERED:
        words.append("not known")
    else:
        words += [asked.words(value) for value in asked.labels if value in chosen and value in _UNANSWERED]
    return joined(words)


def joined(words: list[str]) -> str:
    """Words as one phrase: "a", "a or b", "a, b, or c". There must be at least one."""
    *others, last = words
    return last if not others else f"{', '.join(others)}{',' if len(others) > 1 else ''} or {last}"


def validate(values: Mapping[str, Any]) -> dict[str, str]:
    """The full set of inputs in catalogue order, missing ones as *not asked*.

    Raises `BadInputs` with one (name, message) for each unknown name and each value that is not a choice.
    """
    problems = [(str(name), f"There is no input called “{str(name)[:40]}”.") for name in values if name not in BY_NAME]
    complete = {}
    for each in INPUTS:
        value = values.get(each.name, Unanswered.NOT_ASKED)
        if isinstance(value, str) and value in each.labels:
            complete[each.name] = str(value)
        else:
            shown = str(value)[:40]
            problems.append((each.name, f"{each.label}: “{shown}” is not a choice. Choose {', '.join(each.labels)}."))
    if problems:
        raise BadInputs(*problems)
    return complete
