/** An undecided gift can be claimed this long after it was given (BATTLE-2). */
export const CLAIM_MS = 30_000;
/** … but not in the last moments of the battle. */
const CLAIM_CLOSED_MS = 10_000;

/** What is known of a gift's sender when it is recorded. */
export interface Sender {
  /** Side that the last comment of this stream session names. */
  allegiance: string | undefined;
  /** Side that the sender's last points went to, in this battle or an earlier one. */
  lastSide: string | undefined;
}

/**
 * The country a gift counts for, in the order of BATTLE-2: the gift table, the sender's allegiance,
 * the sender's last side; undefined = it waits as undecided. A country that is no side of this
 * battle says nothing.
 */
export function chooseSide(
  giftId: string,
  sender: Sender,
  battle: { sides: readonly string[]; giftCountries: Readonly<Record<string, string>> },
): string | undefined {
  const tabled = Object.hasOwn(battle.giftCountries, giftId)
    ? battle.giftCountries[giftId]
    : undefined;
  return [tabled, sender.allegiance, sender.lastSide].find(
    (country) => country !== undefined && battle.sides.includes(country),
  );
}

/**
 * Whether a comment made at `chosenAt` claims a gift given at `giftAt`: within 30 s, before the last
 * 10 s of the battle as its end was planned when the comment was made, and before it was over
 * (`endsAt`). A comment that was made first and came in later claims too.
 */
export function isClaimable(gift: {
  giftAt: number;
  chosenAt: number;
  plannedEnd: number;
  endsAt: number;
}): boolean {
  const { giftAt, chosenAt, plannedEnd, endsAt } = gift;
  if (chosenAt - giftAt > CLAIM_MS) return false;
  return chosenAt < plannedEnd - CLAIM_CLOSED_MS && chosenAt < endsAt;
}

/** When a gift given at `giftAt` stops waiting for a claim: from then on comments do not claim it. */
export function waitsUntil(giftAt: number, endsAt: number): number {
  return Math.min(giftAt + CLAIM_MS + 1, endsAt - CLAIM_CLOSED_MS);
}
