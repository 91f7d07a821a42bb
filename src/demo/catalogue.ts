import type { ReportingCalendar } from "../shared/reporting-calendar.js";
import type { DemoFiles, FileRow } from "./demo-files.js";
import { finder, numbered } from "./lookup.js";

type WithId<Row> = Row & { readonly id: number };

export interface DemoIndicator extends WithId<FileRow<"indicators">> {
  readonly agencyId: number;
  readonly calendarId: number;
  readonly reporting: ReportingCalendar;
}

/** The files with ids, which the database's rows and the sample share; ids are line numbers, so every load gives the same. */
export interface Catalogue {
  readonly files: DemoFiles;
  readonly areas: readonly WithId<FileRow<"areas">>[];
  readonly agencies: readonly WithId<FileRow<"agencies">>[];
  readonly topics: readonly WithId<FileRow<"topics">>[];
  readonly units: readonly WithId<FileRow<"units">>[];
  readonly dimensions: readonly WithId<FileRow<"dimensions">>[];
  readonly dimensionCodes: readonly WithId<FileRow<"dimension-codes">>[];
  readonly calendars: readonly WithId<FileRow<"calendars">>[];
  readonly indicators: readonly DemoIndicator[];
}

export function catalogueOf(files: DemoFiles): Catalogue {
  const agencies = numbered(files.agencies);
  const calendars = numbered(files.calendars);
  return {
    files,
    agencies,
    calendars,
    areas: numbered(files.areas),
    topics: numbered(files.topics),
    units: numbered(files.units),
    dimensions: numbered(files.dimensions),
    dimensionCodes: numbered(files["dimension-codes"]),
    indicators: indicatorsOf(files.indicators, agencies, calendars),
  };
}

/** An indicator belongs to the agency whose prefix its code bears, and reports on that agency's calendar. */
function indicatorsOf(
  rows: DemoFiles["indicators"],
  agencies: Catalogue["agencies"],
  calendars: Catalogue["calendars"],
): DemoIndicator[] {
  const agencyOf = finder("agencies", agencies, ({ prefix }) => prefix);
  const calendarOf = finder("calendars", calendars, ({ code }) => code);
  return numbered(rows).map((row) => {
    const agency = agencyOf(row.code.slice(0, 2));
    const calendar = calendarOf(agency.calendar);
    const reporting = { startDay: Number(calendar.start_day) };
    return { ...row, agencyId: agency.id, calendarId: calendar.id, reporting };
  });
}
