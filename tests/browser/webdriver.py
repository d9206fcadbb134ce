"""A browser driven by the WebDriver protocol (W3C), with the standard library: chromedriver and headless Chromium."""

import base64
import json
import os
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from tests.servers.needs import need_program
from tests.servers.waiting import PATIENCE, until

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
ENTER = "\ue007"


class Fault(Exception):
    """What the driver could not do: the protocol's word for it, and its own."""

    def __init__(self, kind: str, message: str) -> None:
        self.kind = kind
        super().__init__(f"{kind}: {message}")


class Browser:
    """One session. `open` and `follow` return when the page has loaded."""

    def __init__(self, base: str, chromium: str) -> None:
        self._base = base
        arguments = [
            "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--force-color-profile=srgb",
        ]  # fmt: skip
        if os.geteuid() == 0:
            arguments.append("--no-sandbox")
        # Pages must work without any script, so scripts are off.
        prefs = {"profile.managed_default_content_settings.javascript": 2}
        options = {"binary": chromium, "args": arguments, "prefs": prefs}
        made = self._call("POST", "/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}})
        self._base += f"/session/{made['sessionId']}"

    def close(self) -> None:
        self._call("DELETE", "")

    def open(self, url: str) -> None:
        self._call("POST", "/url", {"url": url})

    @property
    def url(self) -> str:
        return str(self._call("GET", "/url"))

    @property
    def source(self) -> str:
        return str(self._call("GET", "/source"))

    def find(self, css: str) -> list[str]:
        """The ids of the elements that match."""
        return [e[ELEMENT] for e in self._call("POST", "/elements", {"using": "css selector", "value": css})]

    def one(self, css: str) -> str:
        found = self.find(css)
        assert len(found) == 1, (css, len(found), self.text())
        return found[0]

    def text(self, css: str = "body") -> str:
        """What a reader sees of the one element that matches."""
        return str(self._call("GET", f"/element/{self.one(css)}/text"))

    def attribute(self, css: str, name: str) -> str:
        return str(self._call("GET", f"/element/{self.one(css)}/attribute/{name}"))

    def link(self, css: str) -> str:
        """Where the first link that matches leads."""
        return str(self._call("GET", f"/element/{self.find(css)[0]}/property/href"))

    def tap(self, css: str) -> None:
        self._call("POST", f"/element/{self.one(css)}/click", {})

    def focused(self) -> str:
        """The id of the element that the keyboard speaks to."""
        return str(self._call("GET", "/element/active")[ELEMENT])

    def back(self) -> None:
        self._call("POST", "/back", {})

    def press(self, css: str, key: str, leads: bool = False) -> None:
        """Press a key on the one element that matches; `leads`: to another page."""

        def work() -> None:
            self._call("POST", f"/element/{self.one(css)}/value", {"text": key})

        if leads:
            self._left(work, css)
        else:
            work()

    def follow(self, css: str) -> None:
        """Tap what leads to another page."""
        self._left(lambda: self.tap(css), css)

    def _left(self, work: Callable[[], None], css: str) -> None:
        """Wait after this until the page before is gone: a click returns at once."""
        before = self.one("html")
        work()

        def left() -> bool:
            try:
                self._call("GET", f"/element/{before}/name")
            except Fault as fault:
                if fault.kind in ("stale element reference", "no such element"):
                    return True
                if fault.kind != "unknown error":  # so the driver answers between two pages
                    raise
            return False

        assert until(left), f"{css}: leads nowhere: {self.text()}"

    def type(self, css: str, text: str) -> None:
        element = self.one(css)
        self._call("POST", f"/element/{element}/clear", {})
        self._call("POST", f"/element/{element}/value", {"text": text})

    def size(self, width: int, height: int, dark: bool = False) -> None:
        """The window of a phone (below 600) or a desktop, in light or dark."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self._cdp("Emulation.setDeviceMetricsOverride", metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._cdp("Emulation.setEmulatedMedia", {"features": [scheme]})

    def width(self) -> int:
        """How wide the page is laid out; more than the window means that it scrolls sideways."""
        return int(self._cdp("Page.getLayoutMetrics", {})["cssContentSize"]["width"])

    def picture(self) -> bytes:
        """The whole page as PNG."""
        shot = self._cdp("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True})
        return base64.b64decode(shot["data"])

    def _cdp(self, command: str, parameters: dict[str, Any]) -> Any:
        return self._call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self._base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as response:
                return json.load(response)["value"]
        except urllib.error.HTTPError as refused:
            said = json.load(refused)["value"]
            raise Fault(said["error"], said["message"]) from None


@contextmanager
def browser() -> Iterator[Browser]:
    """A fresh browser on a driver of its own; both end with the block."""
    chromium, chromedriver = need_program("chromium", "chromedriver")
    driver = subprocess.Popen([chromedriver, "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert driver.stdout
        started = next(line for line in driver.stdout if "started successfully on port" in line)
        made = Browser(f"http://127.0.0.1:{started.rstrip().rstrip('.').rpartition(' ')[2]}", chromium)
        try:
            yield made
        finally:
            made.close()
    finally:
        driver.terminate()
        driver.wait()
        if driver.stdout:
            driver.stdout.close()
