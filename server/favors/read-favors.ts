import type { EntityManager } from "typeorm";
import type { Favor } from "#common/favors/favor-schemas.ts";
import type { FavorRow } from "#server/ledger/favor-entity.ts";

/** One favor with the names of both. Throws when there is none. */
export async function readFavor(manager: EntityManager, favorId: bigint): Promise<Favor> {
  const rows: FavorJson[] = await manager.query(`${favors} where favor.id = $1`, [
    favorId.toString(),
  ]);
  const row = rows[0];
  if (row === undefined) throw new Error(`no favor ${favorId}`);
  return toFavor(row);
}

/**
 * A player's favors, the oldest first: those that are open wherever they were made, the offers of
 * one lobby, and the latest `pastMax` of those that have ended.
 */
export async function readFavorsOf(
  manager: EntityManager,
  { playerId, roomId, pastMax }: { playerId: string; roomId: string; pastMax: number },
): Promise<Favor[]> {
  const rows: FavorJson[] = await manager.query(
    `${favors}
    where favor.id in (
      select id from favors where $1 in (lender_id, borrower_id)
        and (status = 'open' or (status = 'offered' and room_id = $2))
      union all
      (select id from favors where $1 in (lender_id, borrower_id) and ended_at is not null
        order by ended_at desc, id desc limit $3)
    )
    order by coalesce(favor.accepted_at, favor.offered_at), favor.id`,
    [playerId, roomId, pastMax],
  );
  return rows.map(toFavor);
}

interface FavorJson {
  id: string;
  lender_id: string;
  lender_name: string;
  lender_loyalty: number;
  borrower_id: string;
  borrower_name: string;
  borrower_loyalty: number;
  amount: string;
  fee: string;
  repaid: string;
  races_left: number;
  status: FavorRow["status"];
  defaulted_at: string | null;
  offered_at: string;
  accepted_at: string | null;
  ended_at: string | null;
}

const favors = `
select favor.*, lender.name as lender_name, lender.loyalty as lender_loyalty,
  borrower.name as borrower_name, borrower.loyalty as borrower_loyalty
from favors favor
join players lender on lender.id = favor.lender_id
join players borrower on borrower.id = favor.borrower_id`;

function toFavor(row: FavorJson): Favor {
  const [amount, fee, repaid] = [BigInt(row.amount), BigInt(row.fee), BigInt(row.repaid)];
  return {
    id: row.id,
    lender: { id: row.lender_id, name: row.lender_name, loyalty: row.lender_loyalty },
    borrower: { id: row.borrower_id, name: row.borrower_name, loyalty: row.borrower_loyalty },
    amount,
    fee,
    repaid,
    owed: row.status === "open" ? amount + fee - repaid : 0n,
    racesLeft: row.races_left,
    status: row.status,
    isOverdue: row.defaulted_at !== null,
    offeredAt: Number(row.offered_at),
    acceptedAt: row.accepted_at === null ? null : Number(row.accepted_at),
    endedAt: row.ended_at === null ? null : Number(row.ended_at),
  };
}
