import { compile } from "../json/expression.js";
import { name } from "./words.js";

/** A JSONata expression that can be read; `none` is a word of its own where a section says so. */
export const expression = name.superRefine((source, context) => {
  try {
    compile(source);
  } catch (error) {
    const why = (error as { message?: string }).message ?? "it can't be read";
    context.addIssue({ code: "custom", message: `is no JSONata expression: ${why}` });
  }
});
