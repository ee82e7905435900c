import type { EntityManager } from "typeorm";
import { availableAccount, handleAccount } from "#server/ledger/account-names.ts";
import { lockAccounts } from "#server/ledger/lock-accounts.ts";
import { postTransfers } from "#server/ledger/post-transfers.ts";
import { IdentityEntity, type IdentityRow } from "./identity-entity.ts";
import type { LiveViewerRow } from "./live-viewer-entity.ts";

/** A handle and the player it shall belong to. */
interface Linking {
  viewer: Pick<LiveViewerRow, "source" | "viewerId" | "handle">;
  /** The viewer's open link, if there is one. */
  link: IdentityRow | undefined;
  playerId: string;
  /** Epoch milliseconds. */
  at: number;
  by: IdentityRow["linkedBy"];
}

/**
 * Links a viewer's handle to a player and moves the coins that wait on it into the player's wallet;
 * a link to another player ends, its coins stay where they are. A link to the same player is the
 * answer as it is. The caller has locked the viewer and the player's wallet in coins.
 */
export async function linkViewer(
  manager: EntityManager,
  { viewer, link, playerId, at, by }: Linking,
): Promise<IdentityRow> {
  if (link?.playerId === playerId) return link;
  if (link !== undefined) {
    const ended = { unlinkedAtMs: BigInt(at), unlinkedBy: "other_player" } as const;
    await manager.update(IdentityEntity, { id: link.id }, ended);
  }
  const coins = await moveToWallet(manager, viewer, playerId);
  return manager.save(IdentityEntity, {
    source: viewer.source,
    viewerId: viewer.viewerId,
    playerId,
    handle: viewer.handle,
    linkedAtMs: BigInt(at),
    linkedBy: by,
    coinsMoved: coins,
    unlinkedAtMs: null,
    unlinkedBy: null,
    coinsReturned: 0n,
  });
}

async function moveToWallet(
  manager: EntityManager,
  viewer: Linking["viewer"],
  playerId: string,
): Promise<bigint> {
  const account = handleAccount(viewer);
  const coins = (await lockAccounts(manager, [account], "coins")).get(account) ?? 0n;
  if (coins === 0n) return 0n;
  await postTransfers(manager, [
    {
      kind: "handle_linked",
      currency: "coins",
      playerId,
      postings: [
        { account, amount: -coins },
        { account: availableAccount(playerId), amount: coins },
      ],
    },
  ]);
  return coins;
}
