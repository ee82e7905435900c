import pino from "pino";
import pretty from "pino-pretty";

export type Log = Pick<pino.Logger, "info" | "warn" | "error" | "debug"> & {
  child(bindings: Record<string, unknown>): Log;
};

/** Where an error of the database repeats what was to be written: seeds, secrets, tokens. */
const VALUE_FIELDS = new Set(["parameters", "detail", "where", "internalQuery", "driverError"]);

/** An `Error` has no fields of its own that JSON would write: name, message, stack and cause are named here. */
const serializers = { error: serializeError };

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

function serializeError(error: unknown): unknown {
  return error instanceof Error ? withoutValues(pino.stdSerializers.errWithCause(error)) : error;
}

/** The same without the values a statement was given, in the error and in all it was caused by. */
function withoutValues(shown: unknown): unknown {
  if (Array.isArray(shown)) return shown.map(withoutValues);
  if (typeof shown !== "object" || shown === null || !("stack" in shown)) return shown;
  return Object.fromEntries(
    Object.entries(shown)
      .filter(([field]) => !VALUE_FIELDS.has(field))
      .map(([field, value]) => [field, withoutValues(value)]),
  );
}
