import type { GraphQLField, GraphQLSchema } from "graphql";
import { Extensions } from "type-graphql";
import type { Role, Viewer } from "../access/viewer.js";
import { hasRole, Scope } from "../access/viewer.js";
import { AppError } from "../shared/errors.js";
import type { Context } from "./context.js";

/** The least role for a field at the root; SIGNED_IN is any of them, ANYONE includes anonymous callers. */
export type Permission = Role | "SIGNED_IN" | "ANYONE";

interface AuditOptions {
  /** What a mutation was done to, told from its result; from its arguments when left out. */
  readonly subject?: (result: never) => string | undefined;
}

type RootField = GraphQLField<unknown, Context>;

/**
 * Who may call a field at the root: `@Allows(Role.ADMIN)`. Every mutation must say so (`prepareRoot` refuses to start
 * otherwise); a query that does not is for everyone. Which rows someone sees is not decided here, but in the reads.
 */
export function Allows(permission: Permission, { subject }: AuditOptions = {}): MethodDecorator {
  return Extensions({ allows: permission, subject });
}

export function permissionOf(field: RootField): Permission | undefined {
  return field.extensions["allows"] as Permission | undefined;
}

export function subjectOf(field: RootField): AuditOptions["subject"] {
  return field.extensions["subject"] as AuditOptions["subject"];
}

/** Throws when a viewer may not call the field; nothing else decides that. */
export function permitOf(field: RootField, isMutation: boolean): (viewer: Viewer) => void {
  const permission = permissionOf(field) ?? (isMutation ? undefined : "ANYONE");
  if (!permission) throw new Error(`the mutation ${field.name} does not say whom it allows`);
  const scope = isMutation ? Scope.WRITE : Scope.READ;
  return (viewer) => {
    if (isAllowed(viewer, permission) && viewer.scopes.includes(scope)) return;
    throw refusal(viewer, field.name, permission, scope);
  };
}

/** Names of the protected fields that a viewer may call. */
export function allowedFields(schema: GraphQLSchema, viewer: Viewer): string[] {
  const fields = (type: ReturnType<GraphQLSchema["getQueryType"]>, scope: Scope) =>
    Object.values(type?.getFields() ?? {}).filter((field) => {
      const permission = permissionOf(field as RootField);
      return permission && isAllowed(viewer, permission) && viewer.scopes.includes(scope);
    });
  return [...fields(schema.getQueryType(), Scope.READ), ...fields(schema.getMutationType(), Scope.WRITE)]
    .map(({ name }) => name)
    .sort();
}

function isAllowed(viewer: Viewer, permission: Permission): boolean {
  if (permission === "ANYONE") return true;
  return permission === "SIGNED_IN" ? viewer.role !== null : hasRole(viewer, permission);
}

function refusal(viewer: Viewer, field: string, permission: Permission, scope: Scope): AppError {
  if (viewer.kind === "ANONYMOUS")
    return new AppError("UNAUTHENTICATED", `${field} is for signed-in callers: send an API key or a token.`, { field });
  if (!isAllowed(viewer, permission))
    return new AppError("FORBIDDEN", `${field} needs the role ${permission}.`, { field, role: permission });
  return new AppError("FORBIDDEN", `${field} needs the scope ${scope}.`, { field, scope });
}
