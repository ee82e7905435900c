import type { Refusal } from "#common/framework/refusals.ts";
import type { BetReceipt, BetWire } from "#common/race/bet-schemas.ts";
import { acceptFavor } from "#server/favors/accept-favor.ts";
import { endOffer } from "#server/favors/end-offer.ts";
import type { FavorHouse } from "#server/favors/favor-house.ts";
import { offerFavor } from "#server/favors/offer-favor.ts";
import { repayFavor } from "#server/favors/repay-favor.ts";
import { startSystemClock } from "#server/framework/clock.ts";
import { joinLobby } from "#server/players/join-lobby.ts";
import { createTokens } from "#server/players/tokens.ts";
import { castPower } from "#server/race/cast-power.ts";
import { countSettledRaces } from "#server/race/count-settled-races.ts";
import {
  FAVOR_MAX,
  FAVORS_OPEN_MAX,
  MODEL_NOW,
  type MoneyOrder,
  type OrderOf,
  type RaceName,
} from "./money-orders.ts";
import { followChain, type MoneySide } from "./money-side.ts";

/** An answer as it left, but for ids, which are those of the model, and the bytes of receipts. */
export interface SideAnswer {
  isReplayed: boolean;
  /** Wire JSON of the value, or of the refusal. */
  text: string;
}

const NOBODY = "00000000-0000-4000-8000-000000000000";
const NOTHING = "999999999999999999";
const NO_RACE = 2_000_000_000;
const tokens = createTokens({
  secret: "of a model's lobby, never served",
  clock: startSystemClock(),
});

/** Hands orders to the side: bets and cancellations that follow each other go together. */
export async function takeOrders(
  side: MoneySide,
  orders: readonly MoneyOrder[],
): Promise<SideAnswer[]> {
  const answers: SideAnswer[] = [];
  for (const group of grouped(orders)) {
    const [first] = group;
    if (first?.kind === "bet") answers.push(...(await place(side, group as OrderOf<"bet">[])));
    else if (first?.kind === "cancel")
      answers.push(...(await cancel(side, group as OrderOf<"cancel">[])));
    else for (const order of group) answers.push(await takeOne(side, order));
  }
  return answers;
}

function grouped(orders: readonly MoneyOrder[]): MoneyOrder[][] {
  const groups: MoneyOrder[][] = [];
  for (const order of orders) {
    const last = groups.at(-1);
    if (last?.[0]?.kind === order.kind) last.push(order);
    else groups.push([order]);
  }
  return groups;
}

async function place(side: MoneySide, orders: readonly OrderOf<"bet">[]): Promise<SideAnswer[]> {
  const answers = await side.way.place(
    orders.map(({ player, key, race, market, selection, stake, at }) => ({
      ...{ key, market, selection, stake, ...raceIn(side, race) },
      playerId: idOf(side, player),
      arrivedAtMs: at,
    })),
  );
  return answers.map((answer, index) => {
    if (answer.ok) {
      const { bet, receipt } = JSON.parse(answer.text) as { bet: BetWire; receipt?: BetReceipt };
      const playerId = idOf(side, orders[index]?.player ?? -1);
      followChain(side, { playerId, bet, receipt });
    }
    return masked(side, answer);
  });
}

async function cancel(
  side: MoneySide,
  orders: readonly OrderOf<"cancel">[],
): Promise<SideAnswer[]> {
  const answers = await side.way.cancel(
    orders.map(({ player, race, serial, at }) => ({
      playerId: idOf(side, player),
      betId: side.races[race - 1]?.betIds[serial - 1] ?? NOTHING,
      arrivedAtMs: at,
    })),
  );
  return answers.map((answer) => masked(side, answer));
}

async function takeOne(side: MoneySide, order: MoneyOrder): Promise<SideAnswer> {
  switch (order.kind) {
    case "cast":
      return masked(side, await cast(side, order));
    case "offer":
      return offer(side, order);
    case "accept": {
      const { key, at: now } = order;
      const favorId = side.favorIds[order.favor] ?? NOTHING;
      const intent = { playerId: idOf(side, order.player), roomKey: side.room.id, key, favorId };
      return masked(side, await acceptFavor(favorHouse(side), { ...intent, now }));
    }
    case "repay": {
      const { key, amount, at: now } = order;
      const favorId = side.favorIds[order.favor] ?? NOTHING;
      const intent = { playerId: idOf(side, order.player), key, favorId, amount };
      return masked(side, await repayFavor(favorHouse(side), { ...intent, now }));
    }
    case "end":
      return end(side, order);
    case "join":
      return join(side, order);
    default:
      throw new Error(`a ${order.kind} goes with others`);
  }
}

function cast(side: MoneySide, order: OrderOf<"cast">) {
  const { player, key, power, target, tick, running } = order;
  const { epoch } = side.room;
  const time = {
    epoch: running === "elsewhere" ? epoch + 1 : epoch,
    arePowersOpen: () => running !== "past",
    holdTick: () => (running === "passing" ? undefined : tick),
  };
  return castPower(
    side.dataSource,
    {
      ...{ key, power, target, ...raceIn(side, order.race) },
      playerId: idOf(side, player),
      arrivedAtMs: MODEL_NOW,
    },
    running === "nowhere" ? undefined : time,
  );
}

async function offer(side: MoneySide, order: OrderOf<"offer">): Promise<SideAnswer> {
  const { key, amount, feePercent, races, at: now } = order;
  const answer = await offerFavor(favorHouse(side), {
    ...{ key, amount, feePercent, races, now },
    lenderId: idOf(side, order.player),
    roomKey: side.room.id,
    borrowerId: idOf(side, order.borrower),
  });
  if (answer.ok && !answer.isReplayed) side.favorIds.push(answer.value.favor.id);
  return masked(side, answer);
}

async function end(side: MoneySide, order: OrderOf<"end">): Promise<SideAnswer> {
  const { as, at: now } = order;
  const favorId = side.favorIds[order.favor] ?? NOTHING;
  const playerId = idOf(side, order.player);
  const ended = await endOffer(side.dataSource, { playerId, favorId, as, now });
  return masked(side, unkeyed(ended));
}

async function join(side: MoneySide, { player, grant }: OrderOf<"join">): Promise<SideAnswer> {
  const { dataSource, room } = side;
  const lobby = { key: room.id, code: room.code, roomId: room.id };
  const joined = await joinLobby(
    { dataSource, tokens, findLobby: () => Promise.resolve(lobby), joinGrant: grant },
    { name: `Player ${player}`, lobby: room.code, joinKey: `${room.id}-phone-${player}` },
  );
  if (!joined.ok) return masked(side, unkeyed(joined));
  const { player: seat, wallets } = joined.value;
  side.playerIds[player] ??= seat.id;
  return masked(side, unkeyed({ ok: true, value: { player: seat, wallets } }));
}

function favorHouse({ dataSource }: MoneySide): FavorHouse {
  const terms = { amountMax: FAVOR_MAX, openMax: FAVORS_OPEN_MAX };
  return { dataSource, ...terms, settledRaces: countSettledRaces };
}

function raceIn({ races, room }: MoneySide, race: RaceName) {
  if (typeof race === "number")
    return { raceId: races[race - 1]?.row.id ?? NO_RACE, roomKey: room.id };
  if (race === "none") return { raceId: NO_RACE, roomKey: room.id };
  const number = Number(race.slice("foreign ".length));
  return { raceId: races[number - 1]?.row.id ?? NO_RACE, roomKey: NOBODY };
}

function idOf({ playerIds }: MoneySide, player: number): string {
  return playerIds[player] ?? NOBODY;
}

/** The answer of an operation without a key, in the form of one with a key. */
function unkeyed(answer: { ok: true; value: unknown } | { ok: false; refusal: Refusal }) {
  if (!answer.ok) return { isReplayed: false, ...answer };
  const text = JSON.stringify(answer.value, (_, value: unknown) =>
    typeof value === "bigint" ? value.toString() : value,
  );
  return { isReplayed: false, ok: true as const, text };
}

type Answer =
  | { isReplayed: boolean; ok: true; text: string }
  | { isReplayed: boolean; ok: false; refusal: Refusal };

function masked(side: MoneySide, answer: Answer): SideAnswer {
  const { isReplayed } = answer;
  if (!answer.ok) return { isReplayed, text: JSON.stringify(answer.refusal) };
  return { isReplayed, text: maskIds(side, answer.text) };
}

/** Players, races, bets and favors by the numbers that both sides share; receipts without bytes. */
export function maskIds({ playerIds, races, favorIds }: MoneySide, text: string): string {
  return text
    .replaceAll(/"raceId":(\d+),/g, (_, id: string) => {
      return `"raceId":${1 + races.findIndex(({ row }) => row.id === Number(id))},`;
    })
    .replaceAll(/"bet":\{"id":"(\d+)"/g, (_, id: string) => {
      const serials = races.map(({ betIds }) => 1 + betIds.indexOf(id));
      return `"bet":{"id":"#${serials.find((serial) => serial > 0)}"`;
    })
    .replaceAll(/"favor":\{"id":"(\d+)"/g, (_, id: string) => {
      return `"favor":{"id":"#${favorIds.indexOf(id)}"`;
    })
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      return `player ${playerIds.indexOf(id)}`;
    })
    .replaceAll(/"(tag|salt|leaf|head)":"[0-9a-f]+"/g, `"$1":""`);
}
