import {
  available,
  type ModelAnswer,
  type ModelBet,
  type ModelFavor,
  type MoneyBooks,
  moveOn,
  no,
  once,
  playerAt,
  sum,
  told,
  walletWire,
  yes,
} from "./money-books.ts";
import { FAVOR_MAX, FAVORS_OPEN_MAX, type OrderOf, type Told } from "./money-orders.ts";

const RACES_MIN = 3;
const LOYALTY_MAX = 200;

/** LEDGER-9: an offer moves nothing. */
export function offerByRule(books: MoneyBooks, order: OrderOf<"offer">): Told {
  const { player, key, borrower, amount, feePercent, races } = order;
  if (amount === 0n) return told(no("invalid_input", { at: "amount" }));
  return once(books, {
    id: `offer ${player} ${key}`,
    input: [borrower, amount, feePercent, races],
    act: () => offer(books, order),
  });
}

function offer(books: MoneyBooks, order: OrderOf<"offer">): ModelAnswer {
  const { player: lender, borrower, amount } = order;
  if (borrower === lender || borrower >= books.players.length) return no("player_unknown");
  if (!haveRaced(books, [lender, borrower])) return no("favor_not_allowed");
  const maximum = lendable(books, lender);
  if (amount > maximum) return no("favor_limit_reached", { maximum: String(maximum) });
  const waiting = books.favors.filter((one) => one.lender === lender && one.status === "offered");
  if (waiting.length >= FAVORS_OPEN_MAX) return no("favor_limit_reached");
  const favor: ModelFavor = {
    ...{ lender, borrower, amount, repaid: 0n, racesLeft: order.races, racesPast: 0 },
    fee: (amount * BigInt(order.feePercent) + 99n) / 100n,
    ...{ status: "offered", isOverdue: false },
    ...{ offeredAt: order.at, acceptedAt: null, endedAt: null },
  };
  books.favors.push(favor);
  return yes({ favor: favorWire(books, favor) });
}

/** The chips move when the offer is accepted, if everything still holds. */
export function acceptByRule(books: MoneyBooks, order: OrderOf<"accept">): Told {
  return once(books, {
    id: `accept ${order.player} ${order.key}`,
    input: [order.favor],
    act: () => accept(books, order),
  });
}

function accept(books: MoneyBooks, order: OrderOf<"accept">): ModelAnswer {
  const favor = books.favors[order.favor];
  if (favor?.borrower !== order.player) return no("favor_unknown");
  const { lender, borrower, amount, fee } = favor;
  if (favor.status !== "offered") return no("favor_not_open");
  if (!haveRaced(books, [lender, borrower])) return no("favor_not_allowed");
  const maximum = lendable(books, lender);
  if (amount > maximum) return no("favor_limit_reached", { maximum: String(maximum) });
  const debts = books.favors.filter((one) => one.borrower === borrower && one.status === "open");
  if (debts.length >= FAVORS_OPEN_MAX) return no("favor_limit_reached");
  const room = 2n * FAVOR_MAX - sum(debts, owedOf);
  if (amount + fee > room)
    return no("favor_limit_reached", { maximum: String(room > 0n ? room : 0n) });
  favor.status = "open";
  favor.acceptedAt = order.at;
  hand(books, { from: lender, to: borrower, chips: amount });
  moveOn(books, [lender, borrower]);
  return yes({ favor: favorWire(books, favor), wallet: walletWire(playerAt(books, borrower)) });
}

/** Repaid by hand, in part or whole. */
export function repayByRule(books: MoneyBooks, order: OrderOf<"repay">): Told {
  const { player, key, amount } = order;
  if (amount === 0n) return told(no("invalid_input", { at: "amount" }));
  return once(books, {
    id: `repay ${player} ${key}`,
    input: [order.favor, amount],
    act: () => repay(books, order),
  });
}

function repay(books: MoneyBooks, order: OrderOf<"repay">): ModelAnswer {
  const favor = books.favors[order.favor];
  const { player, amount } = order;
  if (favor?.borrower !== player) return no("favor_unknown");
  if (favor.status !== "open") return no("favor_not_open");
  if (amount > owedOf(favor)) return no("favor_limit_reached", { maximum: String(owedOf(favor)) });
  const purse = playerAt(books, player);
  if (available(purse) < amount)
    return no("insufficient_funds", { available: String(available(purse)) });
  pay(books, { favor, chips: amount, at: order.at });
  if (favor.status !== "open" && favor.racesPast > 0)
    for (const side of sidesOf(favor)) moveLoyalty(books, side, 5);
  moveOn(books, sidesOf(favor));
  return yes({ favor: favorWire(books, favor), wallet: walletWire(purse) });
}

/** Declined by its borrower or taken back by its lender; the same again is the same answer. */
export function endByRule(books: MoneyBooks, order: OrderOf<"end">): Told {
  const favor = books.favors[order.favor];
  const whose = order.as === "declined" ? favor?.borrower : favor?.lender;
  if (favor === undefined || whose !== order.player) return told(no("favor_unknown"));
  if (favor.status !== "offered" && favor.status !== order.as) return told(no("favor_not_open"));
  const isNew = favor.status === "offered";
  if (isNew) favor.endedAt = order.at;
  favor.status = order.as;
  return told(yes({ favor: favorWire(books, favor), isNew }));
}

/**
 * An official race: up to half of each win (payout − stake) repays the winner's debts, oldest first;
 * then every debt that was owed at the off is one race nearer, and one that is due unpaid costs
 * loyalty, once. Answers whom it moved.
 */
export function collectByRule(
  books: MoneyBooks,
  { bets, at, offAt }: { bets: readonly ModelBet[]; at: number; offAt: number | null },
): number[] {
  const touched: number[] = [];
  const changes = new Map<number, number>();
  const change = (player: number, by: number) =>
    changes.set(player, (changes.get(player) ?? 0) + by);
  const spare = books.players.map((_, player) =>
    sum(
      bets.filter((bet) => bet.player === player && bet.payout > bet.stake),
      (bet) => (bet.payout - bet.stake) / 2n,
    ),
  );
  const debts = books.favors.filter(({ status }) => status === "open");
  debts.sort((a, b) => (a.acceptedAt ?? 0) - (b.acceptedAt ?? 0));
  for (const favor of debts) {
    const { borrower } = favor;
    const most = spare[borrower] ?? 0n;
    const chips = most < owedOf(favor) ? most : owedOf(favor);
    spare[borrower] = most - chips;
    if (chips > 0n) {
      pay(books, { favor, chips, at });
      touched.push(...sidesOf(favor));
    }
    const isCounted = (favor.acceptedAt ?? 0) < (offAt ?? 0);
    if (isCounted) {
      favor.racesLeft = Math.max(0, favor.racesLeft - 1);
      favor.racesPast += 1;
    }
    if (favor.status === "repaid") {
      if (favor.racesPast > 0) for (const side of sidesOf(favor)) change(side, 5);
    } else if (isCounted && favor.racesLeft === 0 && !favor.isOverdue) {
      favor.isOverdue = true;
      change(borrower, -20);
    }
  }
  for (const [player, by] of changes) moveLoyalty(books, player, by);
  return touched;
}

/** What others owe a player and is not in default, fees included. */
export function owedTo({ favors }: MoneyBooks, lender: number): bigint {
  return sum(
    favors.filter((one) => one.lender === lender && one.status === "open" && !one.isOverdue),
    owedOf,
  );
}

function lendable(books: MoneyBooks, lender: number): bigint {
  const own = books.favors.filter((one) => one.lender === lender && one.status === "open");
  const out = sum(own, ({ amount, repaid }) => (amount > repaid ? amount - repaid : 0n));
  const purse = playerAt(books, lender);
  const limits = [purse.winnings - out, available(purse), FAVOR_MAX];
  const least = limits.reduce((a, b) => (b < a ? b : a));
  return least > 0n ? least : 0n;
}

function haveRaced({ races }: MoneyBooks, players: readonly number[]): boolean {
  const official = races.filter(({ status }) => status === "official");
  return players.every((player) => {
    const own = official.filter(({ bets }) =>
      bets.some((bet) => bet.player === player && bet.status !== "cancelled"),
    );
    return own.length >= RACES_MIN;
  });
}

function pay(
  books: MoneyBooks,
  { favor, chips, at }: { favor: ModelFavor; chips: bigint; at: number },
): void {
  favor.repaid += chips;
  hand(books, { from: favor.borrower, to: favor.lender, chips });
  if (favor.repaid < favor.amount + favor.fee) return;
  favor.status = "repaid";
  favor.endedAt = at;
}

function hand(
  books: MoneyBooks,
  { from, to, chips }: { from: number; to: number; chips: bigint },
): void {
  playerAt(books, from).total -= chips;
  playerAt(books, to).total += chips;
}

function moveLoyalty(books: MoneyBooks, player: number, by: number): void {
  const purse = playerAt(books, player);
  purse.loyalty = Math.max(0, Math.min(LOYALTY_MAX, purse.loyalty + by));
}

function sidesOf({ lender, borrower }: ModelFavor): number[] {
  return [lender, borrower];
}

export function owedOf({ amount, fee, repaid }: ModelFavor): bigint {
  return amount + fee - repaid;
}

function favorWire(books: MoneyBooks, favor: ModelFavor): Record<string, unknown> {
  const party = (player: number) => ({
    id: `player ${player}`,
    name: `Player ${player}`,
    loyalty: playerAt(books, player).loyalty,
  });
  return {
    id: `#${books.favors.indexOf(favor)}`,
    lender: party(favor.lender),
    borrower: party(favor.borrower),
    amount: String(favor.amount),
    fee: String(favor.fee),
    repaid: String(favor.repaid),
    owed: String(favor.status === "open" ? owedOf(favor) : 0n),
    racesLeft: favor.racesLeft,
    status: favor.status,
    isOverdue: favor.isOverdue,
    offeredAt: favor.offeredAt,
    acceptedAt: favor.acceptedAt,
    endedAt: favor.endedAt,
  };
}
