# %% setup
# Needs: pip install numpy
import numpy as np


def numbers(*given):
    """Whether each of these is a single number."""
    return all(isinstance(each, (int, float, np.number)) for each in given)


# %% task_1
# Exercise 1: How many steps?
#
# Write `steps`: how many steps of descent an optimizer takes in all, with so many
# images, images a batch, and epochs. A last, smaller batch is a step too. By hand
# first: 2,000 images, batches of 320, 3 epochs.


def steps(images, batch, epochs):
    return ...


# %% check_1
got = steps(2000, 320, 3)
if got is ...:
    say = "not yet. Replace the dots. How many batches has one epoch?"
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif not numbers(got):
    say = "not yet. One number is asked for, no table and no text."
elif got == 18:
    say = (
        "not yet. 80 images of each epoch were left out. The smaller batch is a step "
        "too."
    )
elif got == 19:
    say = (
        "not yet. The batches of two epochs cannot be joined: each epoch ends by "
        "itself."
    )
elif got == 7:
    say = "not yet. This is one epoch. There are three."
elif isinstance(got, float) and not got.is_integer():
    say = f"not yet. {got:.2f} steps? A batch that is not full is one whole step."
elif got == 960:
    say = "not yet. The more images in a batch, the fewer steps: divide."
elif got != 21:
    say = f"not yet. You get {got}. 6 full batches and a smaller one, three times."
elif steps(60000, 32, 10) != 18750:
    say = (
        "not yet. Right here; for 60,000 images, batches of 32, 10 epochs it is 18,750."
    )
else:
    say = "right. 7 batches an epoch, the last of 80 images, and 3 epochs."
print("Exercise 1:", say)


# %% solution_1
def steps(images, batch, epochs):
    return -(-images // batch) * epochs


print(steps(2000, 320, 3), steps(60000, 32, 10))


# %% wrong_1_1
def steps(images, batch, epochs):
    return images // batch * epochs


# %% wrong_1_2
def steps(images, batch, epochs):
    return images / batch * epochs


# %% wrong_1_3
def steps(images, batch, epochs):
    return -(-images // batch)


# %% wrong_1_4
def steps(images, batch, epochs):
    return -(-images * epochs // batch)


# %% task_2
# Exercise 2: How large must a batch be?
#
# The slope of a batch of 16 images is off by 0.8 on average. Someone wants it to be off
# by 0.1 only. How many images must a `batch` have? Predict, then call
# `measured(batch)`: it draws many batches of made-up slopes whose true mean is 0, and
# says how far their means lie from it.
batch = ...


def measured(size):
    rng = np.random.default_rng(1)
    return rng.normal(0, 3.2, size=(400, size)).mean(axis=1).std()


# %% check_2
if batch is ...:
    say = "not yet. Replace the dots by a number of images, and call measured(batch)."
elif not numbers(batch):
    say = "not yet. One number is asked for, no table and no text."
elif batch == 128:
    say = (
        f"not yet. 8 times as many: it is still off by {measured(128):.2f}. Think of "
        "roots."
    )
elif batch == 2:
    say = "not yet. A smaller batch is noisier. More images are needed, not fewer."
elif batch == 45 or batch == 46:
    say = (
        "not yet. The root of 8 goes the wrong way. To divide by 8, multiply by 8 "
        "squared."
    )
elif not 1 <= batch <= 60000:
    say = (
        f"not yet. {batch} images? Begin at 16, and ask what makes noise half as loud."
    )
elif batch != 1024:
    say = (
        f"not yet. With {batch} images it is off by {measured(int(batch)):.2f}, not "
        "0.1."
    )
else:
    say = "right. An eighth of the noise takes 64 times the images: 16 times 64."
print("Exercise 2:", say)

# %% solution_2
batch = 16 * 8**2
for size in (16, 64, 256, batch):
    print(f"{size} images: off by {measured(size):.2f}")

# %% wrong_2_1
batch = 16 * 8

# %% wrong_2_2
batch = 16 // 8

# %% wrong_2_3
batch = 500

# %% task_3
# Exercise 3: An epoch that misses some and repeats others
#
# `epoch` should hand out batches of places, so that each of the images is used exactly
# once, in a new order each time. It does not. Find what is wrong, without changing how
# it is called. It gives a list of arrays.


def epoch(images, batch, rng):
    batches = []
    for start in range(0, images, batch):
        order = rng.permutation(images)
        batches.append(order[start : start + batch])
    return batches


# %% check_3
rng = np.random.default_rng(3)
first, second = epoch(10, 4, rng), epoch(10, 4, rng)
arrays = isinstance(first, list) and all(np.ndim(each) == 1 for each in first)
sizes = [len(each) for each in first] if arrays and first else None
used = np.sort(np.concatenate(first)) if sizes else None
if sizes is None:
    say = "not yet. A list of arrays should come back, one for each batch."
elif sizes == [4, 4]:
    say = "not yet. The last two images are never used: a smaller batch is one too."
elif sizes != [4, 4, 2]:
    say = f"not yet. The batches have {sizes} images; 4, 4 and 2 make 10."
elif not np.array_equal(used, range(10)):
    say = (
        "not yet. Some come twice, others never: each batch is cut from another order."
    )
elif np.array_equal(np.concatenate(first), range(10)):
    say = (
        "not yet. Each comes once, but nothing is shuffled: the order is always the "
        "same."
    )
elif np.array_equal(np.concatenate(first), np.concatenate(second)):
    say = (
        "not yet. Each comes once, but every epoch has the same order. Draw a new one."
    )
else:
    say = "right. One order an epoch, cut into pieces: each image once."
print("Exercise 3:", say)


# %% solution_3
def epoch(images, batch, rng):
    order = rng.permutation(images)
    return [order[start : start + batch] for start in range(0, images, batch)]


for _ in range(2):
    print(*epoch(10, 4, np.random.default_rng(_)))


# %% wrong_3_1
def epoch(images, batch, rng):
    return [np.arange(images)[at : at + batch] for at in range(0, images, batch)]


# %% wrong_3_2
def epoch(images, batch, rng):
    order = np.random.default_rng(1).permutation(images)
    return [order[at : at + batch] for at in range(0, images, batch)]


# %% wrong_3_3
def epoch(images, batch, rng):
    order = rng.permutation(images)
    return [order[at : at + batch] for at in range(0, images - batch + 1, batch)]
