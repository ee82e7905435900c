import { type DataSource, type EntityManager, EntitySchema } from "typeorm";
import { bigintColumn } from "#server/storage/bigint-column.ts";

/**
 * The row a room lives by. Whoever holds the lease owns the room; every write of an owner says
 * `where epoch = mine`, so an owner that lost its lease can change nothing any more.
 */
export interface DurableRoomRow {
  /** Also the room's id on the wire, the same after every restart. */
  id: string;
  type: string;
  /** What people type to find it; unique among the open rooms of its type. */
  code: string;
  owner: string;
  epoch: number;
  leaseUntil: Date;
  /** The owner's clock when it last renewed, epoch milliseconds. */
  heartbeatMs: bigint;
  /** The room type's own settings, plain JSON. */
  settings: Record<string, unknown>;
  openedAt: Date;
  closedAt: Date | null;
}

export const DurableRoom = new EntitySchema<DurableRoomRow>({
  name: "DurableRoom",
  tableName: "durable_rooms",
  columns: {
    id: { type: "uuid", primary: true, primaryKeyConstraintName: "durable_rooms_pkey" },
    type: { type: "text" },
    code: { type: "text" },
    owner: { type: "uuid" },
    epoch: { type: "int" },
    leaseUntil: { name: "lease_until", type: "timestamptz" },
    heartbeatMs: { name: "heartbeat_ms", ...bigintColumn },
    settings: { type: "jsonb" },
    openedAt: { name: "opened_at", type: "timestamptz", default: () => "now()" },
    closedAt: { name: "closed_at", type: "timestamptz", nullable: true },
  },
  indices: [
    {
      name: "durable_rooms_open_code",
      columns: ["type", "code"],
      unique: true,
      where: "closed_at IS NULL",
    },
  ],
});

/** The owner of a room lost its lease to another process: it must stop acting for the room. */
export class LeaseLost extends Error {
  constructor(roomId: string) {
    super(`room ${roomId} belongs to another process now`);
  }
}

export interface RoomLeases {
  open(room: Pick<DurableRoomRow, "id" | "type" | "code" | "settings">): Promise<DurableRoomRow>;
  /**
   * Takes over open rooms whose owner's lease has run out; at boot also those this instance owned
   * before its restart (nobody else can be running them: the instance is claimed).
   */
  takeOver(options: { isBoot: boolean }): Promise<DurableRoomRow[]>;
  /** Throws `LeaseLost` when the room is not mine any more. */
  renew(room: { id: string; epoch: number }): Promise<void>;
  /** Keeps a room that is mine but not open for another lease, and answers its row as it is now. */
  keep(room: { id: string; epoch: number }): Promise<DurableRoomRow>;
  saveSettings(
    room: { id: string; epoch: number },
    settings: Record<string, unknown>,
  ): Promise<void>;
  close(room: { id: string; epoch: number }): Promise<void>;
  findOpen(type: string, code: string): Promise<DurableRoomRow | undefined>;
  /** Open rooms of a type, newest first. */
  listOpen(type: string): Promise<DurableRoomRow[]>;
}

/** Leases of one process (`owner` is its instance id, the same after its restart). */
export function createRoomLeases(options: {
  dataSource: DataSource;
  owner: string;
  leaseMs: number;
  now: () => number;
}): RoomLeases {
  const { dataSource, owner, leaseMs, now } = options;
  const repository = dataSource.getRepository(DurableRoom);
  const leaseUntil = () => `now() + interval '${leaseMs} milliseconds'`;

  async function updateMine(room: { id: string; epoch: number }, changes: object) {
    const { affected } = await repository
      .createQueryBuilder()
      .update()
      .set(changes)
      .where("id = :id AND epoch = :epoch AND closed_at IS NULL", room)
      .execute();
    if (affected !== 1) throw new LeaseLost(room.id);
  }

  return {
    async open(room) {
      await repository
        .createQueryBuilder()
        .insert()
        .values({
          ...room,
          settings: room.settings as object,
          owner,
          epoch: 1,
          leaseUntil,
          heartbeatMs: BigInt(now()),
        })
        .execute();
      return repository.findOneByOrFail({ id: room.id });
    },
    async takeOver({ isBoot }) {
      const { raw } = await repository
        .createQueryBuilder()
        .update()
        .set({ owner, epoch: () => "epoch + 1", leaseUntil })
        .where("closed_at IS NULL")
        .andWhere(
          isBoot
            ? "(owner = :owner OR lease_until < now())"
            : "owner <> :owner AND lease_until < now()",
          { owner },
        )
        .returning("id")
        .execute();
      const ids = (raw as { id: string }[]).map((row) => row.id);
      const rows = await Promise.all(ids.map((id) => repository.findOneByOrFail({ id })));
      return rows.sort((a, b) => a.openedAt.getTime() - b.openedAt.getTime());
    },
    renew: (room) => updateMine(room, { leaseUntil, heartbeatMs: BigInt(now()) }),
    async keep(room) {
      await updateMine(room, { leaseUntil });
      return repository.findOneByOrFail({ id: room.id });
    },
    saveSettings: (room, settings) => updateMine(room, { settings }),
    close: (room) => updateMine(room, { closedAt: () => "now()" }),
    async findOpen(type, code) {
      const rows = await repository
        .createQueryBuilder("room")
        .where("room.type = :type AND room.code = :code AND room.closed_at IS NULL", { type, code })
        .getMany();
      return rows[0];
    },
    listOpen: (type) =>
      repository
        .createQueryBuilder("room")
        .where("room.type = :type AND room.closed_at IS NULL", { type })
        .orderBy("room.opened_at", "DESC")
        .getMany(),
  };
}

/**
 * Locks the room's row against a take-over for the rest of the transaction and proves that it is
 * still mine: the guard in front of every write an owner makes.
 */
export async function assertMine(
  manager: EntityManager,
  room: { id: string; epoch: number },
): Promise<void> {
  const rows: unknown[] = await manager.query(
    "SELECT 1 FROM durable_rooms WHERE id = $1 AND epoch = $2 AND closed_at IS NULL FOR SHARE",
    [room.id, room.epoch],
  );
  if (rows.length === 0) throw new LeaseLost(room.id);
}
