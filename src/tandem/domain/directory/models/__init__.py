from tandem.domain.directory.models.service import Change, Service, Upkeep

__all__ = ["Change", "Service", "Upkeep"]
