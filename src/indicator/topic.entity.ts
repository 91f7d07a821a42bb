import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from "typeorm";
import type { Relation } from "typeorm";

/** A subject under which indicators are filed; topics form a tree. */
@Entity("topic")
@Unique("topic_code_key", ["code"])
@Index("topic_parent_id_idx", ["parentId"])
export class TopicEntity {
  @PrimaryGeneratedColumn("identity", {
    type: "integer",
    name: "id",
    generatedIdentity: "BY DEFAULT",
    primaryKeyConstraintName: "topic_pkey",
  })
  id!: number;

  @Column({ type: "text", name: "code" })
  code!: string;

  @Column({ type: "text", name: "name_vi", collation: "kho_vi" })
  nameVi!: string;

  @Column({ type: "text", name: "name_en", nullable: true })
  nameEn!: string | null;

  @Column({ type: "integer", name: "parent_id", nullable: true })
  parentId!: number | null;

  @ManyToOne(() => TopicEntity)
  @JoinColumn({ name: "parent_id", foreignKeyConstraintName: "topic_parent_id_fkey" })
  parent?: Relation<TopicEntity> | null;

  @Column({
    type: "text",
    name: "search_text",
    generatedType: "STORED",
    asExpression: `kho_search_text(code || ' ' || name_vi || ' ' || coalesce(name_en, ''), name_vi, NULL)`,
    select: false,
    insert: false,
    update: false,
  })
  searchText?: string;
}
