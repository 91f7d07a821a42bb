import type { Catalogue, DemoIndicator } from "./catalogue.js";
import { isAdditive, spreadOf } from "./measure.js";
import { randomOf } from "./random.js";
import type { Random } from "./random.js";
import { dividerOf } from "./sample-divider.js";
import type { Edition } from "./sample-divider.js";
import { membersOf } from "./sample-members.js";
import type { Member } from "./sample-members.js";
import { samplePath, withinRange } from "./sample-path.js";
import type { LevelBreak } from "./sample-path.js";
import { samplePeriods } from "./sample-periods.js";
import type { SamplePeriod } from "./sample-periods.js";
import { statusOf } from "./sample-status.js";

export interface FamilyRow {
  readonly period: SamplePeriod;
  /** Letter of CL_OBS_STATUS; "O" means that nobody's figure is there. */
  readonly status: string;
  readonly comment: string | null;
  /** Oldest first; the last one is current. */
  readonly editions: readonly Edition[];
}

/** Series whose figures hang together: they add up to the first one, or there is but one. */
export interface Family {
  readonly indicator: DemoIndicator;
  readonly members: readonly Member[];
  readonly rows: readonly FamilyRow[];
}

/** Publications after the first, with how often one revises a late period. */
const REVISIONS = [
  { publication: 2, chance: 0.05 },
  { publication: 3, chance: 0.05 },
];

/**
 * All sample series of an indicator. Where parts add up to the whole they make one family: a period that was not
 * reported is absent for all of them, so a gap or a revision never breaks a sum. Other series are families of one.
 */
export function sampleFamilies(indicator: DemoIndicator, catalogue: Catalogue): Family[] {
  const members = membersOf(indicator, catalogue);
  const levelBreak = levelBreakOf(indicator);
  if (isAdditive(indicator)) return [familyOf(indicator, members, 0, levelBreak)];
  return members.map((member, i) => {
    const width = i === 0 ? 0 : spreadOf(indicator);
    const offset = randomOf(`${member.key} offset`).between(-width, width);
    return familyOf(indicator, [{ ...member, parent: null }], offset, levelBreak);
  });
}

function familyOf(
  indicator: DemoIndicator,
  members: readonly Member[],
  offset: number,
  levelBreak: LevelBreak | null,
): Family {
  const random = randomOf(members[0]!.key);
  const path = samplePath(indicator, random, offset, levelBreak);
  const divide = dividerOf(indicator, members);
  const rows = samplePeriods(indicator.frequency, indicator.reporting).map((period): FamilyRow | null => {
    const whole = path(period);
    const told = statusOf(indicator, period, levelBreak, random);
    if (told === null) return null;
    const wholes = told.status === "O" ? [{ publication: 1, whole }] : wholesOf(indicator, whole, period, random);
    return { period, ...told, editions: divide(period, wholes) };
  });
  return { indicator, members, rows: rows.filter((row) => row !== null) };
}

/** About one indicator in a hundred changed its method at the start of a year. */
function levelBreakOf(indicator: DemoIndicator): LevelBreak | null {
  const random = randomOf(`${indicator.code} break`);
  if (random.next() >= 0.013) return null;
  const year = 2019 + Math.floor(random.next() * 4);
  return { year, factor: random.next() < 0.5 ? random.between(0.8, 0.92) : random.between(1.08, 1.2) };
}

/** Earlier figures lie up to 2% from those that replaced them, at least one step. */
function wholesOf(indicator: DemoIndicator, final: number, period: SamplePeriod, random: Random) {
  const wholes = [{ publication: 1, whole: final }];
  if (!period.revisable) return wholes;
  const scale = 10 ** Number(indicator.decimals);
  for (const { publication, chance } of REVISIONS) {
    if (random.next() >= chance) continue;
    const step = Math.max(1, Math.round(final * 0.02 * random.next()));
    const earlier = withinRange(indicator, final + (random.next() < 0.6 ? -step : step), scale);
    wholes[wholes.length - 1]!.whole = earlier;
    wholes.push({ publication, whole: final });
  }
  return wholes;
}
