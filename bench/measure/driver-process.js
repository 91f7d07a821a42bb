import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The driver's door: one order at a time. */
export function startDriver() {
  const child = fork(fileURLToPath(new URL("./driver.js", import.meta.url)), {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const gone = once(child, "exit").then(() => [{ error: "the driver has ended" }]);
  const drive = async (order) => {
    child.send(order);
    const [result] = await Promise.race([once(child, "message"), gone]);
    if (result.error) throw new Error(result.error);
    return result;
  };
  return { drive, stop: () => child.kill() };
}
