"""What stands in an archive for its readers: a schema for each table, and a page in plain words."""

from tandem.foundation.archive.tables import LEFT_OUT, Table

JSON_TYPES = {
    "boolean": "boolean",
    "smallint": "integer",
    "integer": "integer",
    "bigint": "integer",
    "double precision": "number",
    "real": "number",
    "numeric": "number",
}
FORMATS = {"uuid": "uuid", "timestamp with time zone": "date-time", "date": "date"}


def schema_of(table: Table) -> dict:
    """The JSON Schema of one line of a table. `x-category` is the category of law of each column."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.label,
        "description": table.about,
        "type": "object",
        "x-table": table.name,
        "x-primary-key": table.key,
        "properties": {one.name: _property(one) for one in table.columns},
        "required": [one.name for one in table.columns],
    }


def _property(column) -> dict:
    said: dict = {"x-type": column.type, "x-category": column.category}
    if column.points_to:
        said["x-references"] = column.points_to
    if column.type == "jsonb":
        return said
    kind = "array" if column.type.endswith("[]") else JSON_TYPES.get(column.type.split("(")[0], "string")
    said["type"] = [kind, "null"] if column.null else kind
    if column.type in FORMATS:
        said["format"] = FORMATS[column.type]
    return said


def readme(manifest: dict) -> str:
    """The page in plain words."""
    rows = "\n".join(f"  {one['rows']:>10,}  {one['table']:<44}{one['label']}" for one in manifest["tables"])
    left = "\n".join(f"  - {what}: {why}" for what, why in LEFT_OUT.items())
    return f"""TANDEM: ALL OF ONE INSTALLATION'S DATA

Made {manifest["made_at"]} by {manifest["made_by"]}, with Tandem {manifest["tandem"]}.

THIS FILE HOLDS EVERYTHING: names, notes, screening answers, calls. Keep it as you keep the records themselves.
What you read here is open, whatever the file it came in: put it on an encrypted disk, and delete it when you no longer
need it.

What is in it
  tables/      one file a table, one line a row, as JSON (JSON Lines, UTF-8). Times are in UTC.
  schema/      what each column is: its type, the table it points at, and its category of law.
  attachments/ files that were sent or made, under the names the table attachments_file gives as "place".
  manifest.json  the version, how many rows each table has, and the SHA-256 of every file here.

You need no Tandem to read it: every line of a table is one JSON object. A JSON column that holds the value null is named
in that row under "$json_null".

What is not in it
{left}

How to put it back
  bin/tandem restore THIS-FILE --data NEW-FOLDER
An empty installation of the same version takes it, whole or not at all. Every hash is checked before anything is
written, and every table is compared afterwards. People sign in with the passwords they had.

Rows
{rows}
"""
