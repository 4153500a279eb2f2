"""Hidden cells see the names of their place, draw for the page and change nothing that is visible."""

from __future__ import annotations

import subprocess
import sys

from conftest import CourseFolder

HIDDEN = """
# %% first
import random
random.seed(7)
numbers = [1]
label = "early"

# %% drawing tags=["hide"]
numbers = numbers + [100]
random.seed(0)
secret = label
print("in the hidden cell", label, len(numbers))

# %% second
label = "late"
numbers.append(2)
print(random.random(), numbers, label)
"""


def test_a_hidden_cell_sees_the_names_of_its_place(course: CourseFolder) -> None:
    listing = HIDDEN.replace('print("in', 'assert label == "early", label\nassert "second" not in dir()\nprint("in')
    course.lesson("hides", listing)
    assert course.run() == ["hides"]
    course.lesson("hides", HIDDEN.replace("secret = label", "secret = later"))
    message = course.failure()
    assert "NameError: name 'later' is not defined" in message and "cell 'drawing'" in message


def test_a_hidden_cell_changes_nothing_visible(course: CourseFolder) -> None:
    course.lesson("hides", HIDDEN)
    course.run()
    script = course.root / "docs" / "generated" / "hides" / "hides.py"
    plain = subprocess.run([sys.executable, "-u", script], capture_output=True, text=True, check=True)
    assert course.output("hides/second") == plain.stdout.strip()
    assert course.values("hides") == {"numbers": [1, 2], "label": "late"}
    everything = b"".join(course.published().values())
    assert b"secret" not in everything and b"hidden cell" not in everything
    assert "hides/drawing.md" not in course.published()


def test_a_visible_cell_that_needs_a_hidden_one_fails(course: CourseFolder) -> None:
    course.lesson("hides", HIDDEN + "\n# %% third\nprint(secret)\n")
    message = course.failure()
    assert "NameError: name 'secret' is not defined" in message
    assert "snippets/hides.py:19: cell 'third'" in message


def test_a_hidden_cell_draws_for_the_page(course: CourseFolder) -> None:
    draw = "import matplotlib.pyplot as plt\nplt.plot(data)\nplt.show()"
    course.lesson("draws", f'# %% data\ndata = [1, 2]\n\n# %% picture tags=["hide"]\n{draw}\n')
    course.run()
    published = course.published()
    assert "draws/picture.svg" in published and "draws/picture.md" not in published
    assert published["draws/draws.py"] == b"# %% data\ndata = [1, 2]\n"
