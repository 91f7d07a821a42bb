import { readdirSync, readFileSync } from "node:fs";

/** Clock ticks of /proc a second; Linux has had 100 on every machine since it counts them for user space. */
const TICKS = 100;

/** CPU seconds, user and system, that a process has used with all its threads; null where there is no /proc. */
export function cpuSeconds(pid) {
  const fields = statOf(pid);
  return fields && (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** The same for Postgres: its first process, the ones it waited for, and its living children. */
export function postgresCpuSeconds(postmaster) {
  const own = statOf(postmaster);
  if (own === null) return null;
  const waitedFor = (Number(own[13]) + Number(own[14])) / TICKS;
  const children = childrenOf(postmaster).map((pid) => cpuSeconds(pid) ?? 0);
  return cpuSeconds(postmaster) + waitedFor + children.reduce((sum, one) => sum + one, 0);
}

export function parentOf(pid) {
  return Number(statOf(pid)?.[1] ?? 0);
}

/** Megabytes of memory in use now, and at most so far. */
export function memory(pid) {
  const status = read(`/proc/${pid}/status`);
  const megabytes = (name) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status ?? "")?.[1] ?? NaN) / 1024);
  return status === null ? null : { rss: megabytes("VmRSS"), peak: megabytes("VmHWM") };
}

function childrenOf(parent) {
  return readdirSync("/proc").filter((name) => /^\d+$/.test(name) && parentOf(name) === parent);
}

/** Fields of /proc/<pid>/stat from the third on: the second is a name that may hold spaces. */
function statOf(pid) {
  const text = read(`/proc/${pid}/stat`);
  return text && text.slice(text.lastIndexOf(")") + 2).split(" ");
}

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
