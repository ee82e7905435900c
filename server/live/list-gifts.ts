import type { DataSource } from "typeorm";
import { giftTable, type ListedGift } from "./gift-table.ts";

/** The newest gifts that are looked through. */
const SEEN_MAX = 5_000;

/** Gifts to choose from: those seen here lately, most often first, then the rest of the shipped list. */
export async function listGifts(dataSource: DataSource): Promise<ListedGift[]> {
  const seen: ListedGift[] = await dataSource.query(
    `SELECT payload->>'itemId' AS "giftId",
       (array_agg(payload->>'itemName' ORDER BY seq DESC))[1] AS name,
       (array_agg((payload->>'unitValue')::int ORDER BY seq DESC))[1] AS diamonds
     FROM (
       SELECT seq, payload FROM live_events WHERE kind = 'support'
       ORDER BY seq DESC LIMIT ${SEEN_MAX}
     ) AS newest
     GROUP BY 1 ORDER BY count(*) DESC, 1`,
  );
  const seenIds = new Set(seen.map(({ giftId }) => giftId));
  return [...seen, ...giftTable.filter(({ giftId }) => !seenIds.has(giftId))];
}
