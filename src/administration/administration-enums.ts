import { registerEnumType } from "type-graphql";
import { Role, Scope, ViewerKind } from "../access/viewer.js";

/** Whether a client's key works today. */
export enum ApiClientStatus {
  ACTIVE = "ACTIVE",
  EXPIRED = "EXPIRED",
  REVOKED = "REVOKED",
}

/** What an entry of the audit log is about. */
export enum AuditKind {
  SIGN_IN = "SIGN_IN",
  READ = "READ",
  WRITE = "WRITE",
  ADMINISTRATION = "ADMINISTRATION",
}

/** How it ended. */
export enum AuditOutcome {
  DONE = "DONE",
  REFUSED = "REFUSED",
  FAILED = "FAILED",
}

registerEnumType(Role, {
  name: "Role",
  description: "What someone who signed in is here for. Each role may what the ones before it may.",
  valuesConfig: {
    READER: { description: "Reads OPEN data; SHARED data too, if he belongs to an agency." },
    AGENCY: { description: "Reads OPEN and SHARED data and all of its own agency's, and writes the latter." },
    STEWARD: { description: "Reads and writes the data of all agencies." },
    ADMIN: { description: "Everything, API clients and the audit log included." },
  },
});

registerEnumType(Scope, {
  name: "Scope",
  description: "What a credential was given out for.",
  valuesConfig: {
    READ: { description: "Queries." },
    WRITE: { description: "Mutations." },
  },
});

registerEnumType(ViewerKind, {
  name: "ViewerKind",
  description: "What kind of caller asks.",
  valuesConfig: {
    ANONYMOUS: { description: "Anyone who sends no credential." },
    CLIENT: { description: "A programme with an API key." },
    PERSON: { description: "A person with a token of the sign-in service." },
    SYSTEM: { description: "Kho itself, on its command line." },
  },
});

registerEnumType(ApiClientStatus, {
  name: "ApiClientStatus",
  description: "Whether the key of an API client works.",
  valuesConfig: {
    ACTIVE: { description: "It works." },
    EXPIRED: { description: "Its time is over; rotating it with a later expiry makes a new key." },
    REVOKED: { description: "It was revoked, for good." },
  },
});

registerEnumType(AuditKind, {
  name: "AuditKind",
  description: "What an entry of the audit log is about.",
  valuesConfig: {
    SIGN_IN: { description: "A credential that was refused." },
    READ: { description: "A question that was refused, also one for rows that the caller may not know of." },
    WRITE: { description: "A change of data." },
    ADMINISTRATION: { description: "A change of who may what." },
  },
});

registerEnumType(AuditOutcome, {
  name: "AuditOutcome",
  description: "How it ended.",
  valuesConfig: {
    DONE: { description: "It was done." },
    REFUSED: { description: "It was refused, and the caller was told why." },
    FAILED: { description: "It failed, and nobody foresaw it." },
  },
});
