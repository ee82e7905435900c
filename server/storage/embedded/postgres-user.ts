import { stat } from "node:fs/promises";
import path from "node:path";

/** The operating-system user that PostgreSQL runs as; `undefined` ids = the one running now. */
export type PostgresUser = { uid?: number; gid?: number };

/** `nobody` on every Linux: PostgreSQL refuses to run as root and creating a user is not ours to do. */
const NOBODY_ID = 65534;

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Who runs PostgreSQL on the cluster in `clusterDir`: the user running now, or, for root, the owner
 * of an existing cluster (it was made before by that user), else `nobody`.
 */
export async function postgresUser(clusterDir: string): Promise<PostgresUser> {
  if (!isRoot()) return {};
  const owner = await stat(clusterDir).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return { uid: NOBODY_ID, gid: NOBODY_ID };
}

/**
 * The outermost folder on the way to `target` (a real path, itself included) that `user` may not
 * enter; `undefined` when the way is free.
 */
export async function closedFolder(
  target: string,
  user: PostgresUser,
): Promise<string | undefined> {
  if (user.uid === undefined) return undefined;
  const parts = path.resolve(target).split(path.sep);
  for (let depth = 1; depth <= parts.length; depth += 1) {
    const folder = parts.slice(0, depth).join(path.sep) || path.sep;
    const { mode, uid, gid } = await stat(folder);
    const mayEnter = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & mayEnter) === 0) return folder;
  }
  return undefined;
}
