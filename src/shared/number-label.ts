import type { LabelLanguage } from "./period-label.js";

const MARKS: Readonly<Record<LabelLanguage, { readonly group: string; readonly point: string }>> = {
  vi: { group: ".", point: "," },
  en: { group: ",", point: "." },
};

/** Plain decimal text as a reader writes it, with all its digits: "78435522.87" is "78.435.522,87" and "78,435,522.87". */
export function numberLabel(text: string, language: LabelLanguage): string {
  const { group, point } = MARKS[language];
  const [whole = "", fraction] = text.split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  return fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
}
