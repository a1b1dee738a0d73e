"""The OpenAPI document, in the reader's language, and what the page about it shows."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from partnerships.api.operations import api

# Where this API stands in the site (site/config/urls.py); language-free, and never moved.
PLACE = "/api/v1/"
WORDS = ("title", "summary", "description")


def document() -> dict[str, Any]:
    """The OpenAPI document in the language of the screen."""
    return _document_in(get_language() or "en")


@cache
def _document_in(language: str) -> dict[str, Any]:
    with override(language):
        drawn = api.get_openapi_schema(path_prefix=PLACE)
        drawn["components"] = {
            "schemas": {
                name: one
                for name, one in sorted(drawn["components"]["schemas"].items())
                # Their fields stand as parameters of each operation.
                if not name.startswith("Asked")
            },
            **api.openapi_extra["components"],
        }
        drawn["security"] = api.openapi_extra["security"]
        words = _in_words(dict(drawn))
        words["info"] |= {"title": _(api.title), "description": _(api.description)}
        return words


def _in_words(node: Any) -> Any:
    """The same with its sentences translated, and without the names pydantic makes up."""
    if isinstance(node, list):
        return [_in_words(one) for one in node]
    if not isinstance(node, dict):
        return node
    kept = {key: one for key, one in node.items() if not (key == "title" and isinstance(one, str))}
    return {
        key: _(one) if key in WORDS and isinstance(one, str) else _in_words(one)
        for key, one in kept.items()
    }


def parameters_of(name: str) -> frozenset[str]:
    """What can be asked of an operation in its query."""
    for paths in _document_in("en")["paths"].values():
        for one in paths.values():
            if one["operationId"] == name:
                return frozenset(
                    each["name"] for each in one["parameters"] if each["in"] == "query"
                )
    return frozenset({"language"})


@dataclass(frozen=True)
class Parameter:
    name: str
    said: str
    values: str


@dataclass(frozen=True)
class OperationShown:
    """One operation for the page: how it is asked, and an answer as an example."""

    name: str
    method: str
    path: str
    said: str
    parameters: list[Parameter]
    example: Any


def operations_shown() -> list[OperationShown]:
    drawn = document()
    return [
        OperationShown(
            name=one["operationId"],
            method=method.upper(),
            path=path,
            said=one["summary"],
            parameters=[_parameter(each) for each in one["parameters"]],
            example=example_of(_schema_of(one), drawn),
        )
        for path, methods in drawn["paths"].items()
        for method, one in methods.items()
    ]


def _schema_of(operation: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = operation["responses"][200]["content"]["application/json"]["schema"]
    return answer


def _parameter(drawn: dict[str, Any]) -> Parameter:
    schema = drawn["schema"]
    kinds = schema.get("anyOf", [schema])
    values = ", ".join(value for kind in kinds for value in kind.get("enum", ()))
    if not values and "maximum" in schema:
        values = f"{schema['minimum']} … {schema['maximum']}"
    return Parameter(drawn["name"], drawn.get("description", ""), values)


def example_of(schema: dict[str, Any], drawn: dict[str, Any]) -> Any:
    """An answer made of the examples of its fields."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return example_of(drawn["components"]["schemas"][name], drawn)
    if "examples" in schema:
        return schema["examples"][0]
    if "anyOf" in schema:
        return example_of(schema["anyOf"][0], drawn)
    if schema.get("type") == "array":
        return [example_of(schema["items"], drawn)]
    return {name: example_of(one, drawn) for name, one in schema.get("properties", {}).items()}
