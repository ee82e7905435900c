import type { EntityManager } from "typeorm";
import type { IdentityRow } from "./identity-entity.ts";
import type { LinkChallengeRow } from "./link-challenge-entity.ts";
import { answerChallenge } from "./link-challenges.ts";
import { linkViewer } from "./link-viewer.ts";
import type { LiveViewerRow } from "./live-viewer-entity.ts";
import type { LinkWord } from "./read-audience.ts";
import { unlinkViewer } from "./unlink-viewer.ts";

const UNDO_MS = 24 * 60 * 60_000;

/** What `link CODE` and `unlink` work on: everything is locked, the wallets of all concerned included. */
export interface LinkDesk {
  viewers: ReadonlyMap<string, LiveViewerRow>;
  challenges: readonly LinkChallengeRow[];
  /** Open links by viewer id; kept as they become. */
  links: Map<string, IdentityRow>;
}

/**
 * Does what the comments of a batch ask of their handles, in their order (LIVE INPUT-4): the right
 * code links, `unlink` ends the link, and undoes it within 24 hours. Answers the players whose handles
 * or coins changed.
 */
export async function heedLinkWords(
  manager: EntityManager,
  desk: LinkDesk,
  words: readonly LinkWord[],
): Promise<string[]> {
  const changed: string[] = [];
  for (const word of words) {
    const players =
      word.comment.kind === "link"
        ? await link(manager, desk, { ...word, code: word.comment.code })
        : await unlink(manager, desk, word);
    changed.push(...players);
  }
  return changed;
}

async function link(
  manager: EntityManager,
  { viewers, challenges, links }: LinkDesk,
  { viewerId, code, at }: { viewerId: string; code: string; at: number },
): Promise<string[]> {
  const viewer = viewers.get(viewerId) as LiveViewerRow;
  const { handleKey } = viewer;
  const challenge = await answerChallenge(manager, challenges, { handleKey, code, at });
  if (challenge === undefined) return [];
  const { playerId } = challenge;
  const before = links.get(viewerId);
  const linked = await linkViewer(manager, { viewer, link: before, playerId, at, by: "comment" });
  links.set(viewerId, linked);
  return before === undefined ? [playerId] : [before.playerId, playerId];
}

async function unlink(
  manager: EntityManager,
  { links }: LinkDesk,
  { viewerId, at }: LinkWord,
): Promise<string[]> {
  const link = links.get(viewerId);
  if (link === undefined) return [];
  const age = at - Number(link.linkedAtMs);
  // A comment made before the link, heard late, does not speak of it.
  if (age < 0) return [];
  await unlinkViewer(manager, { link, at, by: "comment", isUndone: age <= UNDO_MS });
  links.delete(viewerId);
  return [link.playerId];
}
