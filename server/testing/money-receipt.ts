import { decodeHex, encodeHex } from "#common/framework/bytes.ts";
import { betLeaf, nextHead, playerTag } from "#common/race/bet-leaf.ts";
import type { BetReceipt, BetWire } from "#common/race/bet-schemas.ts";
import type { RaceRow } from "#server/race/race-entities.ts";

/** RACE-6 b: the head of a race's chain with this bet; throws where its receipt says another. */
export function headWith(
  head: Uint8Array,
  {
    race,
    playerId,
    bet,
    receipt,
  }: { race: RaceRow; playerId: string; bet: BetWire; receipt: BetReceipt | undefined },
): Uint8Array {
  if (receipt === undefined || race.tagSecret === null) throw new Error(`bet ${bet.id} unchained`);
  const tag = playerTag(race.tagSecret, decodeHex(playerId.replaceAll("-", "")));
  const { market, selection } = bet;
  const leaf = betLeaf({
    raceId: race.id,
    serial: bet.serial ?? 0,
    ...{ tag, market, selection },
    stake: BigInt(bet.stake),
    price: bet.price ?? 0,
    salt: decodeHex(receipt.salt),
  });
  const next = nextHead(head, leaf);
  const byRule = { tag: encodeHex(tag), leaf: encodeHex(leaf), head: encodeHex(next) };
  for (const [part, hex] of Object.entries(byRule)) {
    if (receipt[part as keyof typeof byRule] !== hex)
      throw new Error(`bet ${bet.id} has another's ${part}`);
  }
  return next;
}
