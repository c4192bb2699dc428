"""A program's own past: rows of an old spreadsheet or an EHR extract, as facts that measures read beside Tandem's own.

Nothing of the file that names anybody is kept: no name, phone, address or free text, and a person's id only as the
mart's own key. Nothing is guessed: what can be read in two ways is asked, what can't be right is set aside, what nobody
said is unknown, and each is counted with its row numbers.
"""
