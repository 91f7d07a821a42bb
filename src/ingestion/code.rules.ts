const LONGEST = 100;

/** What a created code may look like: series keys are made of codes, with these marks between them. */
const FORBIDDEN = {
  indicators: /[,=@\p{Cc}]/u,
  areas: /[.,=@\p{Cc}]/u,
  units: /[\p{Cc}]/u,
  dimensions: /[.,=@\p{Cc}]/u,
  breakdowns: /[,=\p{Cc}]/u,
} as const;

/** Why a code can't be created, or null when it can. */
export function codeFault(kind: keyof typeof FORBIDDEN, code: string): string | null {
  const [mark] = FORBIDDEN[kind].exec(code) ?? [];
  if (mark !== undefined) return `a new code can't hold ${JSON.stringify(mark)}: map it to a code`;
  return code.length > LONGEST ? `a new code has at most ${LONGEST} characters: map it to a code` : null;
}
