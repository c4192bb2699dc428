from tandem.domain.consents.models.agreement import Agreement, Revocation

__all__ = ["Agreement", "Revocation"]
