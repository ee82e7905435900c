import { randomBytes } from "node:crypto";
import type { EntityManager } from "typeorm";
import { decodeHex, encodeHex } from "#common/framework/bytes.ts";
import { betLeaf, nextHead, playerTag } from "#common/race/bet-leaf.ts";
import type { BetReceipt } from "#common/race/bet-schemas.ts";
import { RaceChainEntity, type RaceChainRow } from "./fairness-entities.ts";

const SALT_BYTES = 16;

/**
 * Locks a race's chain of bets for this transaction, behind wallets and house and before the keys
 * (LEDGER-5); null for a race of fairness version 1, which has none.
 */
export function lockChain(manager: EntityManager, raceId: number): Promise<RaceChainRow | null> {
  return manager
    .createQueryBuilder(RaceChainEntity, "chain")
    .where("chain.raceId = :raceId", { raceId })
    .setLock("for_no_key_update")
    .getOne();
}

/** One link of the chain: what the bet's row keeps of it, and its player's receipt (RACE-6 b). */
export interface ChainLink {
  serial: number;
  tag: Buffer;
  salt: Buffer;
  leaf: Buffer;
  receipt: BetReceipt;
}

/** A bet about to join its chain. `price` is hundredths per chip; null = tote. */
export interface UnchainedBet {
  raceId: number;
  playerId: string;
  market: string;
  selection: readonly number[];
  stake: bigint;
  price: number | null;
}

/** Makes the next link of the locked chain with a salt of its own, and moves the head over it. */
export async function linkBet(
  manager: EntityManager,
  { bet, chain, tagSecret }: { bet: UnchainedBet; chain: RaceChainRow; tagSecret: Uint8Array },
): Promise<ChainLink> {
  const serial = chain.betCount + 1;
  const tag = playerTag(tagSecret, decodeHex(bet.playerId.replaceAll("-", "")));
  const salt = randomBytes(SALT_BYTES);
  const leaf = betLeaf({ ...bet, price: bet.price ?? 0, serial, tag, salt });
  const head = Buffer.from(nextHead(chain.head, leaf));
  await manager.update(RaceChainEntity, { raceId: bet.raceId }, { betCount: serial, head });
  return {
    serial,
    tag: Buffer.from(tag),
    salt,
    leaf: Buffer.from(leaf),
    receipt: {
      tag: encodeHex(tag),
      salt: encodeHex(salt),
      leaf: encodeHex(leaf),
      head: encodeHex(head),
    },
  };
}
