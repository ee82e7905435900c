import { expect } from "chai";
import { raceWords as raceWordsEn } from "#client/languages/en/race-words.ts";
import { statement as statementEn } from "#client/languages/en/statement.ts";
import { raceWords as raceWordsEs } from "#client/languages/es/race-words.ts";
import { statement as statementEs } from "#client/languages/es/statement.ts";
import {
  type StatementBetWire,
  type StatementEntryWire,
} from "#common/wallet/statement-schemas.ts";
import { explainEntry } from "./explain-entry.ts";

const english = { statement: statementEn, words: raceWordsEn, language: "en" } as const;
const spanish = { statement: statementEs, words: raceWordsEs, language: "es" } as const;

function entry(part: Partial<StatementEntryWire>): StatementEntryWire {
  return {
    id: "1",
    kind: "race_settled",
    amount: "0",
    lockedAmount: "0",
    totalAfter: "1000",
    raceId: 117,
    raceNumber: 17,
    betId: null,
    bets: [],
    cast: null,
    otherPlayer: null,
    at: 0,
    ...part,
  };
}

function bet(part: Partial<StatementBetWire> = {}): StatementBetWire {
  return {
    id: "9",
    market: "win",
    selection: [4],
    runners: ["Solana"],
    stake: "100",
    status: "won",
    payout: "340",
    perUnit: "3.4000",
    ...part,
  };
}

const none = { raceId: null, raceNumber: null };
const cast = { power: "boost", target: 4, runner: "Solana" };

describe("a line of the statement", () => {
  const cases: [Partial<StatementEntryWire>, string][] = [
    [{ bets: [bet()] }, "Bet on #4 Solana, race 17, win, paid 3.40"],
    [{ bets: [bet({ status: "lost", perUnit: null })] }, "Bet on #4 Solana, race 17, win, lost"],
    [
      { bets: [bet({ market: "trifecta", selection: [4, 1, 7], perUnit: "212.5000" })] },
      "Bet on 4 → 1 → 7, race 17, trifecta, paid 212.50",
    ],
    [
      { bets: [bet({ market: "quinella", selection: [1, 4], status: "refunded", perUnit: null })] },
      "Bet on 1 + 4, race 17, quinella, stake back",
    ],
    [
      { kind: "bet_placed", lockedAmount: "100", bets: [bet({ status: "won" })] },
      "Bet on #4 Solana, race 17, win",
    ],
    [{ kind: "bet_cancelled", bets: [bet()] }, "Bet on #4 Solana, race 17, win, cancelled"],
    [
      { kind: "bet_scratched", bets: [bet()] },
      "Bet on #4 Solana, race 17, win, runner scratched, stake back",
    ],
    [
      { kind: "race_refunded", lockedAmount: "-100", bets: [bet()] },
      "Bet on #4 Solana, race 17, win, stake back",
    ],
    [
      { kind: "race_refunded", amount: "5", bets: [bet()] },
      "Bet on #4 Solana, race 17, win, fee back",
    ],
    [{ kind: "power_held", lockedAmount: "40", cast }, "Boost on #4 Solana, race 17"],
    [{ kind: "power_captured", cast }, "Boost on #4 Solana, worked, race 17"],
    [{ kind: "power_released", cast }, "Boost on #4 Solana, chips back, race 17"],
    [{ kind: "power_held", lockedAmount: "40" }, "Put aside for a power, race 17"],
    [{ ...none, kind: "favor_lent", amount: "-100", otherPlayer: "Ana" }, "Lent to Ana"],
    [{ ...none, kind: "favor_lent", amount: "100", otherPlayer: "Ana" }, "Borrowed from Ana"],
    [{ ...none, kind: "favor_repaid", amount: "-60", otherPlayer: "Ana" }, "Repaid to Ana"],
    [{ kind: "favor_repaid", amount: "60", otherPlayer: "Ana" }, "Repaid by Ana, race 17"],
    [{ ...none, kind: "join_grant", amount: "1000" }, "Chips to start with"],
  ];
  for (const [part, words] of cases) {
    it(`reads "${words}"`, () => {
      expect(explainEntry(entry(part), english)).to.deep.equal([words]);
    });
  }

  it("has a line for each bet in the pool", () => {
    const bets = [bet(), bet({ id: "10", selection: [2], runners: ["Kite"], status: "lost" })];
    expect(explainEntry(entry({ bets }), english)).to.deep.equal([
      "Bet on #4 Solana, race 17, win, paid 3.40",
      "Bet on #2 Kite, race 17, win, lost",
    ]);
  });

  it("reads in Spanish too", () => {
    expect(explainEntry(entry({ bets: [bet()] }), spanish)).to.deep.equal([
      "Apuesta al n.º 4 Solana, carrera 17, ganador, pagó 3,40",
    ]);
  });
});
