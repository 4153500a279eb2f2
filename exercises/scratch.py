# %% setup
# Needs: pip install numpy
import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def numbers(*given):
    """Whether each of these is a single number."""
    return all(isinstance(each, (int, float, np.number)) for each in given)


def shape_of(given):
    """The shape of a table of numbers; of anything else, words that say so."""
    try:
        table = np.asarray(given)
    except ValueError:  # rows of different lengths
        return "of no table"
    return table.shape if table.dtype.kind in "biuf" else "of no table"


# %% task_1
# Exercise 1: Find a slope by nudging
#
# Write `slope`: it gets a function `f` of one number and a place `at`, nudges the
# number up and down by `nudge`, and says how fast `f` grows there. For $f(w) = w^2$ at
# 3 it is about 6.


def slope(f, at, nudge=0.001):
    return ...


# %% check_1
cube = slope(lambda w: w**3, 2.0)
if cube is ...:
    say = "not yet. Replace the dots: what f makes of a bit more, minus of a bit less."
elif cube is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif not numbers(cube):
    say = "not yet. One number is asked for, no table and no text."
elif np.isclose(cube, 24, atol=0.1):
    say = "not yet. Twice too large: from below to above it is two nudges, not one."
elif np.isclose(cube, -12, atol=0.1):
    say = "not yet. The sign is wrong: a function that grows has a slope above 0."
elif abs(cube) < 0.1:
    say = "not yet. This is only the difference. Divide it by how far you have moved."
elif np.isclose(cube, 12, atol=0.01) and not np.isclose(cube, 12, atol=0.0001):
    say = (
        "not yet. Near, but nudged to one side only. Both sides cancel most of the "
        "error."
    )
elif not np.isclose(cube, 12, atol=0.0001):
    say = f"not yet. For w cubed at 2 you get {cube}; it should be about 12."
else:
    say = "right. Up minus down, divided by the whole way between the two."
print("Exercise 1:", say)


# %% solution_1
def slope(f, at, nudge=0.001):
    return (f(at + nudge) - f(at - nudge)) / (2 * nudge)


print("w squared at 3:", round(slope(lambda w: w**2, 3.0), 6))


# %% wrong_1_1
def slope(f, at, nudge=0.001):
    return (f(at + nudge) - f(at - nudge)) / nudge


# %% wrong_1_2
def slope(f, at, nudge=0.001):
    return (f(at + nudge) - f(at)) / nudge


# %% wrong_1_3
def slope(f, at, nudge=0.001):
    return f(at + nudge) - f(at - nudge)


# %% task_2
# Exercise 2: Rows and columns, the wrong way round
#
# A row of `examples` is an example; `V1` has a row for each input and a column for each
# hidden neuron. This `forward` runs without a message and gives wrong answers. Predict
# which shape would have given an error, then mend the function.
examples = np.array([[0.0, 1.0, 1.0], [1.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
V1 = np.array([[0.5, -1.0, 2.0], [1.5, 1.0, -0.5], [-1.0, 0.0, 1.0]])
V2 = np.array([[1.0], [-2.0], [0.5]])


def forward(x):
    hidden = sigmoid(V1 @ x)
    return sigmoid(hidden @ V2)


# %% check_2
got = forward(examples)
right = sigmoid(sigmoid(examples @ V1) @ V2)
if shape_of(got) != (3, 1):
    say = f"not yet. The shape is {shape_of(got)}. Three examples, so it is (3, 1)."
elif np.allclose(got, sigmoid(sigmoid(V1 @ examples) @ V2)):
    say = (
        "not yet. V1 @ x multiplies rows of weights with columns of examples. x is "
        "first."
    )
elif np.allclose(got, sigmoid(sigmoid(V1 @ examples.T) @ V2)):
    say = (
        "not yet. Now rows of V1 meet examples: the inputs' weights stand in its "
        "columns."
    )
elif np.allclose(got, sigmoid(examples @ V1 @ V2)):
    say = "not yet. The order is right, but the hidden neurons have lost their sigmoid."
elif np.allclose(got, sigmoid(examples @ V1) @ V2):
    say = "not yet. These are the sums of the output neuron. Its sigmoid is missing."
elif not np.allclose(got, right):
    say = (
        f"not yet. Example 011 should get {right[0, 0]:.3f}, but gets {got[0][0]:.3f}."
    )
elif shape_of(forward(examples[:2])) != (2, 1):
    say = "not yet. With two examples it fails. Count on no number of rows."
else:
    say = (
        "right. With two or four rows V1 @ x would have failed: 3 columns, but 2 rows."
    )
print("Exercise 2:", say)


# %% solution_2
def forward(x):
    hidden = sigmoid(x @ V1)
    return sigmoid(hidden @ V2)


print(forward(examples).round(3))


# %% wrong_2_1
def forward(x):
    hidden = sigmoid(V1 @ x.T)
    return sigmoid(hidden @ V2)


# %% wrong_2_2
def forward(x):
    return sigmoid(x @ V1 @ V2)


# %% wrong_2_3
def forward(x):
    return sigmoid(x @ V1) @ V2


# %% task_3
# Exercise 3: One step downhill
#
# One sigmoid neuron without a bias, one example `x` and its target `t`. The loss is
# half the squared error. Write `step`: it gives the weights after one step of gradient
# descent at a rate of 1. The delta of the neuron is $(a - t)\, a (1 - a)$, where $a$ is
# its answer.
x, t = np.array([1.0, 0.5, -2.0]), 1.0
before = np.array([0.2, -0.4, 0.3])


def step(w):
    return ...


# %% check_3
a = sigmoid(x @ before)
delta = (a - t) * a * (1 - a)
got = step(before.copy())
if got is ...:
    say = (
        "not yet. Replace the dots: answer, delta, slopes, and the weights minus these."
    )
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif shape_of(got) != (3,):
    say = f"not yet. The shape is {shape_of(got)}. Three weights go in, three come out."
elif np.allclose(got, before + delta * x):
    say = "not yet. This goes uphill: a slope is subtracted."
elif np.allclose(got, delta * x):
    say = "not yet. These are the slopes. Subtract them from the weights."
elif np.allclose(got, before - delta):
    say = "not yet. All moved alike. A weight's slope has its own input as a factor."
elif np.allclose(got, before - (a - t) * x):
    say = "not yet. The slope of the sigmoid is missing: the factor a (1 - a)."
elif np.allclose(got, before - (a - t) * (z := x @ before) * (1 - z) * x):
    say = "not yet. a (1 - a) wants the answer. You gave it the sum."
elif not np.allclose(got, before - delta * x):
    say = f"not yet. The first weight should become {before[0] - delta * x[0]:.4f}."
else:
    say = "right. The answer was too small, so weights of positive inputs grew."
print("Exercise 3:", say)


# %% solution_3
def step(w):
    answer = sigmoid(x @ w)
    delta = (answer - t) * answer * (1 - answer)
    return w - delta * x


print(
    "answer before",
    sigmoid(x @ before).round(3),
    "after",
    sigmoid(x @ step(before)).round(3),
)


# %% wrong_3_1
def step(w):
    answer = sigmoid(x @ w)
    return w + (answer - t) * answer * (1 - answer) * x


# %% wrong_3_2
def step(w):
    return w - (sigmoid(x @ w) - t) * x


# %% wrong_3_3
def step(w):
    z = x @ w
    return w - (sigmoid(z) - t) * z * (1 - z) * x


# %% wrong_3_4
def step(w):
    answer = sigmoid(x @ w)
    return w - (answer - t) * answer * (1 - answer)
