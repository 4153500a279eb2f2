# %% setup
# Needs: pip install numpy
import numpy as np


def numbers(*given):
    """Whether each of these is a single number."""
    return all(isinstance(each, (int, float, np.number)) for each in given)


# %% task_1
# Exercise 1: Find the rule, do not type it
#
# A row begins 5, 8, 11, 14. Let the computer find the straight line through these four
# examples: `np.polyfit(inputs, outputs, 1)` gives two numbers, first how much the line
# rises from one place to the next, then where it stands at place 0.
places = np.array([1, 2, 3, 4])
row = np.array([5, 8, 11, 14])

rise, start = ..., ...

# %% check_1
if rise is ... or start is ...:
    say = "not yet. Replace the dots: one call of np.polyfit gives both numbers."
elif not numbers(rise, start):
    say = "not yet. Single numbers are asked for, no table and no text."
elif np.allclose([rise, start], [3, 2]):
    say = "right. 3 times the place plus 2: found from examples, typed by nobody."
elif np.allclose([rise, start], [2, 3]):
    say = (
        "not yet. These are the two numbers, in the other order: the rise comes first."
    )
elif np.allclose([rise, start], [1 / 3, -2 / 3]):
    say = "not yet. This line leads from the row to the places. The place is the input."
elif np.allclose([rise, start], [3, 5]):
    say = "not yet. 5 is the number at place 1. Where would the line be at place 0?"
else:
    say = (
        f"not yet. At place 4 your line is at {4 * rise + start:.2f}; it should be at "
        "14."
    )
print("Exercise 1:", say)

# %% solution_1
rise, start = np.polyfit(places, row, 1)
print("the next number:", round(rise * 5 + start, 6))

# %% wrong_1_1
start, rise = np.polyfit(places, row, 1)

# %% wrong_1_2
rise, start = np.polyfit(row, places, 1)

# %% wrong_1_3
rise, start = 3, 5

# %% task_2
# Exercise 2: A program that only looks things up
#
# Three old pictures, each four pixels in a line, with their labels. Write `look_up`: it
# takes over the label of the old picture that is most similar to the new one, the one
# with the smallest mean of squared differences.
old = np.array([[0.0, 0.0, 1.0, 1.0], [1.0, 1.0, 0.0, 0.0], [1.0, 0.0, 1.0, 0.0]])
labels = np.array([4, 9, 7])
new = np.array([0.9, 0.1, 0.7, 0.3])


def look_up(new):
    return ...


# %% check_2
got = look_up(new)
if got is ...:
    say = "not yet. Replace the dots. The differences to all three at once: old - new."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif not numbers(got):
    say = "not yet. One label is asked for. Take the mean along each picture."
elif got == 2:
    say = "not yet. 2 is the place of the most similar picture. Its label is asked for."
elif got == 4 and look_up(old[0]) == 4:
    say = (
        "not yet. Plus and minus cancel: a picture twice too dark here and too light "
        "there counts as equal. Square the differences first."
    )
elif got in (4, 9):
    say = (
        f"not yet. The label {got} belongs to a less similar picture. Smallest, not "
        "largest."
    )
elif look_up(np.array([0.8, 0.9, 0.1, 0.0])) != 9:
    say = (
        "not yet. Right for this picture, wrong for another. Use what the function "
        "gets."
    )
else:
    say = "right. It read a new picture by remembering. No rule was learned."
print("Exercise 2:", say)


# %% solution_2
def look_up(new):
    distances = ((old - new) ** 2).mean(axis=1)
    return labels[distances.argmin()]


print("distances:", ((old - new) ** 2).mean(axis=1).round(3), "label:", look_up(new))


# %% wrong_2_1
def look_up(new):
    return ((old - new) ** 2).mean(axis=1).argmin()


# %% wrong_2_2
def look_up(new):
    return labels[((old - new) ** 2).mean(axis=1).argmax()]


# %% wrong_2_3
def look_up(new):
    return labels[np.abs((old - new).mean(axis=1)).argmin()]


# %% wrong_2_4
def look_up(new):
    return labels[((old - new) ** 2).argmin(axis=1)]


# %% task_3
# Exercise 3: Straight on, beyond the examples
#
# A network of ReLU neurons goes straight on after its last example. It was shown 1, 4,
# 9, 16. Suppose it fits them exactly, and its last piece is the line from the third dot
# to the fourth. Write `straight_on`, what it says for a place beyond. Before you run:
# by how much does it miss $n^2$ at 5, and at 100?
squares = np.array([1.0, 4.0, 9.0, 16.0])


def straight_on(place):
    return ...


# %% check_3
got = straight_on(5)
if got is ...:
    say = "not yet. Replace the dots: start at 16 and add the last rise for each place."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif not numbers(got):
    say = "not yet. One number is asked for, no table and no text."
elif np.isclose(got, 25):
    say = "not yet. 25 is the right answer to the row. What would a straight line say?"
elif np.isclose(got, 21):
    say = "not yet. You took the mean rise, from 1 to 16. The last piece is steeper."
elif np.isclose(got, 51) or np.isclose(got, 35):
    say = "not yet. The rise counts from place 4 on, not from place 0."
elif not np.isclose(got, 23):
    say = (
        f"not yet. At place 5 you get {got}. From 9 to 16 it rose by 7; it goes on so."
    )
elif not np.isclose(straight_on(100), 688):
    say = f"not yet. At place 100 you get {straight_on(100)}: 96 places after the last."
else:
    say = "right. It misses by 2 at place 5, and by 9,312 at 100: no message tells."
print("Exercise 3:", say)


# %% solution_3
def straight_on(place):
    return squares[3] + (squares[3] - squares[2]) * (place - 4)


for place in (5, 10, 100):
    print(f"place {place}: it says {straight_on(place):.0f}, right is {place**2}")


# %% wrong_3_1
def straight_on(place):
    return place**2


# %% wrong_3_2
def straight_on(place):
    return squares[3] + (squares[3] - squares[0]) / 3 * (place - 4)


# %% wrong_3_3
def straight_on(place):
    return squares[3] + (squares[3] - squares[2]) * place
