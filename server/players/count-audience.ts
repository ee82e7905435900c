import type { EntityManager } from "typeorm";
import { foldHandle } from "#common/players/handle.ts";
import { lockWallets } from "#server/ledger/lock-wallets.ts";
import { openWallets } from "#server/ledger/open-wallets.ts";
import { type Earnings, earn } from "./earn-coins.ts";
import { grantCoins } from "./grant-coins.ts";
import { heedLinkWords, type LinkDesk } from "./heed-link-words.ts";
import { lockChallenges } from "./link-challenges.ts";
import type { LiveViewerRow } from "./live-viewer-entity.ts";
import { lockViewers, meetViewers } from "./lock-viewers.ts";
import type { Audience } from "./read-audience.ts";
import { readLinks } from "./read-links.ts";
import { storeViewers } from "./store-viewers.ts";

export interface CountedAudience {
  /** As they are stored now. */
  viewers: LiveViewerRow[];
  /** Players whose coins or handles changed, each once. */
  changedPlayerIds: string[];
}

/**
 * Counts what an audience earned and does what it asked of its links, in the caller's transaction.
 * Locks viewers → codes → wallets, each ascending (LEDGER-5); all coins earned are one set of
 * transfers, and go to whoever holds the handle once the batch's comments are heeded.
 */
export async function countAudience(
  manager: EntityManager,
  { members, words }: Audience,
  place: { source: string; session: number; presenceMinutes: number; isKnown(id: string): boolean },
): Promise<CountedAudience> {
  const { source } = place;
  const met = [...members.values()];
  const unknown = met.filter(({ viewerId }) => !place.isKnown(viewerId));
  await meetViewers(
    manager,
    unknown.map(({ viewerId, handle, name }) => ({ source, viewerId, handle, name })),
  );
  const viewers = await lockViewers(manager, { source, viewerIds: [...members.keys()] });
  for (const member of met) {
    const viewer = viewers.get(member.viewerId) as LiveViewerRow;
    const { handle, name } = member;
    viewers.set(member.viewerId, { ...viewer, handle, handleKey: foldHandle(handle), name });
  }

  const earnings = met.map((member) =>
    earn(viewers.get(member.viewerId) as LiveViewerRow, member, place),
  );
  const earners = earnings.filter(({ giftCoins, watchCoins }) => giftCoins + watchCoins > 0n);
  const desk = await openLinkDesk(manager, { source, viewers, words, earners });
  const linked = await heedLinkWords(manager, desk, words);
  const paid = await grantCoins(manager, earners, desk.links);
  await storeViewers(
    manager,
    earnings.map(({ viewer }) => viewer),
  );
  return {
    viewers: earnings.map(({ viewer }) => viewer),
    changedPlayerIds: [...new Set([...linked, ...paid])],
  };
}

/** Locks codes and the wallets of everyone concerned; takes no statement where nobody is. */
async function openLinkDesk(
  manager: EntityManager,
  concerned: {
    source: string;
    viewers: ReadonlyMap<string, LiveViewerRow>;
    words: Audience["words"];
    earners: readonly Earnings[];
  },
): Promise<LinkDesk> {
  const { source, viewers, words, earners } = concerned;
  const answers = words.flatMap(({ viewerId, comment }) =>
    comment.kind === "link" ? { viewer: viewers.get(viewerId), code: comment.code } : [],
  );
  const handleKeys = answers.flatMap(({ viewer }) => viewer?.handleKey ?? []);
  const challenges = await lockChallenges(manager, { source, handleKeys });
  const earnerIds = earners.map(({ viewer }) => viewer.viewerId);
  const viewerIds = [...words.map(({ viewerId }) => viewerId), ...earnerIds];
  const links = await readLinks(manager, { source, viewerIds });

  const codes = new Set(answers.map(({ code }) => code));
  const answered = challenges.filter(({ code }) => codes.has(code));
  const players = [...links.values(), ...answered].map(({ playerId }) => playerId);
  if (players.length > 0) {
    await openWallets(manager, [...new Set(players)], "coins");
    await lockWallets(manager, [...new Set(players)], "coins");
  }
  return { viewers, challenges, links };
}
