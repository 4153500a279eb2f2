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
# Exercise 1: Link by link
#
# $z = 3x$, then $h = z^2$, then $L = (h - 30)^2 / 2$, at $x = 2$. Find the rate of each
# link at this place, and with them `slope`, how fast $L$ changes with $x$. By hand; no
# nudging needed.
z_with_x = ...
h_with_z = ...
L_with_h = ...
slope = ...

# %% check_1
rates = [z_with_x, h_with_z, L_with_h, slope]
if any(rate is ... for rate in rates):
    say = (
        "not yet. Four numbers are asked for: three rates and what they make together."
    )
elif not numbers(*rates):
    say = "not yet. Single numbers are asked for, no table and no text."
elif z_with_x == 6:
    say = "not yet. 6 is z itself. How fast does it grow when x does? 3 for 1."
elif z_with_x != 3:
    say = "not yet. z is 3 times x, so it grows 3 for 1, wherever x is."
elif h_with_z == 4:
    say = "not yet. The slope of z squared is wanted at z, which is 6, not at x."
elif h_with_z == 36:
    say = "not yet. 36 is h itself. The slope of z squared is 2 z."
elif h_with_z != 12:
    say = "not yet. The slope of z squared is 2 z, and z is 6 here."
elif L_with_h != 6:
    say = "not yet. The 2 and the half cancel: L changes with h by the error, h - 30."
elif slope == 21:
    say = "not yet. You added the rates. Along one path they multiply."
elif slope != 216:
    say = f"not yet. The rates are right; 3, 12 and 6 do not make {slope}."
else:
    say = "right. 3 times 12 times 6: along a path, rates multiply."
print("Exercise 1:", say)

# %% solution_1
z_with_x, h_with_z, L_with_h = 3, 2 * 6, 36 - 30
slope = z_with_x * h_with_z * L_with_h
nudged = [((3 * x) ** 2 - 30) ** 2 / 2 for x in (2.0001, 1.9999)]
print("slope", slope, "nudged", round((nudged[0] - nudged[1]) / 0.0002, 3))

# %% wrong_1_1
z_with_x, h_with_z, L_with_h = 3, 12, 6
slope = 3 + 12 + 6

# %% wrong_1_2
z_with_x, h_with_z, L_with_h, slope = 3, 4, 6, 72

# %% wrong_1_3
z_with_x, h_with_z, L_with_h, slope = 6, 36, 6, 1296

# %% task_2
# Exercise 2: The slope of each weight and bias
#
# A layer from 4 inputs to 3 neurons, and five examples. `X` are its inputs, `D` the
# slopes of its sums, both with a row for each example. Give the slopes of its weights,
# `dW`, and of its biases, `db`. Each has the shape of what it belongs to: say these
# shapes first.
rng = np.random.default_rng(1)
X, D = rng.normal(size=(5, 4)).round(1), rng.normal(size=(5, 3)).round(1)

dW = ...
db = ...

# %% check_2
if dW is ... or db is ...:
    say = "not yet. Replace both. The weights are 4 by 3, the biases 3."
elif shape_of(dW) == (3, 4):
    say = (
        "not yet. 3 by 4, but the table of weights is 4 by 3: the factors change "
        "places."
    )
elif shape_of(dW) != (4, 3):
    say = f"not yet. dW has the shape {shape_of(dW)}, and the weights have (4, 3)."
elif np.allclose(dW, X.T @ D / 5):
    say = "not yet. D holds the slopes of the whole loss: add up, do not average."
elif not np.allclose(dW, X.T @ D):
    say = (
        "not yet. The shape is right. A weight's slope: value at its left, slope at "
        "its right."
    )
elif shape_of(db) == (5,):
    say = (
        "not yet. A slope for each example? A bias belongs to a neuron: sum the "
        "columns."
    )
elif shape_of(db) != (3,):
    say = (
        f"not yet. dW is right. db has the shape {shape_of(db)}, and the biases have "
        "(3,)."
    )
elif not np.allclose(db, D.sum(axis=0)):
    say = (
        "not yet. dW is right. A bias enters its sum at the rate 1, in all five "
        "examples."
    )
else:
    say = "right. Five examples, each adds its own: the tables sum over them."
print("Exercise 2:", say)

# %% solution_2
dW = X.T @ D
db = D.sum(axis=0)
print("weights", dW.shape, "biases", db.shape)

# %% wrong_2_1
dW, db = D.T @ X, D.sum(axis=0)

# %% wrong_2_2
dW, db = X.T @ D, D.sum(axis=1)

# %% wrong_2_3
dW, db = X.T @ D / 5, D.mean(axis=0)

# %% task_3
# Exercise 3: Find the mistake by nudging
#
# The slopes of this small network are wrong, and no message says so. `compare` nudges
# each weight and shows where: `V` is the hidden layer, `u` leads to the answer. Mend
# `gradient`.
inputs = np.array([[0.0, 1.0], [1.0, 0.5], [-1.0, 2.0]])
goals = np.array([1.0, 0.0, 1.0])
V, u = np.array([[0.5, -1.0], [1.5, 0.8]]), np.array([1.2, -0.7])


def loss(V, u):
    return 0.5 * ((sigmoid(inputs @ V) @ u - goals) ** 2).sum()


def gradient(V, u):
    hidden = sigmoid(inputs @ V)
    d = hidden @ u - goals
    du = hidden.T @ d
    dV = inputs.T @ (np.outer(d, u) * hidden)
    return dV, du


def compare():
    rows = []
    for table, slopes in zip((V, u), gradient(V, u)):
        for place in np.ndindex(table.shape):
            kept, up_down = table[place], []
            for nudge in (1e-5, -1e-5):
                table[place] = kept + nudge
                up_down.append(loss(V, u))
            table[place] = kept
            rows.append((up_down[0] - up_down[1]) / 2e-5 - slopes[place])
    return np.abs(rows)


# %% check_3
got = gradient(V, u)
back = np.outer(sigmoid(inputs @ V) @ u - goals, u)
shapes = [shape_of(each) for each in got] if isinstance(got, tuple) else []
off = compare() if shapes == [(2, 2), (2,)] else None
if off is None:
    say = "not yet. Two tables should come back, dV of 2 by 2 and du of 2."
elif off[4:].max() > 1e-6:
    say = (
        "not yet. The slopes of u, which were right, are now off by "
        f"{off[4:].max():.2f}."
    )
elif off.max() < 1e-6:
    say = (
        "right. The slope of a sigmoid is h (1 - h), and nudging agrees to many digits."
    )
elif np.allclose(got[0], inputs.T @ back):
    say = "not yet. Without any factor for the sigmoid the slopes of V are too large."
elif np.allclose(got[0], inputs.T @ (back * (1 - sigmoid(inputs @ V)))):
    say = (
        "not yet. Now the other half of the sigmoid's slope is there. It has two "
        "factors."
    )
else:
    say = f"not yet. u agrees with nudging; V is off by up to {off[:4].max():.2f}."
print("Exercise 3:", say)


# %% solution_3
def gradient(V, u):
    hidden = sigmoid(inputs @ V)
    d = hidden @ u - goals
    du = hidden.T @ d
    dV = inputs.T @ (np.outer(d, u) * hidden * (1 - hidden))
    return dV, du


print(f"largest difference from nudging: {compare().max():.0e}")


# %% wrong_3_1
def gradient(V, u):
    hidden = sigmoid(inputs @ V)
    d = hidden @ u - goals
    return inputs.T @ np.outer(d, u), hidden.T @ d


# %% wrong_3_2
def gradient(V, u):
    hidden = sigmoid(inputs @ V)
    d = hidden @ u - goals
    return inputs.T @ (np.outer(d, u) * (1 - hidden)), hidden.T @ d


# %% wrong_3_3
def gradient(V, u):
    hidden = sigmoid(inputs @ V)
    d = (hidden @ u - goals) * hidden.sum(axis=1)
    return inputs.T @ (np.outer(d, u) * hidden * (1 - hidden)), hidden.T @ d
