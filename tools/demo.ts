import { existsSync } from "node:fs";
import path from "node:path";
import { renderBanner } from "#server/banner.ts";
import { readConfig } from "#server/config.ts";
import { runProcess } from "#server/run-process.ts";
import { startServer } from "#server/start-server.ts";
import { StartError } from "#server/storage/start-error.ts";
import { type Crowd, startCrowd } from "./demo-crowd.ts";
import { type DemoOptions, readDemoOptions } from "./demo-options.ts";

/** A quick card for a display that nobody steers; the environment may say otherwise. */
const races = {
  AUTOPILOT: "true",
  LOBBY_SECONDS: "12",
  BETTING_SECONDS: "35",
  SETTLING_SECONDS: "10",
};
const battles = {
  BATTLE_AUTOPILOT: "true",
  BATTLE_DURATION_SECONDS: "120",
  BATTLE_COOLDOWN_SECONDS: "12",
};

// npm run demo: the server as ever, on autopilot and with twelve simulated players; with --battle or
// --replay FILE a country battle instead. Its data lies beside the show's own, so that nothing
// simulated ever appears in a real ledger.

if (existsSync(".env")) process.loadEnvFile(".env");

await runProcess(async () => {
  const { live } = readDemoOptions(process.argv.slice(2));
  const dataDir = path.join(process.env["DATA_DIR"] || "./data", "demo");
  const config = readConfig({
    ...(live === undefined ? races : battles),
    ...process.env,
    ...live?.environment,
    DATA_DIR: dataDir,
    // A demo has no audience of its own.
    TIKTOK_USERNAME: "",
  });
  const server = await startServer(config);
  const { app, hostPin } = server;
  try {
    const lobbyCode = await app.lobbyCode();
    console.log(renderBanner({ port: app.port, publicUrl: config.PUBLIC_URL, lobbyCode, hostPin }));
    const crowd = live === undefined ? openCrowd(app.port) : await connect(server, live);
    return {
      onLost: server.onLost,
      async close() {
        await crowd?.close();
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
});

function openCrowd(port: number): Crowd {
  console.log("  Twelve simulated players are on their way in.\n");
  return startCrowd({ url: `http://localhost:${port}` });
}

/** A battle needs no crowd: its audience is the source's. */
async function connect(
  { app }: Awaited<ReturnType<typeof startServer>>,
  live: NonNullable<DemoOptions["live"]>,
): Promise<undefined> {
  // An earlier demo on this data may have been connected to something else.
  await app.disconnectLive();
  const connected = await app.connectLive(live.request);
  if (!connected.ok) {
    const { file } = { file: "", ...live.request };
    throw new StartError(
      connected.refusal.code === "recording_unknown"
        ? `There is no recording ${file}.`
        : `The source is not connected: ${connected.refusal.code}.`,
    );
  }
  console.log(`  ${live.sentence} The display shows the battle.\n`);
  return undefined;
}
