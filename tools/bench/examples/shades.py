"""Shades of a palette

The colors come from a module that lies beside this program. Edition 0.
"""

# %% compute
import matplotlib.pyplot as plt
from palette import COUNT, shades

colors = shades(24)
print("shades in the palette:", COUNT)

# %% draw
for place, color in enumerate(colors):
    plt.bar(place, place + 1, color=color, width=1.0)
plt.xlabel("place")
plt.ylabel("height")
plt.show()
