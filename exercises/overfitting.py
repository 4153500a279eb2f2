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
# Exercise 1: Name the illness
#
# Five trainings, each by its accuracy in training and on validation. Give each its
# `verdict`: `"underfitting"`, if training itself is below 0.9; else `"overfitting"`, if
# validation is more than 0.05 behind it; else `"fine"`. Write the list by hand first,
# then a function that agrees.
runs = [(0.62, 0.60), (1.00, 0.83), (0.97, 0.95), (0.31, 0.18), (0.93, 0.91)]


def verdict(training, validation):
    return ...


# %% check_1
got = [verdict(*run) for run in runs]
wanted = ["underfitting", "overfitting", "fine", "underfitting", "fine"]
if any(each is None or each is ... for each in got):
    say = (
        "not yet. A verdict is missing: the function gives nothing, or dots, for some."
    )
elif not all(isinstance(each, str) for each in got):
    say = "not yet. A verdict is one of the three words, as a text."
elif got[0] == "overfitting":
    say = "not yet. The first has a gap of 0.02 only. Bad in training has another name."
elif got[3] == "overfitting":
    say = "not yet. The fourth has a gap, but look at training first: it is bad itself."
elif got[0] == "fine":
    say = (
        "not yet. The first has no gap, and 0.62 even on what it was taught: not fine."
    )
elif got[2] == "overfitting":
    say = (
        "not yet. A gap of 0.02 is small. What is called overfitting starts at 0.05 "
        "here."
    )
elif got != wanted:
    wrong = next(number for number in range(5) if got[number] != wanted[number])
    say = f"not yet. Run {wrong}, {runs[wrong]}, is called {got[wrong]!r}."
elif verdict(0.95, 0.97) != "fine":
    say = "not yet. Right for the five. If validation is ahead by chance, that is fine."
else:
    say = "right. First training, then the gap: two illnesses, two medicines."
print("Exercise 1:", say)


# %% solution_1
def verdict(training, validation):
    if training < 0.9:
        return "underfitting"
    return "overfitting" if training - validation > 0.05 else "fine"


for run in runs:
    print(run, verdict(*run))


# %% wrong_1_1
def verdict(training, validation):
    if training - validation > 0.05:
        return "overfitting"
    return "underfitting" if training < 0.9 else "fine"


# %% wrong_1_2
def verdict(training, validation):
    return "overfitting" if training < 0.9 or training - validation > 0.05 else "fine"


# %% wrong_1_3
def verdict(training, validation):
    if training < 0.9:
        return "underfitting"
    return "overfitting" if abs(training - validation) >= 0.02 else "fine"


# %% task_2
# Exercise 2: Stop in time
#
# The validation loss after each epoch, the first being epoch 0. Write `stopped`: it
# gives the epoch at which training stops, if it stops once the loss has not fallen
# below its lowest for `patience` epochs, and the epoch whose weights it goes back to.
# Work it out by hand for a patience of 2.
curve = [2.0, 1.2, 0.9, 1.0, 0.8, 0.85, 0.83, 0.9, 0.7, 1.1]


def stopped(curve, patience):
    return ..., ...


# %% check_2
got = stopped(curve, 2)
if shape_of(got) != (2,):
    say = "not yet. Give two epochs: where it stops, and where it goes back to."
elif tuple(got) == (9, 8):
    say = "not yet. 0.7 comes in epoch 8, but a patience of 2 ends before it is seen."
elif tuple(got) == (3, 2):
    say = "not yet. You stopped at the first rise. That is a patience of 1."
elif got[1] == got[0]:
    say = "not yet. It goes back to the lowest loss, not to where it stopped."
elif tuple(got) == (4, 6):
    say = "not yet. The two epochs are right, in the other order: first the stop."
elif tuple(got) == (7, 4):
    say = "not yet. In epoch 6 it has waited twice, in 5 and in 6. That is enough."
elif tuple(got) == (6, 5):
    say = "not yet. The stop is right. The lowest loss so far was that of epoch 4."
elif tuple(got) != (6, 4):
    say = f"not yet. You get {tuple(got)}. 0.8 in epoch 4 is not beaten in 5 or in 6."
elif tuple(stopped(curve, 4)) != (9, 8):
    say = (
        "not yet. Right for 2. With a patience of 4 it lives to see the 0.7 of epoch 8."
    )
else:
    say = "right. Too little patience would have missed 0.8, and this one missed 0.7."
print("Exercise 2:", say)


# %% solution_2
def stopped(curve, patience):
    best = 0
    for epoch, loss in enumerate(curve):
        if loss < curve[best]:
            best = epoch
        elif epoch - best >= patience:
            break
    return epoch, best


for patience in (1, 2, 4):
    print(f"patience {patience}: stops at {stopped(curve, patience)[0]},", end=" ")
    print(f"goes back to {stopped(curve, patience)[1]}")


# %% wrong_2_1
def stopped(curve, patience):
    return len(curve) - 1, int(np.argmin(curve))


# %% wrong_2_2
def stopped(curve, patience):
    for epoch in range(1, len(curve)):
        if curve[epoch] > curve[epoch - 1]:
            return epoch, epoch - 1


# %% wrong_2_3
def stopped(curve, patience):
    best = 0
    for epoch, loss in enumerate(curve):
        if loss < curve[best]:
            best = epoch
        elif epoch - best > patience:
            break
    return epoch, best


# %% task_3
# Exercise 3: How lucky is the best?
#
# 200 networks that only guess: each is right with a chance of one half on every
# question. Somebody takes the one with the best accuracy on 50 validation questions.
# Compute `chosen`, its accuracy there, and `honest`, the *same* network's on 2,000 test
# questions. Predict both first.
rng = np.random.default_rng(5)
validation = rng.integers(0, 2, size=(200, 50))  # 1 where a network is right
test = rng.integers(0, 2, size=(200, 2000))

chosen = ...
honest = ...

# %% check_3
marks = validation.mean(axis=1)
winner = marks.argmax()
if chosen is ... or honest is ...:
    say = "not yet. Replace both. Which row of validation has the highest mean?"
elif not numbers(chosen, honest):
    say = "not yet. One number each is asked for: of the winner, not of all 200."
elif np.isclose(chosen, validation[winner].sum()):
    say = "not yet. You have counted right answers. An accuracy is their fraction."
elif np.isclose(chosen, marks.mean()):
    say = "not yet. This is the mean of all 200. Somebody took the best."
elif not np.isclose(chosen, marks.max()):
    say = (
        f"not yet. The best has {marks.max():.2f} on validation, you have {chosen:.2f}."
    )
elif np.isclose(honest, test.mean(axis=1).max()):
    say = "not yet. This is the best on the test: another network. The choice was made."
elif not np.isclose(honest, test[winner].mean()):
    say = f"not yet. {honest:.5g} is not what row {winner}, which won, has on the test."
else:
    say = "right. It only guesses. All of its lead was luck, and the test shows it."
print("Exercise 3:", say)

# %% solution_3
best_one = validation.mean(axis=1).argmax()
chosen = validation[best_one].mean()
honest = test[best_one].mean()
print(f"on the questions that chose it {chosen:.2f}, on others {honest:.2f}")

# %% wrong_3_1
chosen = validation.mean(axis=1).max()
honest = test.mean(axis=1).max()

# %% wrong_3_2
chosen = validation.mean()
honest = test.mean()

# %% wrong_3_3
chosen = validation.sum(axis=1).max()
honest = test[validation.sum(axis=1).argmax()].sum()
