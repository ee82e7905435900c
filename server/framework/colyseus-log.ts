import type { Log } from "./log.ts";

/**
 * Colyseus' own words as lines of our log. What it calls errors are faults of a peer (a frame that
 * can't be decoded, an expired seat), so they are for whoever looks closely; the rules of a room
 * log their own bugs.
 */
export function toColyseusLog(log: Log) {
  const say = (...words: unknown[]) => log.debug({ from: "colyseus" }, words.map(String).join(" "));
  return { debug: say, error: say, info: say, trace: say, warn: say };
}
