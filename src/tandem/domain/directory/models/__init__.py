from tandem.domain.directory.models.service import Service

__all__ = ["Service"]
