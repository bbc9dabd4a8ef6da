"""`/docs`: the OpenAPI description as a plain page, without a script and without a network."""

from html import escape
from typing import Any

_VERBS = ("get", "post", "put", "patch", "delete")


def render_reference(description: dict[str, Any]) -> str:
    """All calls with what they take and answer, as HTML."""
    parts = [
        "<!doctype html><html lang=en><meta charset=utf-8><title>Astra: API</title>",
        "<h1>Astra: API</h1><p>The same for machines: <a href=/openapi.json>openapi.json</a></p>",
    ]
    for path, calls in sorted(description["paths"].items()):
        parts += [_render_call(verb, path, calls[verb]) for verb in _VERBS if verb in calls]
    parts.append("<h1>Models</h1>")
    for name, model in sorted(description.get("components", {}).get("schemas", {}).items()):
        parts.append(f"<h2 id='{escape(name)}'>{escape(name)}</h2><p>{escape(model.get('description', ''))}</p>")
        parts.append(_render_fields(model))
    return "\n".join(parts)


def _render_call(verb: str, path: str, call: dict[str, Any]) -> str:
    takes = call.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    rows = "".join(
        f"<tr><td>{escape(status)}<td>{escape(reply.get('description', ''))}<td>{_render_body(reply)}"
        for status, reply in sorted(call.get("responses", {}).items())
    )
    body = f"<p>Takes {_render_type(takes)}</p>" if takes else ""
    return (
        f"<h2><code>{verb.upper()} {escape(path)}</code></h2><p>{escape(call.get('description', ''))}</p>{body}"
        f"<table><tr><th>status<th>when<th>body{rows}</table>"
    )


def _render_body(reply: dict[str, Any]) -> str:
    schema = reply.get("content", {}).get("application/json", {}).get("schema")
    return _render_type(schema) if schema else ""


def _render_fields(model: dict[str, Any]) -> str:
    required = model.get("required", [])
    rows = "".join(
        f"<tr><td><code>{escape(name)}</code><td>{_render_type(field)}<td>{'required' if name in required else ''}"
        for name, field in model.get("properties", {}).items()
    )
    return f"<table>{rows}</table>" if rows else f"<p>{_render_type(model)}</p>"


def _render_type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = escape(schema["$ref"].rsplit("/", 1)[-1])
        return f"<a href='#{name}'>{name}</a>"
    if "anyOf" in schema:
        return " or ".join(_render_type(option) for option in schema["anyOf"])
    if "enum" in schema:
        return " or ".join(f"<code>{escape(str(value))}</code>" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_render_type(schema.get('items', {}))}"
    return escape(" ".join(str(schema[key]) for key in ("type", "format") if key in schema) or "anything")
