"""Every client of a test goes through one chain of middleware, made once: each would look up all static files anew.

Loaded by `-p tests.one_chain`. A test that changes settings gets a chain made by them, as a process with them would.
"""

import atexit
import gc

MADE = ("_middleware_chain", "_view_middleware", "_template_response_middleware", "_exception_middleware")
_shared: dict = {}


def pytest_collection_finish():
    from django.conf import UserSettingsHolder, settings
    from django.test.client import ClientHandler

    # What collecting left stays until the end; no search for garbage needs to walk through it again.
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)
    anew = ClientHandler.load_middleware

    def load_middleware(handler, *told, **more):
        if told or more or isinstance(settings._wrapped, UserSettingsHolder):
            return anew(handler, *told, **more)
        if not _shared:
            first = ClientHandler()
            anew(first)
            _shared.update({name: getattr(first, name) for name in MADE})
        handler.__dict__.update(_shared)

    ClientHandler.load_middleware = load_middleware
