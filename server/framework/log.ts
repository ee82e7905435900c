import pino from "pino";
import pretty from "pino-pretty";

export type Log = Pick<pino.Logger, "info" | "warn" | "error" | "debug"> & {
  child(bindings: Record<string, unknown>): Log;
};

/** An `Error` has no fields of its own that JSON would write: name, message, stack and cause are named here. */
const serializers = { error: pino.stdSerializers.errWithCause };

/** `pretty` for a person's terminal, `json` for a collector. The field `error` holds an error with its stack. */
export function createLog(options: {
  level: string;
  format: "pretty" | "json";
  /** Where `json` lines go; the standard output when absent. */
  stream?: pino.DestinationStream;
}): Log {
  const { level, format } = options;
  if (format === "json") {
    return options.stream === undefined
      ? pino({ level, serializers })
      : pino({ level, serializers }, options.stream);
  }
  const stream = pretty({
    colorize: process.stdout.isTTY,
    errorLikeObjectKeys: ["error"],
    ignore: "pid,hostname",
    sync: true,
  });
  return pino({ level, serializers }, stream);
}
