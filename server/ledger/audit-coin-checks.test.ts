import { expect } from "chai";
import type { DataSource } from "typeorm";
import { openAudienceBook } from "#server/testing/audience-book.ts";
import { expectLieFound } from "#server/testing/expect-lie-found.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { auditLedger } from "./audit-ledger.ts";

/** Two viewers with coins, one of them linked, and what the audit says when the books are changed. */
describe("the audit of coins", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  before(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    const [ana] = (await makePlayers(dataSource, [1_000n])) as [string];
    const live = await openAudienceBook(dataSource);
    await live.comes(live.gift(500), live.gift(300, { viewerId: "8" }));
    for (const minute of [0, 10, 20, 30]) await live.comes(live.like({ viewerId: "8", minute }));
    await live.comes(live.chat(`link ${await live.code(ana, "handle7001")}`));
    await live.comes(live.gift(100));
    const code = await live.code(ana, "handle8");
    await live.comes(live.chat(`link ${code}`, { viewerId: "8" }));
    await live.comes(live.chat("unlink", { viewerId: "8", minute: 31 }));
  });
  after(() => database.drop());

  it("finds nothing when viewers, links and ledger tell the same", async () => {
    const { differences, trialBalance } = await auditLedger(dataSource);
    expect(differences).to.deep.equal([]);
    const coins = trialBalance.filter(({ currency }) => currency === "coins");
    expect(coins.map(({ kind, balance }) => [kind, balance])).to.deep.equal([
      ["available", 12n],
      ["handle", 7n],
      ["mint", -19n],
    ]);
  });

  const lies: [string, string, string][] = [
    [
      "a handle that was given a coin",
      "update accounts set balance = balance + 1 where kind = 'handle'",
      "LEDGER-2 a kept",
    ],
    [
      "a wallet that was given a coin",
      "update wallets set balance_total = balance_total + 1 where currency = 'coins'",
      "I2 a wallet",
    ],
    [
      "coins that left the mint as something else",
      "update postings set kind = 'handle_linked' where account = 'mint:coins'",
      "I7",
    ],
    [
      "chips that left the mint as coins do",
      "update postings set kind = 'gift_coins' where account = 'mint:chips'",
      "I7",
    ],
    [
      "coins that were moved for a race",
      "update transfers set race_id = 1 where kind = 'gift_coins'",
      "LEDGER-2 coins",
    ],
    [
      "coins in a pool",
      "update postings set account = 'pool:1:win' where account like 'handle:%' and amount < 0",
      "LEDGER-2 coins",
    ],
    [
      "chips on a handle",
      "update postings set account = 'handle:tiktok:8' where account like 'available:%' and currency = 'chips'",
      "LEDGER-2 coins",
    ],
    [
      "diamonds that were never granted for",
      "update live_viewers set diamonds_total = diamonds_total + 50",
      "LIVE INPUT-4 a viewer",
    ],
    [
      "minutes that were never granted for",
      "update live_viewers set watched_minutes = watched_minutes + 30",
      "LIVE INPUT-4 a viewer",
    ],
    [
      "coins that a viewer was granted twice",
      "update postings set amount = amount * 2 where kind = 'gift_coins'",
      "LIVE INPUT-4 every coin",
    ],
    [
      "a viewer whose coins nobody posted",
      "delete from postings where account = 'handle:tiktok:8'",
      "LIVE INPUT-4 every coin",
    ],
    ["a viewer who is gone", "delete from live_viewers", "LIVE INPUT-4 every coin"],
    [
      "a link that says it moved more",
      "update identities set coins_moved = coins_moved + 1 where viewer_id = '7001'",
      "LIVE INPUT-4 a link",
    ],
    [
      "an undone link whose coins did not go back",
      "update identities set coins_returned = 0",
      "LIVE INPUT-4 a link",
    ],
    ["a link that is gone", "delete from identities", "LIVE INPUT-4 a link"],
    [
      "a linked handle that still holds coins",
      "update identities set unlinked_at_ms = null, unlinked_by = null",
      "LIVE INPUT-4 nothing",
    ],
  ];
  // What a CHECK refuses is told by its own test; here it stands out of the way.
  const freely = [
    "alter table postings drop constraint postings_mint_grants_only, drop constraint postings_amount_moves",
    "alter table transfers drop constraint transfers_races_take_chips",
  ];
  for (const [what, sql, rule] of lies) {
    it(`finds ${what}`, () => expectLieFound(dataSource, { sql, rule, freely }));
  }
});
