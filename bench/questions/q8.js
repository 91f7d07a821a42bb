/** What people type: words with their accents and without, abbreviations, several words. */
const TEXTS = [
  "giá",
  "doanh nghiệp",
  "y tế",
  "giao duc",
  "học sinh",
  "thuế",
  "đất",
  "nuoc sach",
  "du lich",
  "khách",
  "xuất khẩu",
  "dân số",
  "lao động",
  "CPI",
  "TTHC",
  "ho so truc tuyen",
  "tội phạm",
  "môi trường",
  "nông nghiệp",
  "bảo hiểm",
  "dien",
  "giao thông",
  "vốn đầu tư",
  "tỷ lệ",
];

const plain = (indicators) => indicators.map(({ code, name }) => [code, name]);
const variables = ({ text }) => ({ text });

/** Everybody but Kho calls the same SQL function, which ranks as Kho does (data/functions.js). */
export const q8 = {
  title: "search for indicators, the best 20",
  isCatalogueOnly: true,
  variants: () => TEXTS.map((text) => ({ text })),
  kho: {
    query: `query ($text: String!) { search(text: $text, types: [INDICATOR], first: 20) { nodes { ... on Indicator { code name } } } }`,
    variables,
    rows: (data) => plain(data.search.nodes),
  },
  postgraphile: {
    query: `query ($text: String!) { benchSearchIndicatorsList(search: $text, first: 20) { code name: nameVi } }`,
    variables,
    rows: (data) => plain(data.benchSearchIndicatorsList),
  },
  tutorial: {
    query: `query ($text: String!) { search(text: $text, first: 20) { code name } }`,
    variables,
    rows: (data) => plain(data.search),
  },
  limit: { values: ({ text }) => [text], rows: (found) => plain(found ?? []) },
  expected: {
    text: "SELECT i.code, i.name_vi FROM bench.search_indicators($1) i LIMIT 20",
    values: ({ text }) => [text],
  },
};
