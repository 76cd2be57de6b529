"""The web server of DemoOog: plain HTTP, on this machine only."""

from cheroot.wsgi import Server
from flask import Flask

LOOPBACK = {"127.0.0.1", "localhost"}


def make_server(app: Flask, *, host: str = "127.0.0.1", port: int) -> Server:
    """A server that is not started yet: call `prepare()` and `serve()`, and `stop()` from elsewhere."""
    if host not in LOOPBACK:
        raise ValueError(f"DemoOog luistert alleen op deze computer zelf (127.0.0.1), niet op {host}.")
    return Server((host, port), app, numthreads=4, server_name="DemoOog")


def serve(app: Flask, *, host: str = "127.0.0.1", port: int) -> None:
    """Serve until Ctrl-C (or another exit), then close the connections."""
    server = make_server(app, host=host, port=port)
    try:
        server.start()
    except KeyboardInterrupt:
        pass
    finally:
        server.stop()
