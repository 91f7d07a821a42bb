import type { ExactValue } from "./exact.js";
import type { Amounts } from "./amounts.js";
import { shortfall } from "./goal.js";
import { ProgressStatus } from "./plan-enums.js";
import { dateText, untilText } from "./progress-until.js";
import type { Told } from "./progress-told.js";

const day = (date: string) => dateText(date, "vi");

/** One sentence as a department would report it. */
export function sentenceInVietnamese(it: Told): string {
  return `Chỉ tiêu “${it.row.nameVi}”: ${BODIES[it.status](it)}.`;
}

const BODIES: Readonly<Record<ProgressStatus, (it: Told) => string>> = {
  [ProgressStatus.ACHIEVED]: (it) =>
    `${measured(it)}${share(it)}, hoàn thành mục tiêu ${goal(it)} ${it.on < it.row.dueDate ? "trước hạn" : "đúng hạn"} (${dueDay(it)})${sinceBaseline(it)}`,
  [ProgressStatus.ON_TRACK]: (it) =>
    `${measured(it)}${share(it)}, ${comparedWithPath(it)}; đang đúng tiến độ thực hiện mục tiêu ${goal(it)}, hạn ${dueDay(it)}`,
  [ProgressStatus.AT_RISK]: (it) =>
    it.on === it.row.dueDate
      ? notMetOnDueDay(it)
      : `${measured(it)}${share(it)}, ${behind(it)}; có nguy cơ không hoàn thành mục tiêu ${goal(it)} đúng hạn (${dueDay(it)})${projection(it)}`,
  [ProgressStatus.OFF_TRACK]: (it) =>
    it.on === it.row.dueDate
      ? notMetOnDueDay(it)
      : `${measured(it)}${share(it)}, ${behind(it)}; chậm tiến độ thực hiện mục tiêu ${goal(it)}, hạn ${dueDay(it)}${projection(it)}`,
  [ProgressStatus.REGRESSING]: (it) =>
    `${measured(it)}, ${change(it)} so với mức xuất phát ${it.amounts.exactly(from(it))} (ngày ${day(it.path.startDate)}), trái chiều với mục tiêu ${goal(it)}, hạn ${dueDay(it)}`,
  [ProgressStatus.MISSED]: (it) =>
    `${measured(it)}${share(it)}${it.isOld ? "; chưa có số liệu mới hơn, theo đó" : ","} không hoàn thành mục tiêu ${goal(it)} đúng hạn (${dueDay(it)}), ${missing(it)}`,
  [ProgressStatus.NOT_STARTED]: (it) =>
    `tại ngày ${day(it.on)} chưa đến kỳ thực hiện (tính từ sau ngày ${day(it.path.startDate)}); mục tiêu ${goal(it)}, hạn ${dueDay(it)}`,
  [ProgressStatus.NO_DATA]: (it) =>
    `đến ngày ${day(it.on)} chưa có số liệu thực hiện nên chưa có căn cứ đánh giá; mục tiêu ${goal(it)}, ${due(it)}`,
  [ProgressStatus.NO_INDICATOR]: (it) =>
    `chưa có chỉ tiêu thống kê để đo lường kết quả thực hiện nên chưa có căn cứ đánh giá; mục tiêu ${goal(it)}, ${due(it)}`,
};

function notMetOnDueDay(it: Told): string {
  return `${measured(it)}${share(it)}, ${missing(it)}, chưa hoàn thành mục tiêu ${goal(it)} tính đến thời hạn ${dueDay(it)}`;
}

/** What was promised, as it follows on "mục tiêu". */
export function goalInVietnamese(comparator: string, lower: ExactValue, upper: ExactValue, amounts: Amounts): string {
  const value = amounts.exactly(comparator === "AT_MOST" ? upper : lower);
  if (amounts.isRank && (comparator === "AT_MOST" || comparator === "LESS_THAN"))
    return `thuộc nhóm ${amounts.number(bestPlaces(comparator, upper))} hạng đầu`;
  const all = lower.eq(100) && value.endsWith("%");
  const words: Readonly<Record<string, string>> = {
    AT_LEAST: all ? value : `từ ${value} trở lên`,
    MORE_THAN: `trên ${value}`,
    AT_MOST: `không quá ${value}`,
    LESS_THAN: `dưới ${value}`,
    EQUAL: value,
    BETWEEN: `từ ${amounts.inRange(lower)} đến ${amounts.exactly(upper)}`,
  };
  return words[comparator]!;
}

/** Ranks are whole: below 15 are the best 14, at most 10.5 the best 10. */
export function bestPlaces(comparator: string, rank: ExactValue): ExactValue {
  const whole = rank.round(0, 0);
  return comparator === "LESS_THAN" && whole.eq(rank) ? whole.minus(1) : whole;
}

function goal({ goal: { comparator, lower, upper }, amounts }: Told): string {
  return goalInVietnamese(comparator, lower, upper, amounts);
}

/** "đến hết tháng 10/2023 đạt 50% (số liệu sơ bộ)" */
function measured(it: Told): string {
  const { amounts, actual, wantsLess, isRunningTotal, row } = it;
  const until = untilText(row, "vi");
  const value = `${amounts.exactly(actual!)}${remarks(it)}`;
  if (it.isOld) return `số liệu gần nhất, ${until}, là ${value}`;
  const verb = amounts.isRank ? "xếp" : wantsLess || actual!.lt(0) ? "ở mức" : "đạt";
  return `${isRunningTotal ? "lũy kế từ đầu năm " : ""}${until} ${verb} ${value}`;
}

export const WORTH: Readonly<Record<string, string>> = {
  P: "sơ bộ",
  E: "ước tính",
  I: "ước lượng thay thế",
  V: "chưa kiểm chứng",
  U: "độ tin cậy thấp",
  B: "đã thay đổi phương pháp tính",
};

function remarks({ row, isRunningTotal, coverage }: Told): string {
  const worth = isRunningTotal ? (row.totalIsProvisional ? "có kỳ chưa chính thức" : null) : WORTH[row.status!];
  const gaps = coverage?.lt(100) ? "thiếu một số kỳ" : null;
  const found = [row.seriesProvenance === "SAMPLE" ? "mẫu" : null, worth, gaps].filter(Boolean);
  return found.length > 0 ? ` (số liệu ${found.join(", ")})` : "";
}

function share({ tellsShare, achievement, amounts }: Told): string {
  return tellsShare && achievement ? `, bằng ${amounts.percent(achievement)} kế hoạch` : "";
}

function sinceBaseline(it: Told): string {
  const { baseline, isRunningTotal, actual, amounts } = it;
  if (!baseline || isRunningTotal || actual!.eq(baseline.value)) return "";
  return `, ${change(it)} so với mức xuất phát ${amounts.exactly(baseline.value)} (ngày ${day(baseline.date)})`;
}

/** Ranks rise when their number falls. */
function change(it: Told): string {
  const up = it.actual!.gt(from(it));
  const words = it.amounts.isRank ? ["giảm", "tăng"] : ["tăng", "giảm"];
  return `${words[up ? 0 : 1]} ${it.amounts.apart(it.actual!, from(it))}`;
}

function from({ path, baseline }: Told): ExactValue {
  return path.from ?? baseline!.value;
}

/** Higher or lower than the path, or on it. */
function comparedWithPath({ amounts, actual, expected, on }: Told): string {
  if (!expected) return "đáp ứng mục tiêu đề ra";
  const shown = amounts.rounded(expected, actual);
  const path = `mức cần đạt theo lộ trình đến ngày ${day(on)}`;
  if (shown.eq(actual!)) return `bằng ${path}`;
  const higher = actual!.gt(shown);
  const word = amounts.isRank ? (higher ? "thấp hơn" : "cao hơn") : higher ? "cao hơn" : "thấp hơn";
  return `${word} ${amounts.apart(actual!, shown)} so với ${path} (${amounts.about(expected, actual)})`;
}

function behind(it: Told): string {
  if (it.expected) return comparedWithPath(it);
  return `${missing(it)} (kế hoạch không nêu mức xuất phát nên chưa có lộ trình để so sánh)`;
}

function missing({ goal: promised, actual, amounts }: Told): string {
  const gap = shortfall(promised, actual!);
  if (gap.eq(0)) return `mới bằng mức ${amounts.exactly(actual!)}`;
  const bound = actual!.lt(promised.lower) ? promised.lower : promised.upper;
  const size = amounts.apart(actual!, bound);
  if (amounts.isRank) return `còn kém ${size}`;
  return actual!.lt(bound) ? `còn thiếu ${size}` : `còn cao hơn ${size} so với mục tiêu`;
}

function projection({ projected, amounts, actual }: Told): string {
  if (!projected || projected.eq(actual!)) return "";
  return `; nếu giữ tốc độ hiện nay, đến hạn ước ${amounts.isRank ? "xếp" : "đạt"} ${amounts.about(projected)}`;
}

function dueDay({ row }: Told): string {
  return day(row.dueDate);
}

function due({ on, row }: Told): string {
  return on > row.dueDate ? `đã quá hạn ${day(row.dueDate)}` : `hạn ${day(row.dueDate)}`;
}
