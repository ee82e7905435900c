import { useState } from "preact/hooks";
import type { RaceView, RunnerView } from "#client/race/race-view.ts";
import { type PowerName, powerNames } from "#common/race/powers.ts";
import { spentOn } from "../money/merge-casts.ts";
import { wallet } from "../money/wallet.ts";
import type { Play } from "../play.ts";

/** The power a player has in hand, and what is left to spend. */
export interface PowerHand {
  /** Undefined: the next tap on a runner does nothing. */
  power: PowerName | undefined;
  /** Chips of this race's powers so far, those on their way included. */
  spent: bigint;
  /** Not even the cheapest power fits under the race's limit any more. */
  isCapReached: boolean;
  canAfford(power: PowerName): boolean;
  /** Takes a power in hand, or puts it away again. */
  take(power: PowerName): void;
  /** Uses the power in hand on a runner; the hand is empty then, so a second tap does nothing. */
  castOn(runner: RunnerView): void;
}

/** Keeps what is in hand while powers are open; the server decides in the end (RACE-7). */
export function usePowerHand(play: Play, view: RaceView): PowerHand {
  const [taken, setTaken] = useState<PowerName>();
  const { raceId } = view;
  const terms = view.marketRules.powers;
  const onTheirWay = play.casting.pending.value
    .filter(({ intent }) => intent.raceId === raceId)
    .reduce((sum, { intent }) => sum + BigInt(intent.cost), 0n);
  const spent = spentOn(play.casting.casts.value, raceId) + onTheirWay;
  const leftToSpend = BigInt(terms?.spendMax ?? "0") - spent;
  const available = BigInt(wallet.value?.available ?? "0") - onTheirWay;
  const costOf = (power: PowerName) => {
    const cost = terms?.costs[power];
    return cost === undefined ? undefined : BigInt(cost);
  };
  const canAfford = (power: PowerName) => {
    const cost = costOf(power);
    return cost !== undefined && cost <= leftToSpend && cost <= available;
  };
  const isOpen = view.arePowersOpen && taken !== undefined && canAfford(taken);
  const power = isOpen ? taken : undefined;
  return {
    power,
    spent,
    isCapReached: !powerNames.some((name) => (costOf(name) ?? leftToSpend + 1n) <= leftToSpend),
    canAfford,
    take: (wished) => setTaken(wished === power ? undefined : wished),
    castOn({ number, name }) {
      const cost = power && costOf(power);
      if (power === undefined || cost === undefined) return;
      setTaken(undefined);
      play.casting.cast({ raceId, power, target: number, targetName: name, cost: String(cost) });
    },
  };
}
