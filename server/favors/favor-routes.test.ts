import { randomUUID } from "node:crypto";
import { expect } from "chai";
import type { Caller } from "#server/framework/caller.ts";
import { type CuttableDatabase, cutAtCommit } from "#server/testing/cut-at-commit.ts";
import { type FavorStand, openFavorStand } from "#server/testing/favor-stand.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { createFavorHandlers } from "./favor-routes.ts";

describe("the routes of favors", () => {
  let database: TestDatabase;
  let cut: CuttableDatabase;
  let stand: FavorStand;
  beforeEach(async () => {
    database = await createTestDatabase();
    cut = await cutAtCommit(database.url);
    stand = await openFavorStand(database.dataSource);
  });
  afterEach(async () => {
    await cut.close();
    await database.drop();
  });

  it("tell both players once, also where the answer to the commit was lost", async () => {
    const [lenderId, borrowerId] = (await stand.players(500n, 0n)) as [string, string];
    const told: (readonly string[])[] = [];
    const handlers = createFavorHandlers({
      ...stand.house,
      dataSource: cut.dataSource,
      now: () => 1_800_000_000_000,
      onFavorChanged: (playerIds) => told.push(playerIds),
    });
    const call = {
      body: { borrowerId, amount: 100n, feePercent: 10, races: 3 },
      caller: { role: "player", playerId: lenderId, roomKey: stand.room.id } as Caller,
      idempotencyKey: randomUUID() as string,
      address: "127.0.0.1",
      arrivedAtMs: 1_800_000_000_000,
      params: undefined,
      query: undefined,
    };
    cut.loseAnswers(1);
    const answers = [await handlers.offerFavor(call), await handlers.offerFavor(call)];
    expect(answers.map(({ ok }) => ok)).to.deep.equal([true, true]);
    expect(told).to.deep.equal([[lenderId, borrowerId]]);
  });
});
