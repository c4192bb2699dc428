"""Marts: pseudonymous facts as columnar files that measures read in the process, with a ledger of what they hold.

A mart is a folder: `<table>/<month>.<version>.parquet` and `ledger.json`. It knows no field concept; a table is any
frozen dataclass. Facts without a name are still health information, so folders are 0700 and files 0600, a rewrite
removes the old file at once (sealing and expungement reach the mart that way), and the engine may read this folder
only.
"""

from tandem.foundation.marts.keys import key
from tandem.foundation.marts.ledger import Ledger
from tandem.foundation.marts.mart import Mart, month_of

__all__ = ["Ledger", "Mart", "key", "month_of"]
