import { randomUUID } from "node:crypto";
import type { DataSource } from "typeorm";
import { readConfig } from "#server/config.ts";
import { createRoomLeases } from "#server/framework/durable-room.ts";
import { bringNextRace } from "#server/race/bring-next-race.ts";
import { writeRace } from "#server/race/write-race.ts";
import { houseTermsOf, raceTermsOf } from "#server/race-terms.ts";

/** A race that takes bets, and the room whose players may place them. */
export interface OpenRace {
  raceId: number;
  roomKey: string;
}

let opened = 0;

/** A race of 8 runners in a lobby of its own whose betting is open without end. */
export async function openRace(dataSource: DataSource): Promise<OpenRace> {
  opened += 1;
  const leases = createRoomLeases({
    dataSource,
    owner: randomUUID(),
    leaseMs: 600_000,
    now: Date.now,
  });
  const room = await leases.open({
    id: randomUUID(),
    type: "race",
    code: `BENCH${opened}`,
    settings: {},
  });
  // One wallet bets thousands of times here: its limit must not be what ends a window.
  const config = readConfig({ STAKE_MAX_PER_RACE: "1000000000" });
  const row = await bringNextRace(dataSource, {
    room,
    stage: { phase: "lobby", countdown: { kind: "none" } },
    marketRules: raceTermsOf(config, houseTermsOf(config), undefined),
    fieldSize: 8,
  });
  const race = { raceId: row.id, roomId: room.id, epoch: room.epoch };
  await writeRace(dataSource.manager, race, { status: "betting" });
  return { raceId: row.id, roomKey: room.id };
}
