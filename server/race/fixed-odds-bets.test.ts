import { randomUUID } from "node:crypto";
import { expect } from "chai";
import type { DataSource } from "typeorm";
import type { MarketRules } from "#common/tote/market-rules.ts";
import { expectCleanBooks } from "#server/testing/expect-clean-books.ts";
import { makePlayers } from "#server/testing/make-players.ts";
import { openRaceBook, type RaceBook } from "#server/testing/race-book.ts";
import { createTestDatabase, type TestDatabase } from "#server/testing/test-database.ts";
import type { BetIntent } from "./bet-intent.ts";
import { type CancelIntent, type CancelledBetAnswer, cancelBet } from "./cancel-bet.ts";
import { cancelBets } from "./cancel-bets.ts";
import { type PlacedBetAnswer, placeBet } from "./place-bet.ts";
import { placeBets } from "./place-bets.ts";
import { refundRace } from "./refund-race.ts";

const NOW = 1_800_000_000_000;

interface Path {
  place(source: DataSource, intent: BetIntent): Promise<PlacedBetAnswer>;
  cancel(source: DataSource, intent: CancelIntent): Promise<CancelledBetAnswer>;
}
const paths: [name: string, path: Path][] = [
  ["plain", { place: placeBet, cancel: cancelBet }],
  [
    "fast",
    {
      place: async (source, intent) => only(await placeBets(source, [intent])),
      cancel: async (source, intent) => only(await cancelBets(source, [intent])),
    },
  ],
];

for (const [name, path] of paths) {
  describe(`bets at fixed odds on the ${name} path`, () => {
    let database: TestDatabase;
    let ana: string;
    let book: RaceBook;

    beforeEach(async () => {
      database = await createTestDatabase();
    });
    afterEach(async () => {
      await expectCleanBooks(database.dataSource);
      await database.drop();
    });

    async function open(terms: Partial<MarketRules> = {}): Promise<void> {
      [ana] = (await makePlayers(database.dataSource, [100_000_000n])) as [string];
      const fixedPrices = [200, 300, 500, 725, 900, 1_200, 2_500, 9_900];
      const most = { stakeMax: "100000000", stakeMaxPerRace: "100000000" };
      book = await openRaceBook(database.dataSource, { ...most, fixedPrices, ...terms });
      await database.dataSource.query("UPDATE races SET phase_ends_at = $1", [NOW + 60_000]);
    }
    async function place(runner: number, stake: bigint, market = "win"): Promise<string> {
      const answer = await path.place(database.dataSource, {
        playerId: ana,
        roomKey: book.race.roomId,
        key: randomUUID(),
        raceId: book.race.raceId,
        selection: [runner],
        arrivedAtMs: NOW,
        ...{ market, stake },
      });
      if (!answer.ok) return answer.refusal.code;
      return answer.isReplayed ? "replayed" : answer.value.bet.id;
    }
    async function cancel(betId: string): Promise<string> {
      const intent = { playerId: ana, betId, arrivedAtMs: NOW };
      const answer = await path.cancel(database.dataSource, intent);
      return answer.ok ? "cancelled" : answer.refusal.code;
    }
    async function balances(): Promise<{ held: bigint; house: bigint }> {
      const rows: { name: string; balance: string }[] = await database.dataSource.query(
        "SELECT name, balance FROM accounts WHERE kind IN ('house', 'liability')",
      );
      const of = (name: string) =>
        BigInt(rows.find((row) => row.name.startsWith(name))?.balance ?? "0");
      return { held: of("liability"), house: of("house") };
    }

    it("freeze the price, and leave other markets to the tote", async () => {
      await open();
      await place(4, 11n);
      await place(4, 11n, "place");
      const rows: { market: string; price: number | null }[] = await database.dataSource.query(
        "SELECT market, price FROM bets ORDER BY id",
      );
      expect(rows).to.deep.equal([
        { market: "win", price: 725 },
        { market: "place", price: null },
      ]);
    });

    it("hold what the worst winner would cost beyond all stakes, out of the house", async () => {
      await open();
      const steps: [runner: number, stake: bigint, held: bigint][] = [
        [1, 100n, 100n],
        [2, 100n, 100n],
        [2, 100n, 300n],
        [1, 300n, 200n],
        [3, 11n, 189n],
      ];
      for (const [runner, stake, held] of steps) {
        await place(runner, stake);
        expect(await balances()).to.deep.equal({ held, house: 1_000_000n - held });
      }
    });

    it("are refused past the house's limit, and taken again once other stakes cover them", async () => {
      await open({ liabilityMax: "250" });
      await place(2, 100n);
      expect(await place(2, 100n)).to.equal("liability_limit");
      expect((await balances()).held).to.equal(200n);
      await place(1, 150n);
      expect(await place(2, 100n)).to.match(/^\d+$/);
      expect((await balances()).held).to.equal(250n);
    });

    it("are refused when the house does not have it, to the chip", async () => {
      await open();
      expect(await place(1, 1_000_001n)).to.equal("liability_limit");
      expect(await place(1, 1_000_000n)).to.match(/^\d+$/);
      expect(await balances()).to.deep.equal({ held: 1_000_000n, house: 0n });
      expect(await place(2, 100_000n)).to.match(/^\d+$/);
      expect(await balances()).to.deep.equal({ held: 900_000n, house: 100_000n });
    });

    it("let go of what they held when they are cancelled", async () => {
      await open();
      const betId = await place(2, 100n);
      expect(await cancel(betId)).to.equal("cancelled");
      expect(await balances()).to.deep.equal({ held: 0n, house: 1_000_005n });
    });

    it("are not on offer any more once a runner is scratched, other markets are", async () => {
      await open();
      await book.scratch(1);
      expect(await place(2, 100n)).to.equal("market_unknown");
      expect(await place(1, 0n)).to.equal("market_unknown");
      expect(await place(2, 100n, "place")).to.match(/^\d+$/);
      await book.lock();
      expect(await place(2, 100n)).to.equal("betting_closed");
    });

    it("are never covered by what the house would have to give back", async () => {
      await open();
      const other = await openRaceBook(database.dataSource, {
        stakeMax: "100000000",
        stakeMaxPerRace: "100000000",
      });
      await database.dataSource.query("UPDATE races SET phase_ends_at = $1", [NOW + 60_000]);
      expect(await cancel((await other.bet(ana, 2, 10_000n)).toString())).to.equal("cancelled");
      expect((await balances()).house).to.equal(1_000_500n);
      expect(await place(1, 1_000_001n)).to.equal("liability_limit");
      expect(await place(1, 1_000_000n)).to.match(/^\d+$/);
      await refundRace(database.dataSource, {
        race: other.race,
        reason: "rain",
        at: NOW,
        changes: {},
      });
      expect(await balances()).to.deep.equal({ held: 1_000_000n, house: 0n });
    });

    it("are covered by fees once the race that brought them is official", async () => {
      await open();
      const other = await openRaceBook(database.dataSource);
      await database.dataSource.query("UPDATE races SET phase_ends_at = $1", [NOW + 60_000]);
      expect(await cancel((await other.bet(ana, 2, 10_000n)).toString())).to.equal("cancelled");
      await other.lock();
      await other.finish([[1]]);
      await other.settle();
      expect(await place(1, 1_000_500n)).to.match(/^\d+$/);
    });

    it("can be cancelled later where that is refused now, and answer the same ever after", async () => {
      await open({ liabilityMax: "250" });
      const endsAt = (at: number) =>
        database.dataSource.query("UPDATE races SET phase_ends_at = $1", [at]);
      const first = await place(2, 100n);
      const covering = await place(1, 150n);
      const second = await place(2, 100n);
      expect(await cancel(covering)).to.equal("liability_limit");
      await endsAt(NOW - 1);
      expect(await cancel(first)).to.equal("betting_closed");
      await endsAt(NOW + 9_999);
      expect(await cancel(first)).to.equal("cancel_closed");
      await endsAt(NOW + 60_000);
      expect(await cancel(first)).to.equal("cancelled");
      expect(await cancel(covering)).to.equal("cancelled");
      await book.lock();
      expect(await cancel(second)).to.equal("betting_closed");
      expect(await cancel(first)).to.equal("cancelled");
    });

    it("can't be cancelled while their stake is what covers another's price", async () => {
      await open({ liabilityMax: "250" });
      await place(2, 100n);
      const covering = await place(1, 150n);
      await place(2, 100n);
      expect(await cancel(covering)).to.equal("liability_limit");
      expect((await balances()).held).to.equal(250n);
    });
  });
}

describe("a batch of cancellations", () => {
  it("covers no price with its own fees, as one by one", async () => {
    const database = await createTestDatabase();
    const { dataSource } = database;
    const codes: string[][] = [];
    for (const isBatch of [false, true]) {
      const most = { stakeMax: "100000000", stakeMaxPerRace: "100000000" };
      const [ana, bo] = (await makePlayers(dataSource, [10_000n, 10_000_000n])) as [string, string];
      const fixedPrices = [200, 300, 500, 725, 900, 1_200, 2_500, 9_900];
      const book = await openRaceBook(dataSource, { ...most, fixedPrices });
      await dataSource.query("UPDATE races SET phase_ends_at = $1", [NOW + 60_000]);
      const feed = await book.bet(ana, 2, 2_000n, "place");
      const covering = await book.bet(ana, 1, 100n);
      await book.bet(bo, 2, 500_050n);
      const intents = [feed, covering].map((bet) => ({
        playerId: ana,
        betId: bet.toString(),
        arrivedAtMs: NOW,
      }));
      const answers: CancelledBetAnswer[] = isBatch ? await cancelBets(dataSource, intents) : [];
      for (const intent of isBatch ? [] : intents)
        answers.push(await cancelBet(dataSource, intent));
      codes.push(answers.map((answer) => (answer.ok ? "cancelled" : answer.refusal.code)));
      await refundRace(dataSource, { race: book.race, reason: "rain", at: NOW, changes: {} });
    }
    expect(codes).to.deep.equal([
      ["cancelled", "liability_limit"],
      ["cancelled", "liability_limit"],
    ]);
    await expectCleanBooks(dataSource);
    await database.drop();
  });
});

function only<Answer>(answers: readonly Answer[]): Answer {
  const [answer] = answers;
  if (answer === undefined || answers.length > 1) throw new Error("one intent, one answer");
  return answer;
}
