import { expect } from "chai";
import type { DataSource } from "typeorm";
import { transaction } from "#server/storage/transaction.ts";
import { expectLieFound } from "#server/testing/expect-lie-found.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { availableAccount, houseAccount, lockedAccount, poolAccount } from "./account-names.ts";
import { auditLedger } from "./audit-ledger.ts";
import { claimKey, scopeOf, storeReply } from "./idempotency.ts";
import { type Posting, postTransfers } from "./post-transfers.ts";

type BetStatus = "open" | "cancelled" | "won" | "lost" | "refunded";

/** A race as its bets and its ledger tell it, and what the audit says when they tell different stories. */
describe("the audit of bets", () => {
  const OFFICIAL = 1;
  const BETTING = 2;
  let database: TestDatabase;
  let dataSource: DataSource;
  let ana: string;
  let bo: string;
  before(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    [ana, bo] = (await makePlayers(dataSource, [1_000n, 1_000n])) as [string, string];
    await openRaces();
    await placeBet({ id: 1, raceId: OFFICIAL, playerId: ana, stake: 100n });
    await placeBet({ id: 2, raceId: OFFICIAL, playerId: bo, stake: 50n });
    await placeBet({ id: 3, raceId: OFFICIAL, playerId: bo, stake: 40n });
    await placeBet({ id: 4, raceId: BETTING, playerId: ana, stake: 30n });
    await cancel({ id: 3, playerId: bo, stake: 40n, fee: 2n });
    await settle();
  });
  after(() => database.drop());

  async function openRaces(): Promise<void> {
    await dataSource.query(`
      insert into durable_rooms (id, type, code, owner, epoch, lease_until, heartbeat_ms, settings)
        select id, 'race', code, gen_random_uuid(), 1, now(), 0, '{}'
        from (values (gen_random_uuid(), 'BCDF'), (gen_random_uuid(), 'GHJK')) room (id, code);
      insert into races (room_id, number, epoch, status, card, card_hash, market_rules,
          market_rules_hash, engine_hash, fairness_version, server_seed, commitment, finished_at,
          runner_count)
        select id, 1, 1, case code when 'BCDF' then 'official' else 'betting' end, '{}', '',
          '{"markets": ["win"], "takeoutBps": 0}', '', '', 1, '', '', case code when 'BCDF' then 1 end, 8
        from durable_rooms order by code;`);
  }

  interface Stake {
    id: number;
    raceId: number;
    playerId: string;
    stake: bigint;
  }

  async function placeBet({ id, raceId, playerId, stake }: Stake): Promise<void> {
    const scope = scopeOf({ playerId, operation: "placeBet", key: `key ${id}`, input: { id } });
    await transaction(dataSource, async (manager) => {
      await claimKey(manager, scope);
      await manager.query(
        `insert into bets (race_id, player_id, market, selection, stake, placed_at)
          values ($1, $2, 'win', '{1}', $3, 0)`,
        [raceId, playerId, stake],
      );
      const bet = { id: String(id), stake: String(stake) };
      await storeReply(manager, scope, { ok: true, text: JSON.stringify({ bet }) });
      await postTransfers(manager, [
        {
          kind: "bet_placed",
          currency: "chips",
          playerId,
          raceId,
          betId: BigInt(id),
          postings: [
            { account: availableAccount(playerId), amount: -stake },
            { account: lockedAccount(playerId), amount: stake },
          ],
        },
      ]);
    });
  }

  async function cancel(bet: {
    id: number;
    playerId: string;
    stake: bigint;
    fee: bigint;
  }): Promise<void> {
    const { id, playerId, stake, fee } = bet;
    await endBet(id, "cancelled", { payout: stake - fee, fee });
    await post("bet_cancelled", { playerId, betId: BigInt(id) }, [
      { account: lockedAccount(playerId), amount: -stake },
      { account: availableAccount(playerId), amount: stake - fee },
      { account: houseAccount("chips"), amount: fee },
    ]);
  }

  /** Ana's 100 win all of the 150, less 7 that the house keeps. */
  async function settle(): Promise<void> {
    await dataSource.query(
      `insert into race_pools (race_id, market, outcome, gross, takeout, net, paid, breakage, refunds,
          dividends)
        values ($1, 'win', 'paid', 150, 0, 150, 143, 7, 0, '[]')`,
      [OFFICIAL],
    );
    await endBet(1, "won", { payout: 143n, fee: 0n });
    await endBet(2, "lost", { payout: 0n, fee: 0n });
    const pool = poolAccount(OFFICIAL, "win");
    await post("race_settled", {}, [
      { account: lockedAccount(ana), amount: -100n },
      { account: lockedAccount(bo), amount: -50n },
      { account: pool, amount: 150n },
      { account: pool, amount: -150n },
      { account: availableAccount(ana), amount: 143n },
      { account: houseAccount("chips"), amount: 7n },
    ]);
  }

  async function endBet(
    id: number,
    status: BetStatus,
    end: { payout: bigint; fee: bigint },
  ): Promise<void> {
    await dataSource.query("update bets set status = $2, payout = $3, fee = $4 where id = $1", [
      id,
      status,
      end.payout,
      end.fee,
    ]);
  }

  async function post(
    kind: "bet_cancelled" | "race_settled",
    of: { playerId?: string; betId?: bigint },
    postings: Posting[],
  ): Promise<void> {
    await transaction(dataSource, (manager) =>
      postTransfers(manager, [{ kind, currency: "chips", raceId: OFFICIAL, ...of, postings }]),
    );
  }

  it("finds nothing when bets and ledger tell the same", async () => {
    const { differences, ruleCount } = await auditLedger(dataSource);
    expect(differences).to.deep.equal([]);
    expect(ruleCount).to.equal(42);
  });

  const lies: [string, string, string][] = [
    [
      "an open bet that locks nothing",
      "update bets set stake = stake + 1 where id = 4",
      "I2 what is locked",
    ],
    [
      "a pool that still holds chips",
      "update postings set amount = amount + 1 where account like 'pool:%' and amount > 0",
      "I4",
    ],
    [
      "a bet that was placed twice",
      "update transfers set bet_id = 1 where bet_id = 2",
      "I5 every bet",
    ],
    [
      "a cancelled bet that was never cancelled",
      "update bets set status = 'cancelled' where id = 2",
      "I5 every bet",
    ],
    ["a bet that is gone", "delete from bets where id = 2", "I5 every transfer"],
    ["a payout that was not paid", "update bets set payout = payout + 1 where id = 1", "I5 a race"],
    [
      "a fee that was given back in words only",
      "update bets set payout = payout + fee, fee = 0 where id = 3",
      "I5 a race",
    ],
    ["an answer about another stake", "update bets set stake = stake + 1 where id = 3", "I9"],
    ["an answer about another serial", "update bets set serial = 7 where id = 3", "I9"],
    ["an answer about another leaf", "update bets set leaf = '\\x00' where id = 3", "I9"],
    [
      "a winner that is said to have lost",
      "update bets set status = 'lost' where id = 1",
      "I5 what came back",
    ],
    [
      "a winner that is said to have its stake back",
      "update bets set status = 'refunded' where id = 1",
      "I5 what came back",
    ],
    [
      "a bet won in a race that is not official",
      "update bets set status = 'won', payout = 1 where id = 4",
      "I5 what came back",
    ],
    [
      "a fee that is forgotten",
      "update bets set fee = 0, payout = stake where id = 3",
      "I5 the fee",
    ],
    ["a fee that is one more", "update bets set fee = fee + 1 where id = 3", "I5 the fee"],
    [
      "a pool that paid more",
      "update race_pools set paid = paid + 7, breakage = breakage - 7",
      "TOTE-2 a pool holds",
    ],
    [
      "a pool that took more",
      "update race_pools set takeout = takeout + 7, net = net - 7, breakage = breakage - 7",
      "TOTE-2 a pool holds",
    ],
    [
      "a pool that was larger",
      "update race_pools set gross = gross + 7, net = net + 7, breakage = breakage + 7",
      "TOTE-2 a pool holds",
    ],
    [
      "a pool that gave something back",
      "update race_pools set refunds = 40",
      "TOTE-2 a pool holds",
    ],
    ["a pool that is gone", "delete from race_pools", "TOTE-2 a final race"],
    [
      "a pool of a market that the race does not have",
      "update race_pools set market = 'place'",
      "TOTE-2 a final race",
    ],
    [
      "an answer about a bet of somebody else",
      "update bets set player_id = (select player_id from bets where id = 1) where id = 2",
      "I6",
    ],
    [
      "an open bet on a final race",
      "update races set status = 'void', finished_at = 1 where id = 2",
      "I8",
    ],
  ];
  for (const [what, sql, rule] of lies) {
    it(`finds ${what}`, () => expectLieFound(dataSource, { sql, rule }));
  }
});
