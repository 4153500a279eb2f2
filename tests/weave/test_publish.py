"""What a run publishes: fragments, the script, values and figures; nothing more, and only what changed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import CourseFolder

LISTING = '''
# %% data
import numpy as np

ticks = "``` and ````"  # backticks
print(ticks)


# %% model


def double(x):
    """Return twice x."""

    return 2 * x


# %% noted tags=["hide"]
secret = 1

# %% results
rate = 0.9375
count = 7960
names = ["a", "b"]
nested = {"x": {"y": [1, 2.5]}, 3: "three"}
array = np.arange(3)
scalar = np.float32(0.5)
flag = np.bool_(True)
big = np.zeros(1000)
text = "x" * 5000
_private = 1
print(double(count))
'''
VALUES = {
    "ticks": "``` and ````",
    "rate": 0.9375,
    "count": 7960,
    "names": ["a", "b"],
    "nested": {"x": {"y": [1, 2.5]}, "3": "three"},
    "array": [0, 1, 2],
    "scalar": 0.5,
    "flag": True,
}


@pytest.fixture
def published(course: CourseFolder) -> CourseFolder:
    """A course of two lessons that have run."""
    course.lesson("lesson", LISTING)
    course.lesson("other", "# %% greet\nprint('hello')")
    course.run()
    return course


def test_fragments_are_code_and_then_output(published: CourseFolder) -> None:
    assert published.fragment("other/greet") == "```python\nprint('hello')\n```\n\n```output\nhello\n```\n"
    code = 'def double(x):\n    """Return twice x."""\n\n    return 2 * x'
    assert published.fragment("lesson/model") == f"```python\n{code}\n```\n"
    code = 'import numpy as np\n\nticks = "``` and ````"  # backticks\nprint(ticks)'
    assert published.fragment("lesson/data") == f"`````python\n{code}\n`````\n\n`````output\n``` and ````\n`````\n"
    assert published.output("lesson/results") == "15920"


def test_the_script_is_the_visible_cells(published: CourseFolder) -> None:
    path = published.root / "docs" / "generated" / "lesson" / "lesson.py"
    script = path.read_text()
    assert re.findall(r"^# %% .*", script, re.MULTILINE) == ["# %% data", "# %% model", "# %% results"]
    assert "secret" not in script and "logged" not in script
    cells = [published.fragment(f"lesson/{name}") for name in ("data", "model", "results")]
    codes = [re.search(r"^(`+)python\n(.*?)\n\1$", text, re.MULTILINE | re.DOTALL) for text in cells]
    lines = [line for code in codes if code for line in code[2].splitlines() if line]
    assert [line for line in script.splitlines() if line and not line.startswith("# %%")] == lines
    done = subprocess.run([sys.executable, path], capture_output=True, text=True, check=True)
    assert done.stdout == "``` and ````\n15920\n"


def test_small_variables_are_values(published: CourseFolder) -> None:
    assert published.values("lesson") == VALUES
    assert published.values("other") == {}


def test_nothing_is_rewritten_that_did_not_change(published: CourseFolder) -> None:
    files = [path for path in (published.root / "docs" / "generated").rglob("*") if path.is_file()]
    before = {path: path.stat().st_mtime_ns for path in files}
    published.run()
    assert {path: path.stat().st_mtime_ns for path in files} == before
    published.replace("snippets/lesson.py", "count = 7960", "count = 7961")
    assert published.run() == ["lesson"]
    changed = {path.name for path in files if path.stat().st_mtime_ns != before[path]}
    assert changed == {"results.md", "values.json", "lesson.py", "lesson.ipynb"}


def test_what_is_removed_vanishes(published: CourseFolder) -> None:
    published.replace("snippets/other.py", "# %% greet", "# %% welcome")
    published.run()
    assert {name for name in published.published() if name.startswith("other/")} == {
        "other/welcome.md",
        "other/other.py",
        "other/values.json",
    }
    (published.root / "snippets" / "lesson.py").unlink()
    assert published.run() == []
    assert {name.split("/")[0] for name in published.published()} == {"other"}
    assert list(json.loads(published.call("status", "--json").stdout)["lessons"]) == ["other"]


def test_strays_do_no_harm(published: CourseFolder) -> None:
    """Files that file managers and editors leave in a folder."""
    generated = published.root / "docs" / "generated"
    (generated / ".DS_Store").write_text("")
    (generated / "other" / "__pycache__").mkdir()
    published.replace("snippets/other.py", "hello", "hallo")
    assert published.run() == ["other"]


DRAWS = """
# %% one
import matplotlib.pyplot as plt
import numpy as np

figure, axes = plt.subplots()
axes.plot([1, 2], [3, 1], label="first & <second>")
axes.plot([1, 2], [2, 2], color="C1")
axes.bar([1, 2], [1, 1], color="C2")
axes.scatter([1, 2], [3, 3], color="C3")
axes.grid()
axes.set(title="Loss", xlabel="epoch")
axes.legend()
plt.show()

# %% two
for number in range(2):
    plt.figure()
    plt.imshow(np.eye(2), cmap="gray")
    plt.show()

# %% both
plt.figure()
plt.plot([1, 2])
plt.figure()
plt.plot([2, 1])
plt.show()
"""


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The figures of a lesson, by name."""
    course = CourseFolder(tmp_path_factory.mktemp("draws") / "course")
    course.lesson("draws", DRAWS)
    course.run()
    return {Path(name).stem: data.decode() for name, data in course.published().items() if name.endswith(".svg")}


def test_figures_are_named_after_their_cells(figures: dict[str, str]) -> None:
    assert sorted(figures) == ["both-1", "both-2", "one", "two-1", "two-2"]


def test_figures_are_lean_svg_of_their_own(figures: dict[str, str]) -> None:
    identifiers: list[str] = []
    for name, svg in figures.items():
        root = ElementTree.fromstring(svg)
        assert root.tag == "{http://www.w3.org/2000/svg}svg" and root.get("viewBox")
        own = re.findall(r'\bid="([^"]*)"', svg)
        used = re.findall(r'(?:href="|url\()#([^")]*)', svg)
        assert all(each.startswith(f"draws-{name}-") for each in own + used)
        assert set(used) <= set(own)
        identifiers += own
        for noise in ("<style", "<!--", "<?xml", "<!DOCTYPE", "<metadata", "matplotlib.org", "dc:date"):
            assert noise not in svg
    assert len(set(identifiers)) == len(identifiers) > 0


def test_figures_take_the_colors_of_the_theme(figures: dict[str, str]) -> None:
    svg = figures["one"]
    for variable in ("--fig-1", "--fig-2", "--fig-3", "--fig-4", "--fig-ink", "--fig-grid"):
        assert f"var({variable}, #" in svg, variable
    bare = re.sub(r"var\([^()]*\)", "", "".join(figures.values()))
    assert re.findall(r"(?:fill|stroke): ?#\w+", bare) == []


def test_text_in_figures_is_text(figures: dict[str, str]) -> None:
    found = ElementTree.fromstring(figures["one"]).iter("{http://www.w3.org/2000/svg}text")
    texts = {element.text for element in found}
    assert {"Loss", "epoch", "first & <second>"} <= texts
    assert "DejaVu" not in figures["one"] and "var(--fig-font, sans-serif)" in figures["one"]


def test_images_are_crisp_pixels(figures: dict[str, str]) -> None:
    assert "data:image/png;base64," in figures["two-1"]
    assert "<image" not in figures["one"]


WORDS = [
    "DejaVu Sans",
    "set in DejaVu Sans, 12 pt",
    '<path id="loss">',
    "the color #0b62c1",
    ' width="3pt" version="1.1"',
]
WORDS += ['url(#a) href="#b"', "data:image/png;base64,AAAA", "<!-- no comment -->"]


def test_words_in_figures_stay(course: CourseFolder) -> None:
    listing = f"# %% plot\nimport matplotlib.pyplot as plt\nplt.xticks(range(9), {[*WORDS, '']!r})\nplt.show()\n"
    course.lesson("words", listing)
    course.run()
    root = ElementTree.fromstring(course.published()["words/plot.svg"])
    assert set(WORDS) <= {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")}


ODD = """
# %% odd
lost = float("nan")
deep = {"a": [1.0, float("-inf")]}
address = "http://localhost:8000/datasets/x.csv"
print("from", address)
"""


def strict(constant: str) -> None:
    raise ValueError(constant)


def test_values_are_json(course: CourseFolder) -> None:
    course.lesson("odd", ODD)
    course.run()
    values = json.loads(course.published()["odd/values.json"], parse_constant=strict)
    assert (values["lost"], values["deep"]) == ({"float": "nan"}, {"a": [1.0, {"float": "-inf"}]})


def test_readers_get_the_address_of_the_site_everywhere(course: CourseFolder) -> None:
    course.variables["SITE_URL"] = "https://example.org/course/"
    course.lesson("odd", ODD)
    course.run()
    published = course.published()
    assert course.output("odd/odd") == "from https://example.org/course/datasets/x.csv"
    assert course.values("odd")["address"] == "https://example.org/course/datasets/x.csv"
    assert not [name for name, data in published.items() if b"localhost" in data]


def test_an_integer_beyond_all_floats_is_refused_where_a_format_wants_one(course: CourseFolder) -> None:
    course.lesson(
        "large",
        "# %% count\ntotal = 10**400\nprint(1)",
        '# Large\n\n{{ large.total | .2f }}\n\n--8<-- "large/count.md"\n',
    )
    course.run()
    message = course.failure("check")
    assert message.startswith("docs/large.md:3: {{ large.total | .2f }} cannot be quoted: int too large")
    course.replace("docs/large.md", " | .2f", "")
    assert course.passes("check")
