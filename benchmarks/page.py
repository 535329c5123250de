"""How soon the page of ``kg view`` paints, and how long a slider holds it up: 50,000 events between 5,000 actors.

    python -m benchmarks.page [--events 50000] [--rounds 3]

Needs Chromium and playwright (``pip install playwright``; Debian's package ``chromium``). Milliseconds by the page's
own clock, so they hold for the machine at hand only: the best of the rounds, beside a page with a tenth of the events.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from kg.assembly import merge
from kg.model import Event
from kg.views.page import page
from ontology import ActorKind, EventType
from tests.builders import actor, report

SLIDE = """async () => {
    const least = document.getElementById("least");
    const times = [];
    for (const value of [0, 2, 0, 2, 0]) {
        least.value = value;
        const start = performance.now();
        least.dispatchEvent(new Event("input"));
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        if (value === 0) times.push(performance.now() - start);
    }
    return Math.min(...times);
}"""


def events(number: int) -> list[Event]:
    """Events of a fixed sample between a tenth as many actors, a few of them busy."""
    chance, types = random.Random(7), [kind.value for kind in EventType]  # noqa: S311 - a fixed sample, not a secret
    actors = [actor(f"A{n:05}", label=f"Actor number {n}", kind=ActorKind.STATE) for n in range(number // 10)]
    told = []
    for n in range(number):
        one, other = int(len(actors) * chance.random() ** 3), n % len(actors)
        pair = actors[one], actors[other if other != one else (one + 1) % len(actors)]
        day = (date(1995, 1, 1) + timedelta(days=chance.randrange(10_900))).isoformat()
        told.append(report(*pair, chance.choice(types), day, sentence=f"It acted {n}.", start=n, published=day))
    return list(merge(told))


def measure(browser: Browser, file: Path) -> tuple[float, float]:
    """Milliseconds to the first paint, and of the slider that shows all ties at once."""
    opened = browser.new_page()
    opened.goto(file.as_uri())
    opened.wait_for_selector("html[data-ready]", timeout=0)
    painted = float(opened.get_attribute("html", "data-painted") or "nan")
    slider = float(opened.evaluate(SLIDE))
    opened.close()
    return painted, slider


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        print("events\tpaint ms\tslider ms")
        for number in (options.events // 10, options.events):
            file = page(events(number)).save(Path(folder) / f"{number}.html")
            runs = [measure(browser, file) for _ in range(options.rounds)]
            print(f"{number}\t{min(run[0] for run in runs):.0f}\t{min(run[1] for run in runs):.0f}")
        browser.close()


if __name__ == "__main__":
    main()
