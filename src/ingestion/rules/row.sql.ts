import { RULES_OF_KIND, STANDING_SUBJECT } from "./problems.sql.js";

/** Rules that look at a value alone. $1 severity, $2 kind. */

const matching = (condition: string): string => `
  INSERT INTO staged_problem
  SELECT st.line, ir.id, '{}'
  FROM ${STANDING_SUBJECT} AS st
  JOIN ${RULES_OF_KIND} AS ir ON ir.indicator_id = st.indicator_id OR ir.indicator_id IS NULL
  WHERE ${condition}`;

export const RANGE = matching(`st.value < ir.minimum OR st.value > ir.maximum`);

/** 1.50 has one fraction digit. */
export const DECIMALS = matching(`scale(trim_scale(st.value)) > ir.allowed`);
