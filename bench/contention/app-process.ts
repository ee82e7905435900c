import { startTestApp, type TestApp } from "#server/testing/test-app.ts";
import { auditBooks } from "../audit-books.ts";
import { openBenchDatabase } from "../bench-database.ts";
import { serveParent } from "../bench-process.ts";
import { makeWallets } from "./wallets.ts";

let test: TestApp | undefined;
let databaseUrl = "";

// The app in a process of its own, on a durable database, with a race that takes bets without end.
const methods = {
  async start({ wallets }: { wallets: number }) {
    const database = await openBenchDatabase({ poolSize: 10 });
    databaseUrl = database.url;
    await makeWallets(databaseUrl, wallets);
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
  /** Throws where the books differ. */
  audit: () => auditBooks(databaseUrl),
};

export type AppProcess = typeof methods;

serveParent(methods, async () => {
  await test?.close();
});
