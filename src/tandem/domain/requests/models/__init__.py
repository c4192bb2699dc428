from tandem.domain.requests.models.request import Request

__all__ = ["Request"]
