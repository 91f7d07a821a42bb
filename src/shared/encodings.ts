/** Text encodings in which files come to us, each with one meaning for every byte (and of VNI, for every pair). */
export const ENCODINGS = ["utf-8", "utf-16le", "windows-1258", "windows-1252", "tcvn3", "vni"] as const;

export type Encoding = (typeof ENCODINGS)[number];
