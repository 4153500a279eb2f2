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
# Exercise 1: Drop by hand
#
# Write `dropped`: it gets answers of a layer, a table of random numbers between 0 and 1
# of the same shape, and a rate. Where the random number is below the rate, the answer
# becomes 0; all others grow, so that the mean stays. What becomes of a kept 6.0 at a
# rate of 0.25?
answers = np.array([[6.0, 2.0, -4.0], [1.0, 8.0, 3.0]])
chance = np.array([[0.9, 0.1, 0.5], [0.2, 0.3, 0.8]])


def dropped(answers, chance, rate):
    return ...


# %% check_1
got = dropped(answers.copy(), chance.copy(), 0.25)
mask = chance >= 0.25
wanted = mask * answers / 0.75
if got is ...:
    say = "not yet. Replace the dots: a mask of zeros and ones, and a factor."
elif got is None:
    say = "not yet. Nothing comes back: print shows an answer, return gives it."
elif shape_of(got) != (2, 3):
    say = f"not yet. The shape is {shape_of(got)}. A dropped answer stays, as 0."
elif np.allclose(got, mask * answers):
    say = "not yet. The right ones are dropped, but the others have not grown."
elif np.allclose(got, mask * answers * 0.75):
    say = "not yet. The kept ones have shrunk. They should make up for those dropped."
elif np.allclose(got, mask * answers * 1.25):
    say = "not yet. A quarter less, then a quarter more, is not what it was. Divide."
elif np.allclose(got, mask * answers / 0.25):
    say = "not yet. Divided by the part dropped. Divide by the part that is kept."
elif np.allclose(got, ~mask * answers / 0.75):
    say = (
        "not yet. Those that should be dropped are kept: the rate is the part dropped."
    )
elif np.allclose(got, answers / 0.75):
    say = "not yet. All have grown, none is 0. Which random numbers lie below 0.25?"
elif np.allclose(got, wanted * 0.75 / mask.mean()):
    say = "not yet. You divided by the part kept here, by luck 4 of 6. Use the rate."
elif not np.allclose(got, wanted):
    at = tuple(np.argwhere(~np.isclose(got, wanted))[0])
    say = (
        f"not yet. {answers[at]:g}, whose random number is {chance[at]:g}, should "
        f"become {wanted[at]:.5g}, and is {np.asarray(got)[at]:.5g}."
    )
elif not np.allclose(
    dropped(answers.copy(), chance, 0.6), (chance >= 0.6) * answers / 0.4
):
    say = "not yet. Right at a rate of 0.25, wrong at 0.6. Use the rate it gets."
else:
    say = "right. 6 becomes 8: three of four are kept, so each grows by a third."
print("Exercise 1:", say)


# %% solution_1
def dropped(answers, chance, rate):
    return (chance >= rate) * answers / (1 - rate)


print(dropped(answers, chance, 0.25).round(2))


# %% wrong_1_1
def dropped(answers, chance, rate):
    return (chance >= rate) * answers


# %% wrong_1_2
def dropped(answers, chance, rate):
    return (chance >= rate) * answers * (1 + rate)


# %% wrong_1_3
def dropped(answers, chance, rate):
    return (chance < rate) * answers / (1 - rate)


# %% wrong_1_4
def dropped(answers, chance, rate):
    return (chance >= rate) * answers * (1 - rate)


# %% wrong_1_5
def dropped(answers, chance, rate):
    return answers / (1 - rate)


# %% wrong_1_6
def dropped(answers, chance, rate):
    mask = chance >= rate
    return mask * answers / mask.mean()


# %% wrong_1_7
def dropped(answers, chance, rate):
    return ((chance >= rate) * answers / (1 - rate)).round(2)


# %% wrong_1_8
def dropped(answers, chance, rate):
    return answers[chance >= rate] / (1 - rate)


# %% wrong_1_9
def dropped(answers, chance, rate):
    return (chance >= 0.25) * answers / 0.75


# %% task_2
# Exercise 2: Kept or dropped?
#
# A paper says: "inputs are kept with p = 0.8, hidden neurons with p = 0.5". Which rates
# do you give to the two Dropout layers of Keras? And how many of 512 hidden neurons
# work for an example on average: in training, and in use?
input_rate = ...
hidden_rate = ...
working_in_training = ...
working_in_use = ...

# %% check_2
given = (input_rate, hidden_rate, working_in_training, working_in_use)
if any(each is ... for each in given):
    say = "not yet. Four numbers are asked for. What does the rate of Keras count?"
elif not numbers(*given):
    say = "not yet. Single numbers are asked for, no table and no text."
elif input_rate == 0.8:
    say = (
        "not yet. The p of the paper is the part kept, the rate of Keras the part "
        "dropped."
    )
elif max(input_rate, hidden_rate) >= 1:
    say = "not yet. A rate is a part of one whole: below 1, no factor and no percent."
elif not np.isclose(input_rate, 0.2) or not np.isclose(hidden_rate, 0.5):
    say = "not yet. A rate is 1 minus the part that is kept."
elif working_in_training == 512:
    say = "not yet. In training about half of them are silenced for each example."
elif working_in_training != 256:
    say = "not yet. In training, half of 512 is kept for each example, on average."
elif working_in_use == 256:
    say = "not yet. In use no mask is drawn: the layer does nothing."
elif working_in_use == 1024:
    say = "not yet. What doubles in training is a kept answer. There are 512 neurons."
elif working_in_use != 512:
    say = "not yet. In use the layer does nothing. How many neurons are there?"
else:
    say = "right. Dropped is what Keras counts, and in use all 512 are at work."
print("Exercise 2:", say)

# %% solution_2
input_rate, hidden_rate = 1 - 0.8, 1 - 0.5
working_in_training, working_in_use = 512 // 2, 512
print(f"rates {input_rate:.1f} and {hidden_rate}")
print(f"at work: {working_in_training} in training, {working_in_use} in use")

# %% wrong_2_1
input_rate, hidden_rate, working_in_training, working_in_use = 0.8, 0.5, 256, 512

# %% wrong_2_2
input_rate, hidden_rate, working_in_training, working_in_use = 0.2, 0.5, 256, 256

# %% wrong_2_3
input_rate, hidden_rate, working_in_training, working_in_use = 0.2, 0.5, 512, 512

# %% wrong_2_4
input_rate, hidden_rate, working_in_training, working_in_use = 20, 50, 256, 512

# %% wrong_2_5
input_rate, hidden_rate, working_in_training, working_in_use = 0.2, 0.5, 256, 1024

# %% task_3
# Exercise 3: Right on average, but only up to the bend
#
# The sum of one neuron, with dropout before it: `terms` are its inputs times their
# weights. `keep` has 20,000 masks at a rate of 0.5, a row each. Compute `mean_sum`, the
# mean of the masked sums (with the factor), and `mean_answer`, the mean of ReLU of each
# sum. Predict: which of the two equals what the neuron gives in use, where nothing is
# dropped?
terms = np.array([2.0, -1.5, 1.0, -1.0])
rng = np.random.default_rng(1)
keep = rng.random((20000, 4)) >= 0.5

mean_sum = ...
mean_answer = ...

# %% check_3
sums = (keep * terms / 0.5).sum(axis=1)
if mean_sum is ... or mean_answer is ...:
    say = "not yet. Replace both. First 20,000 sums, one for each mask."
elif shape_of(mean_sum) == (20000,):
    say = "not yet. These are the sums, one for each mask. Now their mean."
elif not numbers(mean_sum, mean_answer):
    say = "not yet. Single numbers are asked for, no table and no text."
elif np.isclose(mean_sum, sums.mean() / 2):
    say = "not yet. Half of what it should be: the factor for the kept ones is missing."
elif np.isclose(mean_sum, (keep * terms / 0.5).mean()):
    say = "not yet. You averaged over single terms. Add up the 4 of each mask first."
elif 1e-6 < abs(mean_sum - sums.mean()) < 0.05:
    say = "not yet. Near, but not of these masks: use keep, and do not round."
elif not np.isclose(mean_sum, sums.mean()):
    say = (
        f"not yet. The masked sums have a mean of {sums.mean():.2f}, not "
        f"{mean_sum:.2f}."
    )
elif np.isclose(mean_answer, max(sums.mean(), 0)):
    say = "not yet. This is ReLU of the mean. Take ReLU of each sum, then the mean."
elif np.isclose(mean_answer, sums[sums > 0].mean()):
    say = "not yet. This is the mean of the sums above 0. The others count, as 0."
elif np.isclose(mean_answer, np.maximum(2 * keep * terms, 0).sum(axis=1).mean()):
    say = "not yet. You bent each term. The neuron bends its sum: add up first."
elif not np.isclose(mean_answer, np.maximum(sums, 0).mean()):
    say = (
        "not yet. The sums are right. ReLU turns each negative one into 0; then "
        "average."
    )
else:
    say = (
        "right. The sum is 0.5 both ways; the mean after the bend is more than twice "
        "that."
    )
print("Exercise 3:", say)

# %% solution_3
masked = (keep * terms / 0.5).sum(axis=1)
mean_sum = masked.mean()
mean_answer = np.maximum(masked, 0).mean()
print(f"sum: {mean_sum:.2f} on average, {terms.sum():.2f} in use")
print(f"answer: {mean_answer:.2f} on average, {max(terms.sum(), 0):.2f} in use")

# %% wrong_3_1
mean_sum = (keep * terms).sum(axis=1).mean()
mean_answer = np.maximum((keep * terms).sum(axis=1), 0).mean()

# %% wrong_3_2
mean_sum = (keep * terms / 0.5).sum(axis=1).mean()
mean_answer = max(mean_sum, 0)

# %% wrong_3_3
mean_sum = (keep * terms / 0.5).mean()
mean_answer = np.maximum(keep * terms / 0.5, 0).mean()

# %% wrong_3_4
mean_sum = terms.sum()
mean_answer = max(mean_sum, 0)

# %% wrong_3_5
sums = 2 * (keep * terms).sum(axis=1)
mean_sum, mean_answer = sums.mean(), sums[sums > 0].mean()

# %% wrong_3_6
mean_sum = 2 * (keep * terms).sum(axis=1).mean()
mean_answer = np.maximum(2 * keep * terms, 0).sum(axis=1).mean()

# %% wrong_3_7
mean_sum = 2 * (keep * terms).sum(axis=1)
mean_answer = np.maximum(mean_sum, 0)
