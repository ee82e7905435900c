import { type EntityManager, In, IsNull } from "typeorm";
import { IdentityEntity, type IdentityRow } from "./identity-entity.ts";

/**
 * The open links of these viewers, by viewer id. Under the viewers' locks they stay as they are until
 * the transaction ends.
 */
export async function readLinks(
  manager: EntityManager,
  { source, viewerIds }: { source: string; viewerIds: readonly string[] },
): Promise<Map<string, IdentityRow>> {
  if (viewerIds.length === 0) return new Map();
  const rows = await manager.find(IdentityEntity, {
    where: { source, viewerId: In([...viewerIds]), unlinkedAtMs: IsNull() },
  });
  return new Map(rows.map((row) => [row.viewerId, row]));
}
