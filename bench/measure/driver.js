import autocannon from "autocannon";
import { HEADERS } from "../questions/requests.js";

/**
 * The load, in a process of its own. Message: { url, bodies, bytes, connections, seconds }; reply: what `drive` returns, or { error }.
 * { fault } tells of anything but good answers: then there is no figure.
 * Every connection begins elsewhere in the list of requests, so that they don't ask in step.
 */
process.on("message", (order) =>
  drive(order).then(
    (result) => process.send(result),
    (error) => process.send({ error: error.message }),
  ),
);

async function drive({ url, bodies, bytes, connections, seconds }) {
  const requests = bodies.map((body) => ({ method: "POST", body }));
  const milliseconds = [];
  const least = Math.min(...bytes);
  let started = 0;
  const wrong = {};
  const options = {
    url,
    connections,
    requests,
    headers: HEADERS,
    pipelining: 1,
    timeout: 60,
    duration: seconds,
    sampleInt: Math.min(1000, seconds * 1000),
    setupClient: (client) => client.setRequests(turned(requests, started++ * 7)),
  };
  const began = performance.now();
  let ended = began;
  const { promise: over, resolve, reject } = Promise.withResolvers();
  const run = autocannon(options, (error, result) => (error ? reject(error) : resolve(result)));
  run.on("response", (_client, status, length, time) => {
    ended = performance.now();
    milliseconds.push(time);
    // An answer is never shorter than the shortest checked one; an error is.
    const fault = status !== 200 ? `status ${status}` : length < least ? "too short" : null;
    if (fault) wrong[fault] = (wrong[fault] ?? 0) + 1;
  });
  const { errors, timeouts } = await over;
  Object.assign(
    wrong,
    errors - timeouts > 0 && { "connection error": errors - timeouts },
    timeouts > 0 && { timeout: timeouts },
  );
  const faults = Object.entries(wrong).map(([fault, count]) => `${count} x ${fault}`);
  if (faults.length > 0) return { fault: `${faults.join(", ")} among ${milliseconds.length} answers` };
  return { requests: milliseconds.length, seconds: (ended - began) / 1000, ...percentiles(milliseconds) };
}

function turned(list, by) {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

/** Milliseconds that half, and 99 of 100, of the answers took at most. */
function percentiles(milliseconds) {
  const sorted = Float64Array.from(milliseconds).sort();
  const at = (share) => sorted[Math.ceil(share * sorted.length) - 1];
  return { p50: at(0.5), p99: at(0.99) };
}
