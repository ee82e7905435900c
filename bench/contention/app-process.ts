import { auditLedger } from "#server/ledger/audit-ledger.ts";
import { startTestApp, type TestApp } from "#server/testing/test-app.ts";
import { openBenchDatabase } from "../bench-database.ts";
import { serveParent } from "../bench-process.ts";
import { makeWallets } from "./wallets.ts";

let test: TestApp | undefined;

// The app in a process of its own, on a durable database, with a race that takes bets without end.
const methods = {
  async start({ wallets }: { wallets: number }) {
    const database = await openBenchDatabase({ poolSize: 10 });
    await makeWallets(database.url, wallets);
    test = await startTestApp({
      environment: {
        BETTING_SECONDS: "1800",
        STAKE_MAX_PER_RACE: "1000000000",
        REQUESTS_PER_SECOND_MAX: "100000",
      },
      database,
    });
    const host = await test.seat(await test.hostToken());
    await host.direct("openBetting");
    const { raceId } = await host.until(({ phase }) => phase === "betting");
    return { url: test.url, raceId, roomKey: test.lobby.roomId };
  },
  /** What the books say against themselves. */
  async audit() {
    if (test === undefined) throw new Error("an app is audited after it has started");
    const { differences } = await auditLedger(test.dataSource);
    return { differences: differences.map(({ rule, difference }) => `${rule}: ${difference}`) };
  },
};

export type AppProcess = typeof methods;

serveParent(methods, async () => {
  await test?.close();
});
