import { randomInt } from "node:crypto";
import { type DataSource, type EntityManager, IsNull } from "typeorm";
import { accept, type Outcome, refuse } from "#common/framework/refusals.ts";
import type { RouteReply } from "#common/framework/route-contract.ts";
import { foldHandle, normaliseHandle } from "#common/players/handle.ts";
import type { identityRoutes } from "#common/players/identity-api.ts";
import { drawLinkCode } from "#common/players/link-code.ts";
import { transaction } from "#server/storage/transaction.ts";
import { LinkChallengeEntity, type LinkChallengeRow } from "./link-challenge-entity.ts";
import { lockPlayer } from "./lock-player.ts";

const OPEN_MS = 10 * 60_000;
const HOUR_MS = 60 * 60_000;

export type LinkChallenge = RouteReply<(typeof identityRoutes)["linkHandle"]>;

/**
 * Gives a player the code to comment from the handle they name (LIVE INPUT-4): once, within 10
 * minutes. It takes the place of the code they asked for before. Whoever names somebody else's handle
 * has a code that never comes.
 */
export async function linkHandle(
  dataSource: DataSource,
  request: {
    playerId: string;
    source: LinkChallenge["source"];
    handle: string;
    /** The server's clock, epoch milliseconds. */
    now: number;
    /** Codes a player may ask for in an hour. */
    codesPerHourMax: number;
  },
): Promise<Outcome<LinkChallenge, "handle_invalid" | "rate_limited">> {
  const { playerId, source, now, codesPerHourMax } = request;
  const handle = normaliseHandle(request.handle);
  if (handle === undefined) return refuse("handle_invalid");
  return transaction(dataSource, async (manager) => {
    await lockPlayer(manager, playerId);
    const wait = await millisecondsToWait(manager, { playerId, now, codesPerHourMax });
    if (wait > 0) return refuse("rate_limited", { retryAfterSeconds: Math.ceil(wait / 1_000) });

    const open = { playerId, endedBy: IsNull() };
    await manager.update(LinkChallengeEntity, open, { endedBy: "newer_code" });
    const challenge = {
      playerId,
      source,
      handle,
      handleKey: foldHandle(handle),
      code: drawLinkCode(randomInt),
      createdAtMs: BigInt(now),
      expiresAtMs: BigInt(now + OPEN_MS),
    };
    await manager.insert(LinkChallengeEntity, challenge);
    return accept(toLinkChallenge(challenge));
  });
}

/** A code as its player sees it. */
export function toLinkChallenge({
  source,
  handle,
  code,
  expiresAtMs,
}: Pick<LinkChallengeRow, "source" | "handle" | "code" | "expiresAtMs">): LinkChallenge {
  const platform = source as LinkChallenge["source"];
  return { source: platform, handle, code, expiresAt: Number(expiresAtMs) };
}

/** 0 when the player may ask for a code now. */
async function millisecondsToWait(
  manager: EntityManager,
  { playerId, now, codesPerHourMax }: { playerId: string; now: number; codesPerHourMax: number },
): Promise<number> {
  const newest = await manager.find(LinkChallengeEntity, {
    where: { playerId },
    order: { createdAtMs: "DESC", id: "DESC" },
    take: codesPerHourMax,
  });
  if (newest.length < codesPerHourMax) return 0;
  return Math.max(0, Number(newest.at(-1)?.createdAtMs) + HOUR_MS - now);
}
