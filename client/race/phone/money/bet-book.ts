import { type ReadonlySignal, signal } from "@preact/signals";
import type { BetWire } from "#common/race/bet-schemas.ts";
import { compareIds, mergeBets } from "./merge-bets.ts";
import { hearWallet } from "./wallet.ts";

/** My bets as the server has confirmed them. */
export interface BetBook {
  /** All races of this visit, oldest first. */
  readonly bets: ReadonlySignal<readonly BetWire[]>;
  /** Notes what any answer or event said. */
  hear(heard: { bets: readonly BetWire[]; wallet: Parameters<typeof hearWallet>[0] }): void;
  /** Highest id known; "0" if none. */
  lastId(): string;
}

export function openBetBook(): BetBook {
  const bets = signal<readonly BetWire[]>([]);
  return {
    bets,
    hear(heard) {
      hearWallet(heard.wallet);
      bets.value = mergeBets(bets.value, heard.bets);
    },
    lastId: () =>
      bets.value
        .map(({ id }) => id)
        .toSorted(compareIds)
        .at(-1) ?? "0",
  };
}
