import { type ReadonlySignal, signal } from "@preact/signals";
import {
  type ConnectionStatus,
  connectRoom,
  type RoomConnection,
} from "#client/framework/connection.ts";
import { call } from "#client/framework/http.ts";
import { POSITION_STEP_MM } from "#common/race/position-step.ts";
import { type RaceView, readRaceView } from "./race-view.ts";

/** How often the shown clock and the standing move on. */
const CLOCK_STEP_MS = 250;

/** A race room as signals: a page reads them and is drawn again when they change. */
export interface RaceFeed {
  readonly connection: RoomConnection<"race">;
  readonly status: ReadonlySignal<ConnectionStatus>;
  /** Undefined until the first state. */
  readonly view: ReadonlySignal<RaceView | undefined>;
  /** Millimetres covered, in saddle order; a new list with every patch of a race. */
  readonly positions: ReadonlySignal<readonly number[]>;
  /** The same a few times a second, for what is read and not watched. */
  readonly standing: ReadonlySignal<readonly number[]>;
  /** The server's clock, epoch milliseconds, a few times a second. */
  readonly now: ReadonlySignal<number>;
  close(): void;
}

/** The room of a lobby could not be found: the server's refusal. */
class LobbyRefused extends Error {
  readonly code: number;
  constructor(refusal: string) {
    super(refusal);
    this.code = 404;
  }
}

/** Stays in the race room of the lobby with this code until closed. `token` is asked before every join. */
export function openRaceFeed(options: {
  lobbyCode: string;
  token: () => string | undefined;
}): RaceFeed {
  const status = signal<ConnectionStatus>({ kind: "connecting" });
  const view = signal<RaceView | undefined>(undefined);
  const positions = signal<readonly number[]>([]);

  const connection = connectRoom("race", {
    roomId: async () => {
      const lobby = await call("GET", "/lobbies/:code", { params: { code: options.lobbyCode } });
      if (lobby.ok) return lobby.value.roomId;
      if (lobby.refusal.code === "lobby_unknown") throw new LobbyRefused("lobby_unknown");
      throw new Error(lobby.refusal.code);
    },
    token: options.token,
    onStatus: (changed) => {
      status.value = changed;
    },
  });
  const now = signal(connection.serverNow());
  const standing = signal<readonly number[]>([]);
  const clock = setInterval(() => {
    now.value = connection.serverNow();
    standing.value = positions.value;
  }, CLOCK_STEP_MS);

  connection.onState((state) => {
    view.value = readRaceView(state, view.value);
    if (state.phase === "racing" || state.phase === "settling") {
      positions.value = state.positions.toArray().map((steps) => steps * POSITION_STEP_MM);
    } else if (positions.value.length > 0) {
      positions.value = [];
    }
  });

  return {
    connection,
    status,
    view,
    positions,
    standing,
    now,
    close() {
      clearInterval(clock);
      connection.close();
    },
  };
}
