"""The strip above every page: the demo city, not yet released, or what is still to do before real people."""

from django import template

from tandem.foundation.accounts.actor import Actor
from tandem.foundation.readiness import standing

register = template.Library()


@register.inclusion_tag("shared/strip.html", takes_context=True)
def strip(context) -> dict:
    """The strip for who is signed in, if anyone: pages for partners and persons are drawn without a request and have it too."""
    return {"said": context.get("installation") or standing_of(context.get("actor"))}


def standing_of(actor: Actor | None) -> dict:
    """What the strip says of this installation: `kind`, and `left` points to do.

    An empty `kind` says nothing. Those who can do something are told what; everybody else only that it is not released.
    """
    here = standing.standing()
    if here.demo:
        return {"kind": "demo"}
    if actor and actor.role in standing.SIGNERS:
        left = standing.left_to_do()
        if left:
            return {"kind": "to_do", "left": left}
        return {} if here.released else {"kind": "to_sign"}
    return {} if here.released else {"kind": "not_released"}
