"""Keeps secrets of links out of the log: whoever reads a log line must not be able to open what it names."""

import logging
import re

# A part of a path that holds a token: longer than an id, of the letters that tokens are made of.
TOKEN = re.compile(r"(?<=/)[\w.:=-]{40,}(?=/|$|\?|\s)")


class Masked(logging.Filter):
    """Puts … for every token in a path, in the line and in what it is made from."""

    def filter(self, record: logging.LogRecord) -> bool:
        if TOKEN.search(record.getMessage()):
            record.msg, record.args = TOKEN.sub("…", record.getMessage()), ()
        return True
