# %% setup
# Needs: pip install numpy
import numpy as np

rng = np.random.default_rng(1)


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


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
# Exercise 1: Turn the temperature
#
# Write `warmed`: it gets scores and a temperature, divides the scores by it, and gives
# the shares. Predict first: at a temperature of 10, what do the shares of these scores
# come near to?
scores = np.array([4.0, 2.0, -1.0])


def warmed(scores, temperature):
    return ...


# %% check_1
got = warmed(scores, 2.0)
if got is ...:
    say = "not yet. Replace the dots: softmax is above, in the first lines."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif shape_of(got) != (3,):
    say = f"not yet. The shape is {shape_of(got)}. Three scores make three shares."
elif np.allclose(got, softmax(scores * 2)):
    say = "not yet. You multiplied. A temperature above 1 should even the shares out."
elif np.allclose(got, softmax(scores) / 2):
    say = "not yet. You divided the shares: they add up to a half. Divide the scores."
elif np.allclose(got, softmax(scores)):
    say = "not yet. These are the shares at a temperature of 1. It plays no part yet."
elif np.allclose(got, softmax(softmax(scores) / 2)):
    say = (
        "not yet. One softmax is enough: divide scores, not shares, and then turn them."
    )
elif not np.allclose(got, softmax(scores / 2)):
    say = f"not yet. At 2 the first share should be {softmax(scores / 2)[0]:.3f}."
elif not np.allclose(warmed(scores, 0.5), softmax(scores * 2)):
    say = "not yet. Right at 2, wrong at 0.5. Use the temperature that it gets."
else:
    say = "right. The shares come near to thirds, and their order never changes."
print("Exercise 1:", say)


# %% solution_1
def warmed(scores, temperature):
    return softmax(scores / temperature)


for temperature in (0.5, 1, 2, 10):
    print(f"temperature {temperature}:", warmed(scores, temperature).round(3))


# %% wrong_1_1
def warmed(scores, temperature):
    return softmax(scores * temperature)


# %% wrong_1_2
def warmed(scores, temperature):
    return softmax(scores) / temperature


# %% wrong_1_3
def warmed(scores, temperature):
    return softmax(softmax(scores) / temperature)


# %% task_2
# Exercise 2: Too sure, or not sure enough?
#
# The shares of a network for 500 images, and what was right. Compute `sureness`, how
# sure it is on average, `accuracy`, and the verdict: `"overconfident"`,
# `"underconfident"` or `"calibrated"`, if the two are within 0.02 of each other.
right = rng.integers(0, 5, size=500)
shares = softmax(1.5 * rng.normal(size=(500, 5)) + 3.0 * np.eye(5)[right])
shares = softmax(2.5 * np.log(shares))

sureness = ...
accuracy = ...
verdict = ...

# %% check_2
top, hits = shares.max(axis=1), shares.argmax(axis=1) == right
if sureness is ... or accuracy is ... or verdict is ...:
    say = "not yet. Replace all three. Sureness is the largest share of each image."
elif not numbers(sureness, accuracy):
    say = "not yet. One number each is asked for: the mean over the 500 images."
elif np.isclose(sureness, top.max()):
    say = "not yet. This is the surest answer of all. How sure is it on average?"
elif np.isclose(sureness, shares[range(500), right].mean()):
    say = (
        "not yet. This is the share of the right answer. Sureness is the largest share."
    )
elif np.isclose(sureness, 0.2):
    say = (
        "not yet. The mean of all shares is always a fifth. Take the largest of each "
        "row."
    )
elif not np.isclose(sureness, top.mean()):
    say = (
        f"not yet. It is {top.mean():.3f} sure on average, and you have {sureness:.3f}."
    )
elif not np.isclose(accuracy, hits.mean()):
    say = f"not yet. The sureness is right. {hits.sum()} of 500 answers are right."
elif not isinstance(verdict, str):
    say = "not yet. The numbers are right. The verdict is one of the three words."
elif verdict == "underconfident":
    say = "not yet. The numbers are right. It is surer than it is right: which word?"
elif verdict != "overconfident":
    say = f"not yet. Sureness and accuracy are {sureness - accuracy:.2f} apart."
else:
    say = "right. It says more than it can keep. A temperature above 1 would help."
print("Exercise 2:", say)

# %% solution_2
sureness = shares.max(axis=1).mean()
accuracy = (shares.argmax(axis=1) == right).mean()
verdict = "overconfident"
print(f"{sureness:.1%} sure, {accuracy:.1%} right: {verdict}")

# %% wrong_2_1
sureness = shares[range(500), right].mean()
accuracy = (shares.argmax(axis=1) == right).mean()
verdict = "underconfident"

# %% wrong_2_2
sureness, accuracy, verdict = shares.mean(), 0.8, "underconfident"

# %% wrong_2_3
sureness = shares.max(axis=1).mean()
accuracy = (shares.argmax(axis=1) == right).mean()
verdict = "underconfident"

# %% task_3
# Exercise 3: Mend it
#
# The scores of another network, for 400 images to choose by and 400 to judge by. Find
# the `best` of the temperatures below: the one with the lowest mean cross-entropy on
# the images to choose by. Explain to yourself why the accuracy stays.
classes = rng.integers(0, 5, size=800)
raw = 4.0 * (rng.normal(size=(800, 5)) + 2.0 * np.eye(5)[classes])
choose, judge = raw[:400], raw[400:]
choose_right, judge_right = classes[:400], classes[400:]
temperatures = [0.5, 1, 2, 3, 4, 6, 8]

best = ...


# %% check_3
def cross(raw, right, temperature):
    return -np.log(softmax(raw / temperature)[range(len(right)), right]).mean()


wanted = min(temperatures, key=lambda each: cross(choose, choose_right, each))
if best is ...:
    say = "not yet. Replace the dots by one of the seven temperatures."
elif not numbers(best):
    say = "not yet. One number is asked for, no table and no text."
elif best not in temperatures:
    say = f"not yet. {best} is none of the seven temperatures to choose from."
elif best == max(temperatures):
    say = "not yet. The flattest shares are not the best: then it hardly says anything."
elif best == min(temperatures):
    say = "not yet. That makes it surer still. It is too sure already."
elif best == 1:
    say = "not yet. 1 changes nothing, and the loss there is far from the lowest."
elif best != wanted:
    here, there = (cross(choose, choose_right, each) for each in (best, wanted))
    say = f"not yet. Its loss is {here:.3f}; one of the others has {there:.3f}."
else:
    say = (
        "right. The order of the scores stays, so every answer does. The shares fit "
        "now."
    )
print("Exercise 3:", say)

# %% solution_3
losses = []
for temperature in temperatures:
    shares_now = softmax(choose / temperature)
    losses.append(-np.log(shares_now[range(400), choose_right]).mean())
best = temperatures[int(np.argmin(losses))]
for temperature in (1, best):
    now = softmax(judge / temperature)
    hits_now = (now.argmax(axis=1) == judge_right).mean()
    sure_now = now.max(axis=1).mean()
    print(f"temperature {temperature}: {sure_now:.0%} sure, {hits_now:.0%} right")

# %% wrong_3_1
best = max(temperatures)

# %% wrong_3_2
best = 1

# %% wrong_3_3
best = 0.5
