import type { Amount } from "#common/framework/amounts.ts";
import { coinsForDiamonds, coinsForWatching } from "#common/players/earned-coins.ts";
import { watchOn } from "#common/players/watch-time.ts";
import type { LiveViewerRow } from "./live-viewer-entity.ts";
import type { AudienceMember } from "./read-audience.ts";

/** A viewer as they are after a batch, and the coins it brought them. */
export interface Earnings {
  viewer: LiveViewerRow;
  giftCoins: Amount;
  watchCoins: Amount;
}

/**
 * Adds what a viewer did to what was stored: all coins ever earned less those granted, so that no
 * split of gifts into events or batches, and no rounding, changes the sum (LIVE INPUT-4).
 */
export function earn(
  stored: LiveViewerRow,
  member: Pick<AudienceMember, "diamonds" | "seenMinutes">,
  { session, presenceMinutes }: { session: number; presenceMinutes: number },
): Earnings {
  const diamondsTotal = stored.diamondsTotal + member.diamonds;
  const watch = watchOn(stored, { session, presenceMinutes, minutes: member.seenMinutes });
  const giftCoinsGranted = coinsForDiamonds(diamondsTotal);
  const watchCoinsGranted = coinsForWatching(watch.watchedMinutes);
  return {
    viewer: { ...stored, ...watch, diamondsTotal, giftCoinsGranted, watchCoinsGranted },
    giftCoins: giftCoinsGranted - stored.giftCoinsGranted,
    watchCoins: watchCoinsGranted - stored.watchCoinsGranted,
  };
}
