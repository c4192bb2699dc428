"""Where the key file lies. Apart from the database, and to be backed up apart from it."""

import os
from pathlib import Path


def key_file(data_dir: Path) -> Path:
    """`$TANDEM_KEY_FILE`, else `keys/kek.json` in the data folder."""
    return Path(os.environ.get("TANDEM_KEY_FILE") or data_dir / "keys" / "kek.json").absolute()
