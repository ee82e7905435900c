import { expect } from "chai";
import type { DataSource } from "typeorm";
import { isRetryable } from "#common/framework/refusals.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { stakeChips } from "#server/testing/stake-chips.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import { availableAccount, houseAccount } from "./account-names.ts";
import { ledgerChecks } from "./audit-checks.ts";
import { auditLedger } from "./audit-ledger.ts";
import { lockAccounts } from "./lock-accounts.ts";
import { lockWallets } from "./lock-wallets.ts";
import { postTransfers } from "./post-transfers.ts";
import { type IdempotentAnswer, runIdempotently } from "./run-idempotently.ts";
import { WalletEntity } from "./wallet-entity.ts";

describe("money in a storm", () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  before(async () => {
    database = await createTestDatabase({ poolSize: 24 });
    dataSource = database.dataSource;
  });
  after(() => database.drop());

  async function locked(playerId: string): Promise<bigint> {
    return (await dataSource.manager.findOneByOrFail(WalletEntity, { playerId })).balanceLocked;
  }

  it("happens once for each of 50 keys in a storm of 2,000 retries", async () => {
    const [playerId] = (await makePlayers(dataSource, [1_000n])) as [string];
    const keys = Array.from({ length: 2_000 }, (_, i) => `storm ${i % 50}`);
    const answers = await Promise.all(
      keys.map((key) =>
        insist(() => runIdempotently(stakeChips(dataSource, { playerId, key, stake: 10n }))),
      ),
    );
    const texts = new Map<string, Set<string>>();
    for (const [i, answer] of answers.entries()) {
      const key = keys[i] as string;
      texts.set(
        key,
        (texts.get(key) ?? new Set()).add(answer.ok ? answer.text : answer.refusal.code),
      );
    }
    expect([...texts.values()].every((set) => set.size === 1)).to.equal(true);
    expect(answers.filter((answer) => !answer.isReplayed)).to.have.length(50);
    expect(await locked(playerId)).to.equal(500n);
  }).timeout(60_000);

  it("never overdraws: of 2,000 stakes of 100 at once on 99,993 chips exactly 999 are taken", async () => {
    const [playerId] = (await makePlayers(dataSource, [99_993n])) as [string];
    const answers = await Promise.all(
      Array.from({ length: 2_000 }, (_, i) => {
        const stake = { playerId, key: `overdraft ${i}`, stake: 100n };
        return insist(() => runIdempotently(stakeChips(dataSource, stake)));
      }),
    );
    const codes = answers.map((answer) => (answer.ok ? "ok" : answer.refusal.code));
    expect(codes.filter((code) => code === "ok")).to.have.length(999);
    expect(codes.filter((code) => code === "insufficient_funds")).to.have.length(1_001);
    expect(await locked(playerId)).to.equal(99_900n);
  }).timeout(60_000);

  it("meets no deadlock: six wallets pay each other and the house in every order at once", async () => {
    const players = await makePlayers(
      dataSource,
      Array.from({ length: 6 }, () => 10_000n),
    );
    const house = houseAccount("chips");
    const pay = (from: string, to: string) =>
      // One try each: a deadlock would be thrown.
      dataSource.transaction(async (manager) => {
        await lockWallets(manager, [from, to], "chips");
        await lockAccounts(manager, [house], "chips");
        const postings = [
          { account: house, amount: 1n },
          { account: availableAccount(to), amount: 9n },
          { account: availableAccount(from), amount: -10n },
        ];
        await postTransfers(manager, [{ kind: "reversal", currency: "chips", postings }]);
      });
    const pairs = Array.from(
      { length: 300 },
      (_, i) => [i % 6, (i * 7 + 1 + (i % 5)) % 6] as const,
    );
    await Promise.all(
      pairs
        .filter(([from, to]) => from !== to)
        .map(([from, to]) => pay(players[from] as string, players[to] as string)),
    );
    const { differences } = await auditLedger(dataSource, ledgerChecks);
    expect(differences).to.deep.equal([]);
  });
});

/** Sends again what may be sent again, as a phone does: a slow machine runs out of connections. */
async function insist<Value>(
  send: () => Promise<IdempotentAnswer<Value>>,
): Promise<IdempotentAnswer<Value>> {
  for (;;) {
    const answer = await send();
    if (answer.ok || !isRetryable(answer.refusal.code)) return answer;
  }
}
