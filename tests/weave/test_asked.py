"""Guesses and quizzes: what is right follows from a run, and what has no right answer, or two, is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import CourseFolder
from markdown import Markdown

from weave.page.grammar import scan
from weave.page.minutes import minutes

LISTING = """
# %% data
count = 40
share = 0.6425
two = [0.25, 0.75]
name = "cat"
print(count, share)
"""
HEAD = '# Lesson\n\n--8<-- "lesson/data.md"\n\n'
GUESS = """??? question "Guess first: how many of {{ lesson.count * 2 }}?"
    guess: RULE

    The answer is {{ lesson.count }}.

"""
QUIZ = """!!! quiz "How many *legs* have ten cats?"
    answer: {{ lesson.count }}

    - {{ 4 * 10 }}
      Four legs each, and $4 \\cdot 10$ is {{ lesson.count }}.
    - {{ 4 + 10 }} or so
      This adds legs to cats.
    - {{ lesson.count // 4 }}
      This counts
      the cats.

"""


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """A course of one lesson that has run; tests write its page."""
    course = CourseFolder(tmp_path_factory.mktemp("asking") / "course")
    course.lesson("lesson", LISTING)
    course.run()
    return course


@pytest.fixture
def changing(course: CourseFolder) -> CourseFolder:
    """Another one, whose listing a test may change."""
    course.lesson("lesson", LISTING)
    course.run()
    return course


def guess(rule: str) -> str:
    return HEAD + GUESS.replace("{{ lesson.count * 2 }}", "{{ lesson.count }}").replace("RULE", rule)


GOOD = {
    "a_number": "{{ lesson.count }}",
    "a_unit": "{{ lesson.count | , }} legs",
    "a_share": "{{ lesson.share | .1% }}",
    "the_most": "{{ lesson.count }} of 1,000",
    "a_sum": "{{ lesson.count * 2 - len(lesson.two) | .1f }} parts",
    "the_largest": "the largest\n\n    - one of $x$: {{ lesson.two[0] }}\n    - other: {{ lesson.two[1] | percent }}",
    "without_a_blank_line": "the smallest\n    - one: {{ lesson.two[0] }}\n    - other: {{ lesson.two[1] }}",
    "conditions": "one of these\n\n    - yes, if {{ lesson.count > 30 and not lesson.share > 1 }}\n"
    "    - no, if {{ lesson.count <= 30 }}",
    "a_name": "{{ lesson.name }}\n\n    - dog\n    - cat",
    "a_text": 'one of these\n\n    - cat, if {{ lesson.name == "cat" }}\n    - dog, if {{ lesson.name == "dog" }}',
}


@pytest.mark.parametrize("rule", GOOD.values(), ids=GOOD)
def test_a_guess_is_a_number_or_a_choice(asking: CourseFolder, rule: str) -> None:
    asking.write("docs/lesson.md", guess(rule) + QUIZ)
    assert asking.passes("check")


# A rule, how many lines below the fold's own the mistake stands, and what is said.
BAD = {
    "no_value": ("about forty", 1, ["names no answer", "Write a value"]),
    "a_text": ("{{ lesson.name }}", 1, ["'cat'", "no number", "choices"]),
    "not_a_unit": ("{{ lesson.count }} (legs!)", 1, ["no unit"]),
    "unknown_value": ("{{ lesson.cuont }}", 1, ["lesson.cuont", "Name a small", "Did you mean `count`?"]),
    "unknown_lesson": ("{{ lessen.count + 1 }}", 1, ["no lesson 'lessen'", "Did you mean `lesson`?"]),
    "no_sum": ("{{ lesson.count + }}", 1, ["is no sum", "Write values"]),
    "by_zero": ("{{ lesson.count / 0 }}", 1, ["cannot be worked out", "Write values"]),
    "huge": ("{{ 9 ** 99999 }}", 1, ["too large"]),
    "tie": ("the largest\n    - a: {{ lesson.count }}\n    - b: {{ 20 * 2 }}", 3, ["'a' and 'b' are both right"]),
    "one_choice": ("the largest\n    - a: {{ lesson.count }}", 1, ["1 choices", "at least two"]),
    "no_number": ("the largest\n    - a: {{ lesson.name }}\n    - b: {{ 1 }}", 2, ["'cat'", "no number to compare"]),
    "no_label": ("the largest\n    - {{ lesson.count }}\n    - b: {{ 1 }}", 2, ["'- label: {{ value }}'"]),
    "no_condition": ("one of these\n    - a, if {{ lesson.count }}\n    - b, if {{ 1 < 2 }}", 2, ["no condition"]),
    "none_holds": (
        "one of these\n    - a, if {{ lesson.count < 1 }}\n    - b, if {{ 2 < 1 }}",
        1,
        ["no choice is right"],
    ),
    "two_hold": ("one of these\n    - a, if {{ lesson.count > 1 }}\n    - b, if {{ 1 < 2 }}", 3, ["both right"]),
    "none_is_it": ("{{ lesson.name }}\n    - dog\n    - cow", 1, ["no choice is right", "cat"]),
    "formula": ("{{ lesson.name }}\n    - cat\n    - $x^2$", 3, ["'- $x^2$' is only a formula", "Add a word"]),
    "read_alike": ("{{ lesson.name }}\n    - cat\n    - dog\n    - Dog ", 4, ["two choices read 'dog'"]),
}


@pytest.mark.parametrize(("rule", "below", "words"), BAD.values(), ids=BAD)
def test_a_guess_that_has_no_answer_is_named(asking: CourseFolder, rule: str, below: int, words: list[str]) -> None:
    asking.write("docs/lesson.md", guess(rule))
    said = asking.failure("check")
    assert f"docs/lesson.md:{5 + below}: " in said
    assert all(word in said for word in words), said


QUIZZES = {
    "no_right_answer": ("{{ 4 * 10 }}", "{{ 4 * 11 }}", 6, ["no choice is right, which is 40"]),
    "two_right_answers": ("{{ 4 + 10 }} or so", "{{ 8 * 5 }} legs", 10, ["are both right"]),
    "equal_choices": ("{{ 4 + 10 }} or so", "{{ 30 + 10 }}", 10, ["two choices read '40'"]),
    "no_feedback": ("\n      This adds legs to cats.", "", 10, ["has no feedback"]),
    "no_answer": ("    answer: {{ lesson.count }}\n\n", "", 5, ["is no quiz", "answer: {{ lesson.value }}"]),
    "a_fold": ("!!! quiz", "??? quiz", 5, ["is no quiz"]),
    "no_question": ('!!! quiz "How many *legs* have ten cats?"', "!!! quiz", 5, ["is no quiz"]),
    "typed_decimal": ("{{ 4 + 10 }} or so", "0.77", 10, ["0.77"]),
}


@pytest.mark.parametrize(("old", "new", "line", "words"), QUIZZES.values(), ids=QUIZZES)
def test_a_quiz_with_a_mistake_is_named(asking: CourseFolder, old: str, new: str, line: int, words: list[str]) -> None:
    assert QUIZ.count(old) == 1
    asking.write("docs/lesson.md", HEAD + QUIZ.replace(old, new))
    said = asking.failure("check")
    assert f"docs/lesson.md:{line}: " in said
    assert all(word in said for word in words), said


NEAR = [
    '??? question "Guess first: how many?"\n    Forty.',
    '??? question "Guess first: how many?"\n    Guess: {{ lesson.count }}\n\n    Forty.',
    '??? question "Guess first: how many?"\n    guess: {{ lesson.count }}\n    Forty.',
    '??? question "Guess how many"\n    guess: {{ lesson.count }}\n\n    Forty.',
    '??? note "Guess first: how many?"\n    Forty.',
    '!!! question "Guess first: how many?"\n    guess: {{ lesson.count }}\n\n    Forty.',
    '!!! Quiz "How many?"\n    answer: {{ lesson.count }}\n',
    "{{ lesson.count + 1 }} in prose",
]


@pytest.mark.parametrize("text", NEAR)
def test_what_is_almost_a_question_is_named(asking: CourseFolder, text: str) -> None:
    asking.write("docs/lesson.md", f"{HEAD}{text}\n")
    assert re.match(r"docs/lesson\.md:5: .* is (a guess without|no) ", asking.failure("check"))


def html(course: CourseFolder, text: str) -> str:
    names = ["admonition", "md_in_html", "pymdownx.details", "pymdownx.superfences", "pymdownx.arithmatex"]
    woven = {"generated": str(course.root / "docs" / "generated"), "bibliography": "none"}
    options = {"weave.page.markdown": woven, "pymdownx.arithmatex": {"generic": True, "smart_dollar": True}}
    made = Markdown(extensions=[*names, "weave.page.markdown"], extension_configs=options).convert(text)
    assert not re.search("[\U00100000-\U0010ffff]|\\{\\{", made)
    return made


def test_a_changed_run_changes_guess_and_quiz(changing: CourseFolder) -> None:
    quiz = QUIZ.replace("{{ 4 * 10 }}", "{{ lesson.count }}").replace(
        "{{ lesson.count // 4 }}", "{{ lesson.count // 5 }}"
    )
    text = guess("{{ lesson.share | .1% }}") + quiz
    changing.write("docs/lesson.md", text)
    before = html(changing, text)
    assert 'data-value="0.6425" data-said="64.2%"' in before and ">40</span></label>" in before
    changing.replace("snippets/lesson.py", "0.6425", "0.5125")
    changing.replace("snippets/lesson.py", "count = 40", "count = 48")
    changing.run()
    after = html(changing, text)
    assert 'data-value="0.5125" data-said="51.2%"' in after and "64.2%" not in after
    assert ">48</span></label>" in after and ">9</span></label>" in after
    assert changing.passes("check")


def test_a_changed_run_changes_which_choice_is_right(changing: CourseFolder) -> None:
    text = guess("the largest\n\n    - one: {{ lesson.two[0] }}\n    - other: {{ lesson.two[1] }}")
    assert 'data-right="1"' in html(changing, text)
    changing.replace("snippets/lesson.py", "[0.25, 0.75]", "[0.875, 0.75]")
    changing.run()
    assert 'data-right="0"' in html(changing, text)


def test_a_changed_run_that_makes_a_mistake_right_fails(changing: CourseFolder) -> None:
    changing.write("docs/lesson.md", HEAD + QUIZ)
    assert changing.passes("check")
    changing.replace("snippets/lesson.py", "count = 40", "count = 14")
    changing.write("docs/lesson.md", HEAD + QUIZ.replace("{{ 4 * 10 }}", "{{ lesson.count }}"))
    changing.run()
    said = changing.failure("check")
    assert "docs/lesson.md:10: " in said and "both right" in said


def test_the_page_holds_fold_form_and_answer(asking: CourseFolder) -> None:
    made = html(asking, guess("{{ lesson.count }} of 1,000") + QUIZ)
    fold = made[made.index("<details") : made.index("</details>")]
    assert re.search(r'<summary>Guess first: .*</summary>\s*<form class="guess"', fold)
    assert 'data-most="1000"' in fold and "<p>The answer is 40.</p>" in fold
    quiz = made[made.index('class="admonition quiz"') :]
    assert "How many <em>legs</em> have ten cats?" in quiz and quiz.count('type="radio"') == 3
    assert quiz.index("<strong>Right:</strong> 40") < quiz.index("This counts the cats."), "the right one comes first"
    assert 'data-choice="0"' in quiz and "<math" in quiz


def test_questions_take_no_minutes_and_code_may_show_them(tmp_path: Path) -> None:
    assert minutes("word " * 360 + "\n\n" + QUIZ * 20, tmp_path) == 2
    shown = f'```\n{QUIZ}```\n\n`??? question "Guess first"`\n'
    assert {part.kind for part in scan(shown)} == {"block", "span"}
