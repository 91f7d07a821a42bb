import { TOTAL_BREAKDOWN, areaInKey, seriesKey } from "../observation/series-key.js";
import type { Catalogue, DemoIndicator } from "./catalogue.js";
import type { CopyValue, TableRows } from "./copy.js";
import { finder } from "./lookup.js";
import { ObservationLines } from "./observation-lines.js";
import type { PeriodFigures, Version } from "./observation-lines.js";
import { citationOf, factFigures } from "./published-facts.js";
import type { Fact } from "./published-facts.js";
import type { Edition } from "./sample-divider.js";
import { sampleFamilies } from "./sample-family.js";
import type { Family } from "./sample-family.js";
import { scaledText } from "./split.js";

type Row = Readonly<Record<string, CopyValue>>;

/** Every series with its observations: published facts where there are some for the indicator, else the sample; none for what formulas compute. */
export interface SeriesContent {
  readonly series: TableRows;
  readonly breakdowns: TableRows;
  readonly lines: ObservationLines;
  /** The id of an indicator's total for the province, by the indicator's code. */
  readonly provinceSeries: ReadonlyMap<string, number>;
}

export function seriesContent(catalogue: Catalogue): SeriesContent {
  const writer = new SeriesWriter(catalogue);
  const factsOf = Map.groupBy(catalogue.files.facts, ({ indicator }) => indicator);
  const indicatorOf = finder("indicators", catalogue.indicators, ({ code }) => code);
  for (const code of factsOf.keys()) indicatorOf(code);
  const derived = new Set(catalogue.files.formulas.map(({ indicator }) => indicator));
  for (const indicator of catalogue.indicators) {
    const facts = factsOf.get(indicator.code);
    // An indicator with facts has no sample at all: invented districts would not add up to a published province.
    if (facts) writer.addFacts(indicator, facts);
    else if (derived.has(indicator.code)) continue;
    else for (const family of sampleFamilies(indicator, catalogue)) writer.addFamily(family);
  }
  return writer.content();
}

class SeriesWriter {
  private readonly series: Row[] = [];
  private readonly breakdowns: Row[] = [];
  private readonly lines = new ObservationLines();
  private readonly provinceSeries = new Map<string, number>();
  private readonly areaOf;
  private readonly provinceId;

  constructor({ areas }: Catalogue) {
    this.areaOf = finder("areas", areas, ({ code }) => code);
    this.provinceId = areas.find(({ level }) => level === "1")?.id;
  }

  content(): SeriesContent {
    const { lines, provinceSeries } = this;
    return {
      series: { table: "series", rows: this.series },
      breakdowns: { table: "series_breakdown", rows: this.breakdowns },
      lines,
      provinceSeries,
    };
  }

  addFamily({ indicator, members, rows }: Family): void {
    const decimals = Number(indicator.decimals);
    members.forEach(({ key, areaId, breakdown, codeId, dimensionId }, i) => {
      const figures = rows.map(({ period: { start, end }, status, comment, editions }) => {
        return { start, end, status, comment, versions: versionsOf(editions, i, status, decimals) };
      });
      const id = this.add(indicator, { key, area_id: areaId, breakdown, provenance: "SAMPLE" }, figures);
      if (codeId !== null) {
        this.breakdowns.push({ series_id: id, dimension_id: dimensionId, dimension_code_id: codeId });
      }
    });
  }

  addFacts(indicator: DemoIndicator, facts: readonly Fact[]): void {
    for (const [code, ofArea] of Map.groupBy(facts, ({ area }) => area)) {
      const key = seriesKey({
        frequency: indicator.frequency,
        indicator: indicator.code,
        area: areaInKey(code, null),
        breakdown: TOTAL_BREAKDOWN,
      });
      const about = { key, area_id: this.areaOf(code).id, breakdown: TOTAL_BREAKDOWN, provenance: "PUBLISHED" };
      this.add(indicator, { ...about, ...citationOf(ofArea) }, factFigures(indicator, ofArea));
    }
  }

  private add(indicator: DemoIndicator, about: Row, figures: readonly PeriodFigures[]): number {
    const id = this.series.length + 1;
    const { key, area_id, breakdown, provenance, citation_vi = null, citation_en = null } = about;
    this.series.push({
      id,
      key: key!,
      indicator_id: indicator.id,
      area_id: area_id!,
      frequency: indicator.frequency,
      breakdown: breakdown!,
      provenance: provenance!,
      citation_vi,
      citation_en,
      ...this.lines.add(id, figures),
    });
    if (area_id === this.provinceId && breakdown === TOTAL_BREAKDOWN) this.provinceSeries.set(indicator.code, id);
    return id;
  }
}

/** Small figures often survive a revision of their sum unchanged: then there is one version. */
function versionsOf(editions: readonly Edition[], member: number, status: string, decimals: number): Version[] {
  if (status === "O") return [{ publication: 1, value: null }];
  const changed = editions.filter(({ values }, i) => i === 0 || values[member] !== editions[i - 1]!.values[member]);
  return changed.map(({ publication, values }) => ({ publication, value: scaledText(values[member]!, decimals) }));
}
