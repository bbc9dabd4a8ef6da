"""An error as a page of plain words, for a browser that went to an address and has no script of ours running there."""

import html

_TITLES = {
    429: ("Please wait a moment", "कृपया थोड़ा रुकें"),
    503: ("Astra can't answer just now", "Astra अभी जवाब नहीं दे पा रही है"),
}
_OTHERWISE = ("That did not work", "यह नहीं हो पाया")
_AGAIN = ("Nothing of yours is lost. Please try again in a moment.", "आपका कुछ भी खोया नहीं है। थोड़ी देर में फिर कोशिश करें।")
_PASSING = frozenset({429, 503})


def render_error(status: int, message: str) -> str:
    """The page; `message` is the sentence that an API answer would carry."""
    english, hindi = _TITLES.get(status, _OTHERWISE)
    lines = [f"<p>{html.escape(message)}</p>"]
    if status in _PASSING:
        lines += [f"<p>{_AGAIN[0]}</p>", f'<p lang="hi">{_AGAIN[1]}</p>']
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{english} · Astra</title></head><body><main><h1>{english}</h1>"
        f'<p lang="hi">{hindi}</p>{"".join(lines)}<p><a href="/">Astra</a></p></main></body></html>'
    )
