from tandem.domain.protections.models.glass import Glass

__all__ = ["Glass"]
