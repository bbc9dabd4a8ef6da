"""Text with `{variables}`, checked when it is read and filled in one pass, so that no value is read as a template."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_VARIABLE = re.compile(r"\{([a-z][a-z_]*)\}")


class TemplateError(ValueError):
    """A brace that opens or closes nothing."""


@dataclass(frozen=True, slots=True)
class Template:
    """`text` as written, and the variables it names."""

    text: str
    variables: frozenset[str]

    def fill(self, values: Mapping[str, str]) -> str:
        """The text with every variable replaced; `values` holds them all."""
        return _VARIABLE.sub(lambda match: values[match[1]], self.text)


def parse_template(text: str) -> Template:
    """Read `text`; raises `TemplateError` for a brace outside a variable."""
    bare = _VARIABLE.sub("", text)
    if "{" in bare or "}" in bare:
        raise TemplateError("a brace that belongs to no {variable}")
    return Template(text, frozenset(_VARIABLE.findall(text)))
