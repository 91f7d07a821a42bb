import { describe, expect, it } from "vitest";
import type { ProgressRow } from "../../src/plan/progress-row.js";
import { progressOf } from "../../src/plan/progress.js";
import { explain } from "../../src/plan/progress-sentence.js";
import { Frequency } from "../../src/shared/frequency.js";

/** A share of dossiers, at least 80 % by the end of 2023, from 50 % at the end of 2022, measured month by month. */
const DOSSIERS: ProgressRow = {
  id: 1,
  code: "T",
  nameVi: "Tối thiểu 80% hồ sơ trực tuyến",
  nameEn: "At least 80% of dossiers online",
  planId: 1,
  pillarId: 1,
  pillarNameVi: "Chính quyền số",
  pillarNameEn: "Digital government",
  pillarPosition: 1,
  agencyId: null,
  agencyCode: null,
  lineage: "T",
  comparator: "AT_LEAST",
  value: "80",
  upperValue: null,
  dueDate: "2023-12-31",
  planYear: 2023,
  symbolVi: "%",
  symbolEn: "%",
  points: [{ kind: "BASELINE", date: "2022-12-31", value: "50" }],
  indicatorId: 1,
  decimals: 1,
  minimum: "0",
  maximum: "100",
  startDay: 1,
  seriesId: 1,
  areaId: 1,
  frequency: Frequency.MONTHLY,
  seriesProvenance: "DELIVERED",
  measure: "LATEST_VALUE",
  totalsSince: "2023-01-01",
  ...until("2023-05-01", "2023-05-31", "65"),
  comment: null,
  publicationId: 1,
  total: null,
  totalDays: null,
  totalIsProvisional: null,
};

function until(periodStart: string, periodEnd: string, latestValue: string, status = "A") {
  return { periodStart, periodEnd, latestValue, status };
}

const REVENUE: Partial<ProgressRow> = {
  nameVi: "Tổng thu ngân sách trên địa bàn",
  nameEn: "State budget revenue in the province",
  value: "78350000",
  symbolVi: "triệu đồng",
  symbolEn: "million VND",
  decimals: 2,
  maximum: null,
  points: null,
};
const RANK: Partial<ProgressRow> = {
  nameVi: "Xếp hạng chuyển đổi số",
  nameEn: "Rank in digital transformation",
  comparator: "AT_MOST",
  value: "15",
  symbolVi: "hạng",
  symbolEn: "rank",
  decimals: 0,
  maximum: null,
  frequency: Frequency.YEARLY,
  points: [{ kind: "BASELINE", date: "2021-12-31", value: "28" }],
};

function sentences(row: Partial<ProgressRow>, on: string): string[] {
  const whole = { ...DOSSIERS, ...row };
  const { assessment } = progressOf(whole, on);
  return [explain(whole, assessment, on, "vi"), explain(whole, assessment, on, "en")];
}

describe("a sentence for a report", () => {
  it.each<[string, Partial<ProgressRow>, string, string, string]>([
    [
      "behind",
      {},
      "2023-06-30",
      "Chỉ tiêu “Tối thiểu 80% hồ sơ trực tuyến”: đến hết tháng 5/2023 đạt 65%, cao hơn 0,1 điểm phần trăm so với mức cần đạt theo lộ trình đến ngày 30/06/2023 (64,9%); đang đúng tiến độ thực hiện mục tiêu từ 80% trở lên, hạn 31/12/2023.",
      "Target “At least 80% of dossiers online”: 65% by the end of May 2023, 0.1 percentage points above the 64.9% expected by 30 June 2023; on track for the target of at least 80% by 31 December 2023.",
    ],
    [
      "at risk, provisional",
      until("2023-05-01", "2023-05-31", "62.5", "P"),
      "2023-06-30",
      "Chỉ tiêu “Tối thiểu 80% hồ sơ trực tuyến”: đến hết tháng 5/2023 đạt 62,5% (số liệu sơ bộ), thấp hơn 2,4 điểm phần trăm so với mức cần đạt theo lộ trình đến ngày 30/06/2023 (64,9%); có nguy cơ không hoàn thành mục tiêu từ 80% trở lên đúng hạn (31/12/2023); nếu giữ tốc độ hiện nay, đến hạn ước đạt 80,2%.",
      "Target “At least 80% of dossiers online”: 62.5% by the end of May 2023 (provisional), 2.4 percentage points below the 64.9% expected by 30 June 2023; the target of at least 80% by 31 December 2023 is at risk; at the present pace it would be 80.2% by then.",
    ],
    [
      "off track, estimated sample",
      { ...until("2023-04-01", "2023-06-30", "55", "E"), frequency: Frequency.QUARTERLY, seriesProvenance: "SAMPLE" },
      "2023-06-30",
      "Chỉ tiêu “Tối thiểu 80% hồ sơ trực tuyến”: đến hết quý II/2023 đạt 55% (số liệu mẫu, ước tính), thấp hơn 9,9 điểm phần trăm so với mức cần đạt theo lộ trình đến ngày 30/06/2023 (64,9%); chậm tiến độ thực hiện mục tiêu từ 80% trở lên, hạn 31/12/2023; nếu giữ tốc độ hiện nay, đến hạn ước đạt 60,1%.",
      "Target “At least 80% of dossiers online”: 55% by the end of Q2 2023 (sample data, estimated), 9.9 percentage points below the 64.9% expected by 30 June 2023; off track for the target of at least 80% by 31 December 2023; at the present pace it would be 60.1% by then.",
    ],
    [
      "regressing",
      until("2023-05-01", "2023-05-31", "48.75"),
      "2023-06-30",
      "Chỉ tiêu “Tối thiểu 80% hồ sơ trực tuyến”: đến hết tháng 5/2023 đạt 48,75%, giảm 1,25 điểm phần trăm so với mức xuất phát 50% (ngày 31/12/2022), trái chiều với mục tiêu từ 80% trở lên, hạn 31/12/2023.",
      "Target “At least 80% of dossiers online”: 48.75% by the end of May 2023, down 1.25 percentage points from the baseline of 50% (31 December 2022), moving away from the target of at least 80% by 31 December 2023.",
    ],
    [
      "missed, with nothing newer than the baseline",
      until("2022-12-01", "2022-12-31", "50"),
      "2024-01-15",
      "Chỉ tiêu “Tối thiểu 80% hồ sơ trực tuyến”: số liệu gần nhất, đến hết tháng 12/2022, là 50%; chưa có số liệu mới hơn, theo đó không hoàn thành mục tiêu từ 80% trở lên đúng hạn (31/12/2023), còn thiếu 30 điểm phần trăm.",
      "Target “At least 80% of dossiers online”: latest figure 50% by the end of December 2022; with nothing newer, the target of at least 80% due on 31 December 2023 is missed: 30 percentage points short.",
    ],
    [
      "missed, with the newest figure a year older than the due date",
      { ...until("2022-12-01", "2022-12-31", "79"), points: [{ kind: "BASELINE", date: "2021-12-31", value: "50" }] },
      "2024-01-15",
      "Chỉ tiêu “Tối thiểu 80% hồ sơ trực tuyến”: số liệu gần nhất, đến hết tháng 12/2022, là 79%; chưa có số liệu mới hơn, theo đó không hoàn thành mục tiêu từ 80% trở lên đúng hạn (31/12/2023), còn thiếu 1 điểm phần trăm.",
      "Target “At least 80% of dossiers online”: latest figure 79% by the end of December 2022; with nothing newer, the target of at least 80% due on 31 December 2023 is missed: 1 percentage point short.",
    ],
    [
      "due today",
      until("2023-11-01", "2023-11-30", "79"),
      "2023-12-31",
      "Chỉ tiêu “Tối thiểu 80% hồ sơ trực tuyến”: đến hết tháng 11/2023 đạt 79%, còn thiếu 1 điểm phần trăm, chưa hoàn thành mục tiêu từ 80% trở lên tính đến thời hạn 31/12/2023.",
      "Target “At least 80% of dossiers online”: 79% by the end of November 2023, 1 percentage point short; the target of at least 80% is not met on the day it is due, 31 December 2023.",
    ],
    [
      "a yearly total of the plan",
      {
        ...REVENUE,
        ...until("2010-01-01", "2010-12-31", "78435522.87185203"),
        frequency: Frequency.YEARLY,
        dueDate: "2010-12-31",
        planYear: 2010,
      },
      "2011-03-31",
      "Chỉ tiêu “Tổng thu ngân sách trên địa bàn”: đến hết năm 2010 đạt 78.435.522,87 triệu đồng, bằng 100,1% kế hoạch, hoàn thành mục tiêu từ 78.350.000 triệu đồng trở lên đúng hạn (31/12/2010).",
      "Target “State budget revenue in the province”: 78,435,522.87 million VND by the end of 2010, 100.1% of the plan, which meets the target of at least 78,350,000 million VND on time (31 December 2010).",
    ],
    [
      "a running total with a gap",
      {
        ...REVENUE,
        ...until("2023-04-01", "2023-04-30", "1"),
        measure: "YEAR_TO_DATE",
        total: "30000000",
        totalDays: 89,
        totalIsProvisional: true,
      },
      "2023-05-15",
      "Chỉ tiêu “Tổng thu ngân sách trên địa bàn”: lũy kế từ đầu năm đến hết tháng 4/2023 đạt 30.000.000 triệu đồng (số liệu có kỳ chưa chính thức, thiếu một số kỳ), bằng 38,3% kế hoạch, cao hơn 1.021.232,88 triệu đồng so với mức cần đạt theo lộ trình đến ngày 15/05/2023 (28.978.767,12 triệu đồng); đang đúng tiến độ thực hiện mục tiêu từ 78.350.000 triệu đồng trở lên, hạn 31/12/2023.",
      "Target “State budget revenue in the province”: 30,000,000 million VND in the year so far by the end of April 2023 (partly provisional, some periods missing), 38.3% of the plan, 1,021,232.88 above the 28,978,767.12 million VND expected by 15 May 2023; on track for the target of at least 78,350,000 million VND by 31 December 2023.",
    ],
    [
      "a rank that was reached",
      { ...RANK, ...until("2023-01-01", "2023-12-31", "10") },
      "2024-02-01",
      "Chỉ tiêu “Xếp hạng chuyển đổi số”: đến hết năm 2023 xếp hạng 10, hoàn thành mục tiêu thuộc nhóm 15 hạng đầu đúng hạn (31/12/2023), tăng 18 bậc so với mức xuất phát hạng 28 (ngày 31/12/2021).",
      "Target “Rank in digital transformation”: rank 10 by the end of 2023, which meets the target of a place among the top 15 on time (31 December 2023), up 18 places from the baseline of rank 28 (31 December 2021).",
    ],
    [
      "a rank on its way",
      { ...RANK, ...until("2022-01-01", "2022-12-31", "24") },
      "2023-01-31",
      "Chỉ tiêu “Xếp hạng chuyển đổi số”: đến hết năm 2022 xếp hạng 24, thấp hơn 3 bậc so với mức cần đạt theo lộ trình đến ngày 31/01/2023 (hạng 21); chậm tiến độ thực hiện mục tiêu thuộc nhóm 15 hạng đầu, hạn 31/12/2023; nếu giữ tốc độ hiện nay, đến hạn ước xếp hạng 20.",
      "Target “Rank in digital transformation”: rank 24 by the end of 2022, 3 places below the rank 21 expected by 31 January 2023; off track for the target of a place among the top 15 by 31 December 2023; at the present pace it would be rank 20 by then.",
    ],
    [
      "more than, exactly on it",
      { ...until("2023-11-01", "2023-12-31", "80"), frequency: Frequency.OTHER, comparator: "MORE_THAN", points: null },
      "2024-01-01",
      "Chỉ tiêu “Tối thiểu 80% hồ sơ trực tuyến”: đến ngày 31/12/2023 đạt 80%, không hoàn thành mục tiêu trên 80% đúng hạn (31/12/2023), mới bằng mức 80%.",
      "Target “At least 80% of dossiers online”: 80% by 31 December 2023, which misses the target of more than 80% due on 31 December 2023: exactly 80%.",
    ],
    [
      "report months",
      { ...until("2023-04-15", "2023-05-14", "70"), startDay: 15 },
      "2023-05-20",
      "Chỉ tiêu “Tối thiểu 80% hồ sơ trực tuyến”: đến hết kỳ báo cáo tháng 5/2023 (ngày 14/05/2023) đạt 70%, cao hơn 8,5 điểm phần trăm so với mức cần đạt theo lộ trình đến ngày 20/05/2023 (61,5%); đang đúng tiến độ thực hiện mục tiêu từ 80% trở lên, hạn 31/12/2023.",
      "Target “At least 80% of dossiers online”: 70% by 14 May 2023, 8.5 percentage points above the 61.5% expected by 20 May 2023; on track for the target of at least 80% by 31 December 2023.",
    ],
    [
      "no baseline, and less is better",
      {
        points: null,
        comparator: "AT_MOST",
        value: "4.5",
        symbolVi: "ngày",
        symbolEn: "days",
        ...until("2023-05-01", "2023-05-31", "4.8"),
      },
      "2023-06-15",
      "Chỉ tiêu “Tối thiểu 80% hồ sơ trực tuyến”: đến hết tháng 5/2023 ở mức 4,8 ngày, còn cao hơn 0,3 ngày so với mục tiêu (kế hoạch không nêu mức xuất phát nên chưa có lộ trình để so sánh); có nguy cơ không hoàn thành mục tiêu không quá 4,5 ngày đúng hạn (31/12/2023).",
      "Target “At least 80% of dossiers online”: 4.8 days by the end of May 2023, 0.3 over the target (the plan gives no baseline, so there is no path to compare with); the target of at most 4.5 days by 31 December 2023 is at risk.",
    ],
    [
      "nothing to compare",
      {
        periodStart: null,
        periodEnd: null,
        latestValue: null,
        status: null,
        comparator: "BETWEEN",
        value: "1",
        upperValue: "2",
      },
      "2024-01-01",
      "Chỉ tiêu “Tối thiểu 80% hồ sơ trực tuyến”: đến ngày 01/01/2024 chưa có số liệu thực hiện nên chưa có căn cứ đánh giá; mục tiêu từ 1% đến 2%, đã quá hạn 31/12/2023.",
      "Target “At least 80% of dossiers online”: no figure yet by 1 January 2024, so it can't be judged; the target is between 1% and 2%, which was due on 31 December 2023.",
    ],
    [
      "no indicator",
      { indicatorId: null, value: "100", comparator: "EQUAL", nameEn: null },
      "2023-06-30",
      "Chỉ tiêu “Tối thiểu 80% hồ sơ trực tuyến”: chưa có chỉ tiêu thống kê để đo lường kết quả thực hiện nên chưa có căn cứ đánh giá; mục tiêu 100%, hạn 31/12/2023.",
      "Target “Tối thiểu 80% hồ sơ trực tuyến”: no indicator measures it yet, so it can't be judged; the target is 100%, due on 31 December 2023.",
    ],
    [
      "not started",
      {},
      "2022-11-30",
      "Chỉ tiêu “Tối thiểu 80% hồ sơ trực tuyến”: tại ngày 30/11/2022 chưa đến kỳ thực hiện (tính từ sau ngày 31/12/2022); mục tiêu từ 80% trở lên, hạn 31/12/2023.",
      "Target “At least 80% of dossiers online”: not started on 30 November 2022 (it counts from the day after 31 December 2022); the target is at least 80% by 31 December 2023.",
    ],
  ])("%s", (_case, row, on, vietnamese, english) => {
    expect(sentences(row, on)).toEqual([vietnamese, english]);
  });
});

it.each([
  ["79.99999", "79,99999%"],
  ["79.994", "79,99%"],
  ["80.000001", "80,000001%"],
])("a measured number is shown on its side of what was promised: %s as %s", (value, text) => {
  expect(sentences(until("2023-12-01", "2023-12-31", value), "2024-01-01")[0]).toContain(`đạt ${text}`);
});
