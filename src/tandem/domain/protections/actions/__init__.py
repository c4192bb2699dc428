from tandem.domain.protections.actions.glass import allow_open, ask_open, close, review

__all__ = ["allow_open", "ask_open", "close", "review"]
