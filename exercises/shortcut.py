# %% setup
# Needs: pip install numpy
import numpy as np


def numbers(*given):
    """Whether each of these is a single number."""
    return all(isinstance(each, (int, float, np.number)) for each in given)


# %% task_1
# Exercise 1: How many rules fit?
#
# Three inputs, each 0 or 1, so there are 8 possible inputs, and a rule gives 0 or 1 to
# each of them. Five different inputs are shown with their answers. How many rules `fit`
# what was shown? And how many if one more input is shown?
fit = ...
fit_with_one_more = ...

# %% check_1
if fit is ... or fit_with_one_more is ...:
    say = "not yet. Replace both dots. Which answers are still free?"
elif not numbers(fit, fit_with_one_more):
    say = "not yet. Single numbers are asked for, no table and no text."
elif fit == 2**8:
    say = "not yet. These are all rules. Five of the eight answers are fixed now."
elif fit == 2**5:
    say = "not yet. 2 to the 5 counts the answers that are fixed. Count the free ones."
elif fit in (3, 6):
    say = (
        "not yet. Each free answer doubles the number of rules; it does not add to it."
    )
elif fit != 8:
    say = f"not yet. {fit} is not it. Three answers are free, each 0 or 1."
elif fit_with_one_more > fit:
    say = "not yet. To show more leaves fewer rules, not more."
elif fit_with_one_more != 4:
    say = "not yet. The first is right. One more shown input fixes one more answer."
else:
    say = "right. 2 to the 3, then 2 to the 2: each shown input halves the rules."
print("Exercise 1:", say)

# %% solution_1
fit = 2 ** (8 - 5)
fit_with_one_more = 2 ** (8 - 6)
print(fit, "rules fit, then", fit_with_one_more)

# %% wrong_1_1
fit, fit_with_one_more = 2**5, 2**6

# %% wrong_1_2
fit, fit_with_one_more = 2**8, 2**8

# %% wrong_1_3
fit, fit_with_one_more = 3, 2

# %% wrong_1_4
fit, fit_with_one_more = 8, 16

# %% task_2
# Exercise 2: Which rules survive?
#
# `rows` were shown, a row each, with their `wanted` answers. Write `survivors`: the
# names of all rules that fit *every* row it gets. Predict first: which of the five will
# be left?
rows = np.array([[0, 0, 0, 1], [0, 1, 1, 1], [1, 0, 1, 0], [1, 1, 1, 1]])
wanted = np.array([0, 1, 0, 1])
rules = {
    "input 2": lambda x: x[1],
    "2 and 3": lambda x: x[1] * x[2],
    "input 4": lambda x: x[3],
    "2 or 3": lambda x: max(x[1], x[2]),
    "always 1": lambda x: 1,
}


def survivors(rows, wanted):
    return ...


# %% check_2
got = survivors(rows, wanted)
if got is ...:
    say = "not yet. Replace the dots: a list of names, such as ['input 2']."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif not isinstance(got, list) or not all(isinstance(name, str) for name in got):
    say = "not yet. A list of names is asked for, such as ['input 2']."
elif sorted(got) == ["2 or 3", "always 1", "input 4"]:
    say = "not yet. These are the rules that fail somewhere. Turn the question round."
elif "always 1" in got:
    say = "not yet. 'always 1' fits some rows. A survivor must fit all of them."
elif "input 4" in got or "2 or 3" in got:
    say = "not yet. One of these misses a row: look at 0001 and at 1010."
elif sorted(got) != ["2 and 3", "input 2"]:
    say = f"not yet. You have {sorted(got)}. Two rules fit all four rows."
elif sorted(survivors(np.array([[0, 1, 0, 0]]), np.array([0]))) != [
    "2 and 3",
    "input 4",
]:
    say = "not yet. Right for these rows. With the row 0100, wanted 0, it goes wrong."
else:
    say = "right. Two are left, and no network could tell them apart by these rows."
print("Exercise 2:", say)


# %% solution_2
def survivors(rows, wanted):
    names = []
    for name, rule in rules.items():
        if all(rule(row) == target for row, target in zip(rows, wanted)):
            names.append(name)
    return names


print(survivors(rows, wanted))


# %% wrong_2_1
def survivors(rows, wanted):
    return [
        name
        for name, rule in rules.items()
        if any(rule(row) == target for row, target in zip(rows, wanted))
    ]


# %% wrong_2_2
def survivors(rows, wanted):
    return [name for name, rule in rules.items() if rule(rows[0]) == wanted[0]]


# %% wrong_2_3
def survivors(rows, wanted):
    return [
        name
        for name, rule in rules.items()
        if not all(rule(row) == target for row, target in zip(rows, wanted))
    ]


# %% wrong_2_4
def survivors(rows, wanted):
    return ["input 2", "2 and 3"]


# %% task_3
# Exercise 3: Choose the data
#
# Our rule is "2 and 3". Four other rules fit everything that was shown so far. Which
# inputs would you show besides? Name as few as possible, such as `"0001 1000"`, so that
# after them ours is the only one of the five left. Each of your inputs is shown with
# the answer of our rule.
rivals = {
    "input 2": lambda x: x[1],
    "2 and (3 or 4)": lambda x: x[1] * max(x[2], x[3]),
    "2 and (3 or 1)": lambda x: x[1] * max(x[2], x[0]),
    "2 and not (4 without 3)": lambda x: x[1] * (1 - x[3] * (1 - x[2])),
}
choice = "..."

# %% check_3
words = choice.split() if isinstance(choice, str) else []
chosen = [[int(digit) for digit in word if digit in "01"] for word in words]
usable = [x for x in chosen if len(x) == 4]
left = [
    name for name, rule in rivals.items() if all(rule(x) == x[1] * x[2] for x in usable)
]
agree = [x for x in usable if all(rule(x) == x[1] * x[2] for rule in rivals.values())]
if not usable or len(usable) < len(chosen):
    say = 'not yet. Write one text: inputs of four digits each, such as "0001 1000".'
elif agree and len(agree) == len(usable):
    say = (
        "not yet. On these inputs all five rules agree. Take some on which they differ."
    )
elif left:
    say = f"not yet. Still there: {', '.join(left)}. Where does it differ from ours?"
elif len(usable) > 2:
    say = f"not yet. Ours alone is left, after {len(usable)} inputs. Fewer would do."
else:
    say = "right. Two inputs, each of which says no to rules that the other lets pass."
print("Exercise 3:", say)

# %% solution_3
choice = "0100 1101"
for word in choice.split():
    x = [int(digit) for digit in word]
    fooled = [name for name, rule in rivals.items() if rule(x) == 0]
    print(f"{word}, wanted 0, still lets pass: {', '.join(fooled)}")

# %% wrong_3_1
choice = "0111 0001"

# %% wrong_3_2
choice = "0100"

# %% wrong_3_3
choice = "0100 0101 1101"

# %% wrong_3_4
choice = "1101"
