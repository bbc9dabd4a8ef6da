"""The sign-in cookie: its name and its flags, in one place for setting and taking away."""

from datetime import timedelta

from fastapi import Request, Response

COOKIE = "astra_session"


def set_cookie(request: Request, response: Response, secret: str, *, max_days: int) -> None:
    """Hand the secret to the browser, out of reach of scripts and of other sites."""
    response.set_cookie(
        COOKIE,
        secret,
        max_age=int(timedelta(days=max_days).total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
        path="/",
    )


def clear_cookie(request: Request, response: Response) -> None:
    """Take the cookie away again."""
    response.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=request.url.scheme == "https", path="/")
