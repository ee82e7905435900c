import {
  expireAnswers,
  type ModelRace,
  type MoneyBooks,
  moveOn,
  playerAt,
  sum,
  told,
  walletWire,
  yes,
} from "./money-books.ts";
import { acceptByRule, endByRule, offerByRule, owedTo, repayByRule } from "./money-favors.ts";
import {
  BETTING_ENDS_AT,
  FLOOR,
  type HouseStep,
  MODEL_NOW,
  type MoneyOrder,
  type OrderOf,
  type Told,
} from "./money-orders.ts";
import { cancelByRule, castByRule, placeByRule } from "./money-race.ts";
import { resolveByRule, scratchByRule, settleByRule, voidByRule } from "./money-race-end.ts";

/** What docs/rules.md says to an order, entered in the books. */
export function takeByRule(books: MoneyBooks, order: MoneyOrder): Told {
  switch (order.kind) {
    case "bet":
      return placeByRule(books, order);
    case "cancel":
      return cancelByRule(books, order);
    case "cast":
      return castByRule(books, order);
    case "offer":
      return offerByRule(books, order);
    case "accept":
      return acceptByRule(books, order);
    case "repay":
      return repayByRule(books, order);
    case "end":
      return endByRule(books, order);
    case "join":
      return joinByRule(books, order);
  }
}

/** The same of what the house does. */
export function stepByRule(books: MoneyBooks, step: HouseStep): void {
  switch (step.kind) {
    case "next":
      books.races.push(newRace(books.races.length + 1, step));
      return;
    case "expire":
      expireAnswers(books);
      return;
    case "topUp":
      topUpByRule(books, step);
      return;
    default:
      raceStepByRule(books, step);
  }
}

type RaceStep = Exclude<HouseStep, { kind: "next" | "expire" | "topUp" }>;

function raceStepByRule(books: MoneyBooks, step: RaceStep): void {
  const race = lastRace(books);
  switch (step.kind) {
    case "open":
      race.status = "betting";
      race.endsAt = BETTING_ENDS_AT;
      return;
    case "lock":
      race.status = "racing";
      race.offAt = step.offAt;
      return;
    case "stopPowers":
      race.arePowersStopped = true;
      return;
    case "scratch":
      scratchByRule(books, race, step.runner);
      return;
    case "pause":
      race.pausedLeftMs = step.leftMs;
      race.endsAt = step.leftMs === null ? BETTING_ENDS_AT : null;
      return;
    case "resolve":
      resolveByRule(books, race, step.outcomes);
      return;
    case "finish":
      // A result is written once.
      if (race.status === "racing") race.order = step.order;
      race.status = "settling";
      return;
    case "settle":
      if (race.status === "settling") settleByRule(books, race, settledAt(race));
      return;
    case "void":
      if (race.status !== "official" && race.status !== "void") voidByRule(books, race);
      return;
  }
}

/** Every figure that the rules speak of, as one value; `sideBooks` reads the same of a database. */
export function modelBooks(books: MoneyBooks): unknown {
  return {
    players: books.players.map(({ total, locked, version, loyalty }) => [
      String(total),
      String(locked),
      version,
      loyalty,
    ]),
    house: String(books.house),
    minted: String(books.minted),
    races: books.races.map(({ status, liability, scratched }) => [
      status,
      String(liability),
      scratched.toSorted((a, b) => a - b),
    ]),
    bets: books.races.flatMap(({ number, bets }) =>
      bets.map(({ serial, status, payout, fee }) => [
        number,
        serial,
        status,
        String(payout),
        String(fee),
      ]),
    ),
    casts: books.races.flatMap(({ number, casts }) =>
      casts.map(({ seq, status, reason }) => [number, seq, status, reason]),
    ),
    favors: books.favors.map(({ status, repaid, racesLeft, isOverdue, endedAt }) => [
      status,
      String(repaid),
      racesLeft,
      isOverdue,
      endedAt,
    ]),
    pools: books.races.flatMap(({ number, pools }) =>
      pools
        .toSorted((a, b) => (a.market < b.market ? -1 : 1))
        .map(({ market, outcome, gross, takeout, paid, refunds, dividends }) => [
          ...[number, market, outcome],
          ...[gross, takeout, paid, gross - takeout - paid, refunds].map(String),
          dividends.map(({ selection, perUnit }) => ({ selection, perUnit })),
        ]),
    ),
  };
}

/** Whether the chips of all are those the mint has given out; a model that loses any is no model. */
export function isBalanced({ players, house, minted, races }: MoneyBooks): boolean {
  const held = sum(races, ({ liability }) => liability);
  return sum(players, ({ total }) => total) + house + held === minted;
}

/** Throws where there is none. */
function lastRace({ races }: MoneyBooks): ModelRace {
  const race = races.at(-1);
  if (race === undefined) throw new Error("the model has no race");
  return race;
}

/** When a race is settled: every race later than the one before. */
export function settledAt({ number }: Pick<ModelRace, "number">): number {
  return MODEL_NOW + 100_000 * number;
}

function newRace(number: number, { terms }: Extract<HouseStep, { kind: "next" }>): ModelRace {
  return {
    ...{ number, terms, status: "lobby", endsAt: null, pausedLeftMs: null, offAt: null },
    ...{ arePowersStopped: false, scratched: [], bets: [], casts: [] },
    ...{ liability: 0n, order: [], pools: [] },
  };
}

/** LEDGER-8: chips once for every phone. */
function joinByRule(books: MoneyBooks, { player, grant }: OrderOf<"join">): Told {
  if (player === books.players.length) {
    books.players.push({
      ...{ total: grant, locked: 0n, version: 1 },
      ...{ winnings: 0n, loyalty: 100, topUpDays: [] },
    });
    books.minted += grant;
  }
  const seat = { id: `player ${player}`, name: `Player ${player}` };
  return told(yes({ player: seat, wallets: [walletWire(playerAt(books, player))] }));
}

/** LEDGER-8: up to the floor, once a day. */
function topUpByRule(
  books: MoneyBooks,
  { players, day }: Extract<HouseStep, { kind: "topUp" }>,
): void {
  for (const player of players) {
    const purse = playerAt(books, player);
    const missing = FLOOR - purse.total - owedTo(books, player);
    if (missing <= 0n || purse.topUpDays.includes(day)) continue;
    purse.topUpDays.push(day);
    purse.total += missing;
    books.minted += missing;
    moveOn(books, [player]);
  }
}
