/** What is wrong with a DATABASE_URL, or null. It must say which server and which database. */
export function databaseUrlProblem(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol))
    return "must look like postgres://user:password@host:5432/name";
  if (url.pathname.length < 2) return "must name a database, as in postgres://user:password@host:5432/name";
  return null;
}

/** A DATABASE_URL fit to be printed: the password and the parameters (which may hold one) are left out. */
export function maskedDatabaseUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || url.host === "") return "(not shown: it may hold a password)";
  const login =
    url.username === "" && url.password === "" ? "" : `${url.username}${url.password === "" ? "" : ":***"}@`;
  return `${url.protocol}//${login}${url.host}${url.pathname}`;
}
