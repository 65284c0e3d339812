"""What every answer of the server says to a browser of what a page may do.

The pages themselves run one script file of ours and nothing else. Voilà's frame,
in which a kernel is reached, needs more; docs/decisions/0025 lists each exception.
"""

from __future__ import annotations

from types import MappingProxyType

from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import OutputTransform

PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
FRAME = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; "
    "object-src 'none'"
)
ALWAYS = MappingProxyType(
    {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
)
LASTING = "public, max-age=86400"
"""For files of a fixed version: the scripts and styles of Voilà and of the widgets."""
FILES = ("/voila/static/", "/voila/labextensions/", "/voila/templates/")


class Secured(OutputTransform):
    """Every answer gets the headers, whatever handler it came from."""

    def __init__(self, request: HTTPServerRequest) -> None:
        self.path = request.path

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Set the headers of an answer."""
        framed = "/voila/" in self.path
        for name, value in ALWAYS.items():
            headers[name] = value
        headers["Content-Security-Policy"] = FRAME if framed else PAGE
        headers["X-Frame-Options"] = "SAMEORIGIN" if framed else "DENY"
        if "Server" in headers:
            del headers["Server"]
        if status_code == 200 and any(part in self.path for part in FILES):
            headers["Cache-Control"] = LASTING
        return status_code, headers, chunk
