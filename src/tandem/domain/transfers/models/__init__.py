from tandem.domain.transfers.models.stay import Stay
from tandem.domain.transfers.models.transfer import Answer, Link, Notice, Transfer

__all__ = ["Answer", "Link", "Notice", "Stay", "Transfer"]
