import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildPagesIfStale } from "#tools/build-pages.ts";
import { type App, startApp } from "./app.ts";
import type { Config } from "./config.ts";
import { startSystemClock } from "./framework/clock.ts";
import { createLog } from "./framework/log.ts";
import { loadSecrets } from "./players/load-secrets.ts";
import { openDatabase } from "./storage/open-database.ts";

const root = join(import.meta.dirname, "..");

export interface RunningServer {
  app: App;
  hostPin: string;
  /** Calls back when another process took the data over and this one has to end. */
  onLost(listener: () => void): void;
  close(): Promise<void>;
}

/** Starts everything a process is: pages, database, rooms, port. Throws `StartError` for the host to read. */
export async function startServer(config: Config): Promise<RunningServer> {
  const log = createLog({ level: config.LOG_LEVEL, format: config.LOG_FORMAT });
  await buildPagesIfStale({ root });
  const database = await openDatabase({
    databaseUrl: config.DATABASE_URL,
    dataDir: config.DATA_DIR,
    poolSize: config.DATABASE_POOL_SIZE,
    log,
  });
  try {
    const secrets = await loadSecrets({
      dataDir: config.DATA_DIR,
      jwtSecret: config.JWT_SECRET,
      hostPin: config.HOST_PIN,
      isProduction: config.NODE_ENV === "production",
    });
    const app = await startApp({
      config,
      dataSource: database.dataSource,
      instanceId: database.instanceId,
      secrets,
      clock: startSystemClock(),
      log,
      pagesDir: join(root, "dist"),
      version: packageVersion(),
    });
    return {
      app,
      hostPin: secrets.hostPin,
      onLost: database.onLost,
      async close() {
        await app.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version;
}
