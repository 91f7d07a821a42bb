import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/** One row whose number changes with every change of the catalogue; triggers keep it. */
@Entity("catalogue_version")
@Check("catalogue_version_one_row_check", `id`)
export class CatalogueVersionEntity {
  @PrimaryColumn({ type: "boolean", name: "id", default: true, primaryKeyConstraintName: "catalogue_version_pkey" })
  id!: boolean;

  @Column({ type: "integer", name: "version", default: 0 })
  version!: number;
}
