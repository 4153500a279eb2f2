"""Heat in a plate

One edge of a plate is hot; the heat spreads step by step. Edition 0.
"""

# %% compute
import numpy as np

plate = np.zeros((300, 300))
plate[0] = 1.0
for _ in range(9000):
    inner = plate[:-2, 1:-1] + plate[2:, 1:-1] + plate[1:-1, :-2] + plate[1:-1, 2:]
    plate[1:-1, 1:-1] = inner / 4

# %% tell
print(f"mean heat of the plate: {plate.mean():.4f}")
