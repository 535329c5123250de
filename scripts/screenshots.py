"""Draw the pictures of the page in docs/: ``kg build data/articles && python scripts/screenshots.py``.

Needs Chromium on the PATH (``apt-get install chromium``) besides the development packages.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import kg

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCS = Path(__file__).parent.parent / "docs"
COLOURS = 256
"""A picture keeps so many colours: enough for flat ones, and a third of the size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: what the page is asked to show, in which window."""

    name: str
    link: str
    width: int = 1280
    height: int = 800
    scheme: Literal["light", "dark"] = "light"
    scale: float = 1.0


SHOTS = (
    Shot(name="page-light", link=""),
    Shot(name="page-dark", link="from=2019-01-01&to=2021-12-31&actor=CHN", scheme="dark"),
    Shot(name="page-phone", link="", width=390, height=844, scale=1.5),
    Shot(name="page-dyad", link="tie=AUS&with=CHN", height=1000),
)


def main() -> None:
    """Write all pictures."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", nargs="?", default="exports", help="graph directory (exports)")
    parser.add_argument("--out", type=Path, default=DOCS, help="folder to write to (docs)")
    asked = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        parser.error("no Chromium on the PATH; install one with: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        page = kg.open(asked.graph).view().save(Path(folder) / "page.html")
        browser = driver.chromium.launch(executable_path=chromium)
        for shot in SHOTS:
            picture = small(take(browser, page, shot))
            (asked.out / f"{shot.name}.png").write_bytes(picture)
            print(f"{shot.name}.png {len(picture) / 1000:.0f} kB")
        browser.close()


def take(browser: Browser, page: Path, shot: Shot) -> bytes:
    """Photograph the page once its sentences are there."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.scheme,
        device_scale_factor=shot.scale,
        reduced_motion="reduce",
    )
    opened = context.new_page()
    opened.goto(f"{page.as_uri()}#{shot.link}")
    opened.wait_for_selector("html[data-ready]")
    opened.wait_for_timeout(300)  # fonts and the last frame
    picture = opened.screenshot()
    context.close()
    return picture


def small(picture: bytes) -> bytes:
    """The same picture with a palette: the page's own colours, then the commonest; the rest take the nearest."""
    from PIL import Image

    full = Image.open(io.BytesIO(picture)).convert("RGB")
    style = files("kg.views.page").joinpath("assets", "style.css").read_text("utf-8")
    own = [tuple(bytes.fromhex(colour)) for colour in re.findall(r"#([0-9a-f]{6})\b", style)]
    tally = Counter(zip(*(full.getchannel(band).tobytes() for band in "RGB"), strict=True))
    found = sorted(tally, key=lambda colour: (-tally[colour], colour))
    palette = Image.new("P", (1, 1))
    palette.putpalette([band for colour in list(dict.fromkeys([*own, *found]))[:COLOURS] for band in colour])
    out = io.BytesIO()
    full.quantize(palette=palette, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
