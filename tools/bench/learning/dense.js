// All that a page needs of our engine for networks of dense layers.
import { Dense } from "../../../web/network/dense.js"
import { learner } from "./ours.js"

const kinds = { Dense }
export const start = (task) => learner(kinds, task)
