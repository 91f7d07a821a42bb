import { Column, Entity, PrimaryColumn } from "typeorm";

/** The blocks of the last large file that was read in one way, by which the next one is found to repeat it. */
@Entity("file_block_list")
export class FileBlockListEntity {
  /** Digest of the header and of how the columns are read. */
  @PrimaryColumn({ type: "text", name: "key", primaryKeyConstraintName: "file_block_list_pkey" })
  key!: string;

  /** The data version with the file in it: a series that was published since is read anew. */
  @Column({ type: "integer", name: "publication_id" })
  publicationId!: number;

  /** Digest of the codes and limits by which rows are understood: when they change, the list is worth nothing. */
  @Column({ type: "text", name: "catalogue" })
  catalogue!: string;

  /** The unit that was declared for the whole file, if any: rows were only checked against this one. */
  @Column({ type: "text", name: "unit", nullable: true })
  unit!: string | null;

  /** See block-list.ts. */
  @Column({ type: "bytea", name: "blocks" })
  blocks!: Buffer;

  @Column({ type: "timestamptz", name: "kept_at", default: () => "now()" })
  keptAt!: Date;
}
