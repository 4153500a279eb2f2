"""The path through the lessons: the menu's order, and what else the pages themselves say."""

from __future__ import annotations

from conftest import CourseFolder

from weave.course import Course
from weave.page.minutes import minutes
from weave.page.path import drawn, placed, stretches, time

CELL = '# %% one\nprint("a")\n'
NAV = [
    {"Home": "index.md"},
    {"First": ["first/a.md", {"Named": "first/b.md"}, "first/words.md"]},
    {"Second": ["second/c.md"]},
    {"Reference": ["reference/notes.md", "gone.md"]},
]


def page(name: str, heading: str, text: str = "", after: str = "") -> str:
    front = f"---\ntitle: Lesson {name.upper()}\ndescription: What {name} is about.\n---\n"
    return f'{front}\n# {heading}\n\n{text}\n\n--8<-- "{name}/one.md"\n\n## In short\n\n{after}\n'


def write(course: CourseFolder) -> Course:
    for name in "abc":
        course.write(f"snippets/{name}.py", CELL)
    course.write("snippets/notes.py", CELL)
    course.write("docs/index.md", "# Home\n\n[path]\n\n`[path]`\n")
    course.write("docs/first/a.md", page("a", "Is it so?", "[later](../second/c.md)"))
    course.write("docs/first/b.md", page("b", "Lesson B: why *not*? { #why }", "[a](a.md#x)", "[c](../second/c.md)"))
    course.write("docs/first/words.md", "# Words\n\nNo cell.\n")
    course.write(
        "docs/second/c.md",
        page("c", "Lesson C", "[a](../first/a.md) [notes](../reference/notes.md)", "[b](../first/b.md)"),
    )
    course.write("docs/reference/notes.md", page("notes", "Notes", "word " * 900))
    return Course(course.root)


def test_lessons_are_numbered_throughout_in_the_order_of_the_menu(course: CourseFolder) -> None:
    found = write(course)
    path = stretches(found, NAV)
    assert [(part.title, [(step.number, step.source) for step in part.steps]) for part in path] == [
        ("First", [(1, "first/a.md"), (2, "first/b.md")]),
        ("Second", [(3, "second/c.md")]),
    ]
    assert path[0].steps[0].url == "first/a/"
    turned = stretches(found, [NAV[2], NAV[1]])
    assert [step.source for part in turned for step in part.steps] == ["second/c.md", "first/a.md", "first/b.md"]


def test_a_question_is_the_heading_or_else_the_description(course: CourseFolder) -> None:
    steps = [step for part in stretches(write(course), NAV) for step in part.steps]
    assert [step.title for step in steps] == ["Lesson A", "Lesson B", "Lesson C"]
    assert [step.question for step in steps] == ["Is it so?", "Why *not*?", "What c is about."]


def test_a_lesson_builds_on_what_it_links_to_before_it_is_over(course: CourseFolder) -> None:
    steps = [step for part in stretches(write(course), NAV) for step in part.steps]
    assert [step.builds_on for step in steps] == [[], [1], [1]], "no later lesson, none from the end, no notes"


def test_minutes_are_those_of_the_pages(course: CourseFolder) -> None:
    course.write("docs/generated/a/one.md", "```python\n" + "x = 1\n" * 120 + "```\n")
    found = write(course)
    path = stretches(found, NAV)
    texts = [page.text for page in found.pages if page.path.stem in "abc"]
    assert [step.minutes for part in path for step in part.steps] == [minutes(each, found.generated) for each in texts]
    assert path[0].minutes == 11
    assert [time(count) for count in (1, 59, 60, 61, 125)] == [
        "1 minute",
        "59 minutes",
        "1 hour",
        "1 hour 1 minute",
        "2 hours 5 minutes",
    ]


def test_the_map_stands_where_a_page_says_so_and_not_in_code(course: CourseFolder) -> None:
    found = write(course)
    path = stretches(found, NAV)
    home = placed(found.pages[[page.path.stem for page in found.pages].index("index")].text, path, "index.md")
    assert "3 lessons, 3 minutes in all." in home and "`[path]`" in home and "\n[path]\n" not in home
    assert '<ol class="path" start="3" markdown>' in home
    assert '<span class="path-number">2</span> [Lesson B](first/b.md)' in home
    assert "1 minute, builds on [1](first/a.md)" in home
    assert "(../first/a.md)" in drawn(path, "second/map.md"), "links lead from the page that the map stands on"
    assert placed("# No map\n", path, "index.md") == "# No map\n"


def test_a_course_without_a_menu_has_no_path(course: CourseFolder) -> None:
    assert stretches(write(course), None) == []
