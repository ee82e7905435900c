import type { DataSource } from "typeorm";
import { In, IsNull, Not } from "typeorm";
import type { RouteReply } from "#common/framework/route-contract.ts";
import type { raceRoutes } from "#common/race/race-api.ts";
import { DurableRoom } from "#server/framework/durable-room.ts";
import { RaceEntity, RacePoolEntity, RaceResultEntity } from "./race-entities.ts";

type RaceSummary = RouteReply<(typeof raceRoutes)["listRaces"]>["races"][number];

/** Finished races, newest first; of one lobby's code or of all. */
export async function listRaces(
  dataSource: DataSource,
  { lobby, limit }: { lobby: string | undefined; limit: number },
): Promise<RaceSummary[]> {
  const { manager } = dataSource;
  const rooms = await manager.find(
    DurableRoom,
    lobby === undefined ? {} : { where: { code: lobby } },
  );
  const codes = new Map(rooms.map((room) => [room.id, room.code]));
  const rows = await manager.find(RaceEntity, {
    where: { roomId: In([...codes.keys()]), finishedAt: Not(IsNull()) },
    order: { id: "DESC" },
    take: limit,
  });
  const raceId = In(rows.map((row) => row.id));
  const results = new Map(
    (await manager.findBy(RaceResultEntity, { raceId })).map((result) => [result.raceId, result]),
  );
  const pools = Map.groupBy(
    await manager.findBy(RacePoolEntity, { raceId }),
    (pool) => pool.raceId,
  );
  return rows.map((row) => {
    const result = results.get(row.id);
    const racePools = pools.get(row.id) ?? [];
    return {
      raceId: row.id,
      number: row.number,
      lobby: codes.get(row.roomId) ?? "",
      title: row.card.title,
      status: row.status === "void" ? "void" : "official",
      order: row.status === "void" ? [] : (result?.finishOrder ?? []),
      runners: row.card.runners.map(({ number, name, livery }, index) => ({
        number,
        name,
        livery,
        finishTimeMs: result?.finishTimesMs[index] ?? null,
      })),
      dividends: racePools.flatMap(({ market, dividends }) =>
        dividends.map(({ selection, perUnit }) => ({ market, selection, perUnit })),
      ),
      gross: racePools.reduce((sum, pool) => sum + pool.gross + pool.refunds, 0n),
      finishedAt: Number(row.finishedAt),
    };
  });
}
