"""Reading FHIR JSON strictly: every element and every extension is known, or the definition is refused.

A form that quietly ignored a word it does not know would ask the wrong question of a person in crisis.
"""

from collections.abc import Collection, Mapping

from tandem.foundation.questionnaires.instrument import Text

TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"


class BadDefinition(ValueError):
    """A definition that cannot be used. `where` names the item or the part, `reason` says what is wrong in words."""

    def __init__(self, where: str, reason: str):
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


def known(element: object, names: Collection[str], where: str) -> Mapping:
    """`element` as an object that has no names but `names`. Raises BadDefinition."""
    if not isinstance(element, Mapping):
        raise BadDefinition(where, "should be a JSON object")
    for name in element:
        if name not in names:
            raise BadDefinition(where, f"unknown element '{name}'")
    return element


def need(element: Mapping, name: str, kind: type, where: str):
    """The value of `name`, of type `kind` and not empty. Raises BadDefinition."""
    value = element.get(name)
    # True is an int to Python, but never a number in a form.
    if value is None or not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise BadDefinition(where, f"'{name}' is missing or is not a {kind.__name__}")
    if kind in (str, list) and not value:
        raise BadDefinition(where, f"'{name}' is empty")
    return value


def rows(element: Mapping, name: str, where: str) -> list:
    """The list under `name`, or an empty one where the element is absent. Raises BadDefinition."""
    return need(element, name, list, where) if name in element else []


def extensions(element: Mapping, allowed: tuple[str, ...], where: str) -> dict[str, list[Mapping]]:
    """The extensions of `element` by url, every allowed url present (maybe empty). Raises BadDefinition by url."""
    found: dict[str, list[Mapping]] = {url: [] for url in allowed}
    for row in rows(element, "extension", where):
        if not isinstance(row, Mapping) or row.get("url") not in allowed:
            url = row.get("url") if isinstance(row, Mapping) else row
            raise BadDefinition(where, f"unknown extension '{url}'")
        found[row["url"]].append(row)
    return found


def value(extension: Mapping, name: str, kind: type, where: str):
    """The single value[x] of a simple extension, where `name` is for instance "valueString". Raises BadDefinition."""
    known(extension, ("url", name, f"_{name}"), where)
    return need(extension, name, kind, where)


def one(found: list[Mapping], name: str, kind: type, where: str):
    """The value of an extension that may be given at most once, or None. Raises BadDefinition."""
    if len(found) > 1:
        raise BadDefinition(where, f"extension '{found[0]['url']}' is given more than once")
    return value(found[0], name, kind, where) if found else None


def words(element: Mapping, name: str, where: str) -> Text:
    """The string under `name` with its translations, which FHIR keeps beside it under `_name`. Raises BadDefinition."""
    beside = known(element.get(f"_{name}", {}), ("extension",), where)
    translations = []
    for row in extensions(beside, (TRANSLATION,), where)[TRANSLATION]:
        parts = extensions(known(row, ("url", "extension"), where), ("lang", "content"), where)
        language = one(parts["lang"], "valueCode", str, where)
        content = one(parts["content"], "valueString", str, where)
        if language is None or content is None:
            raise BadDefinition(where, "a translation needs 'lang' and 'content'")
        translations.append((language, content))
    if len(dict(translations)) < len(translations):
        raise BadDefinition(where, "a language is translated twice")
    return Text(need(element, name, str, where), tuple(translations))
