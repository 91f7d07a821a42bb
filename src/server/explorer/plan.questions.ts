import type { QuestionSource } from "./question.js";

/** How much was promised. */
export const TARGETS: QuestionSource = {
  id: "targets",
  title: { vi: "39 mục tiêu theo trụ cột", en: "39 targets by pillar" },
  note: {
    vi: "Kế hoạch chuyển đổi số 2023: từng mục tiêu đến hết năm đạt hay chưa, vì sao, đã được điều chỉnh ra sao.",
    en: "The digital transformation plan of 2023: whether each target was met by the end of the year, why, and how it was amended.",
  },
  query: (text) => `
query Targets {
  plan(code: "CDS2023") {
    ${text("name")}
    scorecard(on: "2023-12-31") {
      ${text("summary")}
    }
    pillars {
      ${text("name")}
      targets {
        totalCount
        nodes {
          code
          ${text("name")}
          indicator {
            code
            ${text("name")}
          }
          progress(on: "2023-12-31") {
            status
            actualValue
            ${text("explanation")}
          }
          amendments {
            ${text("explanation")}
          }
        }
      }
    }
  }
}`,
};
