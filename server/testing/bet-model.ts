import type { MarketRules } from "#common/tote/market-rules.ts";
import { markets } from "#common/tote/markets.ts";

/** A refusal or the plain facts of an answer, as the model knows them. */
export type ModelReply =
  | { ok: true; bet: ModelBet; wallet: ModelWallet }
  | { ok: false; code: string; detail?: Record<string, string | number> };
export type ModelAnswer = ModelReply & { isReplayed: boolean };

export interface ModelWallet {
  total: bigint;
  locked: bigint;
  version: number;
}

export interface ModelBet {
  serial: number;
  player: number;
  market: string;
  selection: readonly number[];
  stake: bigint;
  price: number | null;
  status: "open" | "cancelled" | "refunded";
  payout: bigint;
  fee: bigint;
}

export interface ModelIntent {
  player: number;
  key: string;
  /** Of another room, and one that is not there. */
  race: "own" | "foreign" | "none";
  market: string;
  selection: readonly number[];
  stake: bigint;
  at: number;
}

/** What may be granted later of a cancellation that is refused now. */
const MAY_PASS = ["betting_closed", "cancel_closed", "liability_limit"];

/** One race's money in memory, as the rules say it and in no other way: no SQL, no ledger. */
export class BetModel {
  readonly wallets: ModelWallet[];
  readonly bets: ModelBet[] = [];
  readonly #terms: MarketRules;
  readonly #runnerCount: number;
  readonly #keys = new Map<string, { input: string; reply: ModelReply | undefined }>();
  readonly #scratched = new Set<number>();
  /** What the house has won or holds against the race, beside its bankroll. */
  house = 0n;
  status: "betting" | "racing" | "void" = "betting";
  endsAt: number | null;
  pausedLeftMs: number | null = null;

  constructor(start: {
    balances: readonly bigint[];
    terms: MarketRules;
    runnerCount: number;
    endsAt: number;
  }) {
    this.wallets = start.balances.map((total) => ({ total, locked: 0n, version: 1 }));
    this.#terms = start.terms;
    this.#runnerCount = start.runnerCount;
    this.endsAt = start.endsAt;
  }

  /** max(0, the most one runner's open bets pay − all their stakes). */
  get liability(): bigint {
    return this.#liabilityWith([]);
  }

  place(intent: ModelIntent): ModelAnswer {
    const { player, key, at: _, ...input } = intent;
    return this.#once(`place ${player} ${key}`, input, () => this.#place(intent));
  }

  /** `serial` of no bet: `bet_unknown`. */
  cancel({ player, serial, at }: { player: number; serial: number; at: number }): ModelAnswer {
    const bet = this.bets[serial - 1];
    if (bet?.player !== player) return { isReplayed: false, ok: false, code: "bet_unknown" };
    return this.#once(`cancel ${serial}`, {}, () => this.#cancel(bet, at), MAY_PASS);
  }

  /** Stored answers are dropped; their keys stay spent. */
  expire(): void {
    for (const known of this.#keys.values()) known.reply = undefined;
  }

  scratch(number: number): void {
    if (this.#scratched.has(number)) return;
    this.#scratched.add(number);
    this.#giveBack(({ selection, price }) => price !== null || selection.includes(number));
  }

  void(): void {
    if (this.status === "void") return;
    this.status = "void";
    const fined = this.bets.filter(({ fee }) => fee > 0n);
    const owed = new Map<number, bigint>();
    for (const bet of fined) {
      owed.set(bet.player, (owed.get(bet.player) ?? 0n) + bet.fee);
      this.house -= bet.fee;
      bet.payout += bet.fee;
      bet.fee = 0n;
    }
    this.#giveBack(() => true, owed);
  }

  /** Refusals with one of the `passing` codes are not kept. */
  #once(
    id: string,
    input: object,
    act: () => ModelReply,
    passing: readonly string[] = [],
  ): ModelAnswer {
    const text = JSON.stringify(input, (_, value) =>
      typeof value === "bigint" ? value.toString() : value,
    );
    const known = this.#keys.get(id);
    if (known === undefined) {
      const reply = act();
      const isKept = reply.ok || !passing.includes(reply.code);
      if (isKept) this.#keys.set(id, { input: text, reply });
      return { ...reply, isReplayed: false };
    }
    if (known.input !== text) return { isReplayed: true, ...no("idempotency_key_reused") };
    if (known.reply === undefined) return { isReplayed: true, ...no("idempotency_key_expired") };
    return { ...known.reply, isReplayed: true };
  }

  #place(intent: ModelIntent): ModelReply {
    const { player, market, stake } = intent;
    const terms = this.#terms;
    if (intent.race !== "own") return no("race_unknown");
    if (this.status !== "betting" || (this.endsAt !== null && intent.at > this.endsAt))
      return no("betting_closed");
    const offered = terms.markets.find((name) => name === market);
    if (offered === undefined) return no("market_unknown");
    if (offered === "win" && terms.fixedPrices !== undefined && this.#scratched.size > 0)
      return no("market_unknown");
    const size = { win: 1, place: 1, show: 1, exacta: 2, quinella: 2, trifecta: 3 }[offered];
    if (new Set(intent.selection).size !== size || intent.selection.length !== size)
      return no("invalid_input");
    const selection = [...intent.selection];
    if (offered === "quinella") selection.sort((a, b) => a - b);
    const missing = selection.find((n) => n > this.#runnerCount || this.#scratched.has(n));
    if (missing !== undefined) return no("runner_unknown", { runner: missing });
    if (stake < BigInt(terms.stakeMin))
      return no("stake_below_minimum", { minimum: terms.stakeMin });
    if (stake > BigInt(terms.stakeMax))
      return no("stake_above_maximum", { maximum: terms.stakeMax });
    const wallet = this.wallets[player] as ModelWallet;
    if (wallet.locked + stake > BigInt(terms.stakeMaxPerRace))
      return no("race_limit_reached", { maximum: terms.stakeMaxPerRace });
    const available = wallet.total - wallet.locked;
    if (available < stake) return no("insufficient_funds", { available: available.toString() });
    const price = offered === "win" ? (terms.fixedPrices?.[(selection[0] ?? 0) - 1] ?? null) : null;
    const bet: ModelBet = {
      serial: this.bets.length + 1,
      ...{ player, market, selection, stake, price },
      ...{ status: "open", payout: 0n, fee: 0n },
    };
    if (!this.#isCovered(this.#liabilityWith([bet]))) return no("liability_limit");
    this.bets.push(bet);
    wallet.locked += stake;
    wallet.version += 1;
    return { ok: true, bet: { ...bet }, wallet: { ...wallet } };
  }

  #cancel(bet: ModelBet, at: number): ModelReply {
    if (bet.status !== "open") return no("bet_not_open");
    const leftMs = this.pausedLeftMs ?? (this.endsAt ?? 0) - at;
    if (this.status !== "betting" || leftMs < 0) return no("betting_closed");
    if (leftMs < this.#terms.cancelClosesMs) return no("cancel_closed");
    bet.status = "cancelled";
    const isCovered = bet.price === null || this.#isCovered(this.liability, [bet]);
    if (!isCovered) {
      bet.status = "open";
      return no("liability_limit");
    }
    const bps = BigInt(this.#terms.cancelFeeBps);
    bet.fee = this.#scratched.size > 0 ? 0n : (bet.stake * bps + 9_999n) / 10_000n;
    bet.payout = bet.stake - bet.fee;
    this.house += bet.fee;
    const wallet = this.wallets[bet.player] as ModelWallet;
    wallet.total -= bet.fee;
    wallet.locked -= bet.stake;
    wallet.version += 1;
    return { ok: true, bet: { ...bet }, wallet: { ...wallet } };
  }

  #liabilityWith(more: readonly ModelBet[]): bigint {
    const payouts = new Map<number, bigint>();
    let stakes = 0n;
    for (const { status, price, selection, stake } of [...this.bets, ...more]) {
      if (status !== "open" || price === null) continue;
      const [runner = 0] = selection;
      stakes += stake;
      payouts.set(runner, (payouts.get(runner) ?? 0n) + (stake * BigInt(price)) / 100n);
    }
    const most = [...payouts.values()].reduce((a, b) => (a > b ? a : b), 0n);
    return most > stakes ? most - stakes : 0n;
  }

  /** More is held only up to the house's limit; `before` joins what was held until now. */
  #isCovered(needed: bigint, before: readonly ModelBet[] = []): boolean {
    const { liabilityMax } = this.#terms;
    const held = this.#liabilityWith(before.map((bet) => ({ ...bet, status: "open" })));
    return needed <= held || liabilityMax === undefined || needed <= BigInt(liabilityMax);
  }

  /** One transaction for all: whoever gets something back moves on by one version. */
  #giveBack(isBack: (bet: ModelBet) => boolean, owed = new Map<number, bigint>()): void {
    const touched = new Set(owed.keys());
    for (const bet of this.bets) {
      if (bet.status !== "open" || !isBack(bet)) continue;
      bet.status = "refunded";
      bet.payout = bet.stake;
      (this.wallets[bet.player] as ModelWallet).locked -= bet.stake;
      touched.add(bet.player);
    }
    for (const [player, fees] of owed) (this.wallets[player] as ModelWallet).total += fees;
    for (const player of touched) (this.wallets[player] as ModelWallet).version += 1;
  }
}

function no(code: string, detail?: Record<string, string | number>) {
  return { ok: false as const, code, ...(detail && { detail }) };
}

/** Every market that there is, for the terms of a race that offers them all. */
export const everyMarket = Object.keys(markets) as MarketRules["markets"];
