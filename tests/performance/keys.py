"""What sealing costs: `python -m tests.performance.keys`. Prints microseconds a value, without a database.

Beside it, what the same rows cost unsealed. The demo city, a person's page and the board are measured whole by
`tests.performance.serving` and by the time `bin/start` prints.
"""

import os
import sys
import time
from uuid import uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tandem.settings")
os.environ.setdefault("TANDEM_SECRET_KEY", "performance")
MANY = 20_000


def each(do) -> float:
    """Microseconds of one call."""
    begun = time.perf_counter()
    for _number in range(MANY):
        do()
    return (time.perf_counter() - begun) / MANY * 1e6


def main() -> int:
    import django

    django.setup()
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from tink import aead, prf

    from tandem.domain.people.models import Description
    from tandem.foundation.keys import blind, ring, seal
    from tandem.foundation.keys.fields import Sealed
    from tandem.foundation.keys.top import new_keyset

    person, agency, key_id, other = uuid4(), uuid4(), uuid4(), uuid4()
    ring._persons.put(key_id, AESGCM(os.urandom(32)))
    ring._persons.put((person, agency), key_id)
    ring._agencies.put(other, new_keyset().primitive(aead.Aead))
    ring._agencies.put((None, "content"), other)
    word, about = b"Theo Ballard, about 30, red jacket, at the bus stop", b"people_description|1|appearance"
    ring.LASTS = 3600
    sealed, below = seal.seal(word, (person, agency), about), seal.seal(word, (None, None), about)
    row = Description(person_id=person, organization_id=agency)
    field = Description._meta.get_field("appearance")
    raw = Sealed(field.sealed(row, "About 30, red jacket"))
    import tink

    mark = ring._hash_of(tink.new_keyset_handle(prf.prf_key_templates.HMAC_SHA256))
    figures = {
        "seal under a person's key": lambda: seal.seal(word, (person, agency), about),
        "open under a person's key": lambda: seal.unseal(sealed, about),
        "seal under an agency's key": lambda: seal.seal(word, (None, None), about),
        "open under an agency's key": lambda: seal.unseal(below, about),
        "one column into a row": lambda: field.sealed(row, "About 30, red jacket"),
        "one column out of a row": lambda: field.opened(row, raw),
        "one mark of the blind index": lambda: mark(b"w:ballard"),
        "words of a name": lambda: blind.words("Theo Ballard"),
    }
    for name, do in figures.items():
        print(f"{name:<30}{each(do):8.1f} µs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
