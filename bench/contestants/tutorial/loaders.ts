import DataLoader from "dataloader";
import { type DataSource, type EntityTarget, In } from "typeorm";
import { Agency, Area, Indicator, Observation, Series, Target, Unit } from "./entities.js";

export const PROVINCE = "77";

interface WithId {
  id: number;
}

function byId<Row extends WithId>(db: DataSource, entity: EntityTarget<Row>) {
  return new DataLoader<number, Row | null>(async (ids) => {
    const rows = await db.getRepository<any>(entity).findBy({ id: In([...ids]) });
    const map = new Map(rows.map((row: Row) => [row.id, row]));
    return ids.map((id) => map.get(id) ?? null);
  });
}

function grouped<Row>(ids: readonly number[], rows: readonly Row[], keyOf: (row: Row) => number): Row[][] {
  const groups = new Map<number, Row[]>(ids.map((id) => [id, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return ids.map((id) => groups.get(id) ?? []);
}

/** The province's series of each indicator. */
function provinceSeries(db: DataSource, ids: readonly number[]): Promise<Series[]> {
  return db
    .getRepository(Series)
    .createQueryBuilder("s")
    .innerJoin(Area, "a", "a.id = s.area_id")
    .where("s.indicator_id IN (:...ids) AND a.code = :province AND s.breakdown = '_T'", { ids, province: PROVINCE })
    .getMany();
}

type Latest = Pick<Observation, "periodStart" | "value" | "status">;

async function observationsOf(db: DataSource, ids: readonly number[]): Promise<Observation[][]> {
  const series = await provinceSeries(db, ids);
  const rows = await db.getRepository(Observation).find({
    where: { seriesId: In(series.map((one) => one.id)) },
    order: { seriesId: "ASC", periodStart: "ASC" },
  });
  const indicatorOf = new Map(series.map((one) => [one.id, one.indicatorId]));
  return grouped(ids, rows, (row) => indicatorOf.get(row.seriesId)!);
}

/** A series holds its latest observation. */
async function latestOf(db: DataSource, ids: readonly number[]): Promise<(Latest | null)[]> {
  const byIndicator = new Map((await provinceSeries(db, ids)).map((one) => [one.indicatorId, one]));
  return ids.map((id) => {
    const series = byIndicator.get(id);
    if (!series?.latestStart) return null;
    return { periodStart: series.latestStart, value: series.lastValue, status: series.lastStatus! };
  });
}

/** Made for each request. */
export function makeLoaders(db: DataSource) {
  return {
    agency: byId(db, Agency),
    area: byId(db, Area),
    unit: byId(db, Unit),
    indicator: byId(db, Indicator),
    series: byId(db, Series),
    indicatorsOfAgency: new DataLoader<number, Indicator[]>(async (ids) => {
      const rows = await db
        .getRepository(Indicator)
        .find({ where: { agencyId: In([...ids]) }, order: { code: "ASC" } });
      return grouped(ids, rows, (row) => row.agencyId);
    }),
    targetsOfIndicator: new DataLoader<number, Target[]>(async (ids) => {
      const rows = await db
        .getRepository(Target)
        .find({ where: { indicatorId: In([...ids]) }, order: { code: "ASC" } });
      return grouped(ids, rows, (row) => row.indicatorId!);
    }),
    observations: new DataLoader<number, Observation[]>((ids) => observationsOf(db, ids)),
    latest: new DataLoader<number, Latest | null>((ids) => latestOf(db, ids)),
  };
}

export interface Context {
  db: DataSource;
  loaders: ReturnType<typeof makeLoaders>;
}
