// All that a page needs of our engine for networks that look at pictures.
import { Conv2D } from "../../../web/network/convolution.js"
import { Dense, Flatten } from "../../../web/network/dense.js"
import { MaxPooling2D } from "../../../web/network/pooling.js"
import { learner } from "./ours.js"

const kinds = { Conv2D, Dense, Flatten, MaxPooling2D }
export const start = (task) => learner(kinds, task)
