"""The API's documentation as a page of our own: a ready-made one would keep things in the browser's storage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from charte.site.page import page


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of the OpenAPI document, made readable."""

    method: str
    path: str
    summary: str
    parameters: tuple[str, ...]
    body: str
    answers: tuple[tuple[str, str], ...]


def documentation(request: HttpRequest) -> HttpResponse:
    """Every operation, from the same document that programs read."""
    from charte.site.api.routes import api

    document: dict[str, Any] = api.get_openapi_schema()
    context = {"operations": list(operations(document)), "page_name": "api"}
    return page(request, "api/docs", context)


def operations(document: dict[str, Any]) -> Iterator[Operation]:
    """The operations in the order of the document."""
    for path, methods in document["paths"].items():
        for method, said in methods.items():
            body = said.get("requestBody", {}).get("content", {}).get("application/json", {})
            yield Operation(
                method.upper(),
                path,
                said.get("summary", ""),
                tuple(each["name"] for each in said.get("parameters", ())),
                _shape(body),
                tuple(
                    (str(status), _shape(answer.get("content", {}).get("application/json", {})))
                    for status, answer in said["responses"].items()
                ),
            )


def _shape(content: dict[str, Any]) -> str:
    """The name of a schema, with [] around a list of it."""
    schema = content.get("schema", {})
    if schema.get("type") == "array":
        return f"[{_named(schema['items'])}]"
    return _named(schema)


def _named(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2] or str(schema.get("title", ""))
