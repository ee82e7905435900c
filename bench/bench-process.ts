import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** What a process of a benchmark does for its parent, by name. Inputs and answers travel as JSON. */
type Methods = Record<string, (input: never) => unknown>;

/** A process of our own, for work whose CPU time must not mix with anything else. */
export interface BenchProcess<M extends Methods> {
  /** Throws what the method threw, or when the process is gone. */
  call<N extends keyof M & string>(
    name: N,
    ...input: Parameters<M[N]>
  ): Promise<Awaited<ReturnType<M[N]>>>;
  /** Lets it close what it opened; settles when it is gone. */
  stop(): Promise<void>;
}

type Call = { id: number; name: string; input: unknown };
type Answer = { id: number; value?: unknown; error?: string };

const STOP_MS_MAX = 30_000;

/** Starts a script that calls `serveParent`. */
export function startBenchProcess<M extends Methods>(script: string): BenchProcess<M> {
  const child = fork(fileURLToPath(script), { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const waiting = new Map<number, (answer: Answer) => void>();
  let calls = 0;
  child.on("message", (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  child.on("exit", (code) => {
    for (const [id, settle] of waiting) settle({ id, error: `the process ended with ${code}` });
    waiting.clear();
  });
  return {
    async call(name, ...[input]) {
      calls += 1;
      const message: Call = { id: calls, name, input };
      const { value, error } = await new Promise<Answer>((resolve, reject) => {
        waiting.set(message.id, resolve);
        child.send(message, (failure) => {
          if (failure !== null) reject(failure);
        });
      });
      if (error !== undefined) throw new Error(`${name}: ${error}`);
      return value as never;
    },
    stop: () => stop(child),
  };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  const deadline = setTimeout(() => child.kill("SIGKILL"), STOP_MS_MAX);
  if (child.connected) child.disconnect();
  await gone;
  clearTimeout(deadline);
}

/**
 * Serves the calls of the process that forked this one, one after the other or side by side as they
 * come, until it stops us or is gone; then closes.
 */
export function serveParent<M extends Methods>(methods: M, close: () => Promise<void>): void {
  // The parent closes us; a Ctrl-C reaches both and must not cut us short.
  process.on("SIGINT", () => {});
  process.on("message", ({ id, name, input }: Call) => {
    void answer(methods, { id, name, input }).then((message) => process.send?.(message));
  });
  process.on("disconnect", () => {
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}

async function answer(methods: Methods, { id, name, input }: Call): Promise<Answer> {
  try {
    return { id, value: await methods[name]?.(input as never) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
