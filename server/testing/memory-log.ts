import type { Log } from "#server/framework/log.ts";

export interface LogLine {
  level: "debug" | "info" | "warn" | "error";
  fields: Record<string, unknown>;
  message: string;
}

/** A log that is kept for a test to read. */
export interface MemoryLog extends Log {
  lines: LogLine[];
}

export function makeMemoryLog(
  lines: LogLine[] = [],
  bindings: Record<string, unknown> = {},
): MemoryLog {
  const at =
    (level: LogLine["level"]) =>
    (...[first, second]: unknown[]) => {
      const fields = typeof first === "object" ? { ...bindings, ...first } : bindings;
      lines.push({ level, fields, message: String(typeof first === "string" ? first : second) });
    };
  return {
    lines,
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
    child: (more) => makeMemoryLog(lines, { ...bindings, ...more }),
  };
}
