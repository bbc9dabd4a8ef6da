"""The two pages that the OpenID provider of the tests shows, and reading what is sent from them."""

import html
import json
import re
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse

FIELDS = (
    '<label>E-mail <input name="email" type="email" autocomplete="off"></label>'
    '<label>Password <input name="password" type="password" autocomplete="off"></label>'
)
WRONG = '<p role="alert">Wrong e-mail or password.</p>'
BOX = '<label><input type="checkbox" name="birthday"> See your birthday</label>'


def show_page(title: str, inside: str, *, action: str, buttons: dict[str, str]) -> HTMLResponse:
    pressed = "".join(f'<button name="answer" value="{value}">{label}</button>' for value, label in buttons.items())
    return HTMLResponse(
        f"<!doctype html><html lang=en><title>{title}</title><main><h1>{title}</h1>"
        f'<form method="post" action="{action}">{inside}{pressed}</form></main></html>'
    )


def hide(query: dict[str, str]) -> str:
    return f'<input type="hidden" name="query" value="{html.escape(json.dumps(query))}">'


def read_hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in found}


async def read_form(request: Request) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
