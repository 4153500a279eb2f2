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
# Exercise 1: Normalize a batch
#
# Four examples, two features. Write `normalized`: from each feature its mean over the
# batch is taken away, then it is divided by its standard deviation, the root of
# variance plus `tiny`. What becomes of the second feature, which is always 7?
batch = np.array([[1.0, 7.0], [3.0, 7.0], [5.0, 7.0], [7.0, 7.0]])


def normalized(x, tiny=0.001):
    return ...


# %% check_1
mean, variance = batch.mean(axis=0), batch.var(axis=0)
wanted = (batch - mean) / np.sqrt(variance + 0.001)
with np.errstate(all="ignore"):
    got = normalized(batch)
if got is ...:
    say = "not yet. Replace the dots: a mean and a variance for each feature."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif shape_of(got) != (4, 2):
    say = f"not yet. The shape is {shape_of(got)}. Four examples of two features stay."
elif not np.isfinite(got).all():
    say = (
        "not yet. The second feature became nan: its variance is 0. There tiny comes "
        "in."
    )
elif np.allclose(got, batch - mean):
    say = "not yet. The means are 0 now. The spread is not yet 1: divide."
elif np.allclose(got, (batch - mean) / (variance + 0.001)):
    say = "not yet. You divided by the variance. Its root is the standard deviation."
elif np.allclose(np.sum(got, axis=1), 0):
    say = (
        "not yet. Each example was normalized by itself. It is each feature, over the "
        "batch."
    )
elif not np.allclose(np.mean(got, axis=0), 0):
    say = (
        f"not yet. The features have the means {np.mean(got, axis=0).round(2)}, not 0."
    )
elif not np.allclose(got, wanted, atol=0.001):
    say = f"not yet. The first example should be {wanted[0].round(3)}."
else:
    say = "right. The first feature has mean 0 and spread 1; the constant one became 0."
print("Exercise 1:", say)


# %% solution_1
def normalized(x, tiny=0.001):
    return (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + tiny)


print(normalized(batch).round(3))


# %% wrong_1_1
def normalized(x, tiny=0.001):
    return (x - x.mean(axis=0)) / x.std(axis=0)


# %% wrong_1_2
def normalized(x, tiny=0.001):
    return (x - x.mean(axis=0)) / (x.var(axis=0) + tiny)


# %% wrong_1_3
def normalized(x, tiny=0.001):
    rows = x - x.mean(axis=1, keepdims=True)
    return rows / np.sqrt(x.var(axis=1, keepdims=True) + tiny)


# %% wrong_1_4
def normalized(x, tiny=0.001):
    return x - x.mean(axis=0)


# %% task_2
# Exercise 2: Which axes?
#
# A convolution gives maps with the axes images, rows, columns, channels. Each *channel*
# is normalized, over all images and places. Give `means`, one for each channel, and how
# many numbers a BatchNormalization layer behind it `learns`, and how many it keeps
# without learning, `keeps`.
maps = np.random.default_rng(1).normal(size=(16, 5, 5, 8)) + np.arange(8)

means = ...
learns = ...
keeps = ...

# %% check_2
if means is ... or learns is ... or keeps is ...:
    say = "not yet. Replace all three. How many channels are there?"
elif shape_of(means) == (5, 5, 8):
    say = (
        "not yet. You averaged over images only. The places belong to the channel too."
    )
elif shape_of(means) == (16,):
    say = "not yet. One mean for each image. It is one for each channel."
elif shape_of(means) == ():
    say = "not yet. One mean for all. Each channel has its own."
elif shape_of(means) != (8,):
    say = f"not yet. The shape is {shape_of(means)}. Eight channels have eight means."
elif not np.allclose(means, maps.mean(axis=(0, 1, 2))):
    mean = maps[..., 0].mean()
    say = f"not yet. The first is {means[0]:.5g}; channel 0 has a mean of {mean:.5g}."
elif not numbers(learns, keeps):
    say = "not yet. The means are right. learns and keeps are one number each."
elif learns == 2 or learns == 2 * 5 * 5 * 8:
    say = (
        "not yet. The means are right. A scale and a shift for each channel: how many?"
    )
elif learns == 32:
    say = "not yet. 32 numbers in all, but half of them are averages, not learned."
elif learns != 16:
    say = (
        "not yet. The means are right. It learns a scale and a shift a channel: not "
        f"{learns}."
    )
elif keeps != 16:
    say = (
        "not yet. It learns 16. It keeps a running mean and a variance for each "
        "channel."
    )
else:
    say = "right. 8 scales and 8 shifts are learned, 8 means and 8 variances are kept."
print("Exercise 2:", say)

# %% solution_2
means = maps.mean(axis=(0, 1, 2))
learns, keeps = 2 * 8, 2 * 8
print("means", means.round(2), "learns", learns, "keeps", keeps)

# %% wrong_2_1
means, learns, keeps = maps.mean(axis=0), 400, 400

# %% wrong_2_2
means, learns, keeps = maps.mean(axis=(0, 1, 2)), 32, 0

# %% wrong_2_3
means, learns, keeps = maps.mean(axis=(1, 2, 3)), 16, 16

# %% task_3
# Exercise 3: In use there is no batch
#
# `Layer` normalizes one feature. In training it takes the batch's mean and variance,
# and keeps running averages of them; `momentum` says which part of the old average
# stays. In use it should take these averages. Find its two mistakes: asked for one
# example, it gives 0, whatever that is; and to be asked changes it.


class Layer:
    def __init__(self, momentum=0.9):
        self.momentum, self.mean, self.variance = momentum, 0.0, 1.0

    def __call__(self, x, training):
        x = np.asarray(x, float)
        mean, variance = x.mean(), x.var()
        self.mean = self.momentum * self.mean + (1 - self.momentum) * mean
        self.variance = self.momentum * self.variance + (1 - self.momentum) * variance
        return (x - mean) / np.sqrt(variance + 0.001)


def taught(kind):
    layer = kind()
    for number in range(60):
        layer(10 + 2 * np.random.default_rng(number).normal(size=32), training=True)
    return layer


# %% check_3
layer = taught(Layer)
kept = layer.mean
alone = float(np.asarray(layer([14.0], training=False))[0])
again = float(np.asarray(layer([14.0], training=False))[0])
in_training = Layer()(np.array([1.0, 3.0]), training=True)
moved = layer.mean != kept
if abs(kept - 10) > 1:
    say = (
        f"not yet. The running mean is {kept:.2f} after training; it should be near 10."
    )
elif not np.allclose(in_training, [-1, 1], atol=0.01):
    say = "not yet. In training the batch itself gives the mean. That has changed now."
elif alone == 0 and moved:
    say = "not yet. Alone, 14 is its own mean and gives 0; and use moves the averages."
elif alone == 0:
    say = "not yet. Use leaves the averages alone now. But 14 is still its own mean: 0."
elif moved:
    say = (
        f"not yet. 14 gives {alone:.2f} now, then {again:.2f}: use must change nothing."
    )
elif not 1.6 < alone < 2.4:
    say = f"not yet. 14 is about 2 spreads above 10, and you give {alone:.2f}."
else:
    say = "right. In use the averages answer, and nothing that is asked moves them."
print("Exercise 3:", say)


# %% solution_3
class Layer:
    def __init__(self, momentum=0.9):
        self.momentum, self.mean, self.variance = momentum, 0.0, 1.0

    def __call__(self, x, training):
        x = np.asarray(x, float)
        if not training:
            return (x - self.mean) / np.sqrt(self.variance + 0.001)
        mean, variance, m = x.mean(), x.var(), self.momentum
        self.mean = m * self.mean + (1 - m) * mean
        self.variance = m * self.variance + (1 - m) * variance
        return (x - mean) / np.sqrt(variance + 0.001)


layer = taught(Layer)
print(
    "14 alone:",
    *layer([14.0], training=False).round(2),
    "kept mean:",
    round(layer.mean, 1),
)


# %% wrong_3_1
class Layer:
    def __init__(self, momentum=0.9):
        self.momentum, self.mean, self.variance = momentum, 0.0, 1.0

    def __call__(self, x, training):
        x, m = np.asarray(x, float), self.momentum
        if training:
            self.mean = m * self.mean + (1 - m) * x.mean()
            self.variance = m * self.variance + (1 - m) * x.var()
        return (x - x.mean()) / np.sqrt(x.var() + 0.001)


# %% wrong_3_2
class Layer:
    def __init__(self, momentum=0.9):
        self.momentum, self.mean, self.variance = momentum, 0.0, 1.0

    def __call__(self, x, training):
        x, m = np.asarray(x, float), self.momentum
        mean, variance = (x.mean(), x.var()) if training else (self.mean, self.variance)
        self.mean = m * self.mean + (1 - m) * x.mean()
        self.variance = m * self.variance + (1 - m) * x.var()
        return (x - mean) / np.sqrt(variance + 0.001)


# %% wrong_3_3
class Layer:
    def __init__(self, momentum=0.9):
        self.momentum, self.mean, self.variance = momentum, 0.0, 1.0

    def __call__(self, x, training):
        x, m = np.asarray(x, float), self.momentum
        if training:
            self.mean = m * self.mean + (1 - m) * x.mean()
            self.variance = m * self.variance + (1 - m) * x.var()
        return (x - self.mean) / np.sqrt(self.variance + 0.001)
