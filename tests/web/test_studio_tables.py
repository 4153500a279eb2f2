"""Files of readers' own as tables; what cannot be read is told with its line; and pandas reads the same."""

from __future__ import annotations

from collections import Counter

import pytest
from studio_tables import ENCODINGS, answers, asked, check_told, encoded, file_of, told


@pytest.mark.parametrize("encoding", [*ENCODINGS, "utf-16-be"])
def test_the_encoding_is_told_by_the_file(encoding: str) -> None:
    text = "größe,naïve\n1,2\n"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    assert asked("decode", bytes=encoded((mark + text).encode(encoding))) == text


def test_all_of_windows_1252_is_known() -> None:
    known = bytes(code for code in range(128, 256) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
    assert asked("decode", bytes=encoded(known)) == known.decode("cp1252")


NO_TEXT = [
    (b"", "The file is empty."),
    (b" \r\n\t\n", "The file is empty."),
    (b"\xef\xbb\xbf", "The file is empty."),
    (b"1,2\n3,\x00\n", "This is no text: line 2 has a character of code 0."),
    (bytes(range(128, 256)), "This is no text: line 1 has a character of code 129."),
    ("1,2\n".encode("utf-16-le"), "This is no text: line 1 has a character of code 0."),
    (b"\xff\xfe1,2", "The file says it is UTF-16, and is not. Save it as UTF-8."),
    (b"PK\x03\x04rest", "This is no table but a spreadsheet or a zip file. Open it, save the table as CSV"),
    (b"\xd0\xcf\x11\xe0", "This is no table but a spreadsheet."),
    (b"\x1f\x8b\x08", "This is no table but a compressed file."),
    (b"%PDF-1.7", "This is no table but a PDF."),
    (b"\x89PNG\r\n", "This is no table but a picture."),
    (b"\xff\xd8\xff\xe0", "This is no table but a picture."),
]


def test_what_is_no_text_is_refused() -> None:
    check_told(NO_TEXT, lambda data: {"ask": "decode", "bytes": encoded(data)})


def test_a_file_of_100_megabytes_is_refused_unread() -> None:
    assert told("zeros", count=100 * 2**20).startswith("The file has 105 MB, and a page can read less than 100 MB.")
    assert told("zeros", count=100_000_000).startswith("The file has 100 MB")
    assert told("zeros", count=1000).startswith("This is no text")  # but for its size it is read


def test_a_table_has_names_rows_and_their_lines() -> None:
    assert asked("table", text='\ufeff"a";"b ""c"""\r\n\r\n1;"two\r\nlines; one value"\r\n  \r\n;3') == {
        "names": ["a", 'b "c"'],
        "rows": [["1", "two\r\nlines; one value"], ["", "3"]],
        "lines": [3, 6],
        "separator": ";",
        "header": True,
    }


FOUND: list[tuple[str, str, bool, list[str]]] = [
    ("1,2\n3,4", ",", False, ["1", "2"]),
    ("1,5;2,5\n3,5;4", ";", False, ["1,5", "2,5"]),
    ("1,5\t2;5\n3\t4", "\t", False, ["1,5", "2;5"]),
    ("  1   2 \t 3  \n 4 5 6\n", " ", False, ["1", "2", "3"]),
    ("1, 2, 3\n4, 5, 6", ",", False, ["1", "2", "3"]),
    ("size,tags\n1,a;b\n2,c;d\n3,e;f\n", ",", True, ["1", "a;b"]),
    ("name,kind\nAnn Lee,x y\nBo Ek,z w", ",", True, ["Ann Lee", "x y"]),
    ("a,b\n1,2", ",", True, ["1", "2"]),
    (",b\n0,2", ",", True, ["0", "2"]),
    ("a,1\nb,2", ",", False, ["a", "1"]),
    ("?,NaN\n1,2", ",", False, ["?", "NaN"]),
    ("7\n8", ",", False, ["7"]),
    ("1,2\r3,4\r", ",", False, ["1", "2"]),
    ('1,"2" ,3\n4,5,6', ",", False, ["1", "2", "3"]),
    ('5" pipe,1\n6" pipe,2', ",", False, ['5" pipe', "1"]),
    ("1,a;b\n2,c;d\n", ",", False, ["1", "a;b"]),
    ("x_1,10\n50 %,6.\n50 %,-3\n50 %,.5", ",", False, ["x_1", "10"]),
    ("a\t \t7\nb\t5\t7\nc\t6\t \n", "\t", False, ["a", "", "7"]),
    ("1 0 0\t1 0\n0 1 0\t0 1\n", " ", False, ["1", "0", "0", "1", "0"]),
    ('1;"a, b; c"\n2;"d"', ";", False, ["1", "a, b; c"]),
]


def test_separator_and_header_are_found() -> None:
    for case, answer in zip(FOUND, answers([{"ask": "table", "text": text} for text, *_ in FOUND]), strict=True):
        found = answer["found"]
        assert (found["separator"], found["header"], found["rows"][0]) == case[1:], case


def test_separator_and_header_can_be_set() -> None:
    found = asked("table", text="a|1,5\nb|2,5", choices={"separator": "|", "header": True})
    assert (found["names"], found["rows"]) == (["a", "1,5"], [["b", "2,5"]])
    found = asked("table", text="a,b\n1,2", choices={"header": False})
    assert (found["names"], found["rows"][0]) == (["column 1", "column 2"], ["a", "b"])
    assert asked("table", text="a,,c\n1,2,3")["names"] == ["a", "column 2", "c"]


NO_TABLE = [
    ("", "The table is empty."),
    ("\n \n", "The table is empty."),
    ("\na,b\n", "The table has only names of columns, in line 2, and no examples."),
    (
        "a,b\n1,2\n\n3\n",
        "Line 4 has 1 value, but line 1 has 2: each line needs as many, with commas between them. "
        "A value with such a sign in it goes between quotation marks.",
    ),
    ("1\t2\n3\t4\n5\t6\t7", "Line 3 has 3 values, but line 1 has 2: each line needs as many, with tabs"),
    ("1 2 3\n4 5 6\n7 8", "Line 3 has 2 values, but line 1 has 3: each line needs as many, with spaces"),
    ("1,5;2,5;3\n" * 3 + "1,5;2,5", "Line 4 has 2 values, but line 1 has 3: each line needs as many, with semicolons"),
    ('1;"a\nb"\n2;c;d\n3;e\n', "Line 3 has 3 values, but line 1 has 2: each line needs as many, with semicolons"),
    ('1,a\n2,"b\n3,c\n', "Line 2: the quotation mark at the start of a value is never closed."),
    (
        '1,a\n2,"b"c\n',
        'Line 2: "c" follows a closing quotation mark. Put all of the value between quotation marks, '
        "and write those within it twice.",
    ),
]


def test_what_is_no_table_is_told_with_its_line() -> None:
    check_told(NO_TABLE, lambda text: {"ask": "table", "text": text})


@pytest.mark.parametrize("separator", ["", '"', "\n", ",,"])
def test_a_separator_that_is_none(separator: str) -> None:
    said = told("table", text="1,2", choices={"separator": separator})
    assert said.endswith("cannot separate columns: a separator is one character.")


def test_a_table_too_large_for_memory_is_refused() -> None:
    said = "The table has more than 2,000,000 values: line"
    assert told("repeated", text="1,2,3,4\n", count=500_001).startswith(f"{said} 500001 is too much.")
    assert told("repeated", text="1;", count=2_000_001).startswith(f"{said} 1 is too much.")
    [fits] = answers([{"ask": "repeated", "text": "1,2,3,4\n", "count": 20_000}])
    assert len(fits["found"]["rows"]) == 20_000


def test_a_thousand_files_are_read_as_pandas_reads_them() -> None:
    files = [file_of(seed) for seed in range(1000)]
    asking = [{"ask": "file", "bytes": encoded(file.data)} for file in files]
    outcomes = Counter[str]()
    for seed, (file, answer) in enumerate(zip(files, answers(asking), strict=True)):
        theirs, ours = file.by_pandas(), answer.get("found")
        if theirs is None:
            assert ours is None, (seed, file.data)
            outcomes["error"] += 1
            continue
        names = theirs.pop(0) if file.header else [f"column {place + 1}" for place in range(len(theirs[0]))]
        lines = file.lines[1:] if file.header else file.lines
        expected = {"separator": file.separator, "header": file.header, "names": names, "rows": theirs, "lines": lines}
        assert answer == {"found": expected}, (seed, file.data)
        outcomes[f"{file.separator!r} {file.encoding}"] += 1
    assert len(outcomes) == 17 and min(outcomes.values()) > 30 and outcomes["error"] > 100, outcomes
