"""The draw itself, from a seed: permuted blocks of random sizes within each stratum. Pure, and the same everywhere.

Nobody stores the list: who has the seed can write it, and nobody has the seed while the trial runs. What binds it is the
commitment, a SHA-256 of seed and parameters that is published at the start. The scheme, to write down again anywhere:

    number(label, n)  a fair whole number below n: the first 8 bytes of HMAC-SHA256(seed, label + "/" + try), try = 0, 1,
                      2, … until it is below the largest multiple of n under 2^64, modulo n
    block b of stratum s   size = sizes[number("s/b/size", len(sizes))]; its arms in the given shares, usual ones first;
                      shuffled from its end: for i from size-1 down to 1, swap i and number("s/b/i", i+1)

Blocks hide what comes next only while their sizes are not known, so there are several sizes (Schulz & Grimes, Lancet
2002;359:515). A draw is in the log before its outcome; each entry's hash holds the one before.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from tandem.vocabulary.trials import Arm

SCHEME = "tandem-trial-1"
SEED_BYTES = 32
_LIMIT = 2**64


@dataclass(frozen=True)
class Parameters:
    """What a draw depends on besides its seed. `shares` are (usual, team); each size is a multiple of their sum."""

    trial: str
    plan: str
    shares: tuple[int, int]
    sizes: tuple[int, ...]
    strata: str

    def as_json(self) -> dict:
        return asdict(self) | {"shares": list(self.shares), "sizes": list(self.sizes)}


def canonical(value: Mapping) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def commitment(seed: bytes, parameters: Parameters) -> str:
    """What is published at the start: SHA-256 of the scheme, the seed and the parameters as canonical JSON, in hex."""
    told = {"scheme": SCHEME, "seed": seed.hex(), "parameters": parameters.as_json()}
    return hashlib.sha256(canonical(told)).hexdigest()


def number(seed: bytes, label: str, below: int) -> int:
    """A fair whole number in 0…below-1, the same for one seed and label. Numbers that would favor some are thrown away."""
    fair = _LIMIT - _LIMIT % below
    attempt = 0
    while True:
        digest = hmac.digest(seed, f"{label}/{attempt}".encode(), "sha256")
        value = int.from_bytes(digest[:8])
        if value < fair:
            return value % below
        attempt += 1


def block(seed: bytes, parameters: Parameters, stratum: str, index: int) -> list[Arm]:
    """The arms of one block, in order."""
    at = f"{stratum}/{index}"
    size = parameters.sizes[number(seed, f"{at}/size", len(parameters.sizes))]
    usual, team = parameters.shares
    times = size // (usual + team)
    arms = [Arm.USUAL] * (usual * times) + [Arm.TEAM] * (team * times)
    for last in range(size - 1, 0, -1):
        other = number(seed, f"{at}/{last}", last + 1)
        arms[last], arms[other] = arms[other], arms[last]
    return arms


def sequence(seed: bytes, parameters: Parameters, stratum: str) -> Iterator[Arm]:
    """The list of one stratum, without end."""
    index = 0
    while True:
        yield from block(seed, parameters, stratum, index)
        index += 1


def arm_at(seed: bytes, parameters: Parameters, stratum: str, place: int) -> Arm:
    """The arm at a place of its stratum's list, counted from 1."""
    for count, arm in enumerate(sequence(seed, parameters, stratum), start=1):
        if count == place:
            return arm
    raise AssertionError  # The list has no end.


@dataclass(frozen=True)
class Entry:
    """One draw as the log holds it. `call` is a SHA-256 of the call's own id: it names no call to whoever has no id."""

    number: int
    call: str
    stratum: str
    place: int
    arm: str
    at: str
    edition: str
    rule: str
    teams: str
    previous: str
    hash: str = ""

    def hashed(self) -> str:
        """SHA-256 of everything but the hash, in hex."""
        told = {name: value for name, value in asdict(self).items() if name != "hash"}
        return hashlib.sha256(canonical(told)).hexdigest()


def moment(at: datetime) -> str:
    """A time as the log's hash holds it: UTC, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def call_key(incident_id: object) -> str:
    return hashlib.sha256(f"tandem call {incident_id}".encode()).hexdigest()


def faults(entries: Iterable[Entry], start: str, seed: bytes | None, parameters: Parameters) -> list[str]:
    """What is wrong with a log, in sentences; empty where it holds. `start` is the published commitment.

    Without a seed it says whether the log hangs together; with it, whether the seed is the one committed to and every
    call got what the list says.
    """
    found: list[str] = []
    if seed is not None and commitment(seed, parameters) != start:
        found.append("The seed is not the one that was committed to at the start.")
    before, places, calls, lists = start, {}, {}, {}
    last_at = ""
    for count, entry in enumerate(entries, start=1):
        name = f"Entry {entry.number}"
        if entry.number != count:
            found.append(f"{name} stands where entry {count} should: an entry was left out, put in or moved.")
            count = entry.number
        if entry.previous != before:
            found.append(f"{name} does not follow the one before it.")
        if entry.hash != entry.hashed():
            found.append(f"{name} was changed after it was written.")
        if entry.at < last_at:
            found.append(f"{name} says an earlier time than the one before it.")
        if entry.call in calls:
            found.append(f"{name} draws the call of entry {calls[entry.call]} again.")
        calls.setdefault(entry.call, entry.number)
        place = places.get(entry.stratum, 0) + 1
        if entry.place != place:
            found.append(f"{name} is not the next one of its stratum.")
        places[entry.stratum] = place
        if seed is not None:
            listed = lists.setdefault(entry.stratum, sequence(seed, parameters, entry.stratum))
            if entry.arm != next(listed):
                found.append(f"{name} did not get what the list says.")
        before, last_at = entry.hash, entry.at
    return found
