import { expect, it } from "vitest";
import { periodLabel } from "../../src/shared/period-label.js";

it.each([
  ["2023-08-30", "30/8/2023", "30 August 2023"],
  ["2023-W35", "Tuần 35/2023", "Week 35, 2023"],
  ["2023-08", "Tháng 8/2023", "August 2023"],
  ["2023-Q3", "Quý III/2023", "Q3 2023"],
  ["2023-S1", "6 tháng đầu năm 2023", "First half of 2023"],
  ["2023-S2", "6 tháng cuối năm 2023", "Second half of 2023"],
  ["2023-09M", "9 tháng đầu năm 2023", "First nine months of 2023"],
  ["2023", "Năm 2023", "2023"],
  ["2020-01-01/P3Y", "Giai đoạn 2020-2022", "2020-2022"],
  ["2022-09-01/P9M", "Từ 1/9/2022 đến 31/5/2023", "1 September 2022 to 31 May 2023"],
  ["2023-01-01/P1Y", "Từ 1/1/2023 đến 31/12/2023", "1 January 2023 to 31 December 2023"],
])("%s reads %s and %s", (code, vi, en) => {
  expect(periodLabel(code, "vi")).toBe(vi);
  expect(periodLabel(code, "en")).toBe(en);
});
