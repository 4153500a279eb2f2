# %% setup
# Needs: pip install numpy matplotlib
import matplotlib.pyplot as plt
import numpy as np

# %% points
places = np.arange(4)

# %% task_1
# Exercise 1: Squares
#
# Square each place: $1$, $2$ and so on, with `places`. A word may be **bold** or *slanted*.
#
# - Give an array.
# - Keep its length.
squares_of_every_place_that_is_in_the_array_above_and_whose_name_is_long = ...

# %% check_1
squares = squares_of_every_place_that_is_in_the_array_above_and_whose_name_is_long
if squares is ...:
    say = "not yet. Replace the dots by an array of 4 numbers, and mind its <length>."
elif np.shape(squares) != (4,):
    say = "not yet. Something else than 4 numbers came out."
elif np.array_equal(squares, 2 * places):
    say = "not yet. These are the doubles. A square is a number times itself."
else:
    say = "right. Each place times itself, as <b> and & would have it."
print("Exercise 1:", say)

# %% solution_1
squares_of_every_place_that_is_in_the_array_above_and_whose_name_is_long = places**2
print(*squares_of_every_place_that_is_in_the_array_above_and_whose_name_is_long)
# Figure: Four points that rise ever faster,
#     from the lower left to the upper right.
plt.plot(places, places**2, "o")
plt.xlabel("place")
plt.show()

# %% wrong_1_1
squares_of_every_place_that_is_in_the_array_above_and_whose_name_is_long = 2 * places

# %% wrong_1_2
squares_of_every_place_that_is_in_the_array_above_and_whose_name_is_long = 9
