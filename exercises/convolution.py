# %% setup
# Needs: pip install numpy
import numpy as np


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
# Exercise 1: Slide a kernel
#
# Write `slide`: it lays the kernel over each place of the picture where it fits,
# multiplies pixel by weight, adds up, and gives the map, for pictures and kernels of
# any size. Say its shape first, for a picture of 4 by 5 and a kernel of 2 by 2.
picture = np.array(
    [
        [0, 0, 1, 1, 0],
        [0, 0, 1, 1, 0],
        [0, 1, 1, 1, 0],
        [0, 0, 0, 0, 0],
    ]
)
kernel = np.array([[-1, 1], [-1, 2]])


def slide(picture, kernel):
    return ...


# %% check_1
parts = np.lib.stride_tricks.sliding_window_view(picture, (2, 2))
wanted = (parts * kernel).sum(axis=(2, 3))
turned = (parts * kernel[::-1, ::-1]).sum(axis=(2, 3))
got = slide(picture.copy(), kernel.copy())
if got is ...:
    say = "not yet. Replace the dots: two loops, over rows and columns where it fits."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif shape_of(got) == ():
    say = "not yet. One number came out, not a map. Does return stand in the loop?"
elif shape_of(got) == (4, 5):
    say = (
        "not yet. As large as the picture: at the last column the kernel does not fit."
    )
elif shape_of(got) == (2, 2):
    say = "not yet. The kernel moves by one pixel, not by its own width."
elif shape_of(got) == (2, 3):
    say = (
        "not yet. One place short on each side: 4 - 2 is the last row, and it counts "
        "too."
    )
elif shape_of(got) != (3, 4):
    say = (
        f"not yet. The shape is {shape_of(got)}. It fits 3 rows by 4 columns of places."
    )
elif np.allclose(got, turned):
    say = "not yet. You have turned the kernel round. Networks lay it as it is."
elif np.allclose(got, (parts * kernel.T).sum(axis=(2, 3))):
    say = "not yet. Rows and columns of the kernel are exchanged."
elif np.allclose(got, (parts @ kernel).sum(axis=(2, 3))):
    say = "not yet. @ multiplies rows by columns. Each pixel times its weight is *."
elif not np.allclose(got, wanted):
    say = f"not yet. The first row should be {wanted[0]}, and is {np.asarray(got)[0]}."
elif not np.array_equal(slide(picture.T, np.ones((1, 1))), picture.T):
    say = "not yet. Right here, wrong for other sizes. Take them from what you get."
else:
    say = "right. Large where paper is at the left and ink at the right: a left edge."
print("Exercise 1:", say)


# %% solution_1
def slide(picture, kernel):
    rows, columns = np.array(picture.shape) - kernel.shape + 1
    result = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            patch = picture[row : row + len(kernel), column : column + kernel.shape[1]]
            result[row, column] = (patch * kernel).sum()
    return result


print(slide(picture, kernel).astype(int))


# %% wrong_1_1
def slide(picture, kernel):
    result = np.zeros((2, 3))
    for row in range(2):
        for column in range(3):
            result[row, column] = (picture[row:, column:][:2, :2] * kernel).sum()
    return result


# %% wrong_1_2
def slide(picture, kernel):
    result = np.zeros((3, 4))
    for row in range(3):
        for column in range(4):
            patch = picture[row : row + 2, column : column + 2]
            result[row, column] = (patch * kernel[::-1, ::-1]).sum()
    return result


# %% wrong_1_3
def slide(picture, kernel):
    result = np.zeros((2, 2))
    for row in range(2):
        for column in range(2):
            patch = picture[2 * row : 2 * row + 2, 2 * column : 2 * column + 2]
            result[row, column] = (patch * kernel).sum()
    return result


# %% wrong_1_4
def slide(picture, kernel):
    result = np.zeros((3, 4))
    for row in range(3):
        for column in range(4):
            patch = picture[row : row + 2, column : column + 2]
            result[row, column] = (patch * kernel).sum()
    return result


# %% wrong_1_5
def slide(picture, kernel):
    result = np.zeros((3, 4))
    for row in range(3):
        for column in range(4):
            patch = picture[row : row + 2, column : column + 2]
            result[row, column] = (patch @ kernel).sum()
    return result


# %% wrong_1_6
def slide(picture, kernel):
    result = np.zeros((3, 4))
    for row in range(3):
        for column in range(4):
            result[row, column] = (picture[row:, column:][:2, :2] * kernel).sum()
            return result[row, column]


# %% task_2
# Exercise 2: What sharing saves
#
# A map of a 12 by 12 picture by a 3 by 3 kernel. Give `kernel_numbers`, the parameters
# of the kernel with its bias, and `dense_numbers`, those of a dense layer that could
# make the same map. Work out the size of the map first.
kernel_numbers = ...
dense_numbers = ...

# %% check_2
if kernel_numbers is ... or dense_numbers is ...:
    say = "not yet. Replace both. In how many places of a row of 12 does a 3 fit?"
elif not numbers(kernel_numbers, dense_numbers):
    say = "not yet. Single numbers are asked for, no table and no text."
elif kernel_numbers == 9:
    say = "not yet. 9 weights, and a bias."
elif kernel_numbers == 1000 or kernel_numbers == 900:
    say = "not yet. The kernel has the same weights at each of the 100 places."
elif kernel_numbers != 10:
    say = "not yet. 3 by 3 weights and one bias, used at every place."
elif dense_numbers in (100 * 144, 100 * 144 + 1, 100 * 144 + 144):
    say = (
        "not yet. The weights are right. A bias belongs to a result: as many as these."
    )
elif dense_numbers == 1000:
    say = "not yet. A dense neuron has a weight for each of the 144 pixels, not for 9."
elif dense_numbers == 144 + 1:
    say = "not yet. This is one dense neuron. The map has a result for each place."
elif dense_numbers != 14500 and dense_numbers % 145 == 0:
    say = f"not yet. Right for {dense_numbers // 145} results. How many has the map?"
elif dense_numbers != 14500:
    say = (
        f"not yet. {dense_numbers}? How many results are there? And each has a weight "
        "for each pixel, and a bias."
    )
else:
    say = "right. 10 instead of 14,500, and what it learns in one place holds in all."
print("Exercise 2:", say)

# %% solution_2
side = 12 - 3 + 1
kernel_numbers = 3 * 3 + 1
dense_numbers = side * side * (12 * 12 + 1)
print(f"{side} by {side}: kernel {kernel_numbers}, dense {dense_numbers:,}")

# %% wrong_2_1
kernel_numbers, dense_numbers = 9, 100 * 144

# %% wrong_2_2
kernel_numbers, dense_numbers = 10, 144 * 144 + 144

# %% wrong_2_3
kernel_numbers, dense_numbers = 1000, 14500

# %% wrong_2_4
kernel_numbers, dense_numbers = 10, 145

# %% wrong_2_5
kernel_numbers, dense_numbers = 10, 100 * 144 + 1

# %% wrong_2_6
kernel_numbers, dense_numbers = 10, 144 * 144

# %% task_3
# Exercise 3: What survives a shuffle?
#
# Choose, before you compute: is each of these unchanged when the pixels of all pictures
# are shuffled in the same way? `total`: the sum of a picture's ink. `neuron`: what a
# dense neuron answers, if its weights are shuffled too. `edges`: how often ink has
# paper at its right. `distance`: the mean squared difference of two pictures. Write
# `True` or `False` for each.
unchanged = {"total": ..., "neuron": ..., "edges": ..., "distance": ...}

# %% check_3
rng = np.random.default_rng(1)
letters = (np.cumsum(rng.normal(size=(2, 8, 8)), axis=2) > 0).astype(float)
order = rng.permutation(64)
mixed = letters.reshape(2, 64)[:, order].reshape(2, 8, 8)
w = rng.normal(size=64)
edges = [((x[:, :, :-1] > 0) & (x[:, :, 1:] == 0)).sum() for x in (letters, mixed)]
truth = {
    "total": np.allclose(letters.sum(axis=(1, 2)), mixed.sum(axis=(1, 2))),
    "neuron": np.allclose(letters.reshape(2, 64) @ w, mixed.reshape(2, 64) @ w[order]),
    "edges": bool(edges[0] == edges[1]),
    "distance": np.isclose(
        ((letters[0] - letters[1]) ** 2).mean(), ((mixed[0] - mixed[1]) ** 2).mean()
    ),
}
given = unchanged if isinstance(unchanged, dict) else {}
said = [name for name in truth if isinstance(given.get(name), (bool, np.bool_))]
missed = [name for name in said if given[name] != truth[name]]
if not given:
    say = "not yet. Leave the four names, in braces; write True or False after each."
elif len(said) < 4:
    say = "not yet. Write True or False for each of the four."
elif "edges" in missed and len(missed) == 1:
    say = f"not yet. edges looks at neighbors: {edges[0]} before, {edges[1]} after."
elif "edges" not in missed and len(missed) == 3:
    say = (
        "not yet. A sum over all pixels does not know their order. Three are such sums."
    )
elif missed == ["distance"]:
    say = (
        "not yet. Both pictures are shuffled alike, so each pixel still meets its "
        "partner."
    )
elif missed == ["neuron"]:
    say = "not yet. Each pixel still meets its own weight, as both moved together."
elif missed:
    say = f"not yet. Wrong: {', '.join(missed)}. Which asks what stands beside a pixel?"
else:
    say = "right. Only what knows neighbors notices: so it is with MLP and CNN."
print("Exercise 3:", say)

# %% solution_3
unchanged = {"total": True, "neuron": True, "edges": False, "distance": True}
print(unchanged)

# %% wrong_3_1
unchanged = {"total": True, "neuron": True, "edges": True, "distance": True}

# %% wrong_3_2
unchanged = {"total": False, "neuron": False, "edges": False, "distance": False}

# %% wrong_3_3
unchanged = {"total": True, "neuron": True, "edges": False, "distance": False}

# %% wrong_3_4
unchanged = True, True, False, True

# %% wrong_3_5
unchanged = {"total": True, "neuron": False, "edges": False, "distance": True}
