import type { OperationTypeNode, ValidationRule } from "graphql";
import { aliasesRule } from "./aliases.rule.js";
import { depthRule } from "./depth.rule.js";
import { directivesRule } from "./directives.rule.js";
import { introspectionRule } from "./introspection.rule.js";
import type { Limits } from "./limits.js";
import { operationsRule } from "./operations.rule.js";
import { rootTypeRule } from "./root-type.rule.js";
import { subscriptionRootRule } from "./subscription-root.rule.js";
import { rootFieldsRule } from "./root-fields.rule.js";

/** What a valid document is measured by before it runs. */
export function documentRules(limits: Limits, kinds: readonly `${OperationTypeNode}`[]): ValidationRule[] {
  return [
    rootTypeRule(kinds),
    subscriptionRootRule,
    operationsRule(limits.operations),
    rootFieldsRule(limits.rootFields),
    depthRule(limits.depth),
    aliasesRule(limits.aliases),
    directivesRule(limits.directives),
    introspectionRule(1),
  ];
}
