import { StartError } from "./storage/start-error.ts";

/** Longest a clean end may take before the process ends anyway, milliseconds. */
const CLOSE_MS_MAX = 10_000;

/** A started server, as far as its process needs to know it. */
export interface Closable {
  close(): Promise<void>;
  onLost(listener: () => void): void;
}

/**
 * Runs `start` as this process: a start that can't be is one sentence and exit code 1; Ctrl-C and
 * SIGTERM close everything and exit 0; a lost database claim closes and exits 1.
 */
export async function runProcess(start: () => Promise<Closable>): Promise<void> {
  let server: Closable | undefined;
  let isEnding = false;
  let isWanted = true;

  async function end(code: number) {
    if (isEnding) return;
    isEnding = true;
    const overdue = setTimeout(() => process.exit(1), CLOSE_MS_MAX);
    overdue.unref();
    try {
      await server?.close();
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
    process.exit(code);
  }

  // A bug is loud; the rows are as the last transaction left them, so the next start goes on from there.
  process.on("unhandledRejection", (error) => {
    console.error(error);
    void end(1);
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      // Before there is a server to close, the start goes on to its end and closes then.
      if (server !== undefined) void end(0);
      else isWanted = false;
    });
  }
  try {
    server = await start();
  } catch (error) {
    console.error(error instanceof StartError ? `\n${error.message}\n` : error);
    process.exit(1);
  }
  server.onLost(() => {
    console.error("\nAnother process has taken over this data; this one closes.\n");
    void end(1);
  });
  if (!isWanted) await end(0);
}
