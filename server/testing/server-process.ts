import { spawn } from "node:child_process";
import path from "node:path";
import { DataSource } from "typeorm";
import { dataSourceOptions } from "#server/storage/data-source-options.ts";
import { runningEmbeddedUrl } from "#server/storage/embedded/embedded-postgres.ts";
import { TEST_PIN } from "./test-app.ts";
import { silentLog } from "./test-postgres.ts";

const MAIN = path.join(import.meta.dirname, "../main.ts");

/** A server as its host starts it: a process of its own. */
export interface ServerProcess {
  pid: number;
  /** Address of its port, once `opened`. */
  readonly url: string;
  readonly port: number;
  /** Resolves when it has told its address, rejects with what it said if it ends before. */
  opened: Promise<void>;
  /** Resolves with its exit code, null when it was killed. */
  ended: Promise<number | null>;
  /** Everything it has said. */
  said(): string;
  signal(name: NodeJS.Signals): void;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
}

const running = new Set<ServerProcess>();

/** Starts `server/main.ts` on `dataDir` with this environment and nothing of ours but the path. */
export function startServerProcess(
  dataDir: string,
  environment: Record<string, string> = {},
): ServerProcess {
  const child = spawn(process.execPath, [MAIN], {
    cwd: dataDir,
    env: {
      PATH: process.env.PATH,
      DATA_DIR: dataDir,
      HOST: "127.0.0.1",
      PORT: "0",
      HOST_PIN: TEST_PIN,
      LOG_FORMAT: "json",
      REQUESTS_PER_SECOND_MAX: "10000",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => {
      running.delete(server);
      resolve(code);
    });
  });
  const opened = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (bytes: Buffer) => {
        said += bytes.toString();
        if (/Room {6}\w{4}/.test(said)) resolve();
      });
    }
    void ended.then((code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  // Whoever awaits it gets the error; a test that kills the start does not.
  opened.catch(() => undefined);
  const server: ServerProcess = {
    pid: child.pid as number,
    get port() {
      return Number(/localhost:(\d+)\/display/.exec(said)?.[1]);
    },
    get url() {
      return `http://127.0.0.1:${server.port}`;
    },
    opened,
    ended,
    said: () => said,
    signal: (name) => void child.kill(name),
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
  running.add(server);
  return server;
}

/** Kills every server process that a test has left running. */
export async function killLeftovers(): Promise<void> {
  for (const server of running) await server.kill();
}

/** A look into the embedded database of a data folder while its server runs, or after it was killed. */
export async function openEmbedded(dataDir: string): Promise<DataSource> {
  const url = await runningEmbeddedUrl({ dataDir, log: silentLog });
  if (url === undefined) throw new Error(`no database runs on ${dataDir}`);
  return new DataSource(dataSourceOptions({ url, log: silentLog, poolSize: 3 })).initialize();
}
