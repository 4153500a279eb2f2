"""How a listing runs: alone, in an environment and a folder of its own, with the same bytes every time."""

from __future__ import annotations

from conftest import CourseFolder


def test_lessons_do_not_see_each_other(course: CourseFolder) -> None:
    """Neither modules, nor random state, nor the environment, nor the working folder is shared."""
    spoil = """
    # %% first
    import json, os, random, sys
    from pathlib import Path
    spoiled = [json.__dict__.get("mark"), os.environ.get("MARK"), "mark" in sys.modules, os.listdir()]
    print(spoiled, random.getstate()[1][-1], sys.path[0] == str(Path(__file__).parent))
    json.mark, os.environ["MARK"], sys.modules["mark"] = 1, "1", json
    random.seed(1)
    Path("left.txt").write_text("here")
    sys.path.insert(0, "elsewhere")
    """
    for name in ("a", "b", "c", "d", "e"):
        course.lesson(name, spoil)
    assert len(course.run()) == 5
    assert {course.output(f"{name}/first") for name in "abcde"} == {"[None, None, False, []] 624 True"}


def test_the_environment_is_small_and_the_same_for_all(course: CourseFolder) -> None:
    course.variables |= {"EPOCHS": "20", "TZ": "Asia/Tokyo", "PYTHONWARNINGS": "ignore", "LANG": "de_DE.UTF-8"}
    course.variables |= {"MPLCONFIGDIR": "/nowhere", "KERAS_BACKEND": "jax", "OMP_NUM_THREADS": "7"}
    course.lesson(
        "asks",
        """
        # %% first
        import os, time
        from pathlib import Path
        known = {"PATH", "TMPDIR", "LD_LIBRARY_PATH"}
        print(sorted(name for name in os.environ if name not in known and not name.startswith("WEAVE_TEST_")))
        print(os.environ["TZ"], time.strftime("%H:%M", time.localtime(0)), os.environ["LANG"])
        print(os.environ["OMP_NUM_THREADS"], os.environ["KERAS_BACKEND"])
        print(os.listdir(Path.home()), str(Path.home()).startswith(str(Path.cwd().parent)))
        """,
    )
    course.run()
    names, *rest = course.output("asks/first").splitlines()
    assert rest == ["UTC 00:00 C.UTF-8", "1 tensorflow", "['.keras'] True"]
    assert "HOME" in names and "EPOCHS" not in names and "PYTHONWARNINGS" not in names and len(names) < 400


def test_a_user_without_a_home(course: CourseFolder) -> None:
    course.variables |= {"HOME": "/dev/null/none"}
    course.write(
        "snippets/plots.py", "import matplotlib.pyplot as plt\n\ndef draw():\n    plt.plot([1, 2])\n    plt.show()\n"
    )
    course.lesson("draws", "# %% plot\nfrom plots import draw\ndraw()")
    course.run()
    assert course.output("draws/plot") == ""


def test_values_that_json_does_not_have(course: CourseFolder) -> None:
    course.lesson(
        "odd",
        """
        # %% compute
        lost, big, none, seen = float("nan"), [1.0, float("-inf")], None, {1}
        chain, plain = None, 1
        for number in range(2000):
            chain = [number, chain]
        deep = [[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]
        """,
    )
    course.run()
    assert course.values("odd") == {
        **{"lost": {"float": "nan"}, "big": [1.0, {"float": "-inf"}], "none": None, "seen": "{1}"},
        **{"plain": 1, "number": 1999},
    }


def test_the_working_folder_is_empty_and_nothing_stays_in_the_course(course: CourseFolder) -> None:
    course.write("requirements.txt", "")
    course.write("datasets/x.csv", "1")
    course.write("snippets/shared.py", "answer = 42\n")
    course.lesson(
        "writes",
        """
        # %% first
        import os
        import shared
        print(os.listdir())
        with open("made.txt", "w") as file:
            file.write("here")
        print(os.listdir(), open("made.txt").read())
        """,
    )
    course.run()
    assert course.output("writes/first") == "[]\n['made.txt'] here"
    kept = {"requirements.txt", "datasets", "datasets/x.csv", "snippets", "snippets/shared.py", "snippets/writes.py"}
    kept |= {"docs", "docs/writes.md"}
    found = {path.relative_to(course.root).as_posix() for path in course.root.rglob("*")}
    assert {name for name in found if not name.startswith((".weave", "docs/generated"))} == kept


def test_every_run_gives_the_same_bytes(course: CourseFolder) -> None:
    """Of everything published, records aside: sets, hashes, figures and their ids."""
    course.lesson(
        "draws",
        """
        # %% data
        words = {"one", "two", "three", "four"}
        print(words, hash("text"))

        # %% plot
        import matplotlib.pyplot as plt
        figure, axes = plt.subplots()
        axes.scatter([1, 2], [3, 4], label="dots")
        axes.fill_between([1, 2], [2, 3], [4, 5], alpha=0.5, clip_path=None)
        axes.legend()
        plt.show()
        """,
    )
    course.run()
    before = course.published()
    course.call("clean")
    assert course.run() == ["draws"]
    assert course.published() == before and "draws/plot.svg" in before
