"""Rain in a year

The amounts come from a data file. Edition 0.
"""

# %% compute
import matplotlib.pyplot as plt
import numpy as np

month, rain = np.loadtxt("rain.csv", delimiter=",", unpack=True)
print("rain in the year:", int(rain.sum()))

# %% draw
plt.bar(month, rain, color="C0")
plt.xlabel("month")
plt.ylabel("rain in mm")
plt.show()
