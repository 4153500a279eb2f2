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
# Exercise 1: A line of the training file
#
# A shape of 5 by 5 pixels, number 3 of the five shapes when one counts from 0. Make its
# line of the training file: 25 pixels, row after row, then its answer, one-hot.
shape = np.array(
    [
        [0, 0, 1, 0, 0],
        [0, 0, 1, 0, 0],
        [1, 1, 1, 1, 1],
        [0, 0, 1, 0, 1],
        [0, 0, 1, 0, 0],
    ]
)
number = 3

line = ...

# %% check_1
pixels, answer = shape.reshape(-1), np.arange(5) == number
if line is ...:
    say = (
        "not yet. Replace the dots. np.concatenate puts two lines of numbers together."
    )
elif shape_of(line) == (26,):
    say = "not yet. 26 numbers: the answer is one number. One-hot, it has five places."
elif shape_of(line) == (25,):
    say = "not yet. These are the pixels. The answer belongs to the line as well."
elif shape_of(line) != (30,):
    say = f"not yet. The shape is {shape_of(line)}. 25 pixels and 5 answers make (30,)."
elif np.array_equal(line[:25], shape.T.reshape(-1)):
    say = "not yet. Columns came first. A line holds row after row."
elif np.array_equal(line[:5], answer):
    say = "not yet. All is there, but pixels come first, then the answer."
elif not np.array_equal(line[:25], pixels):
    say = "not yet. The first 25 numbers are not the pixels, row after row."
elif np.array_equal(line[25:], np.arange(1, 6) == number):
    say = "not yet. The 1 stands in the third place. Shape 3, from 0, has the fourth."
elif not np.array_equal(line[25:], answer):
    say = f"not yet. The answer is {line[25:]}. One 1, in the place of shape 3."
else:
    say = "right. 25 numbers go in, and 5 say what should come out."
print("Exercise 1:", say)

# %% solution_1
line = np.concatenate([shape.reshape(25), np.eye(5)[number]])
print(*line.astype(int))

# %% wrong_1_1
line = np.append(shape.reshape(25), number)

# %% wrong_1_2
line = np.concatenate([shape.T.reshape(25), np.eye(5)[number]])

# %% wrong_1_3
line = np.concatenate([shape.reshape(25), np.eye(5)[number - 1]])

# %% task_2
# Exercise 2: Count before you build
#
# Write `parameters`: it gets the sizes of all layers, from the inputs to the outputs,
# and counts all weights and biases of the dense layers between them. Work out `[25, 10,
# 5]` by hand first.


def parameters(sizes):
    return ...


# %% check_2
got = parameters([25, 10, 5])
if got is ...:
    say = "not yet. Replace the dots. Three sizes mean two dense layers."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif not numbers(got):
    say = "not yet. One number is asked for, no table and no text."
elif got == 300:
    say = "not yet. These are the weights. Each neuron has a bias too."
elif got == 335:
    say = "not yet. You gave the inputs biases as well. Only neurons have them."
elif got == 330:
    say = "not yet. A bias for each input of a layer? It is one for each neuron."
elif got == 302:
    say = "not yet. You counted one bias for a layer. It is one for each neuron."
elif got == 25 * 10 * 5:
    say = "not yet. Layers stand in a row: add up their weights, do not multiply."
elif got != 315:
    say = (
        f"not yet. You get {got}. By hand: 25 times 10 plus 10, and 10 times 5 plus 5."
    )
elif parameters([4, 3, 3, 2]) != 15 + 12 + 8:
    say = "not yet. Right for three sizes. With four sizes there are three layers."
else:
    say = "right. For each layer: inputs times neurons, and a bias for each neuron."
print("Exercise 2:", say)


# %% solution_2
def parameters(sizes):
    return sum(inputs * neurons + neurons for inputs, neurons in zip(sizes, sizes[1:]))


print(parameters([25, 10, 5]), parameters([25, 25, 20, 15, 10, 5]))


# %% wrong_2_1
def parameters(sizes):
    return sum(inputs * neurons for inputs, neurons in zip(sizes, sizes[1:]))


# %% wrong_2_2
def parameters(sizes):
    return sum(inputs * neurons + 1 for inputs, neurons in zip(sizes, sizes[1:]))


# %% wrong_2_3
def parameters(sizes):
    return sizes[0] * sizes[1] + sizes[1] + sizes[1] * sizes[2] + sizes[2]


# %% task_3
# Exercise 3: A test of 25 broken shapes
#
# Write `one_pixel_off`: from a vector of 25 zeros and ones it makes 25 test examples, a
# row each; in row 0 pixel 0 is wrong, in row 1 pixel 1, and so on. A wrong pixel is
# turned round: ink becomes paper, paper becomes ink.
vector = np.array([float(digit) for digit in "0010000100111110010000100"])


def one_pixel_off(vector):
    return ...


# %% check_3
known = vector.copy()
got = one_pixel_off(vector)
if got is ...:
    say = "not yet. Replace the dots. Begin with 25 copies of the vector, a row each."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif shape_of(got) != (25, 25):
    say = (
        f"not yet. The shape is {shape_of(got)}. 25 examples of 25 pixels are asked "
        "for."
    )
elif not np.array_equal(vector, known):
    say = "not yet. The shape itself has been changed. Change a copy of it in each row."
elif np.allclose(np.abs(got - vector).sum(axis=1), np.arange(1, 26)):
    say = (
        "not yet. The mistakes pile up: row 24 has 25 of them. A fresh copy each time."
    )
elif np.max(got) > 1 or np.min(got) < 0:
    say = "not yet. A pixel is neither 0 nor 1 now. What makes 1 of 0, and 0 of 1?"
elif np.array_equal(got, np.maximum(vector, np.eye(25))):
    say = "not yet. Paper became ink, but ink stayed ink. Turn both round."
elif not np.array_equal(np.abs(got - vector), np.eye(25)):
    off = np.abs(np.asarray(got) - vector).sum(axis=1)
    say = (
        f"not yet. Row 0 has {off[0]:.0f} wrong pixels, row 1 has {off[1]:.0f}; 1 is "
        "wanted."
    )
else:
    say = "right. 25 fair questions from one shape, and none of them was taught."
print("Exercise 3:", say)


# %% solution_3
def one_pixel_off(vector):
    return np.abs(vector - np.eye(25))


print(one_pixel_off(vector)[:3].astype(int))


# %% wrong_3_1
def one_pixel_off(vector):
    now, rows = vector.copy(), []
    for place in range(25):
        now[place] = 1 - now[place]
        rows.append(now.copy())
    return np.array(rows)


# %% wrong_3_2
def one_pixel_off(vector):
    return np.maximum(vector, np.eye(25))


# %% wrong_3_3
def one_pixel_off(vector):
    return vector + np.eye(25)
