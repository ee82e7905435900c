import { formatAmount } from "#client/framework/format-amount.ts";
import { language } from "#client/framework/language.ts";
import type { RaceView } from "#client/race/race-view.ts";
import { texts } from "../texts.ts";

/** Why this stake can't be bet, in words; undefined if it can. */
export function stakeProblem(wish: {
  stake: bigint;
  available: bigint;
  view: RaceView;
}): string | undefined {
  const { stake, available, view } = wish;
  const { slip } = texts.value.phone;
  const stakeMin = BigInt(view.marketRules.stakeMin);
  if (available < stakeMin) return slip.noChips;
  if (stake === 0n) return slip.pickStake;
  if (stake < stakeMin) return slip.tooSmall(formatAmount(stakeMin, language.value));
  if (stake > available) return slip.tooBig(formatAmount(available, language.value));
  return undefined;
}
