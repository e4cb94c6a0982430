"""The workspace on the network: the page, the Web API, the sockets. Answers only to its own name and its own page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from bot.workspace.carrying.socketmode import Sockets
from bot.workspace.pages.pagesocket import PageSockets
from bot.workspace.webapi.calls import Calls

PAGE = Path(__file__).parents[1] / "page"
PRELOAD = ", ".join(
    f"</page/{file.name}>; rel={how}"
    for kind, how in (("css", "preload; as=style"), ("js", "modulepreload"))
    for file in sorted(PAGE.glob(f"*.{kind}"))
)
"""All of the page at once: else each module is found only in the one that imports it, and the first paint waits for that."""
MAX_BODY = 4 * 1024 * 1024
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def _own_names(request: web.Request) -> set[str]:
    socket = request.transport.get_extra_info("sockname") if request.transport else None
    port = socket[1] if socket else ""
    return {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}


@web.middleware
async def own_name_only(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse other hosts (a foreign name that resolves to this machine) and other origins (a foreign page)."""
    names = _own_names(request)
    if request.headers.get("Host", "") not in names:
        raise web.HTTPForbidden(text="This workspace answers only to its own address.")
    if not {f"http://{name}" for name in names}.issuperset(request.headers.getall("Origin", ())):
        raise web.HTTPForbidden(text="This workspace answers only to its own page.")
    return await handler(request)


async def _secure(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)


async def _index(request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html", headers={"Link": PRELOAD})


def application(calls: Calls, sockets: Sockets, pages: PageSockets) -> web.Application:
    """All routes."""
    app = web.Application(middlewares=[own_name_only], client_max_size=MAX_BODY)
    app.on_response_prepare.append(_secure)
    app.router.add_get("/", _index)
    app.router.add_static("/page/", PAGE)
    app.router.add_get("/live", pages.serve)
    app.router.add_get("/socket", sockets.serve)
    app.router.add_route("*", "/api/{method}", calls.call)
    app.router.add_post("/response/{key}", calls.respond)
    app.router.add_post("/upload/{ticket}", calls.upload)
    app.router.add_put("/upload/{ticket}", calls.upload)
    app.router.add_get("/files/{id}/{name}", calls.file)
    return app
