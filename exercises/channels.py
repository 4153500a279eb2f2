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
# Exercise 1: A patch of three channels
#
# A patch of 2 by 2 places with three channels, red, green and blue, a kernel as deep,
# and a bias. Compute `result`. How many numbers come out? Look at the green channel by
# hand: `patch[:, :, 1]` and `kernel[:, :, 1]`.
patch = np.array([[[1, 0, 2], [0, 1, 1]], [[2, 1, 0], [1, 3, 1]]])
kernel = np.array([[[1, 2, 0], [0, -1, 1]], [[1, 0, 1], [-1, 1, 2]]])
bias = -2

result = ...

# %% check_1
by_channel = (patch * kernel).sum(axis=(0, 1))
if result is ...:
    say = "not yet. Replace the dots: 12 products, all added up, and the bias."
elif shape_of(result) == (3,):
    say = (
        "not yet. One number for each channel. A kernel sees all channels and gives "
        "one."
    )
elif shape_of(result) == (2, 2):
    say = "not yet. You added over channels only. The four places are added up too."
elif shape_of(result) != ():
    say = f"not yet. The shape is {shape_of(result)}. One number comes out."
elif result == by_channel.sum():
    say = "not yet. The sum is right. The bias is missing."
elif result == by_channel.sum() + 3 * bias:
    say = "not yet. The bias comes in once for the patch, not once for each channel."
elif result == by_channel[0] + bias:
    say = "not yet. This is the first channel alone. The kernel has three."
elif result != by_channel.sum() + bias:
    say = f"not yet. You get {result}. The channels give {by_channel}, and the bias -2."
else:
    say = "right. 2, 2 and 3, and -2: one number for the whole patch."
print("Exercise 1:", say)

# %% solution_1
result = (patch * kernel).sum() + bias
print("channels:", (patch * kernel).sum(axis=(0, 1)), "result:", result)

# %% wrong_1_1
result = (patch * kernel).sum(axis=(0, 1)) + bias

# %% wrong_1_2
result = (patch * kernel).sum()

# %% wrong_1_3
result = ((patch * kernel).sum(axis=(0, 1)) + bias).sum()

# %% task_2
# Exercise 2: Sizes and parameters
#
# Write `side`, the side of the map that a convolution makes of a picture with `n` rows
# and columns, and `parameters`, how many numbers it learns. `padding` is `"valid"` or
# `"same"`. By hand first: 50 pixels, kernel 5, stride 2, both paddings.


def side(n, k, stride, padding):
    return ...


def parameters(k, channels_in, channels_out):
    return ...


# %% check_2
sizes = side(50, 5, 2, "valid"), side(50, 5, 2, "same")
count = parameters(5, 3, 8)
if any(each is None or each is ... for each in sizes):
    say = "not yet. Replace the dots in both functions, those of side first."
elif not numbers(*sizes):
    say = "not yet. Single numbers are asked for, no table and no text."
elif sizes == (46, 50):
    say = "not yet. These are the sides for stride 1."
elif sizes[0] == 22.5 or sizes[0] == 23.5 or sizes[0] == 22:
    say = f"not yet. valid gives {sizes[0]}: round (n - k) / stride down, then add 1."
elif sizes[0] != 23:
    say = (
        f"not yet. valid gives {sizes[0]}. Places begin at 0, 2, 4 and so on, up to 44."
    )
elif sizes[1] != 25:
    say = (
        f"not yet. same gives {sizes[1]}. It rounds n / stride up; the kernel plays no "
        "part."
    )
elif side(25, 3, 2, "same") != 13 or side(25, 4, 3, "valid") != 8:
    say = (
        "not yet. Right for 50. For 25, stride 2, same it is 13; stride 3, 4, valid 8."
    )
elif count is None or count is ...:
    say = "not yet. The sides are right. Now parameters: 5 by 5 by 3, for 8 channels."
elif not numbers(count):
    say = "not yet. The sides are right. parameters should give one number."
elif count == 5 * 5 * 3 * 8:
    say = "not yet. The sides are right. Each output channel has a bias too."
elif count == 5 * 5 * 8 + 8:
    say = "not yet. The sides are right. A kernel is as deep as its input: 3 channels."
elif count == 5 * 5 * 3 * 8 + 1 or count == (5 * 5 + 1) * 3 * 8:
    say = "not yet. The sides are right. One bias for each of the 8 output channels."
elif count != 608:
    say = (
        f"not yet. The sides are right. 5 by 5 by 3, and a bias, 8 times: not {count}."
    )
else:
    say = "right. 23 and 25 pixels, and 608 numbers, whatever the size of the picture."
print("Exercise 2:", say)


# %% solution_2
def side(n, k, stride, padding):
    return (n - k) // stride + 1 if padding == "valid" else -(-n // stride)


def parameters(k, channels_in, channels_out):
    return (k * k * channels_in + 1) * channels_out


print(side(50, 5, 2, "valid"), side(50, 5, 2, "same"), parameters(5, 3, 8))


# %% wrong_2_1
def side(n, k, stride, padding):
    return n - k + 1 if padding == "valid" else n


# %% wrong_2_2
def side(n, k, stride, padding):
    return (n - k) // stride + 1 if padding == "valid" else -(-n // stride)


def parameters(k, channels_in, channels_out):
    return k * k * channels_out + channels_out


# %% wrong_2_3
def side(n, k, stride, padding):
    return (n - k) / stride + 1 if padding == "valid" else n / stride


# %% task_3
# Exercise 3: Pool a stack of maps
#
# Write `pooled`: of each square of 2 by 2 places it keeps the largest number, in every
# channel by itself. The maps have the axes rows, columns, channels. An odd last row or
# column is left out. Predict: which numbers of the first channel below will be left?
maps = np.array([[5, 1, 0, 2, 9], [2, 0, 7, 1, 9], [0, 0, 1, 3, 9], [4, 0, 2, 2, 9]])
maps = np.stack([maps, -maps], axis=-1)


def pooled(maps):
    return ...


# %% check_3
got = pooled(maps)
wanted = maps[:4, :4].reshape(2, 2, 2, 2, 2).max(axis=(1, 3))
if got is ...:
    say = "not yet. Replace the dots: compare the four corners of the squares."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif shape_of(got) == (2, 2):
    say = "not yet. The channels were mixed. Each is pooled by itself."
elif shape_of(got) == (3, 4, 2):
    say = "not yet. The squares overlap: they should move by two."
elif shape_of(got) == (2, 3, 2):
    say = "not yet. The last column has no partner: leave it out."
elif shape_of(got) != (2, 2, 2):
    say = (
        f"not yet. The shape is {shape_of(got)}. 4 by 5 places make 2 by 2, in 2 "
        "channels."
    )
elif np.allclose(got, maps[:4, :4].reshape(2, 2, 2, 2, 2).mean(axis=(1, 3))):
    say = "not yet. These are means. Max-pooling keeps the largest."
elif np.array_equal(got, maps[:4:2, :4:2]):
    say = "not yet. You took the upper left of each square, whatever it is."
elif not np.array_equal(got, wanted):
    say = f"not yet. The first channel should be {wanted[:, :, 0].tolist()}."
else:
    say = (
        "right. 5 and 7, 4 and 3: something strong is about here, where exactly is "
        "gone."
    )
print("Exercise 3:", say)


# %% solution_3
def pooled(maps):
    rows, columns = maps.shape[0] // 2, maps.shape[1] // 2
    squares = maps[: 2 * rows, : 2 * columns].reshape(rows, 2, columns, 2, -1)
    return squares.max(axis=(1, 3))


print(pooled(maps)[:, :, 0], pooled(maps)[:, :, 1], sep="\n")


# %% wrong_3_1
def pooled(maps):
    return maps[:4:2, :4:2]


# %% wrong_3_2
def pooled(maps):
    return maps[:4, :4].reshape(2, 2, 2, 2, 2).mean(axis=(1, 3))


# %% wrong_3_3
def pooled(maps):
    return maps[:4, :4].reshape(2, 2, 2, 2, 2).max(axis=(1, 3, 4))


# %% wrong_3_4
def pooled(maps):
    return np.maximum(maps[:-1, :-1], maps[1:, 1:])
