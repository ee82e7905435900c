import type { RaceCard } from "#common/race/card.ts";
import type { CastOutcome } from "#common/race/powers.ts";
import type { MarketRules } from "#common/tote/market-rules.ts";

/** Which race is meant: its number within the lobby, the same by another room's token, or none. */
export type RaceName = number | `foreign ${number}` | "none";
/** Nobody who has joined. */
export const NO_PLAYER = 99;
/** A favor that nobody has offered. */
export const NO_FAVOR = 999;

/** What one player asks for. Players, favors and serials are numbers that both sides share. */
export type MoneyOrder =
  | {
      kind: "bet";
      player: number;
      key: string;
      race: RaceName;
      market: string;
      selection: readonly number[];
      stake: bigint;
      at: number;
    }
  | { kind: "cancel"; player: number; race: number; serial: number; at: number }
  | {
      kind: "cast";
      player: number;
      key: string;
      race: RaceName;
      power: string;
      target: number;
      /** The tick the race would give it. */
      tick: number;
      /** How the race runs: here, nowhere, past its limit, past it a moment later, under another owner. */
      running: "here" | "nowhere" | "past" | "passing" | "elsewhere";
    }
  | {
      kind: "offer";
      player: number;
      key: string;
      borrower: number;
      amount: bigint;
      feePercent: number;
      races: number;
      at: number;
    }
  | { kind: "accept"; player: number; key: string; favor: number; at: number }
  | { kind: "repay"; player: number; key: string; favor: number; amount: bigint; at: number }
  | { kind: "end"; player: number; favor: number; as: "declined" | "withdrawn"; at: number }
  /** A phone joins the lobby: the same phone is the same player. */
  | { kind: "join"; player: number; grant: bigint };

export type OrderOf<Kind extends MoneyOrder["kind"]> = Extract<MoneyOrder, { kind: Kind }>;

/** What the house does. */
export type HouseStep =
  | { kind: "next"; card: RaceCard; terms: ModelTerms }
  | { kind: "open" | "stopPowers" | "settle" | "void" }
  | { kind: "expire" }
  /** `offAt`: when the race is to begin, epoch milliseconds. */
  | { kind: "lock"; offAt: number }
  | { kind: "scratch"; runner: number }
  | { kind: "pause"; leftMs: number | null }
  /** Writes what became of the powers cast so far. */
  | { kind: "resolve"; outcomes: CastOutcome[] }
  | { kind: "finish"; order: number[][] }
  | { kind: "topUp"; players: number[]; day: number };

/** The terms of a race, in the words of its rules. */
export type ModelTerms = MarketRules & {
  powers?: { costs: Record<string, string>; spendMax: string };
};

/** An answer as the wire has it, with the numbers of both sides for ids, and without receipts. */
export interface Told {
  isReplayed: boolean;
  /** The value, or a refusal: `{ code, detail? }`. */
  value: Record<string, unknown>;
}

/** When betting of every race ends, and the moment at which all else happens; epoch milliseconds. */
export const MODEL_NOW = 1_800_000_000_000;
export const BETTING_ENDS_AT = MODEL_NOW + 60_000;
export const FIELD_SIZE = 8;
/** What the favors of the lobby keep to, chips and counts. */
export const FAVOR_MAX = 300n;
export const FAVORS_OPEN_MAX = 2;
/** LEDGER-8. */
export const FLOOR = 100n;
