import type { EntityManager } from "typeorm";
import { HostActionEntity } from "./host-action-entity.ts";

/** One deed of a host's hand. */
export interface HostAction {
  /** The server's clock, epoch milliseconds. */
  at: number;
  action: string;
  /** What it was done to: `battle:7`. */
  target: string;
  /** Figures and reasons, plain JSON without secrets. */
  detail: Readonly<Record<string, unknown>>;
}

/** Writes the deed down in the transaction that does it: done and recorded, or neither. */
export async function recordHostAction(
  manager: EntityManager,
  { at, action, target, detail }: HostAction,
): Promise<void> {
  await manager.insert(HostActionEntity, {
    atMs: BigInt(at),
    action,
    target,
    detail: detail as object,
  });
}
