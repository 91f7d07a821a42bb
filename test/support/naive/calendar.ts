/** Letters of frequencies, and N for the first nine months of a year. */
export type Step = "D" | "W" | "M" | "Q" | "S" | "N" | "A";

export interface Span {
  readonly code: string;
  readonly start: string;
  readonly end: string;
}

const FROM = Date.UTC(2019, 0, 1);
const TO = Date.UTC(2025, 11, 31);
const DAY = 86_400_000;

const known = new Map<string, readonly Span[]>();

/** Every whole period between 2019 and 2025, found by walking day by day and asking each day where it belongs. */
export function allPeriods(step: Step, startDay: number): readonly Span[] {
  const key = `${step}${startDay}`;
  const found = known.get(key) ?? walk(step, startDay);
  known.set(key, found);
  return found;
}

/** The periods of a shorter step that lie wholly in one. */
export function within({ start, end }: Pick<Span, "start" | "end">, step: Step, startDay: number): Span[] {
  return allPeriods(step, startDay).filter((each) => each.start >= start && each.end <= end);
}

function walk(step: Step, startDay: number): Span[] {
  const spans: { code: string; start: string; end: string }[] = [];
  for (let day = FROM; day <= TO; day += DAY) {
    const code = codeOf(new Date(day), step, startDay);
    const date = new Date(day).toISOString().slice(0, 10);
    const last = spans.at(-1);
    if (code !== null && last?.code === code) last.end = date;
    else if (code !== null) spans.push({ code, start: date, end: date });
  }
  return step === "D" ? spans : spans.slice(1, -1);
}

/** A day belongs to the month that is named after it, from the calendar's first day on to the next one. */
function codeOf(day: Date, step: Step, startDay: number): string | null {
  if (step === "D") return day.toISOString().slice(0, 10);
  if (step === "W") return weekOf(day);
  const named = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1));
  if (startDay > 1 && day.getUTCDate() >= startDay) named.setUTCMonth(named.getUTCMonth() + 1);
  const [year, month] = [named.getUTCFullYear(), named.getUTCMonth() + 1];
  if (step === "M") return `${year}-${String(month).padStart(2, "0")}`;
  if (step === "Q") return `${year}-Q${Math.ceil(month / 3)}`;
  if (step === "S") return `${year}-S${month <= 6 ? 1 : 2}`;
  if (step === "N") return month <= 9 ? `${year}-09M` : null;
  return `${year}`;
}

/** The week of a day is named after its Thursday. */
function weekOf(day: Date): string {
  const thursday = new Date(day.getTime() + (3 - ((day.getUTCDay() + 6) % 7)) * DAY);
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = Math.floor((thursday.getTime() - first) / (7 * DAY)) + 1;
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, "0")}`;
}
