"""Words of written consents: their elements as 42 CFR 2.31(a) counts them, their kinds, and who signed."""

from enum import StrEnum

from tandem.vocabulary.law import Basis


class Element(StrEnum):
    """What a consent must say. The value is the name of the field on a form and in the interface."""

    PERSON = "person"
    DISCLOSER = "discloser"
    DESCRIPTION = "categories"
    RECIPIENT = "recipient"
    PURPOSE = "purposes"
    RIGHT_TO_REVOKE = "right_to_revoke"
    EXPIRY = "until"
    SIGNATURE = "signature"
    SIGNED_AT = "given_at"
    REDISCLOSURE = "redisclosure"
    REFUSING = "refusing"


ELEMENT_LABELS = {
    Element.PERSON: "who the person is",
    Element.DISCLOSER: "who may share",
    Element.DESCRIPTION: "what may be shared, and which part of it",
    Element.RECIPIENT: "who gets it",
    Element.PURPOSE: "what it is for",
    Element.RIGHT_TO_REVOKE: "that it can be taken back, and how",
    Element.EXPIRY: "the day or event it ends",
    Element.SIGNATURE: "the signature, and who signed",
    Element.SIGNED_AT: "when it was signed",
    Element.REDISCLOSURE: "what may happen to it once it is shared",
    Element.REFUSING: "what happens if the person says no",
}


class Signer(StrEnum):
    PERSON = "person"
    REPRESENTATIVE = "representative"


SIGNER_LABELS = {
    Signer.PERSON: "The person",
    Signer.REPRESENTATIVE: "Somebody who may sign for the person",
}

CONSENT_LABELS = {
    Basis.AGREE: "Agreement to share",
    Basis.PART2_NAMED: "Substance use records, to one place by name",
    Basis.TPO: "Substance use records, for treatment, payment and operations",
    Basis.COUNSELING_CONSENT: "Substance use counseling notes",
    Basis.PSY_AUTHORIZATION: "Psychotherapy notes",
    Basis.PROCEEDINGS_CONSENT: "Substance use records in one legal proceeding",
}

CLASS_LABEL = "My treating providers, health plans, third-party payers, and people helping to operate this program"
