from tandem.domain.protections.actions.glass import allow_open, ask_open, close, review
from tandem.domain.protections.actions.seal import seal, unseal

__all__ = ["allow_open", "ask_open", "close", "review", "seal", "unseal"]
