import { progress } from "./progress.js";
import { collapse } from "./collapse.js";
import { q1 } from "./q1.js";
import { q10 } from "./q10.js";
import { q2 } from "./q2.js";
import { q3 } from "./q3.js";
import { q4 } from "./q4.js";
import { q5 } from "./q5.js";
import { q6 } from "./q6.js";
import { q7 } from "./q7.js";
import { q8 } from "./q8.js";
import { q9 } from "./q9.js";
import { scorecard } from "./scorecard.js";

/**
 * What is asked. Each question has: `variants(world)`, the variables of many requests in nobody's language; for each way of speaking
 * (kho, postgraphile, tutorial, limit) the request, an optional `cursor(ask, variant)` looked up beforehand, and `rows(data)`, which turns
 * the answer into the plain rows that are compared; and `expected`, a direct SQL query for the same rows.
 *
 * A way of speaking in which a question can't be said is left out; its contestants are then not asked it.
 */
export const QUESTIONS = { q1, q2, q3, q4, q5, q6, q7, q8, q9, q10, progress, scorecard, collapse };
