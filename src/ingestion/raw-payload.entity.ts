import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from "typeorm";
import type { Relation } from "typeorm";
import { SyncRunEntity } from "./sync-run.entity.js";

/** What a source sent, as it sent it: kept for a while, so that every published number can be traced to its bytes. */
@Entity("raw_payload")
@Unique("raw_payload_run_id_page_key", ["runId", "page"])
@Check("raw_payload_sha256_check", `sha256 ~ '^[0-9a-f]{64}$'`)
export class RawPayloadEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "raw_payload_pkey",
  })
  id!: number;

  @Column({ type: "integer", name: "run_id" })
  runId!: number;

  @ManyToOne(() => SyncRunEntity, { onDelete: "CASCADE" })
  @JoinColumn({ name: "run_id", foreignKeyConstraintName: "raw_payload_run_id_fkey" })
  run?: Relation<SyncRunEntity>;

  @Column({ type: "integer", name: "page" })
  page!: number;

  /** Method and address, without secrets; or a file's name. */
  @Column({ type: "text", name: "request" })
  request!: string;

  @Column({ type: "timestamptz", name: "received_at" })
  receivedAt!: Date;

  @Column({ type: "text", name: "content_type", nullable: true })
  contentType!: string | null;

  /** Bytes before compression. */
  @Column({ type: "bigint", name: "size" })
  size!: string;

  /** Of the bytes before compression, in hex. */
  @Column({ type: "text", name: "sha256" })
  sha256!: string;

  /** Gzip; null once the retention time is over, and for files that were too large to keep. */
  @Column({ type: "bytea", name: "bytes", nullable: true })
  bytes!: Buffer | null;
}
