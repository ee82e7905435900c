import type { ModelTerms, Told } from "./money-orders.ts";

/** The books of the rules: plain figures in memory, no SQL and no ledger. */
export interface MoneyBooks {
  players: ModelPlayer[];
  house: bigint;
  /** Chips that the mint has given out. */
  minted: bigint;
  races: ModelRace[];
  favors: ModelFavor[];
  /** Intents by player, operation and key. */
  keys: Map<string, { input: string; answer: ModelAnswer | undefined }>;
}

export interface ModelPlayer {
  total: bigint;
  locked: bigint;
  version: number;
  /** What races have moved the total by (LEDGER-9). */
  winnings: bigint;
  loyalty: number;
  /** Days on which the floor was granted. */
  topUpDays: number[];
}

export interface ModelRace {
  number: number;
  terms: ModelTerms;
  status: "lobby" | "betting" | "racing" | "settling" | "official" | "void";
  endsAt: number | null;
  pausedLeftMs: number | null;
  offAt: number | null;
  arePowersStopped: boolean;
  scratched: number[];
  bets: ModelBet[];
  casts: ModelCast[];
  /** Held of the house against fixed odds. */
  liability: bigint;
  order: number[][];
  pools: ModelPool[];
}

export interface ModelBet {
  serial: number;
  player: number;
  market: string;
  selection: readonly number[];
  stake: bigint;
  price: number | null;
  status: "open" | "cancelled" | "won" | "lost" | "refunded";
  payout: bigint;
  fee: bigint;
  placedAt: number;
}

export interface ModelCast {
  seq: number;
  tick: number;
  player: number;
  power: string;
  target: number;
  cost: bigint;
  status: "held" | "captured" | "released" | "refunded";
  reason: string;
}

export interface ModelFavor {
  lender: number;
  borrower: number;
  amount: bigint;
  fee: bigint;
  repaid: bigint;
  racesLeft: number;
  /** Races of the lobby that it has outlived. */
  racesPast: number;
  status: "offered" | "open" | "repaid" | "declined" | "withdrawn";
  isOverdue: boolean;
  offeredAt: number;
  acceptedAt: number | null;
  endedAt: number | null;
}

export interface ModelPool {
  market: string;
  outcome: "paid" | "refunded";
  gross: bigint;
  takeout: bigint;
  paid: bigint;
  refunds: bigint;
  dividends: { selection: readonly number[]; perUnit: string }[];
}

/** A yes with its value, or a no. */
export type ModelAnswer =
  | { ok: true; value: Record<string, unknown> }
  | { ok: false; code: string; detail?: Record<string, string | number> };

export function openMoneyBooks(house: bigint): MoneyBooks {
  return { players: [], house, minted: house, races: [], favors: [], keys: new Map() };
}

export function yes(value: Record<string, unknown>): ModelAnswer {
  return { ok: true, value };
}

export function no(code: string, detail?: Record<string, string | number>): ModelAnswer {
  return { ok: false, code, ...(detail && { detail }) };
}

/** An answer that no key stands behind. */
export function told(answer: ModelAnswer, isReplayed = false): Told {
  if (answer.ok) return { isReplayed, value: answer.value };
  const { code, detail } = answer;
  return { isReplayed, value: detail === undefined ? { code } : { code, detail } };
}

/**
 * IDEMPOTENCY: `act` once for each `id` (player, operation, key); the same input again gets the first
 * answer, another is refused. What invites another try is not kept, and neither are the `passing`
 * refusals of an operation.
 */
export function once(
  { keys }: MoneyBooks,
  {
    id,
    input,
    act,
    passing = [],
  }: { id: string; input: unknown[]; act: () => ModelAnswer; passing?: readonly string[] },
): Told {
  const text = input.map(String).join("|");
  const known = keys.get(id);
  if (known === undefined) {
    const answer = act();
    const isFinal = answer.ok || !["closing", ...passing].includes(answer.code);
    if (isFinal) keys.set(id, { input: text, answer });
    return told(answer);
  }
  if (known.input !== text) return told(no("idempotency_key_reused"), true);
  return told(known.answer ?? no("idempotency_key_expired"), true);
}

/** Stored answers are dropped; their keys stay spent. */
export function expireAnswers({ keys }: MoneyBooks): void {
  for (const known of keys.values()) known.answer = undefined;
}

export function playerAt({ players }: MoneyBooks, player: number): ModelPlayer {
  const found = players[player];
  if (found === undefined) throw new Error(`the model has no player ${player}`);
  return found;
}

export function available({ total, locked }: ModelPlayer): bigint {
  return total - locked;
}

/** One transaction has moved these wallets: each is one version on, however often it was moved. */
export function moveOn(books: MoneyBooks, players: Iterable<number>): void {
  for (const player of new Set(players)) playerAt(books, player).version += 1;
}

export function walletWire({ total, locked, version }: ModelPlayer): Record<string, unknown> {
  return {
    currency: "chips",
    total: String(total),
    locked: String(locked),
    available: String(total - locked),
    version,
  };
}

export function sum<Item>(items: readonly Item[], of: (item: Item) => bigint): bigint {
  return items.reduce((total, item) => total + of(item), 0n);
}
