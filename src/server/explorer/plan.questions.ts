import type { QuestionSource } from "./question.js";

/** How much was promised. */
export const TARGETS: QuestionSource = {
  id: "targets",
  title: { vi: "39 mục tiêu theo trụ cột", en: "39 targets by pillar" },
  note: {
    vi: "Kế hoạch chuyển đổi số 2023: mục tiêu, chỉ tiêu đo lường và giá trị mới nhất.",
    en: "The digital transformation plan of 2023: each target, its indicator and the latest value.",
  },
  query: (text) => `
query Targets {
  plan(code: "CDS2023") {
    ${text("name")}
    pillars {
      ${text("name")}
      targets {
        totalCount
        nodes {
          code
          ${text("name")}
          comparator
          value
          unit {
            ${text("symbol")}
          }
          dueDate
          indicator {
            code
            ${text("name")}
            latest {
              period {
                code
              }
              value
            }
          }
        }
      }
    }
  }
}`,
};
