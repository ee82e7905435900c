import { forkRandom } from "#common/framework/random.ts";
import type { RaceCard } from "#common/race/card.ts";
import { drawCard } from "#common/race/draw-field.ts";
import { simulateRace } from "#common/race/simulate-race.ts";
import { marketNames } from "#common/tote/market.ts";
import { type ModelRace, type MoneyBooks, openMoneyBooks } from "./money-books.ts";
import type { DrawnFinish, DrawnStep, DrawnTerms } from "./money-commands.ts";
import { owedOf } from "./money-favors.ts";
import {
  FIELD_SIZE,
  type HouseStep,
  MODEL_NOW,
  type ModelTerms,
  type MoneyOrder,
  NO_FAVOR,
  NO_PLAYER,
  type OrderOf,
} from "./money-orders.ts";

/** A programme under way: the books by the rules, and what was asked so far. */
export interface MoneyProgramme {
  books: MoneyBooks;
  sent: MoneyOrder[];
  /** Keys and moments given out. */
  count: number;
  /** What the last race is run from. */
  run: { card: RaceCard; seed: Uint8Array } | undefined;
}

/** What a step comes to: orders of players, handed in together, or one act of the house. */
export type Act = { orders: MoneyOrder[] } | { step: HouseStep };

const fixedPrices = [150, 210, 340, 500, 725, 1_200, 2_500, 9_900];
const costs = { boost: "60", shield: "40", slow: "60", draft: "30", repair: "30" };

export function openProgramme(house: bigint): MoneyProgramme {
  return { books: openMoneyBooks(house), sent: [], count: 0, run: undefined };
}

/** Whether a show could ask for a step now, or a player has something to ask. */
export function isTimely({ books, sent }: MoneyProgramme, step: DrawnStep): boolean {
  const race = books.races.at(-1);
  switch (step.kind) {
    case "bets":
      return race?.status === "betting" || step.isUntimely;
    case "casts":
      return race?.status === "racing" || step.isUntimely;
    case "cancels":
      if (race === undefined || race.bets.length === 0) return false;
      return race.status === "betting" || step.isUntimely;
    case "offer":
      return books.races.length > 2;
    case "accept":
    case "repay":
    case "end":
      return books.favors.length > 0;
    case "retries":
      return sent.length > 0;
    case "scratch":
      return race?.status === "betting" || race?.status === "lobby";
    case "pause":
      return race?.status === "betting";
    case "house":
      return race !== undefined && isHouseTimely(race, step.act);
    default:
      return true;
  }
}

function isHouseTimely({ status, casts }: ModelRace, act: string): boolean {
  const isFinal = status === "official" || status === "void";
  if (act === "resolve") return status === "racing" && casts.length > 0;
  if (act === "stopPowers" || act === "void") return !isFinal;
  return true;
}

/** Names what a drawn step is about, now that it is known what there is. */
export function* actsOf(programme: MoneyProgramme, step: DrawnStep): Generator<Act> {
  const { books } = programme;
  switch (step.kind) {
    case "advance":
      yield* advance(programme, step);
      return;
    case "house":
      yield* houseActs(programme, step.act);
      return;
    case "round":
      yield* round(programme, step);
      return;
    case "scratch":
      for (const runner of step.runners) {
        const left = FIELD_SIZE - (books.races.at(-1)?.scratched.length ?? 0);
        if (left > 2) yield { step: { kind: "scratch", runner } };
      }
      return;
    case "pause":
      yield { step };
      return;
    case "topUp":
      yield { step: { ...step, players: books.players.map((_, player) => player) } };
      return;
    default: {
      const orders = ordersOf(programme, step);
      if (step.kind !== "retries")
        programme.sent.push(...orders.filter(({ kind }) => kind !== "join"));
      yield { orders };
      if (step.kind === "bets" && step.cancels.length > 0)
        yield* actsOf(programme, { kind: "cancels", cancels: step.cancels, isUntimely: false });
    }
  }
}

type HouseAct = Extract<DrawnStep, { kind: "house" }>["act"];

function* houseActs(programme: MoneyProgramme, act: HouseAct): Generator<Act> {
  const { books } = programme;
  const status = books.races.at(-1)?.status;
  if (act === "resolve") yield resolveActs(programme);
  else if (act !== "again") yield { step: { kind: act } };
  else if (status === "racing") yield lockAct(programme);
  else if (status === "settling")
    yield { step: { kind: "finish", order: [...(books.races.at(-1)?.order ?? [])].reverse() } };
  else if (status === "official")
    yield* [{ step: { kind: "settle" } }, { step: { kind: "void" } }] as Act[];
  else if (status === "void") yield { step: { kind: "void" } };
}

function* round(
  programme: MoneyProgramme,
  { advance: drawn, bets, casts, isVoid }: Extract<DrawnStep, { kind: "round" }>,
): Generator<Act> {
  const status = () => programme.books.races.at(-1)?.status;
  while (status() !== "betting") yield* advance(programme, drawn);
  const own = bets.map((bet, player) => ({ ...bet, player }));
  const timely = { isRepeated: false, cancels: [], isUntimely: false };
  yield* actsOf(programme, { kind: "bets", bets: own, ...timely });
  yield* advance(programme, drawn);
  const player = casts[0]?.player ?? 0;
  for (const one of casts) {
    // All of one player: what was captured counts towards the limit as what is held does.
    yield* actsOf(programme, { kind: "casts", casts: [{ ...one, player }], isUntimely: false });
    yield resolveActs(programme);
  }
  if (isVoid) yield* [resolveActs(programme), { step: { kind: "void" as const } }];
  else while (status() !== "official") yield* advance(programme, drawn);
}

type Advance = Extract<DrawnStep, { kind: "advance" }>;

function* advance(programme: MoneyProgramme, drawn: Advance): Generator<Act> {
  switch (programme.books.races.at(-1)?.status) {
    case "lobby":
      yield { step: { kind: "open" } };
      return;
    case "betting":
      yield lockAct(programme);
      return;
    case "racing":
      yield resolveActs(programme);
      yield { step: { kind: "finish", order: orderOf(programme, drawn.finish) } };
      return;
    case "settling":
      yield { step: { kind: "settle" } };
      return;
    default: {
      const seed = new Uint8Array(32).fill(drawn.cardSeed % 256).fill(drawn.cardSeed >> 8, 0, 8);
      const random = forkRandom(seed, "field");
      programme.run = { card: drawCard({ fieldSize: FIELD_SIZE, random }), seed };
      yield { step: { kind: "next", card: programme.run.card, terms: termsOf(drawn.terms) } };
    }
  }
}

function termsOf({ takeoutBps, hasBreakUnit, odds, hasPowers }: DrawnTerms): ModelTerms {
  return {
    markets: [...marketNames],
    takeoutBps,
    ...(hasBreakUnit && { breakUnit: "10" }),
    ...{ stakeMin: "10", stakeMax: "200", stakeMaxPerRace: "500" },
    ...{ cancelFeeBps: 500, cancelClosesMs: 10_000 },
    ...(odds !== "tote" && { fixedPrices }),
    ...(odds === "limited" && { liabilityMax: "400" }),
    ...(hasPowers && { powers: { costs, spendMax: "100" } }),
  };
}

/** What the simulation makes of the race and of the powers cast so far. */
function simulated({ books, run }: MoneyProgramme) {
  const race = books.races.at(-1);
  if (race === undefined || run === undefined) throw new Error("no race to run");
  const inputs = race.casts.map(({ tick, seq, player, power, target }) => ({
    ...{ tick, seq, power, target },
    player: String(player),
  }));
  return simulateRace(run.card, run.seed, inputs, { scratched: race.scratched });
}

function lockAct(programme: MoneyProgramme): Act {
  programme.count += 1;
  return { step: { kind: "lock", offAt: MODEL_NOW + programme.count } };
}

function resolveActs(programme: MoneyProgramme): Act {
  return { step: { kind: "resolve", outcomes: simulated(programme).casts } };
}

function orderOf(programme: MoneyProgramme, drawn: DrawnFinish): number[][] {
  if (drawn === undefined) return simulated(programme).order;
  const out = programme.books.races.at(-1)?.scratched ?? [];
  const groups: number[][] = [];
  for (const runner of drawn.order.filter((number) => !out.includes(number))) {
    const isTied = drawn.ties[groups.flat().length] ?? false;
    const last = groups.at(-1);
    if (isTied && last !== undefined) last.push(runner);
    else groups.push([runner]);
  }
  return groups;
}

type Ordering = Exclude<
  DrawnStep,
  { kind: "advance" | "round" | "house" | "scratch" | "pause" | "topUp" }
>;

function ordersOf(programme: MoneyProgramme, step: Ordering): MoneyOrder[] {
  const { books, sent } = programme;
  switch (step.kind) {
    case "bets": {
      const orders = step.bets.map((bet): MoneyOrder => {
        const { player, key, race } = common(programme, bet);
        return { ...bet, kind: "bet", player, key, race };
      });
      return step.isRepeated ? [...orders, ...orders.slice(-1)] : orders;
    }
    case "cancels":
      return step.cancels.map(({ owner, share, race, at }) => {
        const number = race === "earlier" ? books.races.length - 1 : books.races.length;
        const bets = books.races[number - 1]?.bets ?? [];
        const serial = 1 + (share % (bets.length + 1));
        const player = owner === "own" ? (bets[serial - 1]?.player ?? 0) : owner;
        return { kind: "cancel", player, race: number, serial, at };
      });
    case "casts":
      return castsOf(programme, step);
    case "retries":
      return step.retries.map(({ share, isOther }) => {
        const order = sent[share % sent.length] as MoneyOrder;
        return isOther ? altered(order) : order;
      });
    case "join": {
      const player = Math.min(step.player, books.players.length);
      return [{ kind: "join", player, grant: step.grant }];
    }
    default:
      return [favorOrder(programme, step)];
  }
}

function common(
  programme: MoneyProgramme,
  { player, race }: { player: number; race: "last" | "earlier" | "foreign" | "none" },
): Pick<OrderOf<"bet">, "player" | "key" | "race"> {
  const { players, races } = programme.books;
  programme.count += 1;
  const number = race === "earlier" ? races.length - 1 : races.length;
  const names = {
    last: number,
    earlier: number,
    foreign: `foreign ${number}`,
    none: "none",
  } as const;
  return {
    player: player % players.length,
    key: `key ${programme.count}`,
    race: names[race],
  };
}

function castsOf(
  programme: MoneyProgramme,
  { casts }: Extract<DrawnStep, { kind: "casts" }>,
): MoneyOrder[] {
  let tick = programme.books.races.at(-1)?.casts.at(-1)?.tick ?? 5;
  return casts.map(({ later, power, target, running, ...drawn }): MoneyOrder => {
    tick += later;
    const { player, key, race } = common(programme, drawn);
    return { kind: "cast", player, key, race, power, target, tick, running };
  });
}

type FavorStep = Extract<Ordering, { kind: "offer" | "accept" | "repay" | "end" }>;

function favorOrder(programme: MoneyProgramme, step: FavorStep): MoneyOrder {
  const { books } = programme;
  const { players, favors } = books;
  programme.count += 1;
  const key = `key ${programme.count}`;
  const at = MODEL_NOW + programme.count;
  if (step.kind === "offer") {
    const { amount, feePercent, races } = step;
    const winners = players.map(({ winnings }, player) => ({ winnings, player }));
    winners.sort((a, b) => Number(b.winnings - a.winnings));
    const drawn = step.lender === "winner" ? (winners[0]?.player ?? 0) : step.lender;
    const other = (drawn + 1 + step.borrower) % players.length;
    const borrower = step.borrower < players.length ? other : NO_PLAYER;
    return { kind: "offer", player: drawn, key, borrower, amount, feePercent, races, at };
  }
  const wanted = step.kind === "repay" ? "open" : "offered";
  const fitting = [...favors.keys()].filter((index) => favors[index]?.status === wanted);
  const isAny = step.share % 5 === 0 || fitting.length === 0;
  const any = [...favors.keys(), NO_FAVOR];
  const among = isAny ? any : fitting;
  const favor = among[step.share % among.length] as number;
  const known = favors[favor];
  const isLender = step.kind === "end" && step.as === "withdrawn";
  const own = isLender ? known?.lender : known?.borrower;
  const player = step.by === "own" ? (own ?? 0) : step.by;
  if (step.kind === "end") return { kind: "end", player, favor, as: step.as, at };
  if (step.kind === "accept") return { kind: "accept", player, key, favor, at };
  const amount = step.amount === "all" ? (known === undefined ? 1n : owedOf(known)) : step.amount;
  return { kind: "repay", player, key, favor, amount, at };
}

/** The same key for another intent; what has no other input is the same. */
function altered(order: MoneyOrder): MoneyOrder {
  switch (order.kind) {
    case "bet":
      return { ...order, stake: order.stake + 1n };
    case "cast":
      return { ...order, target: (order.target % FIELD_SIZE) + 1 };
    case "offer":
    case "repay":
      return { ...order, amount: order.amount + 1n };
    case "accept":
      return { ...order, favor: order.favor === 0 ? NO_FAVOR : 0 };
    default:
      return order;
  }
}
