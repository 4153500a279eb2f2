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
# Exercise 1: The largest rate that still arrives
#
# A neuron with one weight learns from these masses (kg) and stretches (cm) by the mean
# of the squared errors, halved. How curved is its loss, and which is the limit above
# which descent flies off? Compute both, do not try rates.
mass = np.array([1.0, 2.0, 3.0])
stretch = np.array([2.1, 3.9, 6.0])

curvature = ...
limit = ...

# %% check_1
if curvature is ... or limit is ...:
    say = "not yet. Replace both. How fast does the slope change with the weight?"
elif not numbers(curvature, limit):
    say = "not yet. Single numbers are asked for, no table and no text."
elif np.isclose(curvature, 14):
    say = "not yet. This is the sum of the squared masses. The loss takes their mean."
elif np.isclose(curvature, 4):
    say = "not yet. This is the square of the mean mass. Square first, then average."
elif np.isclose(curvature, 2):
    say = "not yet. This is the mean mass. In the slope the mass stands twice."
elif not np.isclose(curvature, 14 / 3):
    say = f"not yet. {curvature:.5g}? It hangs on the masses alone. Do not round it."
elif np.isclose(limit, 3 / 14):
    say = "not yet. This rate lands on the bottom in one step. It may go farther."
elif not np.isclose(limit, 6 / 14):
    say = "not yet. The curvature is right. What makes the factor of a step exactly -1?"
else:
    say = "right. At 2 divided by the curvature each step lands as far off as it began."
print("Exercise 1:", say)

# %% solution_1
curvature = (mass**2).mean()
limit = 2 / curvature
for rate in (0.9 * limit, 1.1 * limit):
    w = 0.0
    for _ in range(30):
        w -= rate * (mass * (w * mass - stretch)).mean()
    print(f"rate {rate:.2f}: after 30 steps w = {w:.2f}")

# %% wrong_1_1
curvature = (mass**2).sum()
limit = 2 / curvature

# %% wrong_1_2
curvature = mass.mean() ** 2
limit = 2 / curvature

# %% wrong_1_3
curvature = (mass**2).mean()
limit = 1 / curvature

# %% task_2
# Exercise 2: A step of momentum
#
# Write `momentum`: it gets the weights, the velocity, the gradient, a rate and `beta`,
# and gives the new weights *and* the new velocity. By hand first, for one weight: at 5,
# velocity 2, gradient 10, rate 0.1, `beta` 0.5.


def momentum(w, velocity, gradient, rate, beta):
    return ..., ...


# %% check_2
got = momentum(5.0, 2.0, 10.0, 0.1, 0.5)
if shape_of(got) != (2,):
    say = "not yet. Give two numbers: the new weight, then the new velocity."
elif np.allclose(got, (4, 0)) or np.allclose(got, (4, -1)):
    say = "not yet. The gradient came in, but the old velocity was forgotten."
elif np.allclose(got, (7, 2)):
    say = "not yet. This goes uphill: the gradient comes in with a minus."
elif np.allclose(got, (7, 0)):
    say = "not yet. The weight moved by the old velocity. First the new one, then move."
elif np.allclose(got, (5.5, 0.5)):
    say = "not yet. beta holds back the old velocity only. The new step comes in whole."
elif np.allclose(got, (-4, -9)):
    say = "not yet. The gradient came in whole. The rate makes a step of it."
elif not np.allclose(got, (5, 0)):
    say = (
        f"not yet. You get {got}. The new velocity is 0.5 times 2, minus 0.1 times 10."
    )
elif not np.allclose(momentum(5.0, 0.0, 10.0, 0.1, 0.5), (4, -1)):
    say = "not yet. Right here, wrong from rest. Use what the function gets."
else:
    say = "right. Half of 2, minus 1: the two cancel, as they do across a valley."
print("Exercise 2:", say)


# %% solution_2
def momentum(w, velocity, gradient, rate, beta):
    velocity = beta * velocity - rate * gradient
    return w + velocity, velocity


print(momentum(5.0, 2.0, 10.0, 0.1, 0.5), momentum(5.0, 0.0, 10.0, 0.1, 0.5))


# %% wrong_2_1
def momentum(w, velocity, gradient, rate, beta):
    return w - rate * gradient, -rate * gradient


# %% wrong_2_2
def momentum(w, velocity, gradient, rate, beta):
    new = beta * velocity + rate * gradient
    return w + new, new


# %% wrong_2_3
def momentum(w, velocity, gradient, rate, beta):
    return w + velocity, beta * velocity - rate * gradient


# %% wrong_2_4
def momentum(w, velocity, gradient, rate, beta):
    new = beta * (velocity - rate * gradient)
    return w + new, new


# %% task_3
# Exercise 3: Find the bug in Adam
#
# This Adam should move a weight by about `rate` in its first step, whatever the slope.
# It moves it three times as far. One line of `adam` is missing a part. Mend it.


def adam(slopes, rate=0.1, b1=0.9, b2=0.999):
    w, mean, square = 0.0, 0.0, 0.0
    for step, slope in enumerate(slopes, 1):
        mean = b1 * mean + (1 - b1) * slope
        square = b2 * square + (1 - b2) * slope**2
        right_mean, right_square = mean, square
        w -= rate * right_mean / (right_square**0.5 + 1e-8)
    return w


# %% check_3
one, two = adam([5.0]), adam([5.0, 5.0])
if one is None or one is ...:
    say = "not yet. The function gives nothing back: keep its last line, return w."
elif not numbers(one, two):
    say = "not yet. One number should come back, the weight: keep the last line."
elif np.isclose(one, -0.1 * 0.1 / 0.001**0.5, rtol=0.001):
    say = "not yet. Both averages start at 0 and are too small at first. Correct them."
elif np.isclose(one, -0.1 / 0.001**0.5, rtol=0.001):
    say = (
        "not yet. The mean is corrected, its partner is not: now the step is far too "
        "long."
    )
elif np.isclose(one, -0.1 * 0.1, rtol=0.001):
    say = (
        "not yet. The square is corrected, the mean is not: now the step is too short."
    )
elif np.isclose(one, 0.1):
    say = "not yet. The length is right, the direction is uphill."
elif not np.isclose(one, -0.1):
    say = f"not yet. The first step moves by {one:.4f}; it should be by -0.1."
elif not np.isclose(two, -0.2):
    say = (
        "not yet. The first step is right. In step 2 the correction is another: b to "
        "the step."
    )
elif not np.isclose(adam([0.001]), -0.1, rtol=0.001):
    say = "not yet. For a slope of 5 it is right, for one of 0.001 it is not."
else:
    say = "right. Divided by 1 - b to the step, both averages have their full size."
print("Exercise 3:", say)


# %% solution_3
def adam(slopes, rate=0.1, b1=0.9, b2=0.999):
    w, mean, square = 0.0, 0.0, 0.0
    for step, slope in enumerate(slopes, 1):
        mean = b1 * mean + (1 - b1) * slope
        square = b2 * square + (1 - b2) * slope**2
        right_mean, right_square = mean / (1 - b1**step), square / (1 - b2**step)
        w -= rate * right_mean / (right_square**0.5 + 1e-8)
    return w


for slope in (5.0, 0.01):
    print(f"slope {slope}: the first step moves the weight by {adam([slope]):.3f}")


# %% wrong_3_1
def adam(slopes, rate=0.1, b1=0.9, b2=0.999):
    w, mean, square = 0.0, 0.0, 0.0
    for step, slope in enumerate(slopes, 1):
        mean = b1 * mean + (1 - b1) * slope
        square = b2 * square + (1 - b2) * slope**2
        w -= rate * mean / (1 - b1**step) / (square**0.5 + 1e-8)
    return w


# %% wrong_3_2
def adam(slopes, rate=0.1, b1=0.9, b2=0.999):
    w, mean, square = 0.0, 0.0, 0.0
    for step, slope in enumerate(slopes, 1):
        mean = b1 * mean + (1 - b1) * slope
        square = b2 * square + (1 - b2) * slope**2
        w -= rate * mean / ((square / (1 - b2**step)) ** 0.5 + 1e-8)
    return w


# %% wrong_3_3
def adam(slopes, rate=0.1, b1=0.9, b2=0.999):
    w, mean, square = 0.0, 0.0, 0.0
    for slope in slopes:
        mean = b1 * mean + (1 - b1) * slope
        square = b2 * square + (1 - b2) * slope**2
        w -= rate * mean / (1 - b1) / ((square / (1 - b2)) ** 0.5 + 1e-8)
    return w
