"""Words that make a person smaller than they are, and what to say instead, in English and in Spanish.

After: National Council for Mental Wellbeing, "Words matter"; NIDA, "Words Matter: Terms to use and avoid" (2021);
reportingonsuicide.org. It is a list of hints: a character of the story may speak as people speak, and then the author
says so by the comment `// on purpose`.
"""

import re

# A line that is longer has a finding of its own.
LONGEST = 2_000  # characters

ENGLISH = {
    r"commit(s|ted|ting)? suicide": "say “died by suicide” or “tried to end his life”",
    r"(successful|completed) suicide": "say “died by suicide”",
    r"(failed|unsuccessful) (suicide|attempt)": "say “survived a suicide attempt”",
    r"suicidal gesture": "say what the person did",
    r"subjects?": "use the person's name",
    r"perps?|perpetrators?|offenders?": "use the person's name, or say what was done",
    r"crazy|crazies|nuts|nutcase|psychos?|lunatics?|insane|deranged|maniacs?|unhinged|whacko": "say what you see or hear",
    r"schizophrenics?": "say “a person with schizophrenia”, and only where it matters",
    r"psychotics": "say what the person hears, sees or believes",
    r"(a|the) (psychotic|bipolar|borderline|autistic)(?! [a-z])": "say “a person with …”, and only where it matters",
    r"the (mentally ill|homeless|disabled|elderly)": "say “people who …”",
    r"mentally ill": "say “living with a mental health condition”",
    r"mental (case|patient)s?": "say “person”, by name",
    r"emotionally disturbed( persons?)?|edps?": "say what you see or hear",
    r"(drug|substance) abusers?|addicts?|junk(ie|y|ies)|druggies?|crackheads?|tweakers?|stoners?": (
        "say “a person who uses drugs”, or what was taken"
    ),
    r"alcoholics?|a drunk|drunks|winos?": "say “a person who has been drinking”",
    r"(drug|substance|alcohol) abuse": "say “use”, or what was taken",
    r"frequent (fliers?|flyers?)": "say “calls often”, and why",
    r"suffer(s|ed|ing)? from|afflicted with|stricken with": "say “lives with” or “has”",
    r"demented|senile": "say “living with dementia”, or what the person forgets",
    r"retarded|retards?|handicapped|crippled|wheelchair-bound": "say what the person uses or needs",
    r"off (his|her|their) meds": "say “has not taken the medicine”, and why if it is known",
    r"non-?compliant": "say what the person does not want, and why",
    r"manipulative|attention[- ]seeking|drama queen": "say what the person asks for",
    r"(went|going) (crazy|psycho|postal)|lost it": "say what you see or hear",
    r"bums?|vagrants?|transients?|hobos?": "say “a man without a home”, where it matters",
    r"illegals?|illegal (alien|immigrant)s?": "leave it out: it is nothing the team needs",
    r"half[- ]dressed freak|freaks?|weirdos?": "say what you see",
}
SPANISH = {
    r"comet(e|ió|er|ieron) suicidio": "diga «murió por suicidio» o «intentó quitarse la vida»",
    r"suicidio (exitoso|consumado)": "diga «murió por suicidio»",
    r"(intento|suicidio) (fallido|frustrado)": "diga «sobrevivió a un intento de suicidio»",
    r"(el|la|los|las) sujet[oa]s?|sujeto": "use el nombre de la persona",
    r"loc[oa]s?|chiflad[oa]s?|demente[s]?|lunátic[oa]s?|trastornad[oa]s?|perturbad[oa]s?|psicópatas?|desquiciad[oa]s?": (
        "diga lo que se ve o se oye"
    ),
    r"esquizofrénic[oa]s?|bipolares": "diga «una persona con …», y solo si importa",
    r"psicótic[oa]s": "diga lo que la persona oye, ve o cree",
    r"enferm[oa]s? mental(es)?": "diga «una persona con un problema de salud mental»",
    r"drogadict[oa]s?|adict[oa]s?|yonquis?|toxicóman[oa]s?|drogat[oa]s?": (
        "diga «una persona que consume drogas», o qué tomó"
    ),
    r"alcohólic[oa]s?|borrach[oa]s?|borrachín": "diga «una persona que ha bebido»",
    r"abuso de (drogas|sustancias|alcohol)": "diga «consumo», o qué tomó",
    r"(sufre|sufría|padece|padecía) de": "diga «vive con» o «tiene»",
    r"senil(es)?": "diga «una persona con demencia», o lo que olvida",
    r"retrasad[oa]s?( mental(es)?)?|minusválid[oa]s?|inválid[oa]s?|lisiad[oa]s?": (
        "diga lo que la persona usa o necesita"
    ),
    r"vagabund[oa]s?|indigentes?|los sin techo": "diga «una persona sin hogar», si importa",
    r"manipulador(a|es|as)?": "diga lo que la persona pide",
    r"ilegales": "no lo diga: el equipo no lo necesita",
    r"delincuentes?|agresor(a|es|as)?": "use el nombre de la persona, o diga lo que pasó",
}


def _whole(table: dict[str, str]) -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE), advice) for words, advice in table.items()]


_TABLES = {"en": _whole(ENGLISH), "es": _whole(SPANISH)}


def asked_about(text: str, language: str = "en") -> list[tuple[str, str]]:
    """(the word as written, what to say instead) for each word of the text that the list knows."""
    found, text = [], text[:LONGEST]
    for pattern, advice in _TABLES.get(language, ()):
        if match := pattern.search(text):
            found.append((match[0], advice))
    return found
