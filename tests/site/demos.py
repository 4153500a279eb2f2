"""For the tests of figures that answer: where they stand, and how a reader comes to one."""

from __future__ import annotations

from playwright.sync_api import Page
from visits import COURSE, settle

from weave.record import Record, find

# But for the studio, which has tests of its own: see studio_page.py.
PLACES = {
    "home": "",
    "shapes": "first-networks/shapes/",
    "shortcut": "first-networks/shortcut/",
    "augmentation": "reading-letters/augmentation/",
    "digits": "first-networks/digits/",
    "pen": "reading-letters/pen/",
    "descent": "how-networks-work/descent/",
    "neurons": "how-networks-work/neurons/",
    "sureness": "how-networks-work/sureness/",
    "convolution": "reading-letters/convolution/",
    "channels": "reading-letters/channels/",
    "gradients": "training-well/gradients/",
    "overfitting": "training-well/overfitting/",
    "schedules": "training-well/schedules/",
    "loss": "how-networks-work/loss/",
    "backprop": "how-networks-work/backprop/",
    "dropout": "training-well/dropout/",
}
KEPT = {
    "home": ["networks.network.json"],
    "shapes": ["networks.network.json"],
    "augmentation": ["reader.network.json"],
    "digits": ["own.network.json", "reader.network.json"],
    "pen": ["own.network.json", "reader.network.json"],
    "neurons": ["line.network.json"],
    "dropout": ["one_mask.network.json"],
}
CHOICES = {
    "home": ["empty", "square"],
    "shapes": ["empty", "square"],
    "shortcut": ["all sixteen", "none"],
    "augmentation": ["next letter", "clear"],
    "digits": ["next digit", "clear"],
    "pen": ["next digit", "clear"],
    "descent": ["predict first", "never settles", "to the end", "bowl", "start again"],
    "neurons": ["the ring", "no line can do it"],
    "sureness": ["add 100 to all scores", "start again"],
    "convolution": ["horizontal edges", "slide it yourself", "empty"],
    "channels": ["next layer", "start again"],
    "gradients": ["relu", "start again"],
    "overfitting": ["start again"],
    "schedules": ["cosine", "start again"],
    "loss": ["mixed", "start again"],
    "backprop": ["step forward", "start again"],
    "dropout": ["1,000 masks", "start again"],
}


def recorded(lesson: str) -> Record:
    """A lesson's run, to which its figure is held."""
    record, reason = find(COURSE, COURSE.lessons[lesson])
    assert record, reason
    return record


def drag(page: Page, ways: list[tuple[float, float]], finger: bool) -> None:
    """Go through places of the window by finger, or with the mouse's button down."""
    if not finger:
        page.mouse.move(*ways[0])
        page.mouse.down()
        for x, y in ways:
            page.mouse.move(x, y)
        page.mouse.up()
        return
    touch = page.context.new_cdp_session(page)
    for kind, points in [("touchStart", ways[:1]), *(("touchMove", [way]) for way in ways[1:]), ("touchEnd", [])]:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})
    touch.detach()


def alive(page: Page) -> Page:
    """Scroll to the figure, as a reader does, and wait until it answers."""
    page.locator("live-demo").scroll_into_view_if_needed()
    page.mouse.wheel(0, 1)
    page.wait_for_selector("live-demo[aria-busy=false] [role=status]")
    settle(page)
    return page


def said(page: Page) -> str:
    return page.locator("live-demo [role=status]").inner_text()


def entered(page: Page) -> Page:
    """Come to the figure by keyboard, press its button, and wait until it answers."""
    page.locator("live-demo button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("live-demo[aria-busy=false] [role=status]")
    if page.evaluate(
        "document.activeElement.matches('live-demo')"
    ):  # it had come to life before the button was pressed
        page.keyboard.press("Tab")
    return page
