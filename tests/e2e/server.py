"""A real Home Assistant in a process of its own, reached the way its own pages reach it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
import json
import os
from pathlib import Path
import re
import signal
import socket
import subprocess
import sys
from time import monotonic, sleep
from typing import Any, Final, Self

from aiohttp import ClientConnectionError, ClientSession, ClientWebSocketResponse

USERNAME: Final = "friend"
PASSWORD: Final = "mutual-aid"  # noqa: S105 - it is printed for whoever develops
TIME_ZONE: Final = "Europe/Amsterdam"
_ROOT: Final = Path(__file__).parents[2]
_CONFIGURATION: Final = """\
automation: !include automations.yaml
frontend:
conversation:
assist_pipeline:
mobile_app:
recorder:
logbook:
history:
my:
system_health:
webhook:
"""
# The last step of onboarding would set up a weather service and others that reach for the internet, and so does the
# Marketplace; hence the first is done and the second is off before the first start.
_STORED: Final = {
    "onboarding": {"version": 4, "minor_version": 1, "data": {"done": ["analytics", "core_config", "integration"]}},
    "core.config_entries": {
        "version": 1,
        "minor_version": 5,
        "data": {
            "entries": [
                {
                    "created_at": "2026-11-01T00:00:00+00:00",
                    "data": {},
                    "disabled_by": "user",
                    "discovery_keys": {},
                    "domain": "marketplace",
                    "entry_id": "marketplace",
                    "minor_version": 1,
                    "modified_at": "2026-11-01T00:00:00+00:00",
                    "options": {},
                    "pref_disable_new_entities": False,
                    "pref_disable_polling": False,
                    "source": "system",
                    "subentries": [],
                    "title": "",
                    "unique_id": None,
                    "version": 1,
                }
            ]
        },
    },
}
_ABOUT_US: Final = re.compile(r"custom_components[./]mutual_aid|integration '?mutual_aid")
_TO_BE_EXPECTED: Final = "which has not been tested by Home Assistant"


class RefusedError(Exception):
    """What the server answered instead of doing what it was asked."""


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Return whether a server could use this port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return True
    return False


def _speech(answer: dict[str, Any]) -> str:
    speech: str = answer["response"]["speech"]["plain"]["speech"]
    return speech


class RealServer:
    """Home Assistant in a configuration folder, which may have been used before."""

    def __init__(self, folder: Path, port: int | None = None) -> None:
        """Choose where it lives; nothing is started yet."""
        self.folder = folder
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._console = folder / "console.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._token = ""

    def __enter__(self) -> Self:
        """Start it."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self.stop()

    def start(self) -> None:
        """Start it, and return when somebody is logged in and everything is set up."""
        self._lay_out()
        with self._console.open("ab") as console:
            self._process = subprocess.Popen(  # noqa: S603 - no input of anybody's
                [sys.executable, "-m", "homeassistant", "--config", self.folder, "--skip-pip", "--log-no-color"],
                env={**os.environ, "SETUP_PORT": str(self.port)},
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=console,
                start_new_session=True,
            )
        try:
            self.wait_until(self._answers, "Home Assistant answers")
            if self._is_new():
                self._move_in()
            self._log_in()
            self.wait_until(lambda: self.rest("GET", "/api/config")["state"] == "RUNNING", "Home Assistant is running")
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """Ask it to stop and wait until it has."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def wait(self) -> int:
        """Wait until it ends by itself, and return its exit code."""
        assert self._process is not None
        return self._process.wait()

    def rest(self, method: str, path: str, body: object = None) -> Any:
        """Return the answer to a request, decoded."""
        return asyncio.run(self._rest(method, path, json=body))

    def ws(self, command: str, **fields: object) -> Any:
        """Return the result of a websocket command."""
        return asyncio.run(self._ws({"id": 1, "type": command, **fields}))

    def act(self, action: str, **data: object) -> None:
        """Perform an action."""
        self.rest("POST", f"/api/services/{action.replace('.', '/')}", data)

    def ask(self, action: str, **data: object) -> Any:
        """Perform an action and return its response."""
        path = f"/api/services/{action.replace('.', '/')}?return_response"
        return self.rest("POST", path, data)["service_response"]

    def set_up(self, domain: str, **answers: object) -> str:
        """Set an integration up the way a user does, and return the id of its config entry."""
        flows = "/api/config/config_entries/flow"
        flow = self.rest("POST", flows, {"handler": domain})
        entry_id: str = self.rest("POST", f"{flows}/{flow['flow_id']}", answers)["result"]["entry_id"]
        return entry_id

    def state(self, entity_id: str) -> str:
        """Return the state of an entity."""
        state: str = self.rest("GET", f"/api/states/{entity_id}")["state"]
        return state

    def say(self, sentence: str) -> str:
        """Say something to Assist in English, and return what it answers."""
        answer = self.rest("POST", "/api/conversation/process", {"text": sentence, "language": "en"})
        return _speech(answer)

    def say_in(self, pipeline_id: str, sentence: str) -> str:
        """Say something in an Assist pipeline, and return what it answers."""
        return asyncio.run(self._run_pipeline(pipeline_id, sentence))

    def listed(self, entity_id: str) -> dict[str, Any]:
        """Return what a to-do list shows, by title."""
        items = self.ws("todo/item/list", entity_id=entity_id)["items"]
        return {item["summary"]: item for item in items}

    def settle(self) -> None:
        """Return when Home Assistant has written who lives here and what is set up, which it does with a delay."""
        self.wait_until(lambda: "Friend" in self._stored("auth"), "the user is on disk")
        self.wait_until(lambda: '"mutual_aid"' in self._stored("core.config_entries"), "the board's entry is on disk")

    def complaints(self) -> list[str]:
        """Return the lines of its log, over all starts, that are about this integration."""
        lines = self._console.read_text(errors="replace").splitlines()
        return [line for line in lines if _ABOUT_US.search(line) and _TO_BE_EXPECTED not in line]

    def wait_until(self, condition: Callable[[], bool], what: str, seconds: float = 60) -> None:
        """Return as soon as this is so."""
        deadline = monotonic() + seconds
        while not condition():
            if self._process is None or self._process.poll() is not None or monotonic() > deadline:
                log = self._console.read_text(errors="replace")[-3000:]
                raise TimeoutError(f"Waited in vain until {what}. The log ends:\n{log}")
            sleep(0.05)

    def _lay_out(self) -> None:
        storage = self.folder / ".storage"
        storage.mkdir(parents=True, exist_ok=True)
        (self.folder / "configuration.yaml").write_text(_CONFIGURATION)
        (self.folder / "automations.yaml").touch()
        integrations = self.folder / "custom_components"
        if integrations.is_symlink():
            integrations.unlink()
        integrations.mkdir(exist_ok=True)
        for integration in (_ROOT / "custom_components" / "mutual_aid", _ROOT / "tests" / "e2e" / "loudspeakers"):
            link = integrations / integration.name
            link.unlink(missing_ok=True)
            link.symlink_to(integration)
        for key, content in _STORED.items():
            if not (storage / key).exists():
                (storage / key).write_text(json.dumps({**content, "key": key}))
        # The port of the run before is kept here, and would win.
        (storage / "http").unlink(missing_ok=True)

    def _stored(self, key: str) -> str:
        path = self.folder / ".storage" / key
        return path.read_text() if path.exists() else ""

    def _end(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait(60)

    def _answers(self) -> bool:
        with suppress(ClientConnectionError):
            self._is_new()
            return True
        return False

    def _is_new(self) -> bool:
        try:
            steps = self.rest("GET", "/api/onboarding")
        except RefusedError:
            return False
        return any(step["step"] == "user" and not step["done"] for step in steps)

    def _move_in(self) -> None:
        user = {"name": "Friend", "username": USERNAME, "password": PASSWORD, "language": "en"}
        self.rest("POST", "/api/onboarding/users", {**user, "client_id": f"{self.url}/"})
        self._log_in()
        self.ws(
            "config/core/update",
            location_name="Home",
            time_zone=TIME_ZONE,
            country="NL",
            currency="EUR",
            language="en",
            unit_system="metric",
        )

    def _log_in(self) -> None:
        self._token = ""
        client = {"client_id": f"{self.url}/"}
        flow = self.rest(
            "POST",
            "/auth/login_flow",
            {**client, "handler": ["homeassistant", None], "redirect_uri": f"{self.url}/"},
        )
        answer = self.rest(
            "POST",
            f"/auth/login_flow/{flow['flow_id']}",
            {**client, "username": USERNAME, "password": PASSWORD},
        )
        form = {**client, "grant_type": "authorization_code", "code": answer["result"]}
        self._token = asyncio.run(self._rest("POST", "/auth/token", data=form))["access_token"]

    async def _rest(self, method: str, path: str, **content: Any) -> Any:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        async with (
            ClientSession(self.url, headers=headers) as session,
            session.request(method, path, **content) as response,
        ):
            text = await response.text()
            if not response.ok:
                raise RefusedError(f"{method} {path}: {response.status} {text}")
            return json.loads(text)

    async def _run_pipeline(self, pipeline_id: str, sentence: str) -> str:
        async with self.connected() as connection:
            stages = {"start_stage": "intent", "end_stage": "intent"}
            run = {"id": 1, "type": "assist_pipeline/run", "pipeline": pipeline_id, "input": {"text": sentence}}
            await connection.send_json({**run, **stages})
            while True:
                event = (await connection.receive_json()).get("event", {})
                if event.get("type") == "intent-end":
                    return _speech(event["data"]["intent_output"])
                if event.get("type") == "error":
                    raise RefusedError(str(event["data"]))

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[ClientWebSocketResponse]:
        """Be connected to the websocket, logged in."""
        async with ClientSession(self.url) as session, session.ws_connect("/api/websocket") as connection:
            await connection.receive_json()
            await connection.send_json({"type": "auth", "access_token": self._token})
            await connection.receive_json()
            yield connection

    async def _ws(self, message: dict[str, object]) -> Any:
        async with self.connected() as connection:
            await connection.send_json(message)
            answer = await connection.receive_json()
            if not answer["success"]:
                raise RefusedError(f"{message['type']}: {answer['error']['message']}")
            return answer["result"]
