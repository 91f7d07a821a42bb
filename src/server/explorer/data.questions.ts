import type { QuestionSource } from "./question.js";

/** How much: observations and series, in the ways that people ask for them. */
export const INDICATOR: QuestionSource = {
  id: "indicator",
  title: { vi: "Một chỉ tiêu, 12 tháng gần nhất", en: "One indicator, last 12 months" },
  note: {
    vi: "Thu ngân sách nhà nước: định nghĩa, đơn vị và từng tháng.",
    en: "State budget revenue: its definition, its unit, and month by month.",
  },
  query: (text) => `
query Indicator {
  indicator(code: "TC001") {
    code
    ${text("name")}
    ${text("definition")}
    unit {
      ${text("name")}
    }
    agency {
      ${text("name")}
    }
    observations(last: 12) {
      nodes {
        period {
          code
          ${text("label")}
        }
        value
        status
      }
    }
  }
}`,
};

export const COLUMNS: QuestionSource = {
  id: "columns",
  title: { vi: "Ba chuỗi dạng cột, để vẽ biểu đồ", en: "Three series as columns, for a chart" },
  note: {
    vi: "Thu ngân sách, thu nội địa và dầu thô qua 24 tháng; giá trị thứ i thuộc kỳ thứ i.",
    en: "Budget revenue, domestic and from crude oil, over 24 months; value i belongs to period i.",
  },
  query: (text) => `
query Columns {
  timeSeries(indicators: ["TC001", "TC002", "TC003"], last: 24, fill: NULLS) {
    series {
      key
      indicator {
        ${text("name")}
      }
    }
    periods
    valuesFloat
    statuses
  }
}`,
};

export const DISTRICTS: QuestionSource = {
  id: "districts",
  title: { vi: "Xếp hạng các huyện, thành phố", en: "Districts ranked" },
  note: {
    vi: "Doanh nghiệp trên 1.000 dân năm 2023: chỉ tiêu được tính theo công thức, từ những chỉ tiêu nào.",
    en: "Enterprises per 1,000 people in 2023: an indicator computed by a formula, and what it is computed from.",
  },
  query: (text) => `
query Districts {
  indicator(code: "KH017") {
    ${text("name")}
    formula
    derivedFrom {
      code
      ${text("name")}
      usedBy {
        code
        ${text("name")}
      }
    }
  }
  ranking(indicator: "KH017", areaLevel: 2, period: "2023") {
    nodes {
      rank
      rankChange
      area {
        code
        ${text("name")}
      }
      value
      status
    }
  }
}`,
};

export const REVISED: QuestionSource = {
  id: "revised",
  title: { vi: "Giá trị đã được sửa", en: "Revised values" },
  note: {
    vi: "Thu và chi ngân sách cuối năm 2023: giá trị nào đã từng được công bố khác, phiên bản nào đã sửa.",
    en: "Budget figures of late 2023: which were published with another value before, and which version changed them.",
  },
  query: (text) => `
query Revised {
  observations(
    filter: {
      keys: ["M.TC001.77._T", "M.TC003.77._T", "M.TC010.77._T"]
      period: { from: "2023-10", to: "2023-12" }
    }
  ) {
    nodes {
      indicator {
        ${text("name")}
      }
      period {
        ${text("label")}
      }
      value
      isRevised
      publication {
        version
        publishedAt
      }
    }
  }
}`,
};

export const FILTERED: QuestionSource = {
  id: "filtered",
  title: { vi: "Lọc, sắp xếp và sang trang", en: "Filter, order and page" },
  note: {
    vi: "Số liệu sơ bộ và ước tính của Sở Tài chính, lớn nhất trước; trang sau: after với endCursor.",
    en: "Provisional and estimated values of the Department of Finance, largest first; next page: after with endCursor.",
  },
  query: (text) => `
query Filtered {
  observations(
    filter: {
      agencies: ["000.00.05.H06"]
      areas: ["77"]
      statuses: [PROVISIONAL, ESTIMATED]
      value: { gte: "100" }
      not: { frequencies: [YEARLY] }
    }
    orderBy: { field: VALUE, direction: DESC }
    first: 10
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      indicator {
        code
        ${text("name")}
      }
      period {
        ${text("label")}
      }
      value
      status
    }
  }
}`,
};
