import { CASTS_MAX } from "#server/race/cast-power.ts";
import {
  available,
  type ModelAnswer,
  type ModelBet,
  type ModelRace,
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
import { FIELD_SIZE, type OrderOf, type RaceName, type Told } from "./money-orders.ts";

/** How many runners a bet of each market names (TOTE-1). */
const size: Record<string, number> = {
  win: 1,
  place: 1,
  show: 1,
  exacta: 2,
  quinella: 2,
  trifecta: 3,
};

/** TOTE-11. */
export function placeByRule(books: MoneyBooks, order: OrderOf<"bet">): Told {
  const { player, key, race, market, selection, stake } = order;
  const kept = market === "quinella" ? [...selection].sort((a, b) => a - b) : selection;
  return once(books, {
    id: `bet ${player} ${key}`,
    input: [race, market, JSON.stringify(selection), stake],
    act: () => place(books, { ...order, selection: kept }),
  });
}

function place(books: MoneyBooks, order: OrderOf<"bet">): ModelAnswer {
  const { player, market, selection, stake, at } = order;
  const race = raceNamed(books, order.race);
  if (race === undefined) return no("race_unknown");
  if (race.status !== "betting" || (race.endsAt !== null && at > race.endsAt))
    return no("betting_closed");
  const { terms } = race;
  if (!terms.markets.some((name) => name === market)) return no("market_unknown");
  // TOTE-8: prices are of the field they were made for.
  if (market === "win" && terms.fixedPrices !== undefined && race.scratched.length > 0)
    return no("market_unknown");
  if (selection.length !== size[market] || new Set(selection).size !== size[market])
    return no("invalid_input");
  const missing = selection.find((n) => n > FIELD_SIZE || race.scratched.includes(n));
  if (missing !== undefined) return no("runner_unknown", { runner: missing });
  if (stake < BigInt(terms.stakeMin)) return no("stake_below_minimum", { minimum: terms.stakeMin });
  if (stake > BigInt(terms.stakeMax)) return no("stake_above_maximum", { maximum: terms.stakeMax });
  const staked = sum(
    race.bets.filter((bet) => bet.player === player && bet.status === "open"),
    (bet) => bet.stake,
  );
  if (staked + stake > BigInt(terms.stakeMaxPerRace))
    return no("race_limit_reached", { maximum: terms.stakeMaxPerRace });
  const purse = playerAt(books, player);
  if (available(purse) < stake)
    return no("insufficient_funds", { available: String(available(purse)) });
  const price = market === "win" ? (terms.fixedPrices?.[(selection[0] ?? 0) - 1] ?? null) : null;
  const bet: ModelBet = {
    serial: race.bets.length + 1,
    ...{ player, market, selection, stake, price },
    ...{ status: "open", payout: 0n, fee: 0n, placedAt: at },
  };
  if (price !== null && !hold(books, race, [...race.bets, bet])) return no("liability_limit");
  race.bets.push(bet);
  purse.locked += stake;
  moveOn(books, [player]);
  return yes({ bet: betWire(race, bet), wallet: walletWire(purse) });
}

/** TOTE-10; the bet's id is the key. */
export function cancelByRule(books: MoneyBooks, order: OrderOf<"cancel">): Told {
  const race = books.races[order.race - 1];
  const bet = race?.bets[order.serial - 1];
  if (race === undefined || bet?.player !== order.player) return told(no("bet_unknown"));
  return once(books, {
    id: `cancel ${race.number} ${bet.serial}`,
    input: [],
    act: () => cancel(books, { race, bet, at: order.at }),
    // Betting may go on longer again, and another bet may make room.
    passing: ["betting_closed", "cancel_closed", "liability_limit"],
  });
}

function cancel(
  books: MoneyBooks,
  { race, bet, at }: { race: ModelRace; bet: ModelBet; at: number },
): ModelAnswer {
  if (bet.status !== "open") return no("bet_not_open");
  const leftMs = race.pausedLeftMs ?? (race.endsAt ?? 0) - at;
  if (race.status !== "betting" || leftMs < 0) return no("betting_closed");
  if (leftMs < race.terms.cancelClosesMs) return no("cancel_closed");
  const others = race.bets.filter((other) => other !== bet);
  if (bet.price !== null && !hold(books, race, others)) return no("liability_limit");
  const percentage = bet.stake * BigInt(race.terms.cancelFeeBps);
  bet.status = "cancelled";
  bet.fee = race.scratched.length > 0 ? 0n : (percentage + 9_999n) / 10_000n;
  bet.payout = bet.stake - bet.fee;
  const purse = playerAt(books, bet.player);
  purse.locked -= bet.stake;
  lose(books, { player: bet.player, chips: bet.fee });
  moveOn(books, [bet.player]);
  return yes({ bet: betWire(race, bet), wallet: walletWire(purse) });
}

/** RACE-7: what a player asks of a race under way. */
export function castByRule(books: MoneyBooks, order: OrderOf<"cast">): Told {
  const { player, key, power, target } = order;
  return once(books, {
    id: `cast ${player} ${key}`,
    input: [order.race, power, target],
    act: () => cast(books, order),
  });
}

function cast(books: MoneyBooks, order: OrderOf<"cast">): ModelAnswer {
  const { player, power, target, tick, running } = order;
  const race = raceNamed(books, order.race);
  if (race === undefined) return no("race_unknown");
  const { powers } = race.terms;
  if (race.status !== "racing" || race.arePowersStopped || powers === undefined)
    return no("powers_closed");
  if (running === "nowhere" || running === "past") return no("powers_closed");
  if (running === "elsewhere") return no("closing");
  const price = powers.costs[power];
  if (price === undefined) return no("power_unknown");
  if (target > FIELD_SIZE || race.scratched.includes(target)) return no("runner_unknown");
  const cost = BigInt(price);
  const own = race.casts.filter((known) => known.player === player);
  if (own.length >= CASTS_MAX) return no("power_limit_reached", { casts: CASTS_MAX });
  const spent = own.filter(({ status }) => status === "held" || status === "captured");
  if (sum(spent, (known) => known.cost) + cost > BigInt(powers.spendMax))
    return no("power_limit_reached", { maximum: powers.spendMax });
  const purse = playerAt(books, player);
  if (available(purse) < cost)
    return no("insufficient_funds", { available: String(available(purse)) });
  if (running === "passing") return no("powers_closed");
  const seq = race.casts.length + 1;
  race.casts.push({ seq, tick, player, power, target, cost, status: "held", reason: "" });
  purse.locked += cost;
  moveOn(books, [player]);
  const wire = { raceId: race.number, seq, tick, power, target, cost: price };
  return yes({ cast: { ...wire, status: "held", reason: "" }, wallet: walletWire(purse) });
}

/**
 * TOTE-8: what the worst winner would cost beyond the stakes is held of the house. False, with nothing
 * changed, where more is needed than it may hold or has.
 */
function hold(books: MoneyBooks, race: ModelRace, bets: readonly ModelBet[]): boolean {
  const fixed = bets.filter(({ status, price }) => status === "open" && price !== null);
  const costs = fixed.map(({ selection: [winner] }) =>
    sum(
      fixed.filter(({ selection }) => selection[0] === winner),
      ({ stake, price }) => (stake * BigInt(price ?? 0)) / 100n,
    ),
  );
  const worst = costs.reduce((most, cost) => (cost > most ? cost : most), 0n);
  const stakes = sum(fixed, ({ stake }) => stake);
  const needed = worst > stakes ? worst - stakes : 0n;
  const more = needed - race.liability;
  const { liabilityMax } = race.terms;
  if (more > 0n && liabilityMax !== undefined && needed > BigInt(liabilityMax)) return false;
  if (more > 0n && more > books.house - unearned(race)) return false;
  books.house -= more;
  race.liability = needed;
  return true;
}

/** What the house would have to give back if the race were void: it can't be held against anything. */
function unearned({ bets, casts }: ModelRace): bigint {
  const captured = casts.filter(({ status }) => status === "captured");
  return sum(bets, ({ fee }) => fee) + sum(captured, ({ cost }) => cost);
}

/** Chips of a player, locked ones not among them, that become the house's. */
export function lose(
  books: MoneyBooks,
  { player, chips }: { player: number; chips: bigint },
): void {
  const purse = playerAt(books, player);
  purse.total -= chips;
  purse.winnings -= chips;
  books.house += chips;
}

function raceNamed({ races }: MoneyBooks, name: RaceName): ModelRace | undefined {
  return typeof name === "number" ? races[name - 1] : undefined;
}

function betWire(race: ModelRace, bet: ModelBet): Record<string, unknown> {
  const { serial, market, selection, stake, status, payout, fee, price, placedAt } = bet;
  return {
    id: `#${serial}`,
    raceId: race.number,
    market,
    selection: [...selection],
    stake: String(stake),
    status,
    payout: String(payout),
    fee: String(fee),
    price,
    serial,
    placedAt,
  };
}
