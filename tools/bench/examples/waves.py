"""Damped waves

Three waves that fade at different speeds. Edition 0.
"""

# %% compute
import matplotlib.pyplot as plt
import numpy as np

time = np.linspace(0, 10, 400)
waves = {rate: np.exp(-rate * time) * np.cos(4 * time) for rate in (0.1, 0.3, 0.9)}
print("waves that fade:", len(waves))

# %% draw
for rate, wave in waves.items():
    plt.plot(time, wave, linewidth=1.0, label=f"rate {rate}")
plt.xlabel("time")
plt.ylabel("height")
plt.legend()
plt.show()
