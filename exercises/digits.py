# %% setup
# Needs: pip install numpy
import numpy as np

rng = np.random.default_rng(1)


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
# Exercise 1: Scale and flatten
#
# Three images of 28 rows and 28 columns, with grey levels from 0 to 255. Write
# `prepare`: it gives a table with a row for each image and a column for each pixel, all
# numbers between 0 and 1. Say before you run: at which place stands the pixel in row 2,
# column 5?
images = rng.integers(0, 256, size=(3, 28, 28)).astype("uint8")


def prepare(images):
    return ...


# %% check_1
got, wanted = prepare(images.copy()), images.reshape(3, 784) / 255
if got is ...:
    say = "not yet. Replace the dots: reshape lays the rows end to end."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif shape_of(got) == (3, 28, 28):
    say = "not yet. The images are still square. Each should become one line."
elif shape_of(got) == (3 * 784,):
    say = "not yet. All images became one line. Keep a row for each of them."
elif shape_of(got) == (784, 3):
    say = "not yet. Pixels by images. A row should be an image, a column a pixel."
elif shape_of(got) != (3, 784):
    say = (
        f"not yet. The shape is {shape_of(got)}. Three images of 784 pixels are wanted."
    )
elif np.max(got) == 255:
    say = "not yet. The shape is right; the numbers still go up to 255."
elif np.max(got) > 1 or np.min(got) < 0:
    say = f"not yet. From {np.min(got):.2f} to {np.max(got):.2f}; wanted is 0 to 1."
elif np.array_equal(got, wanted // 1):
    say = "not yet. Only 0 and 1 are left: whole numbers lose what / would keep."
elif np.allclose(got, wanted * 255 / 256):
    say = "not yet. There are 256 levels, but the largest is 255: divide by that."
elif np.allclose(np.asarray(got)[0, 61], images[0, 5, 2] / 255):
    say = (
        "not yet. Columns came first: the pixel of row 5, column 2 stands at place 61."
    )
elif not np.allclose(got, wanted):
    say = "not yet. Place 61 should hold row 2, column 5, divided by 255, not rounded."
elif not np.allclose(prepare(images // 2), images.reshape(3, 784) // 2 / 255):
    say = "not yet. Right here, wrong for darker images: always divide by 255."
else:
    say = "right. Two full rows come before row 2, so its column 5 is at place 61."
print("Exercise 1:", say)


# %% solution_1
def prepare(images):
    return images.reshape(len(images), 784) / 255


print("shape", prepare(images).shape, "place of row 2, column 5:", 2 * 28 + 5)


# %% wrong_1_1
def prepare(images):
    return images.reshape(len(images), 784)


# %% wrong_1_2
def prepare(images):
    return images.reshape(-1) / 255


# %% wrong_1_3
def prepare(images):
    return images.transpose(0, 2, 1).reshape(len(images), 784) / 255


# %% wrong_1_4
def prepare(images):
    return images.reshape(len(images), 784).T / 255


# %% wrong_1_5
def prepare(images):
    return images.reshape(len(images), 784) // 255


# %% wrong_1_6
def prepare(images):
    return images.reshape(len(images), 784) / images.max()


# %% wrong_1_7
def prepare(images):
    table = images.reshape(len(images), 784)
    return (table - table.mean()) / table.std()


# %% wrong_1_8
def prepare(images):
    print(images.reshape(len(images), 784) / 255)


# %% task_2
# Exercise 2: What a mistake costs
#
# The shares that a network gave to the ten digits, and the right label. Write `loss`,
# the cross-entropy of this one answer. How the other nine digits share the rest plays
# no part in it.
shares = np.array([0.02, 0.01, 0.05, 0.6, 0.0, 0.25, 0.03, 0.02, 0.01, 0.01])
label = 5


def loss(shares, label):
    return ...


# %% check_2
with np.errstate(all="ignore"):
    got = loss(shares, label)
if got is ...:
    say = "not yet. Replace the dots: the logarithm of one of the ten shares is needed."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif shape_of(got) == (10,):
    say = "not yet. Ten numbers came out. Only the share of the right digit counts."
elif not numbers(got):
    say = "not yet. Return one number by itself, no list and no text."
elif np.isnan(got):
    say = (
        "not yet. nan: 0 times the logarithm of 0. Pick the right digit's share, then "
        "take one logarithm."
    )
elif np.isinf(got):
    say = "not yet. This is the loss of a share of 0. That of the right digit is 0.25."
elif np.isclose(got, np.log(0.25)):
    say = (
        "not yet. The size is right. A logarithm of a share is negative; a loss is not."
    )
elif np.isclose(got, -np.log(0.6)):
    say = "not yet. This is the loss if the answer 3 were right. The label is 5."
elif np.isclose(got, 0.75):
    say = "not yet. 1 minus the share is a measure too, but it never goes above 1."
elif np.isclose(got, -np.log10(0.25)) or np.isclose(got, -np.log2(0.25)):
    say = "not yet. This logarithm has another base. The natural one is np.log."
elif np.isclose(got, -np.log(0.25) / 10):
    say = "not yet. A tenth of it: nine zeros came into the mean. Nothing to average."
elif not np.isclose(got, -np.log(0.25)):
    say = f"not yet. {got:.5g} comes out. Minus ln 0.25 is wanted, and not rounded."
elif not np.isclose(loss(shares[::-1], 6), -np.log(0.6)):
    say = "not yet. Right here, wrong for other shares. Use what the function gets."
else:
    say = "right. ln 4, about 1.39: better than ten equal shares, whose loss is ln 10."
print("Exercise 2:", say)


# %% solution_2
def loss(shares, label):
    return -np.log(shares[label])


print(f"loss {loss(shares, label):.2f}, of ten equal shares {np.log(10):.2f}")


# %% wrong_2_1
def loss(shares, label):
    return np.log(shares[label])


# %% wrong_2_2
def loss(shares, label):
    return -np.log(shares.max())


# %% wrong_2_3
def loss(shares, label):
    return 1 - shares[label]


# %% wrong_2_4
def loss(shares, label):
    return -np.log(shares)


# %% wrong_2_5
def loss(shares, label):
    with np.errstate(all="ignore"):
        return -(np.eye(10)[label] * np.log(shares)).sum()


# %% wrong_2_6
def loss(shares, label):
    with np.errstate(all="ignore"):
        return -np.log(shares[label - 1])  # counts from 1


# %% wrong_2_7
def loss(shares, label):
    return -np.log(0.25)


# %% wrong_2_8
def loss(shares, label):
    return -(np.eye(10)[label] * np.log(shares + 1e-9)).mean()


# %% wrong_2_9
def loss(shares, label):
    return -np.log(shares[label]), shares[label]


# %% task_3
# Exercise 3: Five runs, one verdict
#
# `runs` holds the shares of five networks: five tables, in each a row for each of 400
# images and a column for each digit. `labels` has the right digits. Compute the
# accuracy of each network, five numbers, and `spread`, how far the best and the worst
# lie apart. Predict first: will it be more or less than a point, 0.01?
labels = rng.integers(0, 10, size=400)
scores = rng.normal(size=(5, 400, 10)) + 3.0 * np.eye(10)[labels]
runs = np.exp(scores) / np.exp(scores).sum(axis=2, keepdims=True)

accuracies = ...
spread = ...

# %% check_3
true = (runs.argmax(axis=2) == labels).mean(axis=1)
if accuracies is ... or spread is ...:
    say = "not yet. Replace both: first the digit with the largest share, in each row."
elif shape_of(accuracies) != (5,):
    say = (
        f"not yet. The shape is {shape_of(accuracies)}. Each of the five has one "
        "accuracy."
    )
elif np.allclose(accuracies, 400 * true):
    say = "not yet. You have counted right answers. Accuracy is their fraction of 400."
elif np.allclose(accuracies, runs.max(axis=2).mean(axis=1)):
    say = "not yet. This is how sure they are on average. How often are they right?"
elif np.allclose(accuracies, runs[:, range(400), labels].mean(axis=1)):
    say = (
        "not yet. This is the mean share of the right digit. A right answer counts as "
        "1."
    )
elif np.allclose(accuracies, 100 * true):
    say = "not yet. This is in percent. Leave it a fraction: a point is 0.01."
elif np.allclose(accuracies, 1 - true):
    say = "not yet. These are the fractions of wrong answers."
elif not np.allclose(accuracies, true):
    say = f"not yet. The first network has {true[0]:.3f}, you have {accuracies[0]:.3f}."
elif not numbers(spread):
    say = "not yet. The accuracies are right. The spread is one number: a difference."
elif np.isclose(spread, true.std()):
    say = "not yet. This is the standard deviation. Best minus worst is asked for."
elif not np.isclose(spread, np.ptp(true)):
    say = "not yet. The accuracies are right. The spread is the best minus the worst."
else:
    say = (
        "right. More than a point: chance alone did that. Quote a spread, not one run."
    )
print("Exercise 3:", say)

# %% solution_3
accuracies = (runs.argmax(axis=2) == labels).mean(axis=1)
spread = accuracies.max() - accuracies.min()
print("accuracies", accuracies.round(3), f"spread {spread:.3f}")

# %% wrong_3_1
accuracies = runs.max(axis=2).mean(axis=1)
spread = np.ptp(accuracies)

# %% wrong_3_2
accuracies = (runs.argmax(axis=2) == labels).sum(axis=1)
spread = np.ptp(accuracies)

# %% wrong_3_3
accuracies = (runs.argmax(axis=2) == labels).mean()
spread = 0

# %% wrong_3_4
accuracies = (runs.argmax(axis=2) == labels).mean(axis=1)
spread = accuracies.std()

# %% wrong_3_5
accuracies = 100 * (runs.argmax(axis=2) == labels).mean(axis=1)
spread = np.ptp(accuracies)

# %% wrong_3_6
accuracies = (runs.argmax(axis=2) != labels).mean(axis=1)
spread = np.ptp(accuracies)

# %% wrong_3_7
accuracies = (runs.argmax(axis=2) == labels).mean(axis=1)
spread = accuracies.min(), accuracies.max()
