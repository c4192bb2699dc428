"""NENA's own schema as one JSON Schema, mended as it is loaded. It has no licence: tested against, never shipped."""

from pathlib import Path

import jsonschema_rs
import yaml

_ROOT = ("openapi", "EmergencyIncidentDataObjectType")
_INT32 = {"minimum": -(2**31), "maximum": 2**31 - 1}


def validator(folder: Path) -> jsonschema_rs.Draft202012Validator:
    """Return a validator of the standard's schema and all it refers to, NIEM included."""
    files: dict[str, dict] = {}
    definitions: dict[str, object] = {}
    waiting = [_ROOT]

    def schemas(file: str) -> dict:
        if file not in files:
            path = folder / "openapi.yaml" if file == "openapi" else folder / f"NIEMComponents/{file}.yaml"
            files[file] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["components"]["schemas"]
        return files[file]

    def mended(node: object, file: str) -> object:
        if isinstance(node, list):
            return [mended(item, file) for item in node]
        if not isinstance(node, dict):
            return node
        # A property may itself be named $ref; then its value is a schema, not the text of a reference.
        if isinstance(reference := node.get("$ref"), str):
            target, _, path = reference.replace("//", "/").partition("#")
            waiting.append((Path(target).stem or file, path.rpartition("/")[2]))
            # OpenAPI 3.0 ignores what stands beside a reference.
            return {"$ref": "#/$defs/{}:{}".format(*waiting[-1])}
        schema = {key: mended(value, file) for key, value in node.items()}
        if isinstance(schema.get("minItems"), str):
            schema["minItems"] = int(schema["minItems"].rstrip(","))
        if schema.pop("nullable", None) is True:
            schema["type"] = [schema["type"], "null"]
        if schema.get("format") == "int32":
            schema |= _INT32
        return schema

    while waiting:
        file, name = waiting.pop()
        if (key := f"{file}:{name}") not in definitions:
            definitions[key] = mended(schemas(file)[name], file)
    whole = {"$ref": "#/$defs/{}:{}".format(*_ROOT), "$defs": definitions}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)
