import type { Logger } from "pino";
import type { Config } from "../config/config.js";

/** What a command works with while Postgres is open. */
export interface Session {
  readonly config: Config;
  readonly log: Logger;
  /** Connection string of the warehouse. */
  readonly url: string;
}

/** A warehouse that answers requests. */
export interface Warehouse {
  readonly url: string;
  /** null when the explorer is off. */
  readonly explorerUrl: string | null;
  /** One line for each thing that the operator should know: which data there is, and up to when. */
  readonly summary: readonly string[];
  /** Answers what was asked, refuses what comes new, and then closes everything. */
  close(): Promise<void>;
}

export interface MigrateOptions {
  /** Undo this many migrations instead of applying the missing ones. */
  readonly down?: number;
  /** Only say which are applied and which are missing. */
  readonly status?: boolean;
}

export interface ClientCreation {
  readonly name: string;
  readonly agency?: string;
  readonly role: "READER" | "AGENCY" | "STEWARD" | "ADMIN";
  readonly scopes: readonly ("READ" | "WRITE")[];
  /** A day, the last one of its keys, or a moment in ISO 8601. */
  readonly expires?: string;
}

export interface ClientRotation {
  readonly clientId: string;
  readonly overlapHours: number;
  readonly expires?: string;
}

/** Commands on API clients; each answers with the lines to print. */
export interface ClientDesk {
  create(creation: ClientCreation): Promise<readonly string[]>;
  list(): Promise<readonly string[]>;
  rotate(rotation: ClientRotation): Promise<readonly string[]>;
  revoke(clientId: string): Promise<readonly string[]>;
}

export type ClientWork = (desk: ClientDesk) => Promise<readonly string[]>;

/** An indicator and how it is to be computed; `create` says what it is when there is none of this code. */
export interface FormulaSpec {
  readonly code: string;
  readonly formula: string;
  readonly create?: {
    readonly name: string;
    readonly unit: string;
    readonly nameEn?: string | undefined;
    readonly decimals?: number | undefined;
    readonly direction?: string | undefined;
    readonly agency?: string | undefined;
    readonly topic?: string | undefined;
    readonly access?: string | undefined;
  };
}

export interface FormulaFlags {
  /** Results take the place of values that the indicator holds. */
  readonly replace?: boolean;
  /** Only say what would happen. */
  readonly dryRun?: boolean;
}

/**
 * What the command line asks of app.ts. It comes through `import()`, so that help and typing errors are answered
 * before the whole program is loaded. The lists are lines to print.
 */
export interface App {
  startWarehouse(config: Config, log: Logger, told: AbortSignal): Promise<Warehouse>;
  migrateWarehouse(session: Session, options: MigrateOptions): Promise<readonly string[]>;
  loadDemo(session: Session): Promise<readonly string[]>;
  /** Opens the desk for one piece of work. */
  atClientDesk(session: Session, work: ClientWork): Promise<readonly string[]>;
  setFormula(session: Session, spec: FormulaSpec, flags: FormulaFlags): Promise<readonly string[]>;
  loadFormulaFile(session: Session, file: string, flags: FormulaFlags): Promise<readonly string[]>;
  dropFormula(session: Session, code: string, flags: FormulaFlags): Promise<readonly string[]>;
  listFormulas(session: Session): Promise<readonly string[]>;
  loadCompositeIndex(session: Session, file: string, flags: Pick<FormulaFlags, "replace">): Promise<readonly string[]>;
  schemaText(): string | Promise<string>;
}

export type AppDoor = () => Promise<App>;
