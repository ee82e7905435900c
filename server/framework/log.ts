import pino from "pino";
import pretty from "pino-pretty";

export type Log = Pick<pino.Logger, "info" | "warn" | "error" | "debug"> & {
  child(bindings: Record<string, unknown>): Log;
};

/** `pretty` for a person's terminal, `json` for a collector. */
export function createLog(options: { level: string; format: "pretty" | "json" }): Log {
  if (options.format === "json") return pino({ level: options.level });
  const stream = pretty({ colorize: process.stdout.isTTY, ignore: "pid,hostname", sync: true });
  return pino({ level: options.level }, stream);
}
