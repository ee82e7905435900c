import { DataSource } from "typeorm";
import { settleRace } from "#server/race/settle-race.ts";
import type { OwnedRace } from "#server/race/write-race.ts";
import { dataSourceOptions } from "#server/storage/data-source-options.ts";
import { silentLog } from "./test-postgres.ts";

/** What the parent asks for: settle this race so many times at once. */
export interface SettleOrder {
  race: OwnedRace;
  times: number;
  at: number;
}

// A process of its own that settles: `url` of the database as its argument, orders as messages.
const url = process.argv[2] as string;
const dataSource = new DataSource(dataSourceOptions({ url, log: silentLog, poolSize: 4 }));
await dataSource.initialize();
process.on("message", (order: SettleOrder) => void settle(order));
process.on("disconnect", () => void dataSource.destroy());
process.send?.("ready");

async function settle({ race, times, at }: SettleOrder): Promise<void> {
  const outcomes = await Promise.all(
    Array.from({ length: times }, async () => {
      const { outcome } = await settleRace(dataSource, { race, at, changes: {} });
      return outcome;
    }),
  );
  process.send?.(outcomes);
}
