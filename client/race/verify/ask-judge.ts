import type { Evidence, Judgement } from "./judge-record.ts";

/** A judgement and the milliseconds it took. */
export type Judged = Judgement & { tookMs: number };

/** Judges a race beside the page, or on the page itself where a browser lets no worker start. */
export async function askJudge(evidence: Evidence): Promise<Judged> {
  const startedMs = performance.now();
  const judgement = await askWorker(evidence).catch(async (cause: unknown) => {
    console.warn("no worker judges the race", cause);
    const { judgeRecord } = await import("./judge-record.ts");
    return judgeRecord(evidence);
  });
  return { ...judgement, tookMs: performance.now() - startedMs };
}

function askWorker(evidence: Evidence): Promise<Judgement> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./judge-worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }: MessageEvent<Judgement>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = ({ message }) => {
      worker.terminate();
      reject(new Error(message || "the worker did not start"));
    };
    worker.postMessage(evidence);
  });
}
