/** Text encodings in which files come to us, each with one meaning for every byte. */
export const ENCODINGS = ["utf-8", "utf-16le", "windows-1258", "windows-1252", "tcvn3"] as const;

export type Encoding = (typeof ENCODINGS)[number];
