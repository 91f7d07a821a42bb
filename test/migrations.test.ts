import pg from "pg";
import type { DataSource } from "typeorm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TextFunctions1692800000000 } from "../migrations/1692800000000-text-functions.js";
import { createDataSource, migrate, migrationStates, stepBack } from "../src/database/data-source.js";
import { TABLES } from "../src/formula/recomputing.sql.js";
import { COUNT_GAINS, compareWithCurrent } from "../src/publication/publishing.sql.js";
import { createStagedTables } from "../src/publication/staged-rows.js";
import { readSchema, readStaging, readTables } from "./support/catalogue.js";
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from "./support/postgres.js";

describe("migrations", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  beforeEach(async () => {
    database = await createEmptyDatabase();
    dataSource = createDataSource(database.url);
  });
  afterEach(async () => {
    if (dataSource.isInitialized) await dataSource.destroy();
    await database.drop();
  });

  it("give the same schema when applied, undone and applied again", async () => {
    const all = await migrate(dataSource);
    const schema = await readSchema(database.url);
    expect(schema).toContain(
      "index CREATE INDEX series_area_id_covering_idx ON public.series USING btree (area_id, indicator_id, breakdown, frequency, id) WHERE (access IS NULL)",
    );

    expect(await stepBack(dataSource, all.length)).toEqual(all.toReversed());
    expect(await readSchema(database.url)).toEqual([]);

    expect(await migrate(dataSource)).toEqual(all);
    expect(await readSchema(database.url)).toEqual(schema);
  });

  it("can be undone one by one, and applied again from there", async () => {
    const all = await migrate(dataSource);
    const schema = await readSchema(database.url);
    for (let steps = 1; steps <= all.length; steps++) {
      await stepBack(dataSource, steps);
      expect(await migrate(dataSource)).toEqual(all.slice(-steps));
      expect(await readSchema(database.url)).toEqual(schema);
    }
  });

  it("are applied once when two processes start at the same time", async () => {
    const second = createDataSource(database.url);
    const applied = await Promise.all([migrate(dataSource), migrate(second)]);
    await second.destroy();
    const counts = applied.map((names) => names.length).sort((a, b) => a - b);
    expect(counts).toEqual([0, dataSource.migrations.length]);
  });

  it("are all undone when one of them fails", async () => {
    await dataSource.initialize();
    await dataSource.query(`CREATE TABLE plan (in_the_way integer)`);
    await expect(migrate(dataSource)).rejects.toThrow('relation "plan" already exists');
    expect((await migrationStates(dataSource)).filter(({ applied }) => applied)).toEqual([]);
    expect(await readSchema(database.url)).toEqual(["column plan.in_the_way integer"]);
  });
});

describe("entities and migrations never drift apart", () => {
  let migrated: TestDatabase;
  beforeEach(async () => {
    migrated = await createTestDatabase();
  });
  afterEach(() => migrated.drop());

  it("TypeORM finds nothing to change in the migrated tables", async () => {
    const dataSource = await createDataSource(migrated.url).initialize();
    await noteGeneratedColumns(dataSource);
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    await dataSource.destroy();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  // TypeORM compares checks, exclusions, partial indexes and foreign keys by their names alone. So tables are made
  // from the entities, and Postgres's own spelling of both is compared. Triggers are known to the migrations alone.
  it("tables made from the entities are the migrated tables", async () => {
    const made = await createEmptyDatabase();
    await makeTablesFromEntities(made.url);
    const [tables, expected] = [await readTables(made.url), await readTables(migrated.url)];
    await made.drop();
    expect(tables).toEqual(expected);
  });

  // A release lays its rows out in tables that stand, everything else in temporary ones: the statements are the same.
  it("the tables in which a release is laid out are those that every import makes for itself", async () => {
    const client = new pg.Client({ connectionString: migrated.url });
    await client.connect();
    await client.query("BEGIN");
    await createStagedTables(client);
    await client.query(`${compareWithCurrent(true)}; ${COUNT_GAINS}; ${TABLES.TEMPORARY.make}`);
    const [standing, temporary] = [await readStaging(client, "STANDING"), await readStaging(client, "TEMPORARY")];
    await client.end();
    expect(standing).toContain("staged_row 6 status character(1)");
    // Nothing is released together with the record behind it; and what a query makes into a table knows no NOT NULL.
    expect(temporary.filter((line) => !line.startsWith("staged_raw "))).toEqual(
      standing.map((line) => line.replace(/^(staged_change .*) NOT NULL$/, "$1")).sort(),
    );
  });
});

/** What TypeORM notes when it makes a generated column itself; it can't read the expression back from Postgres. */
async function noteGeneratedColumns(dataSource: DataSource): Promise<void> {
  const columns = dataSource.entityMetadatas.flatMap(({ columns }) =>
    columns.filter(({ generatedType }) => generatedType),
  );
  for (const { entityMetadata, databaseName, asExpression } of columns) {
    await dataSource.query(
      `INSERT INTO typeorm_metadata (type, database, schema, "table", name, value)
       VALUES ('GENERATED_COLUMN', current_database(), current_schema(), $1, $2, $3)`,
      [entityMetadata.tableName, databaseName, asExpression],
    );
  }
}

async function makeTablesFromEntities(url: string): Promise<void> {
  const dataSource = await createDataSource(url).initialize();
  const queryRunner = dataSource.createQueryRunner();
  await new TextFunctions1692800000000().up(queryRunner);
  await queryRunner.release();
  await dataSource.synchronize();
  await dataSource.destroy();
}
