"""What would break a vendor: the differences between two versions of the contract that v1 promises never to make.

A message may come to allow more and ask for less; an answer may come to hold more, and holds what it held.
"""

from collections.abc import Iterator
from typing import Any

Spec = dict[str, Any]
MESSAGE, ANSWER = "message", "answer"
# A limit on what may be said: raising the one or lowering the other allows more.
UPPER = ("maxLength", "maxItems", "maximum", "maxProperties")
LOWER = ("minLength", "minItems", "minimum", "minProperties")


def breaks(old: Spec, new: Spec) -> list[str]:
    """Every promise that `new` breaks, by where it stands."""
    return sorted(set(_paths(old, new)))


def _paths(old: Spec, new: Spec) -> Iterator[str]:
    for path, methods in old["paths"].items():
        for method, before in methods.items():
            after = new["paths"].get(path, {}).get(method)
            place = f"{method.upper()} {path}"
            if after is None:
                yield f"{place}: gone"
                continue
            yield from _parameters(place, old, new, before, after)
            yield from _contents(f"{place} message", old, new, before.get("requestBody"), after.get("requestBody"))
            yield from _responses(place, old, new, before["responses"], after["responses"])


def _parameters(place: str, old: Spec, new: Spec, before: Spec, after: Spec) -> Iterator[str]:
    known = {one["name"]: one for one in (_resolve(old, each) for each in before.get("parameters", ()))}
    now = {one["name"]: one for one in (_resolve(new, each) for each in after.get("parameters", ()))}
    for name, one in known.items():
        if name not in now:
            yield f"{place} ?{name}: gone"
        else:
            yield from _schema(f"{place} ?{name}", old, new, one["schema"], now[name]["schema"], MESSAGE)
    for name, one in now.items():
        if one.get("required") and not known.get(name, {}).get("required"):
            yield f"{place} ?{name}: newly required"


def _responses(place: str, old: Spec, new: Spec, before: Spec, after: Spec) -> Iterator[str]:
    for status, one in before.items():
        if status not in after:
            yield f"{place} {status}: gone"
        else:
            was, now = _resolve(old, one), _resolve(new, after[status])
            for name in was.get("headers", {}).keys() - now.get("headers", {}).keys():
                yield f"{place} {status} header {name}: gone"
            yield from _contents(f"{place} {status}", old, new, was, now, ANSWER)


def _contents(
    place: str, old: Spec, new: Spec, before: Spec | None, after: Spec | None, way: str = MESSAGE
) -> Iterator[str]:
    if way == MESSAGE and (after or {}).get("required") and not (before or {}).get("required"):
        yield f"{place}: newly required"
    for media, content in (before or {}).get("content", {}).items():
        now = (after or {}).get("content", {}).get(media)
        if now is None:
            yield f"{place} {media}: gone"
        else:
            yield from _schema(place, old, new, content["schema"], now["schema"], way)


def _resolve(spec: Spec, node: Spec) -> Spec:
    """With what it refers to; what stands beside the reference counts too (JSON Schema 2020-12)."""
    if "$ref" not in node:
        return node
    found: Any = spec
    for step in node["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return _resolve(spec, found) | {key: value for key, value in node.items() if key != "$ref"}


def _schema(place: str, old: Spec, new: Spec, before: Spec, after: Spec, way: str) -> Iterator[str]:
    before, after = _resolve(old, before), _resolve(new, after)
    yield from _values(place, before, after, way)
    yield from _limits(place, before, after, way)
    yield from _fields(place, old, new, before, after, way)
    for key in ("items", "additionalProperties"):
        if isinstance(before.get(key), dict):
            if isinstance(after.get(key), dict):
                yield from _schema(f"{place}[]", old, new, before[key], after[key], way)
            else:
                yield f"{place}[]: gone"
    branches, now = before.get("oneOf", []), after.get("oneOf", [])
    if len(now) < len(branches) or (way == ANSWER and len(now) > len(branches)):
        yield f"{place}: other alternatives"
    for number, (one, other) in enumerate(zip(branches, now, strict=False)):
        yield from _schema(f"{place}({number})", old, new, one, other, way)


def _values(place: str, before: Spec, after: Spec, way: str) -> Iterator[str]:
    """Which kinds of value, and which values of a list. Readers of an answer know of new values in a list."""
    was, now = _types(before), _types(after)
    if was != now and not (way == MESSAGE and was < now) and not (way == ANSWER and now < was):
        yield f"{place}: other type"
    for value in set(before.get("enum", ())) - set(after.get("enum", ())):
        if way == ANSWER or "enum" in after:
            yield f"{place}: {value} is no value any more"
    if way == MESSAGE and "enum" in after and "enum" not in before:
        yield f"{place}: only a list of values is left"
    if before.get("const") != after.get("const"):
        yield f"{place}: other constant"


def _types(schema: Spec) -> frozenset[str]:
    found = schema.get("type", ())
    return frozenset([found] if isinstance(found, str) else found)


def _limits(place: str, before: Spec, after: Spec, way: str) -> Iterator[str]:
    wider, narrower = (before, after) if way == MESSAGE else (after, before)
    for names, sign in ((UPPER, 1), (LOWER, -1)):
        for name in names:
            if name in narrower and (name not in wider or sign * narrower[name] < sign * wider[name]):
                yield f"{place}: {name}"
    for name in ("pattern", "format"):
        if narrower.get(name) not in (None, wider.get(name)):
            yield f"{place}: {name}"


def _fields(place: str, old: Spec, new: Spec, before: Spec, after: Spec, way: str) -> Iterator[str]:
    was, now = before.get("properties", {}), after.get("properties", {})
    for name, one in was.items():
        if name not in now:
            yield f"{place}.{name}: gone"
        else:
            yield from _schema(f"{place}.{name}", old, new, one, now[name], way)
    required, still = set(before.get("required", ())), set(after.get("required", ()))
    yield from (f"{place}.{name}: newly required" for name in still - required if way == MESSAGE)
    yield from (f"{place}.{name}: no longer always there" for name in required - still if way == ANSWER)
