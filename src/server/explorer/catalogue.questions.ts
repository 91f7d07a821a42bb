import type { QuestionSource } from "./question.js";

/** What there is: agencies, indicators, series, the warehouse itself. */
export const AGENCIES: QuestionSource = {
  id: "agencies",
  title: { vi: "Cơ quan và số chỉ tiêu", en: "Agencies and their indicators" },
  note: {
    vi: "26 cơ quan, mỗi cơ quan quản lý bao nhiêu chỉ tiêu.",
    en: "The 26 agencies, and how many indicators each one owns.",
  },
  query: (text) => `
query Agencies {
  agencies(first: 50) {
    totalCount
    nodes {
      code
      ${text("name")}
      kind
      indicators {
        totalCount
      }
    }
  }
}`,
};

export const SEARCH: QuestionSource = {
  id: "search",
  title: { vi: "Tìm không cần dấu", en: "Search without accents" },
  note: {
    vi: "“ngan sach” tìm ra “ngân sách”, ở chỉ tiêu, mục tiêu và chủ đề.",
    en: "“ngan sach” finds “ngân sách” in indicators, targets and topics.",
  },
  query: (text) => `
query Search {
  search(text: "ngan sach", first: 20) {
    totalCount
    nodes {
      __typename
      ... on Indicator {
        code
        ${text("name")}
        unit {
          ${text("symbol")}
        }
        agency {
          ${text("name")}
        }
      }
      ... on Target {
        code
        ${text("name")}
      }
      ... on Topic {
        code
        ${text("name")}
      }
    }
  }
}`,
};

export const COVERAGE: QuestionSource = {
  id: "coverage",
  title: { vi: "Đang có những số liệu nào", en: "What data there is" },
  note: {
    vi: "Các chuỗi toàn tỉnh của Sở Tài chính: từ kỳ nào đến kỳ nào, bao nhiêu giá trị.",
    en: "The Department of Finance's series for the whole province: from when to when, and how many values.",
  },
  query: (text) => `
query Coverage {
  series(filter: { agencies: ["000.00.05.H06"], areas: ["77"] }, first: 20) {
    totalCount
    nodes {
      key
      indicator {
        ${text("name")}
      }
      breakdown {
        dimension
        code
      }
      firstPeriod
      lastPeriod
      observationCount
      provenance
    }
  }
}`,
};

export const WAREHOUSE: QuestionSource = {
  id: "warehouse",
  title: { vi: "Về kho và phiên bản số liệu", en: "The warehouse and its data version" },
  note: {
    vi: "Đang phục vụ phiên bản nào, có bao nhiêu số liệu, mỗi câu hỏi được hỏi tới đâu.",
    en: "Which version is served, how much there is, and what one request may ask for.",
  },
  query: () => `
query Warehouse {
  warehouse {
    version
    publication {
      publishedAt
      origin
      created
      updated
      withdrawn
    }
    counts {
      agencies
      areas
      indicators
      series
      observations
      targets
    }
    limits {
      maxPageSize
      maxDepth
      maxTokens
    }
    timeZone
    today
    hasSampleData
  }
}`,
};
