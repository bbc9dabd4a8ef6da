"""The cookies of signing in: their names and flags, in one place for setting and taking away."""

from datetime import timedelta

from fastapi import Request, Response

COOKIE = "astra_session"
ATTEMPT_COOKIE = "astra_google"
ATTEMPT_PATH = "/api/auth/google"


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


def set_attempt_cookie(request: Request, response: Response, secret: str, *, lasts: timedelta) -> None:
    """Bind an attempt to sign in with Google to this browser, for the minutes that it takes."""
    response.set_cookie(
        ATTEMPT_COOKIE,
        secret,
        max_age=int(lasts.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
        path=ATTEMPT_PATH,
    )


def clear_attempt_cookie(request: Request, response: Response) -> None:
    """The attempt is over."""
    response.delete_cookie(
        ATTEMPT_COOKIE, httponly=True, samesite="lax", secure=request.url.scheme == "https", path=ATTEMPT_PATH
    )
