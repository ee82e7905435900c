import { expect } from "chai";
import { makePlayers } from "#server/testing/make-players.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";

/** What the database refuses even to a program that does not go through the ledger's functions. */
describe("the ledger's tables", () => {
  let database: TestDatabase;
  let player: string;
  before(async () => {
    database = await createTestDatabase();
    [player] = (await makePlayers(database.dataSource, [1_000n])) as [string];
    await database.dataSource.query(
      `insert into wallets (player_id, currency) values ($1, 'coins')`,
      [player],
    );
    await database.dataSource.query(
      `insert into accounts (name, currency, kind, player_id, balance) values
        ('available:' || $1, 'coins', 'available', $1::uuid, null),
        ('mint:coins', 'coins', 'mint', null, null),
        ('house:coins', 'coins', 'house', null, 0),
        ('handle:tiktok:7', 'coins', 'handle', null, 0)`,
      [player],
    );
  });
  after(() => database.drop());

  async function refusal(sql: string): Promise<string> {
    try {
      await database.dataSource.transaction((manager) => manager.query(sql));
    } catch (error) {
      const { message, driverError } = error as Error & { driverError: { constraint?: string } };
      return driverError.constraint ?? message;
    }
    return "none";
  }

  for (const table of ["postings", "transfers"]) {
    for (const change of [
      `update ${table} set kind = 'reversal'`,
      `delete from ${table}`,
      `delete from ${table} where false`,
      `truncate ${table} cascade`,
    ]) {
      it(`refuse: ${change}`, async () => {
        expect(await refusal(change)).to.contain("append-only");
      });
    }
  }

  /** One transfer with its postings: account, currency, kind and amount each. */
  function movement(options: {
    kind?: string;
    currency?: string;
    raceId?: number;
    sides: [account: string, amount: number, currency?: string, kind?: string][];
  }): string {
    const { kind = "reversal", currency = "chips", raceId = "null", sides } = options;
    const postings = sides.map(
      ([account, amount, ofCurrency = currency, ofKind = kind]) =>
        `('${account.replace("player", player)}', '${ofCurrency}', '${ofKind}', ${amount})`,
    );
    return `with t as (
        insert into transfers (kind, currency, race_id) values ('${kind}', '${currency}', ${raceId})
        returning id
      )
      insert into postings (transfer_id, account, currency, kind, amount)
      select id, p.* from t, (values ${postings.join(", ")}) p (account, currency, kind, amount)`;
  }

  const refused: [string, Parameters<typeof movement>[0], string][] = [
    [
      "postings that do not sum to 0",
      {
        sides: [
          ["available:player", 5],
          ["house:chips", -4],
        ],
      },
      "postings_balanced",
    ],
    ["a posting alone", { sides: [["available:player", 5]] }, "postings_balanced"],
    ["a posting of 0", { sides: [["available:player", 0]] }, "postings_amount_moves"],
    [
      "chips that become coins",
      {
        sides: [
          ["available:player", -5],
          ["available:player", 5, "coins"],
        ],
      },
      "postings_transfer_fkey",
    ],
    [
      "a transfer of coins with a posting of chips",
      {
        currency: "coins",
        sides: [
          ["house:coins", -5],
          ["available:player", 5, "chips"],
        ],
      },
      "postings_transfer_fkey",
    ],
    [
      "an account under another currency than its own",
      {
        currency: "coins",
        sides: [
          ["house:chips", -5],
          ["available:player", 5],
        ],
      },
      "postings_account_fkey",
    ],
    [
      "a posting under another kind than its transfer",
      {
        kind: "bet_placed",
        sides: [
          ["mint:chips", -5, "chips", "join_grant"],
          ["house:chips", 5],
        ],
      },
      "postings_transfer_fkey",
    ],
    [
      "chips that leave the mint as anything but a grant",
      {
        kind: "race_settled",
        sides: [
          ["mint:chips", -5],
          ["house:chips", 5],
        ],
      },
      "postings_mint_grants_only",
    ],
    [
      "coins that leave the mint as anything but earnings",
      {
        kind: "handle_linked",
        currency: "coins",
        sides: [
          ["mint:coins", -5],
          ["available:player", 5],
        ],
      },
      "postings_mint_grants_only",
    ],
    [
      "coins for joining",
      {
        kind: "join_grant",
        currency: "coins",
        sides: [
          ["mint:coins", -5],
          ["available:player", 5],
        ],
      },
      "transfers_races_take_chips",
    ],
    ...["gift_coins", "watch_coins", "handle_linked", "handle_unlinked"].map(
      (kind): [string, Parameters<typeof movement>[0], string] => [
        `chips that move as ${kind}`,
        {
          kind,
          sides: [
            ["mint:chips", -5],
            ["available:player", 5],
          ],
        },
        "transfers_handles_move_coins",
      ],
    ),
    [
      "coins in a race",
      {
        currency: "coins",
        raceId: 1,
        sides: [
          ["house:coins", -5],
          ["available:player", 5],
        ],
      },
      "transfers_races_take_chips",
    ],
    [
      "a bet in coins",
      {
        kind: "bet_placed",
        currency: "coins",
        sides: [
          ["house:coins", -5],
          ["available:player", 5],
        ],
      },
      "transfers_races_take_chips",
    ],
    [
      "an account nobody opened",
      {
        sides: [
          ["available:player", -5],
          ["pool:1:win", 5],
        ],
      },
      "postings_account_fkey",
    ],
  ];
  for (const [what, options, constraint] of refused) {
    it(`refuse ${what}`, async () => {
      expect(await refusal(movement(options))).to.equal(constraint);
    });
  }

  it("refuse, at the commit, a transfer without postings", async () => {
    const sql = "insert into transfers (kind, currency) values ('reversal', 'chips')";
    expect(await refusal(sql)).to.equal("transfers_not_empty");
  });

  it("refuse one more posting on a balanced transfer", async () => {
    const sql = `insert into postings (transfer_id, account, currency, kind, amount)
      select id, 'house:chips', currency, kind, 1 from transfers limit 1`;
    expect(await refusal(sql)).to.equal("postings_balanced");
  });

  const refusedRows: [string, string, string][] = [
    ["a wallet below 0", "update wallets set balance_total = -1", "wallets_locked_within_total"],
    [
      "less than nothing locked",
      "update wallets set balance_locked = -1",
      "wallets_locked_within_total",
    ],
    [
      "more locked than there is",
      "update wallets set balance_locked = 1001",
      "wallets_locked_within_total",
    ],
    [
      "a house below 0",
      "update accounts set balance = -1 where kind = 'house'",
      "accounts_balance_kept",
    ],
    [
      "a handle below 0",
      "update accounts set balance = -1 where kind = 'handle'",
      "accounts_balance_kept",
    ],
    [
      "a handle that takes chips",
      "insert into accounts values ('handle:tiktok:8', 'chips', 'handle', null, 0)",
      "accounts_handles_take_coins",
    ],
    [
      "coins of a viewer who is not real",
      "insert into accounts values ('handle:simulator:8', 'coins', 'handle', null, 0)",
      "accounts_handles_are_real",
    ],
    [
      "a pool that takes coins",
      "insert into accounts values ('pool:1:win', 'coins', 'pool')",
      "accounts_races_take_chips",
    ],
    [
      "a mint under a false currency",
      "insert into accounts values ('mint:coins', 'chips', 'mint')",
      "accounts_name_says_currency",
    ],
    [
      "a name of another kind",
      "insert into accounts values ('mint:chips', 'chips', 'pool')",
      "accounts_name_says_kind",
    ],
  ];
  for (const [what, sql, constraint] of refusedRows) {
    it(`refuse ${what}`, async () => {
      expect(await refusal(sql)).to.equal(constraint);
    });
  }
});
