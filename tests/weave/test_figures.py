"""Valid Matplotlib is valid in a listing, and looks as its words say."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from conftest import CourseFolder

# What a cell does after plt.plot([1, 2]) and before plt.show().
VALID = {
    "tight": "plt.tight_layout()",
    "tight_with_a_colorbar": "plt.colorbar(plt.imshow([[1, 2]]))\nplt.tight_layout()",
    "adjusted": "plt.subplots_adjust(left=0.4)",
    "adjusted_subfigure": "plt.close()\nfigure = plt.figure()\nfor part in figure.subfigures(1, 2):\n"
    "    part.subplots()\n    part.subplots_adjust(left=0.4)",
    "constrained": "plt.close()\nfigure, axes = plt.subplots(layout='constrained')\naxes.plot([1, 2])",
    "none": "plt.close()\nfigure = plt.figure(layout='none')\nfigure.add_subplot().plot([1, 2])\n"
    "figure.set_layout_engine('none')\nfigure.subplots_adjust(left=0.4)",
    "compressed": "plt.colorbar(plt.imshow([[1, 2]]))\nplt.gcf().set_layout_engine('compressed')",
    "bars": "plt.bar(['a', 'b'], [1, 2], hatch='//')",
    "area": "plt.fill_between([1, 2], [1, 2], [3, 4], hatch='x')",
    "saved": "import os\nplt.savefig('kept.png')\nplt.savefig('kept.pdf')\nprint(sorted(os.listdir()))",
    "closed": "plt.close()\nplt.plot([2, 1])",
    "several": "plt.show()\nplt.plot([2, 1])",
    "animated_but_saved": "from matplotlib.animation import FuncAnimation\nfigure = plt.figure()\n"
    "FuncAnimation(figure, lambda n: figure.set_alpha(n), frames=2).save('moves.gif', writer='pillow')\n"
    "plt.close(figure)",
    "outlined": "plt.gca().add_patch(plt.Rectangle((0, 0), 1, 1, fill=False))",
    "words": "plt.title('<path id=\"loss\">')\nplt.xlabel('the color #0b62c1, in DejaVu Sans; version=\"1.1\"')",
}

# Figures whose layout one drawing does not settle.
RESTLESS = {
    "outside": "plt.axis('off')\nplt.text(0, 2.2, 'outside ' * 5)",
    "kept_shapes": "plt.close()\nfigure, axes = plt.subplots(1, 2, figsize=(5, 3))\naxes[0].imshow([[1, 2], [3, 4]])\n"
    "axes[1].barh(['a' * 20, 'b'], [1, 2])",
    "colored": "plt.colorbar(plt.imshow([[1, 2]]), label='a bar')",
}
AGAIN = {f"{name}_again": f"{code}\nplt.gcf().draw_without_rendering()" for name, code in RESTLESS.items()}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    course = CourseFolder(tmp_path_factory.mktemp("figures") / "course")
    lessons = VALID | RESTLESS | AGAIN
    for name, code in lessons.items():
        course.lesson(name, f"# %% plot\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n{code}\nplt.show()")
    assert course.run() == sorted(lessons)
    return course


def svg(course: CourseFolder, name: str) -> str:
    return course.published()[f"{name}.svg"].decode()


@pytest.mark.parametrize("name", VALID)
def test_what_matplotlib_draws_is_drawn(drawn: CourseFolder, name: str) -> None:
    pictures = [path for path in drawn.published() if path.startswith(f"{name}/") and path.endswith(".svg")]
    assert len(pictures) == (2 if name == "several" else 1)
    for path in pictures:
        ElementTree.fromstring(drawn.published()[path])


def left(text: str) -> float:
    """Where the axes of a figure begin."""
    found = re.search(r'<clipPath[^>]*>\s*<rect x="([\d.]+)"', text)
    assert found
    return float(found[1])


def test_a_figure_is_arranged_as_it_asks(drawn: CourseFolder) -> None:
    usual, wide = left(svg(drawn, "words/plot")), 0.4 * 6.4 * 72
    assert usual < 100
    for name in ("adjusted", "none"):
        assert left(svg(drawn, f"{name}/plot")) == pytest.approx(wide, abs=0.1)


def test_hatches_have_the_colors_of_the_theme(drawn: CourseFolder) -> None:
    for name in ("bars", "area"):
        pattern = re.search(r"<pattern.*?</pattern>", svg(drawn, f"{name}/plot"), re.DOTALL)
        assert pattern and re.search(r'<rect [^>]*style="fill: var\(--fig-\d, #\w+\)"', pattern[0])
        assert "stroke: var(--fig-ink, #1f2430)" in pattern[0]


def test_an_outline_is_seen(drawn: CourseFolder) -> None:
    assert "fill: none; stroke: var(--fig-ink, #1f2430); stroke-linejoin: miter" in svg(drawn, "outlined/plot")


def test_files_are_written_to_the_working_folder(drawn: CourseFolder) -> None:
    assert drawn.output("saved/plot") == "['kept.pdf', 'kept.png']"


def test_words_stay_words(drawn: CourseFolder) -> None:
    root = ElementTree.fromstring(svg(drawn, "words/plot"))
    texts = {text.text for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {'<path id="loss">', 'the color #0b62c1, in DejaVu Sans; version="1.1"'} <= texts


@pytest.mark.parametrize("name", RESTLESS)
def test_a_layout_has_settled(drawn: CourseFolder, name: str) -> None:
    once, again = (re.findall(r"-?\d+\.\d+", svg(drawn, f"{lesson}/plot")) for lesson in (name, f"{name}_again"))
    assert [float(number) for number in once] == pytest.approx([float(number) for number in again], abs=0.1)
