import type { Outcome } from "#common/framework/refusals.ts";
import type { SessionWire } from "#common/players/player-api.ts";
import type { BetWire } from "#common/race/bet-schemas.ts";
import type { RaceState } from "#common/race/race-state.ts";
import type { WalletWire } from "#common/wallet/wallet-schemas.ts";
import { expectCleanBooks } from "./expect-clean-books.ts";
import { type FakeClock, makeFakeClock } from "./fake-clock.ts";
import { startTestApp, type TestApp } from "./test-app.ts";
import type { TestSeat } from "./test-seat.ts";

/** A bet as a test writes it; what it leaves out is a plain bet of 100 to win on number 1. */
export interface TestBet {
  raceId?: number;
  market?: string;
  selection?: number[];
  stake?: string;
  key?: string;
}

export type BetAnswer = Outcome<{ bet: BetWire; wallet: WalletWire }>;

/** One player with a seat. */
export interface Phone {
  session: SessionWire;
  seat: TestSeat;
  /** Bets through the room. */
  bet(bet?: TestBet): Promise<BetAnswer>;
  /** Bets through HTTP. */
  betByHttp(bet?: TestBet): ReturnType<TestApp["call"]>;
  wallet(): Promise<WalletWire>;
}

/** The real app with a host, on a clock in the test's hand. */
export interface RaceNight {
  test: TestApp;
  clock: FakeClock;
  host: TestSeat;
  phone(name: string): Promise<Phone>;
  /** Lets a tick pass, so that what has changed is shown. */
  tick(): void;
  openBetting(): Promise<RaceState>;
  /** Lets the time run, second by second as fast as the host can look, until the host's state fits. */
  runUntil(fits: (state: RaceState) => boolean): Promise<RaceState>;
  /** Audits the books and closes everything. */
  end(): Promise<void>;
}

/** A result stays long enough to be looked at while the time runs, and the host may look all the time. */
const patient = { SETTLING_SECONDS: "120", MESSAGES_PER_SECOND_MAX: "10000" };

let keysMade = 0;

export async function startRaceNight(
  options: Omit<Parameters<typeof startTestApp>[0] & object, "clock"> = {},
): Promise<RaceNight> {
  const clock = makeFakeClock();
  const environment = { ...patient, ...options.environment };
  const test = await startTestApp({ ...options, environment, clock });
  const host = await test.seat(await test.hostToken());
  const tick = () => clock.advance(50);

  async function runUntil(fits: (state: RaceState) => boolean): Promise<RaceState> {
    let found: RaceState | undefined;
    void host.until(fits).then((state) => {
      found = state;
    });
    while (found === undefined) {
      clock.advance(1_000);
      // The answers come behind what the second brought: to the database first, then to the host.
      await test.call("GET", "/healthz");
      await host.request("getSnapshot", {});
    }
    return found;
  }

  return {
    test,
    clock,
    host,
    tick,
    runUntil,
    phone: async (name) => {
      const session = await test.join(name);
      return makePhone(test, { session, seat: await test.seat(session.token) });
    },
    async openBetting() {
      await host.direct("openBetting");
      tick();
      return host.until((state) => state.phase === "betting");
    },
    async end() {
      try {
        await expectCleanBooks(test.dataSource);
      } finally {
        await test.close();
      }
    },
  };
}

function makePhone(
  test: TestApp,
  { session, seat }: { session: SessionWire; seat: TestSeat },
): Phone {
  const { token } = session;
  const complete = ({ key, ...bet }: TestBet) => ({
    key: key ?? `key-${(keysMade += 1)}`,
    input: { raceId: seat.state.raceId, market: "win", selection: [1], stake: "100", ...bet },
  });
  return {
    session,
    seat,
    bet(bet = {}) {
      const { key, input } = complete(bet);
      return seat.request("placeBet", { key, ...input });
    },
    betByHttp(bet = {}) {
      const { key, input } = complete(bet);
      return test.call("POST", "/bets", {
        token,
        body: input,
        headers: { "idempotency-key": key },
      });
    },
    async wallet() {
      const { body } = await test.call("GET", "/wallet/me", { token });
      return (body.wallets as WalletWire[])[0] as WalletWire;
    },
  };
}
