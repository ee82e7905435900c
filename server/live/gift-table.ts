import rows from "./gift-table.json" with { type: "json" };

/** A gift as the shipped table knows it; see gift-table-origin.md. */
export interface ListedGift {
  giftId: string;
  /** Empty where the table has none. */
  name: string;
  /** Price of one, 1 or more. */
  diamonds: number;
}

/**
 * Gifts of the platform as they were early in 2024, by id. For lists to choose from and for messages
 * that come without details: the value of a gift is what its event says, prices and names change.
 */
export const giftTable: readonly ListedGift[] = rows;

const byId = new Map(giftTable.map((gift) => [gift.giftId, gift]));

/** What the shipped table knows of a gift. */
export function findListedGift(giftId: string): ListedGift | undefined {
  return byId.get(giftId);
}
