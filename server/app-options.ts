import type { DataSource } from "typeorm";
import type { Config } from "./config.ts";
import type { Clock } from "./framework/clock.ts";
import type { Log } from "./framework/log.ts";
import type { Secrets } from "./players/load-secrets.ts";

/** What a server is made of: its settings, and the world it runs in. */
export interface AppOptions {
  config: Config;
  dataSource: DataSource;
  /** The same at every start on one data folder: rooms it owned are its own again. */
  instanceId: string;
  secrets: Secrets;
  clock: Clock;
  log: Log;
  /** Built pages. */
  pagesDir: string;
  version: string;
}
