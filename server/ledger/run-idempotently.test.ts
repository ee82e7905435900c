import { expect } from "chai";
import type { DataSource } from "typeorm";
import { refuse } from "#common/framework/refusals.ts";
import { transaction } from "#server/storage/transaction.ts";
import { type CuttableDatabase, cutAtCommit } from "#server/testing/cut-at-commit.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { lockWallet, type Staked, stakeChips, stakeNow } from "#server/testing/stake-chips.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { availableAccount } from "./account-names.ts";
import { claimKey, dropExpiredReplies, findReply, scopeOf } from "./idempotency.ts";
import { postTransfers } from "./post-transfers.ts";
import { type IdempotentAnswer, type IdempotentRun, runIdempotently } from "./run-idempotently.ts";
import type { WalletRow } from "./wallet-entity.ts";

/** The rows of the state table of docs/rules.md that lie behind the two doors. */
describe("a money operation under its key", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let player: string;
  before(async () => {
    database = await createTestDatabase({ poolSize: 24 });
    dataSource = database.dataSource;
  });
  beforeEach(async () => {
    [player] = (await makePlayers(dataSource, [1_000n])) as [string];
  });
  after(() => database.drop());

  type Run = IdempotentRun<Staked, WalletRow>;

  function scope(key: string, stake: bigint, { playerId = player, operation = "placeBet" } = {}) {
    return scopeOf({ playerId, operation, key, input: { stake } });
  }

  function stakeOnce(key: string, stake: bigint, changes: Partial<Run> = {}) {
    return runIdempotently({
      ...stakeChips(dataSource, { playerId: changes.scope?.playerId ?? player, key, stake }),
      ...changes,
    });
  }

  async function locked(playerId = player): Promise<bigint> {
    const row = await dataSource.query("select balance_locked from wallets where player_id = $1", [
      playerId,
    ]);
    return BigInt(row[0].balance_locked);
  }

  function codeOf(answer: IdempotentAnswer<unknown>): string {
    return answer.ok ? "ok" : answer.refusal.code;
  }

  it("row 3: a new key is executed; key, effect and answer are one transaction", async () => {
    const answer = await stakeOnce("new", 100n);
    expect(answer).to.include({ ok: true, isReplayed: false });
    expect(await locked()).to.equal(100n);
    expect(await findReply(dataSource, scope("new", 100n))).to.deep.equal({
      ok: true,
      text: answer.ok && answer.text,
    });
  });

  it("row 4: a refusal is final, also when its reason is gone", async () => {
    expect(codeOf(await stakeOnce("much", 1_001n))).to.equal("insufficient_funds");
    await transaction(dataSource, (manager) =>
      postTransfers(manager, [
        {
          kind: "reversal",
          currency: "chips",
          playerId: player,
          postings: [
            { account: "mint:chips", amount: -500n },
            { account: availableAccount(player), amount: 500n },
          ],
        },
      ]),
    );
    const again = await stakeOnce("much", 1_001n);
    expect(again).to.deep.equal({
      isReplayed: true,
      ok: false,
      refusal: { code: "insufficient_funds" },
    });
    expect(await locked()).to.equal(0n);
  });

  it("row 4: a retryable refusal rolls everything back and leaves the key free", async () => {
    const closing = await stakeOnce("closing", 100n, {
      execute: async (manager, wallet) => {
        await stakeNow(manager, wallet, 100n);
        return refuse("closing");
      },
    });
    expect(closing).to.deep.equal({ isReplayed: false, ok: false, refusal: { code: "closing" } });
    expect(await locked()).to.equal(0n);
    expect(codeOf(await stakeOnce("closing", 100n))).to.equal("ok");
  });

  it("row 5: a duplicate waits for the one in flight and gets its answer", async () => {
    const holding = gate();
    const first = stakeOnce("flight", 100n, {
      execute: async (manager, wallet) => {
        await holding.reached();
        return stakeNow(manager, wallet, 100n);
      },
    });
    await holding.isReached;
    const second = stakeOnce("flight", 100n);
    holding.open();
    const [one, two] = await Promise.all([first, second]);
    expect(two).to.deep.equal({ isReplayed: true, ok: true, text: one.ok && one.text });
    expect(await locked()).to.equal(100n);
  });

  it("row 5: a duplicate that waits too long is told so, and changes nothing", async () => {
    const holding = gate();
    const holder = transaction(dataSource, async (manager) => {
      await claimKey(manager, scope("slow", 100n));
      await holding.reached();
    });
    await holding.isReached;
    const late = await stakeOnce("slow", 100n, { gate: impatiently("lock_timeout") });
    holding.open();
    await holder;
    expect(codeOf(late)).to.equal("idempotency_in_progress");
    expect(await locked()).to.equal(0n);
  });

  it("row 9: a wallet that is held for too long is an overload, not the key in flight", async () => {
    const holding = gate();
    const holder = transaction(dataSource, async (manager) => {
      await lockWallet(manager, player);
      await holding.reached();
    });
    await holding.isReached;
    const late = await stakeOnce("behind", 100n, { gate: impatiently("lock_timeout") });
    holding.open();
    await holder;
    expect(codeOf(late)).to.equal("overloaded");
    expect(codeOf(await stakeOnce("behind", 100n))).to.equal("ok");
  });

  it("row 4: a refusal that may pass is answered without being stored", async () => {
    const passing = ["insufficient_funds"] as const;
    expect(codeOf(await stakeOnce("passing", 1_000n))).to.equal("ok");
    const refused = await stakeOnce("again", 100n, { passing });
    expect(refused).to.include({ ok: false, isReplayed: false });
    expect(await findReply(dataSource, scope("again", 100n))).to.equal(undefined);
  });

  it("row 6: other input under a key in flight waits, then is misuse", async () => {
    const holding = gate();
    const first = stakeOnce("flight other", 100n, {
      execute: async (manager, wallet) => {
        await holding.reached();
        return stakeNow(manager, wallet, 100n);
      },
    });
    await holding.isReached;
    const second = stakeOnce("flight other", 200n);
    holding.open();
    expect(codeOf(await first)).to.equal("ok");
    expect(codeOf(await second)).to.equal("idempotency_key_reused");
    expect(await locked()).to.equal(100n);
  });

  it("row 7: a retry gets the first answer byte for byte", async () => {
    const first = await stakeOnce("twice", 100n, {
      encode: (staked) => `{ "spaced":  ${JSON.stringify(staked)} }`,
    });
    const again = await stakeOnce("twice", 100n);
    expect(again).to.deep.equal({ isReplayed: true, ok: true, text: first.ok && first.text });
    expect(await locked()).to.equal(100n);
  });

  it("row 8: the same key with other input is misuse", async () => {
    await stakeOnce("misuse", 100n);
    expect(codeOf(await stakeOnce("misuse", 101n))).to.equal("idempotency_key_reused");
    expect(codeOf(await stakeOnce("misuse", 100n))).to.equal("ok");
    expect(await locked()).to.equal(100n);
  });

  it("row 9: five deadlocks in a row are an overload that did nothing", async () => {
    let runs = 0;
    const answer = await stakeOnce("deadlocks", 100n, {
      execute: async (manager, wallet) => {
        runs += 1;
        await stakeNow(manager, wallet, 100n);
        await manager.query("do $$ begin raise exception 'again' using errcode = '40P01'; end $$");
        return refuse("internal");
      },
    });
    expect(codeOf(answer)).to.equal("overloaded");
    expect(runs).to.equal(5);
    expect(await locked()).to.equal(0n);
    expect(codeOf(await stakeOnce("deadlocks", 100n))).to.equal("ok");
  });

  it("row 9: one deadlock is nobody's business", async () => {
    let runs = 0;
    const answer = await stakeOnce("deadlock", 100n, {
      execute: async (manager, wallet) => {
        runs += 1;
        if (runs === 1) {
          await manager.query(
            "do $$ begin raise exception 'again' using errcode = '40P01'; end $$",
          );
        }
        return stakeNow(manager, wallet, 100n);
      },
    });
    expect(codeOf(answer)).to.equal("ok");
    expect(await locked()).to.equal(100n);
  });

  it("row 9: a database that went away before the commit is an overload that did nothing", async () => {
    const answer = await stakeOnce("away", 100n, {
      execute: async (manager, wallet) => {
        await stakeNow(manager, wallet, 100n);
        await manager.query("select pg_terminate_backend(pg_backend_pid())");
        return refuse("internal");
      },
    });
    expect(codeOf(answer)).to.equal("overloaded");
    expect(codeOf(await stakeOnce("away", 100n))).to.equal("ok");
    expect(await locked()).to.equal(100n);
  });

  it("row 9: a statement that takes too long is an overload that did nothing", async () => {
    const answer = await stakeOnce("long", 100n, {
      gate: impatiently("statement_timeout"),
      execute: async (manager) => {
        await manager.query("select pg_sleep(5)");
        return refuse("internal");
      },
    });
    expect(codeOf(answer)).to.equal("overloaded");
  });

  it("throws a bug on, having done nothing", async () => {
    const thrown = await stakeOnce("bug", 100n, {
      execute: async (manager, wallet) => {
        await stakeNow(manager, wallet, 100n);
        throw new RangeError("bug");
      },
    }).catch((error: unknown) => error);
    expect(thrown).to.be.instanceOf(RangeError);
    expect(await locked()).to.equal(0n);
    expect(await findReply(dataSource, scope("bug", 100n))).to.equal(undefined);
  });

  describe("whose connection is lost at the commit", () => {
    let cuttable: CuttableDatabase;
    before(async () => {
      cuttable = await cutAtCommit(database.url);
      await dataSource.query(
        `create table fatal (id int);
         create function die() returns trigger language plpgsql as $$
           begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(1); return null; end $$;
         create constraint trigger dies after insert on fatal
           deferrable initially deferred for each row execute function die();`,
      );
    });
    after(() => cuttable.close());

    it("row 10: is answered from the key when it had been committed", async () => {
      cuttable.loseAnswers(1);
      let runs = 0;
      const answer = await stakeOnce("cut", 100n, {
        dataSource: cuttable.dataSource,
        execute: (manager, wallet) => {
          runs += 1;
          return stakeNow(manager, wallet, 100n);
        },
      });
      expect(answer).to.include({ ok: true, isReplayed: true, isRetried: true });
      expect(runs).to.equal(1);
      expect(await locked()).to.equal(100n);
    });

    it("row 10: is executed again when it had not been", async () => {
      let runs = 0;
      const answer = await stakeOnce("killed", 100n, {
        execute: async (manager, wallet) => {
          runs += 1;
          if (runs === 1) await manager.query("insert into fatal values (1)");
          return stakeNow(manager, wallet, 100n);
        },
      });
      expect(answer).to.include({ ok: true, isReplayed: false });
      expect(runs).to.equal(2);
      expect(await locked()).to.equal(100n);
    });

    it("row 10: is an overload when it is lost twice; the client's retry finds the answer", async () => {
      const answer = await stakeOnce("twice killed", 100n, {
        execute: async (manager, wallet) => {
          await manager.query("insert into fatal values (1)");
          return stakeNow(manager, wallet, 100n);
        },
      });
      expect(codeOf(answer)).to.equal("overloaded");
      expect(codeOf(await stakeOnce("twice killed", 100n))).to.equal("ok");
      expect(await locked()).to.equal(100n);
    });
  });

  it("row 11: an expired answer is gone, its key stays spent", async () => {
    await stakeOnce("old", 100n);
    await dataSource.query(
      "update idempotency_keys set created_at = now() - interval '25 hours' where key = 'old'",
    );
    await stakeOnce("young", 100n);
    expect(await dropExpiredReplies(dataSource, new Date(Date.now() - 24 * 3_600_000))).to.equal(1);
    expect(await dropExpiredReplies(dataSource, new Date(Date.now() - 24 * 3_600_000))).to.equal(0);
    expect(codeOf(await stakeOnce("old", 100n))).to.equal("idempotency_key_expired");
    expect(codeOf(await stakeOnce("old", 999n))).to.equal("idempotency_key_reused");
    expect(codeOf(await stakeOnce("young", 100n))).to.equal("ok");
    expect(await locked()).to.equal(200n);
  });

  it("row 12: the same key of another player or operation is another intent", async () => {
    const [other] = (await makePlayers(dataSource, [1_000n])) as [string];
    const answers = [
      await stakeOnce("shared", 100n),
      await stakeOnce("shared", 100n, { scope: scope("shared", 100n, { playerId: other }) }),
      await stakeOnce("shared", 100n, { scope: scope("shared", 100n, { operation: "cancelBet" }) }),
    ];
    expect(answers.map((answer) => answer.isReplayed)).to.deep.equal([false, false, false]);
    expect([await locked(), await locked(other)]).to.deep.equal([200n, 100n]);
  });

  /** A gate that gives up after 50 ms of waiting (`lock_timeout`) or working (`statement_timeout`). */
  function impatiently(setting: "lock_timeout" | "statement_timeout"): Run["gate"] {
    return async (manager) => {
      await manager.query(`set local ${setting} = 50`);
      return lockWallet(manager, player);
    };
  }
});

/** A point in one flow that another waits for, and lets go on. */
function gate() {
  const arrival = Promise.withResolvers<void>();
  const opening = Promise.withResolvers<void>();
  return {
    isReached: arrival.promise,
    open: opening.resolve,
    reached: () => {
      arrival.resolve();
      return opening.promise;
    },
  };
}
